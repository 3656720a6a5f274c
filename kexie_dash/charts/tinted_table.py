"""A tinted table: rows in bands, a number in every cell; where columns find no room, a block a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.rows import band_heading
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import ROW_HEIGHT, SMALL_SIZE, TEXT_SIZE, Style

_LABEL_LINE, _NAME = 18, 30
#: The height of a row whose name takes two lines.
_FOLDED_ROW = 44
_MOST_NAME = 0.42
#: A column holds two characters of its heading.
_LEAST = 42
#: A cell of a block holds its heading and its number below each other.
_BLOCK_CELL, _BLOCK_HEIGHT = 84, 46
#: Part of a block cell that words may fill.
_FILLED = 0.9


@dataclass(frozen=True, slots=True)
class TintCell:
    """text, hover: harmless. tint: 0 is paper. id: of the value. silent: a block counts it only."""

    text: str
    tint: float
    id: str
    hover: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class TintRow:
    """label, more: html, more below the label where columns need its room. band: rows of one stand together.

    cells: one a heading. own: it has a border.
    """

    label: str
    band: str
    cells: tuple[TintCell, ...]
    own: bool = False
    more: str = ""

    @property
    def name(self) -> str:
        """Both on one line."""
        return f"{self.label} {self.more}".rstrip()


@dataclass(frozen=True, slots=True)
class Tints:
    """scale: Plotly's, over 0 to 1. rest: what a block says of its silent cells, with {count}."""

    scale: list[list[Any]]
    rest: str


def tinted_table(
    headings: Sequence[str],
    rows: Sequence[TintRow],
    tints: Tints,
    captions: Captions,
    style: Style,
    below: str = "",
) -> go.Figure:
    """headings: plain. below: what is said under the rows, plain. customdata of a cell: the value's id."""
    headings = headings if rows else ()
    draw = _lines if style.columns or _fits(headings, rows, style) else _blocks
    sheet, beside = draw(headings, rows, tints, style)
    for line in wrap(below, SMALL_SIZE, style.text_room - 2 * sheet.edge):
        sheet.margin_text(sheet.row(24), plain(line), SMALL_SIZE, style.colours.soft)
    sheet.y += 8
    figure = sheet.figure(captions, None)
    figure.update_xaxes(range=[-0.5, beside - 0.5])
    return figure


def _fits(headings: Sequence[str], rows: Sequence[TintRow], style: Style) -> bool:
    """Whether few columns find room on a narrow screen too."""
    room = style.width - _names([row.name for row in rows], style) - PAD
    return room >= len(headings) * max(_widest(rows), _LEAST)


def _widest(rows: Sequence[TintRow]) -> float:
    """Pixels a column needs for its numbers."""
    return max((text_width(cell.text, SMALL_SIZE) for row in rows for cell in row.cells), default=0.0) + 8


def _names(names: Sequence[str], style: Style) -> int:
    widest = max((text_width(name, TEXT_SIZE) for name in names), default=0.0)
    return round(min(widest + 2 * PAD, style.width * _MOST_NAME))


def _lines(headings: Sequence[str], rows: Sequence[TintRow], tints: Tints, style: Style) -> tuple[Sheet, int]:
    """A row a line, under common headings; names take two lines where the numbers need the room."""
    left, height = _names([row.name for row in rows], style), ROW_HEIGHT
    if style.width - left - PAD < len(headings) * _widest(rows):
        parts = [part for row in rows for part in (row.label, row.more)]
        left, height = min(left, _names(parts, style)), _FOLDED_ROW
    sheet = Sheet(style, left, PAD)
    column_headings(sheet, headings)
    for number, (band, group) in enumerate(groupby(rows, key=lambda row: row.band)):
        band_heading(sheet, band, first=not number)
        for row in group:
            top = sheet.y
            between = "<br>" if height == _FOLDED_ROW and row.more else " "
            sheet.margin_text(sheet.row(height), f"{row.label}{between}{row.more}".rstrip())
            sheet.traces.append(_cells([row.cells], top, height, [[c.text for c in row.cells]], tints, style))
            if row.own:
                _border(sheet, top, len(headings))
    return sheet, len(headings)


