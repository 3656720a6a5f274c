"""The matrix of categories and the ranges of audience: signs, bounds, open ends, the own body."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kexie_dash.charts.audience_ranges import (
    audience_ranges,
    range_label,
    ranges_alt,
    ranges_captions,
    ranges_title,
)
from kexie_dash.charts.category_heat import category_heat, heat_alt, heat_captions, heat_title
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.theme import Style, ThemeName
from kexie_dash.model.assessment import MeasureValue, Operand
from kexie_dash.model.quantity import Bound
from kexie_dash.queries.activities import ActivityRow, ActivityTable
from tests.charts.samples import texts, value

WORDS = Captions("题目")


def _span(name: str, low: str | None, high: str | None, bound: Bound = "at_least") -> MeasureValue:
    made = value(name, high, bound=bound)
    ends = (Operand("value", "只计线下", None if low is None else _number(low), "人次", "about"),)
    return MeasureValue(
        **{
            **{field: getattr(made, field) for field in made.__dataclass_fields__},
            "low": None if low is None else _number(low),
            "high": made.value,
            "operands": ends,
        }
    )


def _number(text: str) -> Any:
    return value("x", text).value


def _row(name: str, total: str | None, group: str = "2022 部门整体·市级", **more: Any) -> ActivityRow:
    return ActivityRow(
        value(name, total, bound=more.pop("bound", "exact")),
        group,
        more.pop("categories", {}),
        more.pop("range", None),
        more.pop("channels", {}),
        None,
        None,
        {},
        (),
    )


def _table() -> ActivityTable:
    rows = (
        _row(
            "甲甲", "120", bound="at_least",
            categories={"lecture": value("甲甲", "100", bound="at_least"), "training": value("甲甲", "20")},
            range=_span("甲甲", "500", "103000"),
            channels={"on_site": value("甲甲", "500", bound="about"), "unstated": value("甲甲", "2000")},
        ),
        _row("乙乙", "0", categories={"lecture": value("乙乙", "0")}, range=_span("乙乙", None, "90000")),
        _row("丙丙", None, range=value("丙丙", None)),
    )  # fmt: skip
    return ActivityTable("own", rows, ("training", "lecture"), ("on_site", "unstated"))


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\u2003", "").strip()


def test_cells_print_their_number_and_silence_its_sign() -> None:
    table = _table()
    cells = [list(trace.text[0]) for trace in category_heat(table, table.rows, WORDS).data]
    assert cells[0] == ["≥120", "20", "≥100"]
    # A zero that is printed is a zero; what is not stated is not.
    assert cells[1] == ["0（报告写明）", "–", "0（报告写明）"]
    assert cells[2] == ["–", "–", "–"]
    tints = [list(trace.z[0]) for trace in category_heat(table, table.rows, WORDS).data]
    assert tints[0][2] > tints[0][1] > 0
    assert tints[2] == [0, 0, 0]


def test_the_title_names_the_category_most_bodies_state() -> None:
    assert heat_title(_table()) == "本级活动：写明讲座报告的最多，3家中有2家，1家没有写明任何活动或受众"
    assert "互不相加" in heat_captions(_table()).foot[0]
    assert "丙丙2022年：合计未载明" in heat_alt(_table())
    assert (
        heat_title(ActivityTable("own", (_row("甲", None),), (), ())) == "本级活动：1家单位都没有写明分类场次"
    )


def test_the_own_body_is_framed_and_named() -> None:
    table = _table()
    colours = BodyColours(["甲甲", "乙乙", "丙丙"], own="乙乙")
    figure = category_heat(table, table.rows, WORDS, colours=colours)
    assert sum(shape.type == "rect" for shape in figure.layout.shapes) == 1
    assert any("本单位" in one for one in texts(figure))


def test_ranges_keep_the_bounds_of_both_ends() -> None:
    table = _table()
    first = table.rows[0].range
    assert first is not None
    assert range_label(first) == "≈500–≥10.3万"
    assert ranges_title(table) == "甲甲2022年本级受众：只计线下约500人次，计入各渠道至少10.3万人次"
    assert ranges_title(table, "乙乙") == "乙乙2022年本级受众至少90,000人次，其中线下多少没有写明"
    said = [_plain(one) for one in texts(audience_ranges(table, table.rows, WORDS))]
    assert "≈500–≥10.3万" in said
    assert "≥90,000（线下未写明）" in said
    assert "– 未载明" in said
    # Channels are told one by one; the one that is not stated stands by itself.
    assert "线下 ≈500，渠道未载明 2,000" in said
    assert "线下未写明" in ranges_alt(table)
    assert "不当作零" in ranges_captions(table).foot[0]


def test_an_unknown_end_is_dotted_and_a_known_one_is_a_bar() -> None:
    table = _table()
    lines = [s.line for s in audience_ranges(table, table.rows, WORDS).layout.shapes if s.xref == "x"]
    assert [line.dash for line in lines].count("dot") == 1
    assert max(line.width for line in lines) == 8


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize("width", [358, 772, 1100])
def test_every_size_and_theme_can_be_drawn(theme: ThemeName, width: int) -> None:
    table = _table()
    style = Style(theme, width)
    assert category_heat(table, table.rows, heat_captions(table), style).data
    assert audience_ranges(table, table.rows, ranges_captions(table), style).data


def test_nothing_stated_is_drawn_without_an_axis() -> None:
    table = ActivityTable("own", (_row("甲", None, range=value("甲", None)),), (), ())
    assert not audience_ranges(table, table.rows, WORDS).data
    assert ranges_title(table) == "本级受众：没有一家写明人次"
