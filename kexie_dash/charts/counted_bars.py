"""Rows of counts under common headings: bars from zero on one scale, the number behind each.

On a narrow screen a row becomes a block: its name, then a line a heading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts.axis import Axis
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import soft, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style

_ROW, _BAR, _BLOCK_LINE = 34, 16, 26
_MOST_NAME = 0.4
#: A number and the gaps round it.
_NUMBER = 44


@dataclass(frozen=True, slots=True)
class CountedCell:
    """key: what a click on the bar tells. words: html behind the number for so many pixels of room."""

    count: int
    shade: str
    key: list[Any]
    hover: str
    words: Callable[[float], str] | None = None


@dataclass(frozen=True, slots=True)
class CountedRow:
    """label: html. cells: one a heading."""

    label: str
    cells: tuple[CountedCell, ...]


@dataclass(slots=True)
class _Drawing:
    """longest: the part of a column that the longest bar takes. most: the largest count."""

    sheet: Sheet
    axis: Axis
    most: int
    longest: float
    bars: list[tuple[CountedCell, float, float, float]]

    def cell(self, cell: CountedCell, column: int, y: float) -> None:
        """A bar and its number, both from the column's left."""
        long = cell.count / self.most * self.longest
        self.bars.append((cell, column, long, y))
        style = self.sheet.style
        room = self.sheet.plot_width / self.axis.high * (1 - long) - _NUMBER
        html = f"<b>{cell.count}</b>" if cell.count else soft("0", style.colours.soft)
        if cell.count and cell.words and (words := cell.words(room)):
            html += f" {soft(words, style.colours.soft)}"
        ink = {"size": VALUE_SIZE, "color": style.colours.ink}
        shift = 4 if cell.count else -3
        self.sheet.at(self.axis, column + long, y, html, xanchor="left", xshift=shift, font=ink)


def counted_bars(
    headings: Sequence[str], rows: Sequence[CountedRow], captions: Captions, style: Style, longest: float
) -> go.Figure:
    """headings: plain. longest: the part of a column that is bar at most; the rest holds number and words."""
    most = max((cell.count for row in rows for cell in row.cells), default=0) or 1
    draw = _columns if style.columns else _blocks
    drawing = draw(headings, rows, style, most, longest)
    drawing.sheet.traces = [_trace(drawing.bars)] if drawing.bars else []
    drawing.sheet.y += 4
    figure = drawing.sheet.figure(captions, None)
    figure.update_xaxes(range=[0, drawing.axis.high])
    return figure


def _columns(
    headings: Sequence[str], rows: Sequence[CountedRow], style: Style, most: int, longest: float
) -> _Drawing:
    """A row a line, a column a heading."""
    widest = max((text_width(row.label, TEXT_SIZE) for row in rows), default=0.0)
    sheet = Sheet(style, round(min(widest + 2 * PAD, style.width * _MOST_NAME)), 4)
    drawing = _Drawing(sheet, Axis(0, max(len(headings), 1), ()), most, longest, [])
    head = sheet.row(30)
    for column, heading in enumerate(headings):
        ink = {"size": VALUE_SIZE, "color": style.colours.ink}
        sheet.at(drawing.axis, column, head, f"<b>{heading}</b>", xanchor="left", xshift=-3, font=ink)
    for row in rows:
        sheet.rule(sheet.y, style.colours.grid)
        y = sheet.row(_ROW)
        sheet.margin_text(y, row.label)
        for column, cell in enumerate(row.cells):
            drawing.cell(cell, column, y)
    return drawing


def _blocks(
    headings: Sequence[str], rows: Sequence[CountedRow], style: Style, most: int, longest: float
) -> _Drawing:
    """Every count that is not zero on a line of its own; the zeros of a row share one."""
    widest = max((text_width(one, SMALL_SIZE) for one in headings), default=0.0)
    sheet = Sheet(style, round(min(widest + PAD, style.width * _MOST_NAME)), 4)
    drawing = _Drawing(sheet, Axis(0, 1, ()), most, longest, [])
    soft_ink = style.colours.soft
    for row in rows:
        sheet.rule(sheet.y, style.colours.grid)
        sheet.margin_text(sheet.row(_ROW), row.label)
        for heading, cell in zip(headings, row.cells, strict=True):
            if cell.count:
                y = sheet.row(_BLOCK_LINE)
                sheet.margin_text(y, heading, SMALL_SIZE, soft_ink)
                drawing.cell(cell, 0, y)
        none = [heading for heading, cell in zip(headings, row.cells, strict=True) if not cell.count]
        said = (
            texts.NONE_OF_THESE.format(
                names=texts.BETWEEN_NAMES.join(none), each=texts.EACH if len(none) > 1 else ""
            )
            if none
            else ""
        )
        for line in wrap(said, SMALL_SIZE, style.width - 2 * sheet.edge):
            sheet.margin_text(sheet.row(22), line, SMALL_SIZE, soft_ink)
        sheet.y += 6
    return drawing


def _trace(bars: Sequence[tuple[CountedCell, float, float, float]]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [y for _, _, _, y in bars],
        "x": [long for _, _, long, _ in bars],
        "base": [column for _, column, _, _ in bars],
        "width": _BAR,
        "offset": -_BAR / 2,
        "cliponaxis": False,
        "marker": {"color": [cell.shade for cell, _, _, _ in bars], "line": {"width": 0}},
        "customdata": [cell.key for cell, _, _, _ in bars],
        "hovertext": [cell.hover for cell, _, _, _ in bars],
        "hoverinfo": "text",
    }
