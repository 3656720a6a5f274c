"""The heat map: number and year in every cell, its tint against its own group only, signs for gaps."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.heat import heat_map
from kexie_dash.charts.side_words import heat_captions, side_alt
from kexie_dash.charts.theme import Style
from kexie_dash.model.assessment import Threshold
from kexie_dash.queries.side_by_side import SideBySide, row_pages, side_by_side
from tests.charts.samples import band, metric, texts, value
from tests.charts.side_samples import facet

WORDS = Captions("题目", "副题", ("来源",))
NAMES = [chr(0x5E00 + n) + chr(0x6E00 + n) for n in range(60)]
LABEL = "2022 部门整体·市级"
FAR_BAD, BAD, NEUTRAL, GOOD, FAR_GOOD, NONE = range(6)


def column(*figures: str, of: Any = None, **more: Any) -> Any:
    of = of or metric()
    values = [value(NAMES[n], figure or None, metric=of.id) for n, figure in enumerate(figures)]
    return facet(of, band(LABEL, *values, **more))


def cells(figure: Any) -> dict[str, int]:
    """Tint by value id."""
    return {
        key: tint
        for trace in figure.data
        if trace.type == "heatmap"
        for ids, tints in zip(trace.customdata, trace.z, strict=True)
        for key, tint in zip(ids, tints, strict=True)
    }


def tints(table: SideBySide, place: int = 0) -> list[int]:
    found = cells(heat_map(table, WORDS))
    return [found[item.value.id] for item in table.facets[place].panel.values]


def plain_tint(figures: list[float], n: int, higher: bool) -> int:
    """The middle by sorting; an outer quarter by counting those on either side."""
    ordered = sorted(figures)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    if figures[n] == middle:
        return NEUTRAL
    below, above = sum(one < figures[n] for one in figures), sum(one > figures[n] for one in figures)
    step = 2 if len(figures) >= 5 and abs(below - above) * 2 >= len(figures) - 1 else 1
    return NEUTRAL + step if (figures[n] > middle) is higher else NEUTRAL - step


@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_tints_follow_the_place_in_the_group(direction: Any) -> None:
    figures = ["0.5", "0.9", "0.7", "0.8", "0.6", "0.95", "0.7"]
    table = side_by_side([column(*figures, of=metric(direction=direction))])
    numbers = [float(one) for one in figures]
    assert tints(table) == [plain_tint(numbers, n, direction == "higher") for n in range(len(figures))]
    assert set(tints(table)) > {FAR_BAD, FAR_GOOD}


def test_without_a_wanted_side_or_three_bodies_nothing_is_tinted() -> None:
    assert tints(side_by_side([column("1", "2", "3", "4", "5", of=metric("元", "none"))])) == [NEUTRAL] * 5
    assert tints(side_by_side([column("0.5", "0.9")])) == [NEUTRAL] * 2


def test_a_declared_line_comes_before_the_median_and_bounds_leave_open_what_they_must() -> None:
    of = metric(thresholds=(Threshold(Decimal("0.9"), "at_least", "目标", "细则"),))
    values = [
        value(NAMES[0], "0.95"), value(NAMES[1], "0.85"), value(NAMES[2], "0.5"),
        value(NAMES[3], "0.8", bound="at_least"), value(NAMES[4], "0.92", bound="at_least"),
    ]  # fmt: skip
    table = side_by_side([facet(of, band(LABEL, *values))])
    assert tints(table) == [GOOD, BAD, FAR_BAD, NEUTRAL, GOOD]
    assert "对照目标 ≥90%" in " ".join(texts(heat_map(table, WORDS)))


def test_number_and_year_stand_in_every_cell() -> None:
    said = texts(
        heat_map(
            side_by_side(
                [
                    column("0.7169", "0.9"),
                    column("95", "96.51", of=metric("分", id="self_score", label="自评得分")),
                ]
            ),
            WORDS,
        )
    )
    bare = [re.sub("<[^>]+>", "", one.replace("<br>", " ")) for one in said]
    assert {"71.7% 2022", "90.0% 2022", "95 2022", "96.51 2022"} <= set(bare)


def test_what_is_not_comparable_is_hatched_and_says_why() -> None:
    one = column("0.9", "0.8", "0.7", "0.6", reasons={NAMES[1]: ("口径不同",)})
    figure = heat_map(side_by_side([one]), WORDS)
    (hatch,) = [trace for trace in figure.data if trace.type == "bar"]
    assert len(hatch.x) == 1
    assert hatch.marker.pattern.shape == "/"
    grid = next(trace for trace in figure.data if trace.type == "heatmap")
    assert "组内不可比：口径不同" in grid.hovertext[1][0]
    assert tints(side_by_side([one]))[1] == NEUTRAL


def test_states_have_signs_and_missing_cells_are_paper() -> None:
    values = [
        value(NAMES[0], None), value(NAMES[1], None, status="not_applicable"),
        value(NAMES[2], None, status="undefined"), value(NAMES[3], "0", status="stated"),
        value(NAMES[4], "0.8", status="pending_review"),
    ]  # fmt: skip
    one = facet(metric(), band(LABEL, *values, reasons={NAMES[4]: ("待核",)}))
    table = side_by_side([one])
    said = " ".join(re.sub("<[^>]+>", " ", text) for text in texts(heat_map(table, WORDS)))
    for words in ("– 未载明", "／ 不适用", "÷ 无法计算", "写明", "◇"):
        assert words in said
    assert tints(table)[:3] == [NONE] * 3
    assert "÷ 无法计算" in heat_captions(table).subtitle


def test_groups_are_never_mixed() -> None:
    first = band("2022 部门整体·市级", *(value(NAMES[n], f"0.{5 + n}") for n in range(3)))
    second = band("2021 部门整体·市级", *(value(NAMES[n], f"0.{7 + n}", year=2021) for n in range(2)))
    table = side_by_side([facet(metric(), first, second)])
    assert [group.label for group in table.groups] == ["2022 部门整体·市级", "2021 部门整体·市级"]
    assert tints(table)[3:] == [NEUTRAL, NEUTRAL]
    assert "组与组之间不直接比较" in heat_captions(table).foot[0]


def test_the_own_body_has_a_rim_in_its_colour() -> None:
    colours = BodyColours(NAMES[:3], own=NAMES[1])
    style = Style()
    figure = heat_map(side_by_side([column("0.5", "0.6", "0.7")]), WORDS, style, colours=colours)
    (rim,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert rim.line.color == colours.of(NAMES[1], style.colours)
    assert any("本单位" in text for text in texts(figure))


@pytest.mark.parametrize("width", [390, 772, 1100])
def test_twelve_columns_stand_in_tiers_whose_numbers_fit(width: int) -> None:
    columns = [column("12345678", "0.5", of=metric("元", "none", id=f"m{n}")) for n in range(12)]
    figure = heat_map(side_by_side(columns), WORDS, Style(width=width))
    grids = [trace for trace in figure.data if trace.type == "heatmap"]
    assert sum(len(trace.z[0]) for trace in grids) == 12
    low, high = figure.layout.xaxis.range
    assert (width - figure.layout.margin.l - figure.layout.margin.r) / (high - low) >= 58
    assert len({(trace.y0) for trace in grids}) == len(grids)


def test_143_rows_go_on_pages_that_lose_nobody() -> None:
    many = [value(f"{n:03}", f"0.{500 + n}") for n in range(143)]
    table = side_by_side([facet(metric(), band(LABEL, *many))])
    pages = row_pages(table, 30)
    assert [len(page.rows) for page in pages] == [30, 30, 30, 30, 23]
    assert [row.key for page in pages for row in page.rows] == [row.key for row in table.rows]
    # Tints are of the whole group, whichever page is drawn.
    whole = cells(heat_map(table, WORDS))
    for page in pages:
        assert cells(heat_map(page, WORDS)).items() <= whole.items()


def test_the_title_tells_of_one_group_and_the_words_name_every_cell() -> None:
    table = side_by_side(
        [
            column("0.5", "0.9", "0.7", "0.8", "0.6"),
            column("95", "", "93", "91", "99", of=metric("分", id="self_score", label="自评得分")),
        ]
    )
    title = heat_captions(table).title
    assert LABEL in title or "2022年部门整体" in title
    said = side_alt(table, "热力图", title)
    assert f"{NAMES[1]} 2022 预算执行率 90.0%，高于对照，自评得分 未载明" in said
