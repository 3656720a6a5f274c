"""Heat map: rows are reports, columns metrics; a number and its year in every cell, tinted by its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts_side as wording
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.heat_cells import HeatCell, HeatColumn, heat_cell, heat_columns
from kexie_dash.charts.heat_tints import NO_VALUE, tint_scale
from kexie_dash.charts.rows import band_heading
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.side import RowCast, row_cast
from kexie_dash.charts.text import plain, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, Style
from kexie_dash.model.assessment import ComparedValue
from kexie_dash.queries.side_by_side import RowGroup, RowKey, SideBySide

_ROW, _MEDIAN_ROW, _LINE = 44, 24, 18
#: Columns narrower than this cannot hold a number; further ones stand in a tier of their own below.
_LEAST, _SPARE = 58, 14
_MOST_NAME = 0.4
_CLEAR = "rgba(0,0,0,0)"
_HATCHING: dict[str, Any] = {"shape": "/", "size": 7, "solidity": 0.12, "bgcolor": _CLEAR}


def heat_map(
    table: SideBySide, captions: Captions, style: Style | None = None, *, colours: BodyColours | None = None
) -> go.Figure:
    """customdata of a cell: the value's id, empty where there is none."""
    style = style or Style()
    cast = row_cast(table, style, colours)
    widest = max((text_width(cast.label(row), TEXT_SIZE) for row in table.rows), default=0.0)
    left = round(min(widest + 2 * PAD, style.width * _MOST_NAME))
    columns = heat_columns(table)
    grid = {row.key: [heat_cell(table, column, row, cast) for column in columns] for row in table.rows}
    sheet = Sheet(style, left, PAD)
    tiers = _tiers(columns, grid.values(), sheet.plot_width)
    for number, tier in enumerate(tiers):
        sheet.y += 24 if number else 0
        _headings(sheet, tier, len(tiers[0]))
        for place, group in enumerate(table.groups):
            _group(sheet, cast, group, tier, grid, first=place == 0)
    figure = sheet.figure(captions, None)
    figure.update_xaxes(range=[-0.5, max(map(len, tiers), default=1) - 0.5])
    figure.update_layout(barmode="overlay")
    return figure


