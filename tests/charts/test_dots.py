"""The dot plot says every value, who lacks one, and what may not be compared."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Any

import pytest

from kexie_dash.charts.alt import alt_text_of
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.theme import THEMES, Style
from kexie_dash.charts.titles import captions_for
from kexie_dash.model.assessment import Threshold
from kexie_dash.queries.bodies import Body
from kexie_dash.queries.comparison import Absent
from tests.charts.samples import band, caption, metric, texts, value

RATE = metric()
WORDS = Captions("题目", "副题", ("来源",))


def _three_bands() -> list[Any]:
    return [
        band(
            "2022 项目·市级",
            *(value(n, v, kind="project") for n, v in (("甲甲", "0.6682"), ("乙乙", "0.6536"))),
        ),
        band("2021 部门整体·县级", value("丙丙", "1", year=2021, level="county")),
        band("2020 部门整体·市级", value("丁丁", "1.016", year=2020), value("戊戊", "0.7169", year=2020)),
    ]


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\u2003", "").replace("\u2002", " ")


def test_every_value_has_a_filled_mark_in_its_colour_with_its_number() -> None:
    bands = _three_bands()
    figure = dot_plot(RATE, bands, WORDS)
    (marks,) = figure.data
    assert marks.type == "scatter"
    values = [item.value for one in bands for item in one.values]
    assert list(marks.customdata) == [v.id for v in values]
    assert list(marks.x) == [float(v.value) for v in values]
    assert [_plain(text) for text in marks.text] == ["66.8%", "65.4%", "100.0%", "101.6%", "71.7%"]
    assert len(set(marks.marker.color)) == 5
    assert THEMES["light"].mark not in marks.marker.color


def test_rows_are_32_pixels_and_in_the_order_given() -> None:
    figure = dot_plot(RATE, [band("g", *(value(n, "0.9") for n in ("甲甲", "乙乙", "丙丙")))], WORDS)
    y = list(figure.data[0].y)
    assert [second - first for first, second in itertools.pairwise(y)] == [32, 32]
    low, high = figure.layout.yaxis.range
    assert low > high  # rows run downwards
    frame = figure.layout.margin.t + figure.layout.margin.b
    assert figure.layout.height == round(low + frame)


def test_bands_are_labelled_and_divided() -> None:
    figure = dot_plot(RATE, _three_bands(), WORDS)
    said = texts(figure)
    for label in ("2022 项目·市级", "2021 部门整体·县级", "2020 部门整体·市级"):
        assert label in said
    rules = {shape.y0 for shape in figure.layout.shapes if shape.xref == "paper"}
    assert len(rules) == 3


def test_year_stands_by_every_name() -> None:
    said = [_plain(text) for text in texts(dot_plot(RATE, _three_bands(), WORDS))]
    for row in ("甲甲 2022", "丙丙 2021", "戊戊 2020"):
        assert row in said


def test_not_comparable_is_hollow_with_the_reason_in_words() -> None:
    one = band("g", value("甲甲", "0.9"), value("乙乙", "0.8"), reasons={"乙乙": ("口径不同：按到位资金",)})
    figure = dot_plot(RATE, [one], WORDS)
    by_name = {trace.name: trace for trace in figure.data}
    hollow = by_name["组内不可比"]
    assert list(hollow.x) == [0.8]
    assert hollow.marker.color == THEMES["light"].ground
    assert list(by_name["可比"].x) == [0.9]
    assert "组内不可比：口径不同：按到位资金" in texts(figure)


@pytest.mark.parametrize(
    ("status", "word", "lines"),
    [
        ("not_stated", "– 未载明", ["dash"]),
        ("not_applicable", "／ 不适用", []),
        ("undefined", "÷ 无法计算", ["dot"]),
    ],
)
def test_missing_is_a_row_by_name_and_never_a_mark(status: str, word: str, lines: list[str]) -> None:
    missing = value("乙乙", None, status=status, caveats=("报告没有写明执行数",))
    figure = dot_plot(RATE, [band("g", value("甲甲", "0.9"), missing)], WORDS)
    assert [list(trace.x) for trace in figure.data] == [[0.9]]
    assert f"{word}：报告没有写明执行数" in texts(figure)
    assert any(_plain(text) == "乙乙 2022" for text in texts(figure))
    assert [shape.line.dash for shape in figure.layout.shapes if shape.line.dash] == lines


def test_many_missing_are_named_on_one_line() -> None:
    missing = [value(n * 2, None) for n in "乙丙丁戊"]
    said = texts(dot_plot(RATE, [band("g", value("甲甲", "0.9"), *missing)], WORDS))
    assert "乙乙、丙丙、丁丁、戊戊" in said
    assert any("未载明 4 项" in text for text in said)


def test_groups_without_any_value_are_listed_at_the_end() -> None:
    empty = [band(f"{year} 部门整体", value("乙乙", None, year=year)) for year in (2017, 2018, 2019)]
    said = texts(dot_plot(RATE, [*empty, band("2022 部门整体", value("甲甲", "0.9"))], WORDS))
    assert "没有数值的分组" in said
    assert "2018 部门整体：乙乙 – 未载明" in said


@pytest.mark.parametrize(
    ("bound", "sign", "arrows"),
    [
        ("exact", "", []),
        ("at_least", "≥", [1]),
        ("at_most", "≤", [-1]),
        ("about", "≈", [-1, 1]),
        ("nearly", "≈", [-1]),
    ],
)
def test_a_bound_stands_before_the_number_and_ends_the_mark(bound: Any, sign: str, arrows: list[int]) -> None:
    figure = dot_plot(metric("场次"), [band("g", value("甲甲", "5903", bound=bound))], WORDS)
    assert _plain(figure.data[0].text[0]) == f"{sign}5,903"
    drawn = [note for note in figure.layout.annotations if note.showarrow]
    assert [1 if note.xshift > 0 else -1 for note in drawn] == arrows


def test_rates_may_cut_the_axis_and_say_so() -> None:
    figure = dot_plot(RATE, _three_bands(), WORDS)
    low = figure.layout.xaxis.range[0]
    assert 0 < low < 0.6536
    assert caption(figure, "axis") == f"横轴自 {low:.0%} 起"
    near_zero = dot_plot(RATE, [band("g", value("甲甲", "0.05"), value("乙乙", "0.9"))], WORDS)
    assert near_zero.layout.xaxis.range[0] == 0
    assert caption(near_zero, "axis") == ""


def test_counts_begin_at_zero_or_are_logarithmic_and_say_so() -> None:
    held = metric("场次")
    near = dot_plot(held, [band("g", value("甲甲", "500"), value("乙乙", "400"))], WORDS)
    assert near.layout.xaxis.range[0] == 0
    assert near.layout.xaxis.type == "linear"
    far = dot_plot(
        held, [band("g", value("甲甲", "51000000", bound="at_least"), value("乙乙", "400"))], WORDS
    )
    assert far.layout.xaxis.type == "log"
    assert caption(far, "axis").startswith("对数横轴")
    # Arrows of a logarithmic axis are placed by exponent, or they would fly off the paper.
    low, high = far.layout.xaxis.range
    (arrow,) = [note for note in far.layout.annotations if note.showarrow]
    assert low <= arrow.x <= high


def test_a_median_on_a_logarithmic_axis_stands_at_its_value() -> None:
    """Plotly places shapes by the value itself there, marks alike."""
    three = band(
        "g", *(value(name, figure) for name, figure in (("甲甲", "10"), ("乙乙", "900"), ("丙丙", "90000")))
    )
    figure = dot_plot(metric("场次"), [three], WORDS)
    assert figure.layout.xaxis.type == "log"
    (tick,) = [shape for shape in figure.layout.shapes if shape.xref == "x"]
    assert tick.x0 == tick.x1 == 900


def test_a_zero_does_not_break_the_axis() -> None:
    figure = dot_plot(metric("场次"), [band("g", value("甲甲", "0"), value("乙乙", "50000"))], WORDS)
    assert figure.layout.xaxis.type == "linear"
    assert _plain(figure.data[0].text[0]) == "0（报告写明）"
    assert figure.data[0].x[0] == 0


def _lines(*values: str) -> tuple[Threshold, ...]:
    return tuple(Threshold(Decimal(v), "at_least", "要求", "评分细则") for v in values)


def test_thresholds_are_thin_lines_whose_labels_meet_nothing() -> None:
    rate = metric(thresholds=_lines("0.95", "0.9", "0.94"))
    figure = dot_plot(rate, _three_bands(), WORDS)
    labels = [note for note in figure.layout.annotations if note.text.startswith("要求")]
    assert [note.text for note in labels] == ["要求 ≥90%", "要求 ≥94%", "要求 ≥95%"]
    lines = {s.x0: (s.y0, s.y1) for s in figure.layout.shapes if s.xref == "x" and s.x0 == s.x1}
    assert set(lines) == {0.9, 0.94, 0.95}
    # Above all marks; those that would touch stand in rows of their own.
    assert max(note.y for note in labels) < min(figure.data[0].y) - 16
    assert len({note.y for note in labels}) == 2
    assert labels[1].y != labels[2].y
    assert all(lines[note.x][0] >= note.y for note in labels)
    assert "参照线：要求 ≥95%（评分细则）" in alt_text_of(rate, _three_bands())


def test_the_median_is_a_short_tick_with_its_count_and_only_of_three() -> None:
    two = [band("g", value("甲甲", "0.9"), value("乙乙", "0.7"))]
    assert "中位数" not in " ".join(texts(dot_plot(RATE, two, WORDS)))
    assert "同组只有两家可比，不排名" in _plain(" ".join(texts(dot_plot(RATE, two, WORDS))))
    three = [band("g", value("甲甲", "0.9"), value("乙乙", "0.7"), value("丙丙", "0.8"))]
    figure = dot_plot(RATE, three, WORDS)
    assert "中位数 80.0%（3 个）" in texts(figure)
    (tick,) = [s for s in figure.layout.shapes if s.xref == "x" and s.x0 == 0.8]
    assert abs(tick.y1 - tick.y0) == 16
    assert max(tick.y0, tick.y1) < min(figure.data[0].y) - 7
    assert "中位数 80.0%（3 个）" in alt_text_of(RATE, three)


def test_a_figure_that_awaits_review_keeps_its_value_and_is_another_shape() -> None:
    pending = value("乙乙", "0.8", status="pending_review", caveats=("疑似单位写错",))
    one = band("g", value("甲甲", "0.9"), pending, reasons={"乙乙": ("待核", "疑似单位写错")})
    figure = dot_plot(RATE, [one], WORDS)
    by_name = {trace.name: trace for trace in figure.data}
    assert list(by_name["待核"].x) == [0.8]
    assert by_name["待核"].marker.symbol == "diamond"
    assert by_name["待核"].marker.color == THEMES["light"].ground
    assert "待核：疑似单位写错" in texts(figure)
    assert "（待核：疑似单位写错）" in alt_text_of(RATE, [one])


def test_who_has_no_report_is_named_with_sign_and_word() -> None:
    absent = [Absent(Body("990001", "990001", "己己市科学技术协会", has_report=False), 2022)]
    said = [_plain(text) for text in texts(dot_plot(RATE, _three_bands(), WORDS, absent=absent))]
    assert {"没有报告的单位", "己己 2022", "□ 无报告"} <= set(said)
    assert "无报告：己己市科学技术协会 2022年" in alt_text_of(RATE, _three_bands(), absent)


def test_ranks_only_if_given() -> None:
    values = [value(n * 2, f"0.9{i}") for i, n in enumerate("丙乙甲")]
    unranked = " ".join(texts(dot_plot(RATE, [band("g", *values)], WORDS)))
    assert "第" not in unranked
    ranked = " ".join(texts(dot_plot(RATE, [band("g", *values, ranks=(3, 2, 1))], WORDS)))
    assert "第 1 位" in ranked


def test_basis_is_said_where_it_differs() -> None:
    same = [band("g", value("甲甲", "0.9", basis="initial"), value("乙乙", "0.8", basis="initial"))]
    assert "按年初预算" not in " ".join(texts(dot_plot(RATE, same, WORDS)))
    mixed = [band("g", value("甲甲", "0.9", basis="initial"), value("乙乙", "0.8", basis="adjusted"))]
    said = " ".join(texts(dot_plot(RATE, mixed, WORDS)))
    assert "按年初预算" in said
    assert "按调整预算" in said


def test_words_of_a_report_are_no_markup() -> None:
    body = "<a href='javascript:x'>甲</a>市科学技术协会"
    one = band("g", value("甲", "0.9", body=body), reasons={"甲": ("<script>x</script>",)})
    figure = dot_plot(RATE, [one], Captions("<b>题</b>", "<img onerror=x>"))
    everything = " ".join(texts(figure)) + " ".join(figure.data[0].hovertext)
    assert "<a" not in everything
    assert "<script" not in everything
    assert "<img" not in everything


def test_captions_inside_or_left_to_the_page() -> None:
    inside = dot_plot(RATE, _three_bands(), WORDS)
    assert caption(inside, "title") == "题目"
    assert caption(inside, "subtitle") == "副题"
    assert caption(inside, "foot") == "来源"
    outside = dot_plot(RATE, _three_bands(), WORDS, Style(captions=False))
    assert caption(outside, "title") == ""
    assert outside.layout.height < inside.layout.height


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_themes(theme: Any) -> None:
    figure = dot_plot(RATE, _three_bands(), WORDS, Style(theme))
    colours = THEMES[theme]
    assert figure.layout.paper_bgcolor == colours.ground
    assert figure.layout.font.color == colours.ink
    assert not figure.layout.showlegend
    assert figure.layout.colorway
    assert "Noto Sans CJK SC" in figure.layout.font.family


@pytest.mark.parametrize("width", [390, 720, 1100])
@pytest.mark.parametrize("count", [0, 1, 5, 25, 143])
def test_any_number_of_bodies_at_any_width(width: int, count: int) -> None:
    values = [
        value(f"{chr(0x4E00 + n)}{chr(0x5000 + n)}", None if n % 6 == 5 else str(Decimal(40 + n) / 100))
        for n in range(count)
    ]
    bands = [band("2022 部门整体·市级", *values)] if values else []
    figure = dot_plot(RATE, bands, captions_for(RATE, bands), Style(width=width))
    assert figure.layout.margin.l + figure.layout.margin.r < width * 0.75
    rows = sorted(y for trace in figure.data for y in trace.y)
    assert all(second - first >= 32 for first, second in itertools.pairwise(rows))
    sizes = [note.font.size for note in figure.layout.annotations if note.text]
    assert min(sizes, default=13) >= 13


def test_on_a_narrow_screen_the_name_stands_above_its_mark() -> None:
    figure = dot_plot(RATE, _three_bands(), WORDS, Style(width=390))
    mark_y = figure.data[0].y[0]
    (name,) = [note for note in figure.layout.annotations if _plain(note.text) == "甲甲 2022"]
    assert name.y < mark_y


def test_grades_are_words_without_an_axis() -> None:
    bands = [band("g", value("甲甲", None, text="优秀"), value("乙乙", None))]
    figure = dot_plot(metric("等级", "none", "自评等级"), bands, WORDS)
    assert not figure.data
    assert "<b>优秀</b>" in texts(figure)
    assert not figure.layout.xaxis.visible


def test_the_same_in_words() -> None:
    bands = [
        band("2022 部门整体·市级", value("甲甲", "0.6682", declared="1"), value("乙乙", None)),
        band("2020 部门整体·市级", value("丙丙", "0.9", year=2020), reasons={"丙丙": ("口径不同",)}),
    ]
    said = alt_text_of(RATE, bands)
    assert said.startswith("甲甲2022年部门整体预算执行率不足七成。")
    assert "甲甲 2022年 66.8%，自报 100.0%" in said
    assert "乙乙 2022年未载明" in said
    assert "丙丙 2020年 90.0%（组内不可比：口径不同）" in said


def test_breakdowns_are_compared_in_labelled_rows() -> None:
    values = [value("甲甲", v, by=(("activity", name),)) for v, name in (("120", "科普日"), ("80", "讲座"))]
    said = [_plain(text) for text in texts(dot_plot(metric("人次/场"), [band("g", *values)], WORDS))]
    assert "甲甲 2022 科普日" in said
    assert "甲甲 2022 讲座" in said


@pytest.mark.parametrize("width", [1100, 640])
def test_words_under_a_row_are_nearer_to_it_than_to_the_next(width: int) -> None:
    values = [
        value("甲甲", "1.016", status="derived", basis="adjusted"),
        value("乙乙", "0.95", basis="initial"),
        value("丙丙", "0.9", basis="initial"),
    ]
    one = band("g", *values, reasons={"甲甲": ("口径不同：按调整预算",)})
    figure = dot_plot(RATE, [one], WORDS, Style(width=width))
    rows = {_plain(note.text)[:2]: note.y for note in figure.layout.annotations if "2022" in note.text}
    notes = [
        note.y
        for note in figure.layout.annotations
        if note.yref == "y" and rows["甲甲"] < note.y < rows["乙乙"]
    ]
    assert notes
    assert min(notes) - rows["甲甲"] < (rows["乙乙"] - max(notes)) / 2
