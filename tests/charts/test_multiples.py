"""Several metrics as dots: the same bodies in the same rows, each column on its own true axis."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.multiples import multiples
from kexie_dash.charts.side_words import multiples_captions
from kexie_dash.charts.theme import Style
from kexie_dash.queries.side_by_side import side_by_side
from tests.charts.samples import band, metric, texts, value
from tests.charts.side_samples import facet

WORDS = Captions("题目", "副题", ("来源",))
NAMES = ["甲甲", "乙乙", "丙丙"]


def column(number: int, *figures: str, unit: str = "比率", bound: Any = "exact") -> Any:
    of = metric(unit, id=f"m{number}", label=f"指标{number}")
    values = [value(n, f or None, metric=of.id, bound=bound) for n, f in zip(NAMES, figures, strict=True)]
    return facet(of, band("2022 部门整体·市级", *values))


def marks(figure: Any) -> dict[str, tuple[float, float, str]]:
    return {
        key: (x, y, trace.xaxis)
        for trace in figure.data
        for key, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }


def test_every_mark_lies_at_its_figure_in_the_row_of_its_body() -> None:
    table = side_by_side([column(0, "0.9", "0.8", "0.7"), column(1, "12", "300", "7", unit="场次")])
    found = marks(multiples(table, WORDS))
    rows = {}
    for place, one in enumerate(table.facets):
        for item in one.panel.values:
            x, y, axis = found[item.value.id]
            assert x == float(item.value.value or 0)
            assert axis == ("x", "x2")[place]
            assert rows.setdefault(item.value.body_code, y) == y
    assert len(rows) == 3


@pytest.mark.parametrize(("width", "tiers"), [(390, 8), (772, 3), (1100, 2)])
def test_columns_that_find_no_room_stand_below_over_the_same_rows(width: int, tiers: int) -> None:
    table = side_by_side([column(n, "0.9", "0.8", "0.7") for n in range(8)])
    figure = multiples(table, WORDS, Style(width=width))
    heights = {y for _, y, _ in marks(figure).values()}
    assert len(heights) == 3 * tiers
    names = [re.sub("<[^>]+>", "", one).split()[0].lstrip("▌") for one in texts(figure) if "▌" in one]
    assert names == NAMES * tiers
    axes = [figure.layout[f"xaxis{n or ''}"] for n in ("", *range(2, 9))]
    assert all(0 <= axis.domain[0] < axis.domain[1] <= 1 for axis in axes)


def test_a_missing_figure_is_a_word_and_an_open_one_an_arrow() -> None:
    table = side_by_side(
        [column(0, "0.9", "", "0.7"), column(1, "12", "3", "7", unit="场次", bound="at_least")]
    )
    figure = multiples(table, WORDS)
    assert "– 未载明" in texts(figure)
    assert len([note for note in figure.layout.annotations if note.showarrow]) == 3
    assert any("≥12" in text for text in texts(figure))


def test_a_cut_axis_is_said_in_its_column() -> None:
    said = " ".join(
        texts(
            multiples(
                side_by_side([column(0, "0.9", "0.8", "0.85"), column(1, "5", "3", "7", unit="场次")]), WORDS
            )
        )
    )
    assert said.count("横轴自") == 1
    assert "中位数 85.0%" in said


def test_own_row_is_marked_and_captions_name_the_columns() -> None:
    table = side_by_side([column(0, "0.9", "0.8", "0.7"), column(1, "5", "3", "7", unit="场次")])
    figure = multiples(table, WORDS, colours=BodyColours(NAMES, own="乙乙"))
    assert any("本单位" in text for text in texts(figure))
    assert [shape.type for shape in figure.layout.shapes].count("rect") == 1
    assert "并列指标1" in multiples_captions(table).subtitle
