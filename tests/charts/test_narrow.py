"""On a narrow screen: columns become lines and blocks, nothing is left out, a zero is said."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

from kexie_dash.charts.completions import number_heights
from kexie_dash.charts.counted_bars import CountedCell, CountedRow, counted_bars
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.text import text_width
from kexie_dash.charts.theme import NARROW, SQUEEZED, VALUE_SIZE, Style
from kexie_dash.charts.tinted_table import TintCell, TintRow, Tints, tinted_table
from tests.charts.samples import texts

WORDS = Captions("题目")
PHONE, DESK = Style(width=366), Style(width=772)
TINTS = Tints([[0.0, "#FFFFFF"], [1.0, "#8FB4D4"]], "其余 {count} 类未载明")


def _said(figure: Any) -> list[str]:
    return [re.sub(r"<[^>]+>", "", one) for one in texts(figure)]


def _counted(*counts: int) -> CountedRow:
    return CountedRow("甲甲", tuple(CountedCell(n, "#000000", ["r", n], f"{n} 项") for n in counts))


def test_columns_need_the_room_of_a_squeezed_page() -> None:
    assert [Style(width=width).columns for width in (NARROW, SQUEEZED - 1, SQUEEZED)] == [False, False, True]


def test_every_count_stands_there_and_the_zeros_share_a_line() -> None:
    headings = ("未达成", "达成", "无结果")
    said = _said(counted_bars(headings, [_counted(0, 56, 0)], WORDS, PHONE, 0.6))
    assert "达成" in said
    assert "56" in said
    assert "未达成、无结果均为 0" in said
    beside = counted_bars(headings, [_counted(0, 56, 0)], WORDS, DESK, 0.6)
    assert _said(beside).count("0") == 2
    assert [list(key) for key in beside.data[0].customdata] == [["r", 0], ["r", 56], ["r", 0]]


def test_bars_of_all_columns_are_on_one_scale_from_zero() -> None:
    for style in (PHONE, DESK):
        (bars,) = counted_bars(("一", "二"), [_counted(10, 20), _counted(5, 20)], WORDS, style, 0.5).data
        assert list(bars.x) == [0.25, 0.5, 0.125, 0.5]
        assert {start % 1 for start in bars.base} == {0}


def _cell(text: str, *, silent: bool = False) -> TintCell:
    return TintCell(text, 0.0 if silent else 0.5, "" if silent else f"v{text}", text, silent)


def test_a_block_holds_what_is_stated_and_counts_the_rest() -> None:
    headings = tuple(f"类别名称{n}" for n in range(9))
    row = TintRow("甲甲", "2022", tuple(_cell(str(n), silent=n % 2 == 1) for n in range(9)))
    figure = tinted_table(headings, [row], TINTS, WORDS, PHONE)
    (block,) = figure.data
    ids = [key for line in block.customdata for key in line if key]
    assert ids == ["v0", "v2", "v4", "v6", "v8"]
    assert "类别名称8" in block.text[1][0]
    # What fills up the last line is a gap, not a value.
    assert list(block.z[1])[1:] == [None] * (len(block.z[1]) - 1)
    assert "其余 4 类未载明" in _said(figure)
    wide = tinted_table(headings, [row], TINTS, WORDS, DESK)
    assert [list(trace.text[0]) for trace in wide.data] == [[str(n) for n in range(9)]]


def test_few_columns_stay_a_table_on_a_phone() -> None:
    row = TintRow("甲甲", "2022", (_cell("1"), _cell("2")))
    assert len(tinted_table(("一", "二"), [row], TINTS, WORDS, PHONE).data[0].z[0]) == 2


def test_numbers_of_near_circles_do_not_meet() -> None:
    circles = [(0.0, 3, 9.0), (100.0, 1, 9.0), (108.0, 47, 30.0), (116.0, 12, 15.0), (200.0, 4, 9.0)]
    heights = number_heights(circles)
    assert heights[0] == heights[-1] == min(heights)
    for (one, up), (other, above) in combinations(zip(circles, heights, strict=True), 2):
        half = sum(text_width(str(count), VALUE_SIZE) / 2 for _, count, _ in (one, other))
        assert abs(one[0] - other[0]) >= half or abs(up - above) >= 18


def test_names_take_two_lines_where_the_numbers_need_the_room() -> None:
    headings = tuple(f"第{n}类" for n in range(12))
    cells = tuple(_cell("≈1,350") for _ in headings)
    row = TintRow("<b>甲甲</b> 2022", "2022", cells, more="科学技术普及支出专项经费")
    wide = tinted_table(headings, [row], TINTS, WORDS, Style(width=1280))
    assert any(note.text == "<b>甲甲</b> 2022 科学技术普及支出专项经费" for note in wide.layout.annotations)
    half = tinted_table(headings, [row], TINTS, WORDS, Style(width=640))
    assert any(
        note.text == "<b>甲甲</b> 2022<br>科学技术普及支出专项经费" for note in half.layout.annotations
    )
    assert half.layout.margin.l < wide.layout.margin.l