def column_headings(sheet: Sheet, headings: Sequence[str]) -> None:
    """Broken to the columns' width, standing on the first row."""
    room = (sheet.plot_width - sheet.style.width + sheet.style.text_room) / max(len(headings), 1) - 6
    lines = [wrap(heading, SMALL_SIZE, max(room, SMALL_SIZE * 2 + 2)) for heading in headings]
    sheet.y += _LABEL_LINE * max((len(one) for one in lines), default=0) + 8
    for column, one in enumerate(lines):
        sheet.annotations.append(
            {
                "x": column, "y": sheet.y - 4, "xref": "x", "yref": "y", "yanchor": "bottom",
                "text": "<br>".join(plain(line) for line in one), "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": sheet.style.colours.soft},
            }
        )  # fmt: skip


def _blocks(
    headings: Sequence[str], rows: Sequence[TintRow], tints: Tints, style: Style
) -> tuple[Sheet, int]:
    """A row's name, then its cells with their headings; those that say nothing are counted."""
    sheet = Sheet(style, 4, 4)
    words = [text_width(cell.text, TEXT_SIZE) for row in rows for cell in row.cells if not cell.silent]
    words += [text_width(heading, SMALL_SIZE) for heading in headings]
    beside = max(1, int(sheet.plot_width // max(_BLOCK_CELL, max(words, default=0.0) / _FILLED)))
    for number, (band, group) in enumerate(groupby(rows, key=lambda row: row.band)):
        band_heading(sheet, band, first=not number)
        for row in group:
            _block(sheet, headings, row, tints, beside)
    return sheet, beside


def _block(sheet: Sheet, headings: Sequence[str], row: TintRow, tints: Tints, beside: int) -> None:
    style, begin = sheet.style, sheet.y
    sheet.margin_text(sheet.row(_NAME), row.name)
    told = [(heading, cell) for heading, cell in zip(headings, row.cells, strict=True) if not cell.silent]
    lines = [told[start : start + beside] for start in range(0, len(told), beside)]
    if lines:
        top = sheet.y
        sheet.row(_BLOCK_HEIGHT * len(lines))
        texts = [
            [f"{soft(plain(heading), style.colours.soft)}<br><b>{cell.text}</b>" for heading, cell in line]
            for line in lines
        ]
        cells = [[cell for _, cell in line] for line in lines]
        sheet.traces.append(_cells(cells, top, _BLOCK_HEIGHT, texts, tints, style))
    silent = len(row.cells) - len(told)
    if silent:
        said = tints.rest.format(count=silent)
        sheet.margin_text(sheet.row(24), plain(said), SMALL_SIZE, style.colours.soft)
    if row.own:
        _border(sheet, begin, beside)
    sheet.y += 6


def _cells(
    cells: Sequence[Sequence[TintCell]],
    top: float,
    height: int,
    texts: Sequence[Sequence[str]],
    tints: Tints,
    style: Style,
) -> dict[str, Any]:
    """One heatmap of lines of equal height; a short last line is filled up with nothing."""
    beside = max(map(len, cells))
    fill = [beside - len(line) for line in cells]
    return {
        "type": "heatmap",
        "x": list(range(beside)),
        # The edges of the lines: a single middle would leave its height open.
        "y": [top + height * number for number in range(len(cells) + 1)],
        "z": [[*(c.tint for c in line), *[None] * more] for line, more in zip(cells, fill, strict=True)],
        "zmin": 0,
        "zmax": 1,
        "colorscale": tints.scale,
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "hoverongaps": False,
        "text": [[*line, *[""] * more] for line, more in zip(texts, fill, strict=True)],
        "texttemplate": "%{text}",
        "textfont": {"size": SMALL_SIZE, "color": style.colours.ink},
        "customdata": [[c.id for c in line] + [""] * more for line, more in zip(cells, fill, strict=True)],
        "hovertext": [[c.hover for c in line] + [""] * more for line, more in zip(cells, fill, strict=True)],
        "hoverinfo": "text",
    }


def _border(sheet: Sheet, top: float, columns: int) -> None:
    """Round the own body's row; its label says 本单位."""
    sheet.shapes.append(
        {
            "type": "rect", "xref": "x", "yref": "y", "x0": -0.5, "x1": columns - 0.5, "y0": top,
            "y1": sheet.y, "line": {"color": sheet.style.colours.ink, "width": 2},
            "fillcolor": "rgba(0,0,0,0)",
        }
    )  # fmt: skip
