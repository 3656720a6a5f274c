"""Dumbbell, way of the budget, score bullets, strips and the coverage matrix."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from kexie_dash.charts.budget import budget_captions, budget_path
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dumbbell import dumbbell, dumbbell_captions, gap_of, is_dumbbell
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.state_words import cell_state, state_key
from kexie_dash.charts.strip import dot_strip
from kexie_dash.charts.text import text_width
from kexie_dash.charts.theme import THEMES, VALUE_SIZE, Style
from kexie_dash.model.assessment import MeasureValue, Threshold
from kexie_dash.model.observation import Stage
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.coverage import CoverageCell
from tests.charts.samples import band, caption, metric, texts, value

RATE = metric(declared_label="自报执行率")
WORDS = Captions("题目")


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\u2003", "").replace("\u2002", " ").strip()


# --- dumbbell -------------------------------------------------------------------------------------


def _pairs() -> list[Any]:
    return [
        band(
            "2022 项目·市级",
            value("甲甲", "0.6682"),
            value("乙乙", "0.99", declared="0.95"),
            value("丙丙", "0.6536", declared="1"),
            value("丁丁", "1", declared="1"),
            value("戊戊", None, declared="0.8"),
            value("己己", None),
        )
    ]


def test_rows_by_the_size_of_the_difference_whatever_its_sign() -> None:
    figure = dumbbell(RATE, _pairs(), WORDS)
    names = [
        (note.y, _plain(note.text))
        for note in figure.layout.annotations
        if re.search(r"20\d\d$", _plain(note.text))
    ]
    order = [name.split()[0] for _, name in sorted(names)]
    assert order == ["丙丙", "乙乙", "丁丁", "甲甲", "戊戊", "己己"]


def test_filled_is_the_ruler_and_rings_are_declared() -> None:
    figure = dumbbell(RATE, _pairs(), WORDS)
    by_name = {trace.name: trace for trace in figure.data}
    assert sorted(by_name["统一口径"].x) == [0.6536, 0.6682, 0.99, 1.0]
    assert sorted(by_name["单位自报"].x) == [0.8, 0.95, 1.0, 1.0]
    assert by_name["单位自报"].marker.color == THEMES["light"].ground


def test_difference_stands_at_the_end_and_silence_is_named() -> None:
    said = [_plain(text) for text in texts(dumbbell(RATE, _pairs(), WORDS))]
    assert "+34.6 百分点" in said
    assert "−4.0 百分点" in said
    assert "0.0 百分点" in said
    assert "未自报" in said
    assert "统一口径未载明" in said


def test_numbers_stand_outside_their_marks() -> None:
    figure = dumbbell(RATE, _pairs(), WORDS)
    ruler = next(trace for trace in figure.data if trace.name == "统一口径")
    side = dict(zip(ruler.x, ruler.textposition, strict=True))
    assert side[0.6536] == "middle left"  # its declared value lies to the right
    assert side[0.99] == "middle right"


def test_lines_join_only_what_differs() -> None:
    figure = dumbbell(RATE, _pairs(), WORDS)
    lines = {(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.xref == "x"}
    assert lines == {(0.6536, 1.0), (0.99, 0.95)}


def test_where_both_agree_the_ring_goes_round_the_mark() -> None:
    figure = dumbbell(RATE, [band("g", value("甲甲", "1", declared="1"))], WORDS)
    ring, mark = figure.data
    assert ring.marker.size[0] > mark.marker.size[0]
    assert [_plain(text) for text in (*ring.text, *mark.text)] == ["", "100.0%"]


def test_gap_is_declared_minus_comparable() -> None:
    assert gap_of(value("甲甲", "0.7169", declared="0.9399")) == Decimal("0.2230")
    assert gap_of(value("甲甲", "0.7169")) is None
    assert gap_of(value("甲甲", None, declared="1")) is None


def test_dumbbell_words() -> None:
    captions = dumbbell_captions(RATE, _pairs())
    assert captions.title == "丙丙2022年部门整体自报执行率比统一口径高34.6个百分点"
    assert "甲甲、己己没有自报" in captions.subtitle
    near = dumbbell_captions(RATE, [band("g", value("甲甲", "0.99", declared="1"))])
    assert near.title == "甲甲的自报数与统一口径相差不到5个百分点"
    nearer = [band("g", value("甲甲", "0.995", declared="1"), value("乙乙", "0.5", declared="0.5"))]
    assert dumbbell_captions(RATE, nearer).title == "甲甲、乙乙的自报数与统一口径相差都不到1个百分点"
    same = dumbbell_captions(RATE, [band("g", value("甲甲", "0.99996", declared="1"))])
    assert same.title == "甲甲的自报数与统一口径相同（保留一位小数）"
    assert (
        dumbbell_captions(RATE, [band("g", value("甲甲", "0.99"))]).title
        == "预算执行率：没有可以对照的自报数"
    )
    assert is_dumbbell(RATE)
    assert not is_dumbbell(metric("场次"))


# --- way of the budget ----------------------------------------------------------------------------


def _stages(**amounts: str | None) -> list[MeasureValue]:
    return [
        value("甲甲", amount, metric="budget_by_stage", by=(("stage", stage),))
        for stage, amount in amounts.items()
    ]


def test_bars_begin_at_zero_and_changes_float_between() -> None:
    stages = _stages(initial="5000000", adjusted="6000000", executed="4500000", frozen="1000000")
    figure = budget_path(stages, budget_captions(stages))
    by_name = {trace.name: trace for trace in figure.data}
    assert list(by_name["金额"].base) == [0, 0, 0]
    assert list(by_name["金额"].x) == [5e6, 6e6, 4.5e6]
    # 调增 from 500 to 600; of those 100 are frozen, 450 spent, 50 neither.
    assert list(zip(by_name["增减"].base, by_name["增减"].x, strict=True)) == [(5e6, 1e6), (4.5e6, 0.5e6)]
    assert (by_name["冻结"].base[0], by_name["冻结"].x[0]) == (5e6, 1e6)
    assert figure.layout.xaxis.range[0] == 0
    assert [_plain(text) for text in by_name["金额"].text] == ["500.0", "600.0", "450.0 占调整预算 75.0%"]
    assert caption(figure, "title") == "甲甲2022年部门整体执行450.0万元，是调整预算的75.0%"


def test_stages_not_stated_are_named_and_drawn_as_nothing() -> None:
    stages = _stages(initial="1530000", adjusted=None, executed="1000000")
    figure = budget_path(stages, budget_captions(stages))
    said = [_plain(text) for text in texts(figure)]
    assert said.count("未载明") == 2  # 调整预算 as stated missing, 到位 as never mentioned
    by_name = {trace.name: trace for trace in figure.data}
    assert list(by_name["金额"].x) == [1.53e6, 1e6]
    assert (list(by_name["增减"].base), list(by_name["增减"].x)) == ([1e6], [0.53e6])
    assert "未执行" in said
    assert caption(figure, "title") == "甲甲2022年部门整体执行100.0万元，是年初预算的65.4%"


def test_what_did_not_come_and_what_went_beyond_float_between() -> None:
    came = budget_path(_stages(initial="3000000", received="2000000", executed="2000000"), WORDS)
    by_name = {trace.name: trace for trace in came.data}
    assert (list(by_name["增减"].base), list(by_name["增减"].x)) == ([2e6], [1e6])
    assert "未到位" in [_plain(text) for text in texts(came)]
    beyond = budget_path(_stages(adjusted="2000000", executed="2500000"), WORDS)
    assert "超出" in [_plain(text) for text in texts(beyond)]
    bound = [replace(v, bound="at_least") for v in _stages(adjusted="2000000", executed="1500000")]
    assert [trace.name for trace in budget_path(bound, WORDS).data] == ["金额"]


def test_without_execution_the_title_says_so() -> None:
    stages = _stages(initial="1530000", executed=None)
    assert budget_captions(stages).title == "甲甲2022年部门整体：执行数未载明"
    assert budget_captions(_stages(executed="10000")).title.endswith("没有可以对照的预算数")


def test_a_budget_of_nothing_is_no_denominator() -> None:
    stages = _stages(initial="0", executed="10000")
    assert budget_captions(stages).title.endswith("没有可以对照的预算数")
    assert budget_path(stages, budget_captions(stages)).data


def test_evidence_of_every_bar_but_of_changes() -> None:
    stages = _stages(initial="5000000", adjusted="6000000")
    figure = budget_path(stages, WORDS)
    ids = {trace.name: list(trace.customdata) for trace in figure.data}
    assert ids == {"金额": [stages[0].id, stages[1].id], "增减": [None]}


# --- strips ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [21, 33])
@pytest.mark.parametrize("width", [360, 520, 1100])
def test_labels_of_a_strip_never_touch(width: int, count: int) -> None:
    values = [value(chr(0x4E00 + n) * 2, str(Decimal(60 + n) / 100)) for n in range(count)]
    figure = dot_strip(RATE, [band("2022 部门整体·市级", *values)], WORDS, Style(width=width))
    low, high = figure.layout.xaxis.range
    room = width - figure.layout.margin.l - figure.layout.margin.r
    taken: dict[float, list[tuple[float, float]]] = {}
    for trace in figure.data:
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
            start = (x - low) / (high - low) * room
            if text:
                taken.setdefault(y, []).append((start - 6, start + 8 + text_width(text, VALUE_SIZE)))
    # A province's cities are all named; of more bodies two at either end, the others are marks on one line.
    assert sum(len(spans) for spans in taken.values()) == (21 if count == 21 else 4)
    assert sum(len(trace.x) for trace in figure.data) == count
    assert any("另有 29 个只画点" in text for text in texts(figure)) == (count == 33)
    for spans in taken.values():
        assert all(a[1] < b[0] or b[1] < a[0] for a, b in combinations(spans, 2))


def test_own_body_and_peers_are_labelled_among_many() -> None:
    values = [value(chr(0x4E00 + n) * 2, str(Decimal(60 + n) / 100)) for n in range(33)]
    own, peer = values[9].body_code, values[11].body_code
    colours = BodyColours([one.body_code for one in values], own=own, peers=[peer])
    figure = dot_strip(RATE, [band("2022", *values)], WORDS, Style(width=900), colours=colours)
    named = {
        key for trace in figure.data for key, said in zip(trace.customdata, trace.text, strict=True) if said
    }
    assert {values[9].id, values[11].id, values[0].id, values[32].id} <= named
    assert len(named) == 6


def test_strip_names_everybody_and_who_is_silent() -> None:
    bands = [
        band("2022 项目·市级", value("甲甲", "0.66"), value("乙乙", None)),
        band("2020 部门整体·市级", value("丙丙", "0.7", year=2020)),
    ]
    figure = dot_strip(RATE, bands, WORDS, Style(width=600))
    said = [_plain(text) for text in texts(figure)]
    assert "甲甲 66.0%" in said
    assert "丙丙 70.0%" in said
    assert "– 未载明：乙乙" in said
    assert "2022 项目·市级" in said


def test_strip_and_dumbbell_show_what_is_not_compared_in_shapes_and_words() -> None:
    pending = value("乙乙", "0.8", declared="0.9", status="pending_review", caveats=("疑似单位写错",))
    hollow = value("丙丙", "0.7", declared="0.7")
    against = {"乙乙": ("待核", "疑似单位写错"), "丙丙": ("口径不同",)}
    one = band("2022 部门整体·市级", value("甲甲", "0"), pending, hollow, reasons=against)
    strip = dot_strip(RATE, [one], WORDS, Style(width=900))
    assert {trace.name: trace.marker.symbol for trace in strip.data} == {
        "待核": "diamond",
        "组内不可比": "circle",
        "可比": "circle",
    }
    said = [_plain(text) for text in texts(strip)]
    assert {"甲甲 0.0%（报告写明）", "乙乙 80.0%（待核）", "丙丙 70.0%（组内不可比）"} <= set(said)
    pairs = dumbbell(RATE, [one], WORDS)
    ruler = next(trace for trace in pairs.data if trace.name == "统一口径")
    looks = dict(zip(ruler.x, zip(ruler.marker.symbol, ruler.marker.color, strict=True), strict=True))
    assert looks[0.8] == ("diamond", THEMES["light"].ground)
    assert looks[0.7] == ("square", THEMES["light"].ground)
    words = [_plain(text) for text in texts(pairs)]
    assert {"统一口径待核", "待核：疑似单位写错", "组内不可比：口径不同"} <= set(words)
    assert gap_of(pending) is None


def test_dumbbell_has_the_thresholds() -> None:
    line = Threshold(Decimal("0.95"), "at_least", "要求", "评分细则")
    figure = dumbbell(metric(declared_label="自报执行率", thresholds=(line,)), _pairs(), WORDS)
    assert "要求 ≥95%" in texts(figure)
    assert 0.95 in {shape.x0 for shape in figure.layout.shapes if shape.xref == "x"}


def test_a_cell_of_zeros_is_a_zero() -> None:
    zero, half = (
        CoverageCell("stated", (value("甲甲", "0"),)),
        CoverageCell("stated", (value("甲甲", "0.5"),)),
    )
    pending = CoverageCell("pending_review", (value("甲甲", "0.5", status="pending_review"),))
    states = [cell_state(cell, metric()) for cell in (zero, half, pending)]
    assert states == ["zero", "stated", "pending_review"]
    assert state_key(set(states)) == "● 已载明\u20030 报告写明为零\u2003◇ 待核"


def test_every_state_has_a_sign_of_its_own() -> None:
    assert len(set(STATE_SIGN.values())) == len(STATE_SIGN)


def test_stage_names_are_known() -> None:
    stages: tuple[Stage, ...] = ("initial", "adjusted", "received", "executed")
    figure = budget_path(_stages(**dict.fromkeys(stages, "10000")), WORDS)
    said = [_plain(text) for text in texts(figure)]
    assert {"年初预算", "调整预算", "到位", "执行"} <= set(said)


@pytest.mark.parametrize("width", [1280, 680, 640])
def test_an_arrow_of_a_strip_ends_before_the_names_of_the_groups(width: int) -> None:
    """A count near zero that is only about so much points to the left of the axis."""
    bands = [
        band("2020 部门整体·市级·全市系统·渠道未载明", value("甲甲", "970000", bound="about")),
        band("2020 部门整体·市级·全市系统·合计", value("甲甲", "51000000", bound="at_least")),
    ]
    figure = dot_strip(metric("人次"), bands, WORDS, Style(width=width))
    left = figure.layout.margin.l
    plot = width - left - figure.layout.margin.r
    low, high = figure.layout.xaxis.range
    named = max(text_width(one.label, 13) for one in bands) + 16
    tips = [
        left + (note.x - low) / (high - low) * plot + note.xshift
        for note in figure.layout.annotations
        if note.showarrow
    ]
    assert min(tips) > named