def _tiers(columns: Sequence[HeatColumn], cells: Any, width: float) -> list[tuple[HeatColumn, ...]]:
    """As many columns beside each other as hold their numbers, tiers of one length."""
    widest = max(
        (text_width(line, TEXT_SIZE) for row in cells for cell in row for line in cell.lines), default=0
    )
    room = max(1, int(width // max(_LEAST, widest + _SPARE)))
    count = max(1, -(-len(columns) // room))
    each = -(-len(columns) // count)
    return [tuple(columns[start : start + each]) for start in range(0, len(columns), each)]


def _headings(sheet: Sheet, tier: Sequence[HeatColumn], beside: int) -> None:
    """beside: how many columns the longest tier has; all are of one width."""
    room = (sheet.plot_width - sheet.style.width + sheet.style.text_room) / beside - 8
    heads = [[line for part in column.head for line in wrap(part, SMALL_SIZE, room)] for column in tier]
    sheet.y += _LINE * max(map(len, heads), default=0) + 4
    for place, (column, lines) in enumerate(zip(tier, heads, strict=True)):
        label = wrap(column.head[0], SMALL_SIZE, room)
        theme = sheet.style.colours
        html = [
            f'<span style="color:{theme.ink if number < len(label) else theme.soft}">{plain(line)}</span>'
            for number, line in enumerate(lines)
        ]
        sheet.annotations.append(
            {
                "x": place, "y": sheet.y - 2, "xref": "x", "yref": "y", "yanchor": "bottom",
                "text": "<br>".join(html), "showarrow": False, "font": {"size": SMALL_SIZE},
            }
        )  # fmt: skip


def _group(
    sheet: Sheet,
    cast: RowCast,
    group: RowGroup,
    tier: Sequence[HeatColumn],
    grid: Mapping[RowKey, Sequence[HeatCell]],
    first: bool,
) -> None:
    band_heading(sheet, group.label, first)
    _medians(sheet, group, tier)
    top = sheet.y
    cells = [[grid[row.key][column.number] for column in tier] for row in group.rows]
    for row in group.rows:
        middle = sheet.row(_ROW)
        sheet.margin_text(middle, cast.label(row))
        if cast.is_own(row):
            sheet.shapes.append(_outline(cast.colour(row), middle, len(tier)))
    sheet.traces.append(_trace(cells, top, sheet.style))
    hatched = [
        (place, top + _ROW * number)
        for number, line in enumerate(cells)
        for place, cell in enumerate(line)
        if cell.hatched
    ]
    if hatched:
        sheet.traces.append(_hatch(hatched, sheet.style))
    # The words are annotations, so that they stand above the hatching.
    for number, line in enumerate(cells):
        for place, cell in enumerate(line):
            sheet.annotations.append(_words(cell, place, top + _ROW * (number + 0.5), sheet.style))


def _medians(sheet: Sheet, group: RowGroup, tier: Sequence[HeatColumn]) -> None:
    """Of the group, a small row above its reports."""
    keys = {item.group for column in tier for item in _items(column, group)}
    found = [
        (place, column.medians[key])
        for place, column in enumerate(tier)
        for key in keys
        if key in column.medians
    ]
    if not found:
        return
    y = sheet.row(_MEDIAN_ROW)
    grey = sheet.style.colours.soft
    sheet.margin_text(y, wording.GROUP_MEDIAN, SMALL_SIZE, grey)
    for place, said in found:
        sheet.annotations.append(
            {
                "x": place, "y": y, "xref": "x", "yref": "y", "text": plain(said), "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": grey},
            }
        )  # fmt: skip


def _items(column: HeatColumn, group: RowGroup) -> list[ComparedValue]:
    """The column's values of a group of rows."""
    return [
        item
        for band in column.bands.values()
        for item in band.values
        if (item.value.year, item.value.kind, item.value.level) == group.key
    ]


def _trace(cells: Sequence[Sequence[HeatCell]], top: float, style: Style) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "x0": 0,
        "dx": 1,
        "y0": top + _ROW / 2,
        "dy": _ROW,
        "z": [[cell.tint for cell in row] for row in cells],
        "zmin": 0,
        "zmax": NO_VALUE,
        "colorscale": tint_scale(style.colours),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "customdata": [[cell.id for cell in row] for row in cells],
        "hovertext": [[cell.hover for cell in row] for row in cells],
        "hoverinfo": "text",
    }


def _hatch(places: Sequence[tuple[int, float]], style: Style) -> dict[str, Any]:
    """Drawn over its cells; a click falls through to them."""
    return {
        "type": "bar",
        "x": [place for place, _ in places],
        "base": [top + 2 for _, top in places],
        "y": [_ROW - 4 for _ in places],
        "width": [0.96 for _ in places],
        "marker": {
            "color": _CLEAR,
            "line": {"width": 0},
            "pattern": _HATCHING | {"fgcolor": style.colours.mark},
        },
        "hoverinfo": "skip",
    }  # fmt: skip


def _words(cell: HeatCell, place: int, y: float, style: Style) -> dict[str, Any]:
    ground = {"bgcolor": style.colours.ground, "borderpad": 1} if cell.hatched else {}
    return {
        "x": place, "y": y, "xref": "x", "yref": "y", "text": "<br>".join(cell.lines), "showarrow": False,
        "font": {"size": TEXT_SIZE, "color": style.colours.ink}, "captureevents": False, **ground,
    }  # fmt: skip


def _outline(colour: str, middle: float, columns: int) -> dict[str, Any]:
    """Round the row of the own body."""
    return {
        "type": "rect", "xref": "x", "yref": "y", "x0": -0.5, "x1": columns - 0.5,
        "y0": middle - _ROW / 2, "y1": middle + _ROW / 2, "line": {"color": colour, "width": 2.5},
    }  # fmt: skip
