"""Heat map: declared score rate of every dimension and report, in bands; darker is where points were lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_scores as wording
from kexie_dash.charts.format import percent
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, Style, Theme
from kexie_dash.charts.tinted_table import TintCell, TintRow, Tints, tinted_table
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.queries.rubrics import DimensionGrid
from kexie_dash.store.database import Snapshot

_CELL_HEIGHT = 44
_GAP = 0.15
_HEAD_LINE = 18
#: Names of dimensions break after four or five characters, so that the cells keep their room on a phone.
_NAMES = 82
#: The tint is full where half of the points or more were lost.
_FULL_TINT = Decimal("0.5")


#: In the turned grid: no tint below it, so that what is not stated lies on bare ground.
_KNOWN = 0.01
#: Room of a cell that says 未载明; names are bold.
_LEAST, _BOLD = 46, 1.06
#: More silent bodies are counted.
_NAMED = 8
_REST = wording.OTHER_DIMENSIONS.format(word=STATUS_LABEL["not_stated"])


@dataclass(frozen=True, slots=True)
class _Column:
    report: Report
    x: float


#: Column, height, dimension and what is declared.
_Cell = tuple[_Column, float, str, MeasureValue | None]


def score_grid(grid: DimensionGrid, captions: Captions, style: Style | None = None) -> go.Figure:
    """Rows are dimensions, columns reports; more reports than fit are the rows. customdata: value ids."""
    style = style or Style()
    if not _columns_fit(grid, style):
        return _turned(grid, captions, style)
    sheet = Sheet(style, _NAMES, 4)
    bands = _placed(grid)
    columns = [column for _, band in bands for column in band]
    _headings(sheet, grid, bands)
    middles = []
    for name in grid.dimensions:
        middles.append(sheet.row(_CELL_HEIGHT))
        lines = wrap(name, TEXT_SIZE, sheet.left - PAD)
        sheet.margin_text(middles[-1], "<br>".join(plain(line) for line in lines))
    if columns and middles:
        sheet.traces = _cells(grid, columns, middles, style)
    sheet.y += 8
    figure = sheet.figure(captions, None)
    last = columns[-1].x if columns else 0.0
    figure.update_xaxes(range=[-0.5, last + 0.5])
    return figure


def _columns_fit(grid: DimensionGrid, style: Style) -> bool:
    count = sum(len(reports) + _GAP for _, reports in grid.bands)
    names = _names(grid).values()
    widest = max((text_width(name, TEXT_SIZE) for name in names), default=0.0) * _BOLD
    return style.text_room - _NAMES - 4 >= count * max(widest, _LEAST)


def _turned(grid: DimensionGrid, captions: Captions, style: Style) -> go.Figure:
    """Reports below each other, a dimension a column."""
    theme, names = style.colours, _names(grid)
    rows = [
        TintRow(
            f"<b>{plain(names[report.body_code])}</b> {soft(str(report.year), theme.soft)}",
            label,
            tuple(
                _turned_cell(grid.cell(report.id, one), f"{names[report.body_code]} {report.year} {one}")
                for one in grid.dimensions
            ),
        )
        for label, reports in grid.only(grid.told).bands
        for report in reports
    ]
    silent = _listed(_silent(grid), names)
    below = wording.NO_ITEM_SCORES.format(word=STATUS_LABEL["not_stated"], silent=silent) if silent else ""
    scale = [[0.0, theme.ground], [_KNOWN, _mixed(0, theme)], [1.0, _mixed(1, theme)]]
    tints = Tints(scale, _REST)
    return tinted_table(grid.dimensions, rows, tints, captions, style, below)


def _turned_cell(value: MeasureValue | None, who: str) -> TintCell:
    known = value is not None and value.value is not None
    key = value.id if value is not None else ""
    tint = _KNOWN + (1 - _KNOWN) * _depth(value) if value is not None and known else 0.0
    return TintCell(
        _said(value), tint, key, plain(texts.LABELLED.format(label=who, said=_said(value))), silent=not known
    )


def grid_captions(grid: DimensionGrid, snapshot: Snapshot | None = None) -> Captions:
    """Where the share of points lost is largest, and who does not say."""
    stated = [value for value in grid.values.values() if value.value is not None]
    silent = _silent(grid)
    foot = (SOURCE, *([snapshot_words(snapshot)] if snapshot else []))
    if not stated:
        return Captions(wording.NO_REPORT_WITH_ITEM_SCORES, wording.GRID_SUBTITLE_SHORT, foot)
    names = _names(grid)
    lowest = min(stated, key=lambda value: value.value or Decimal(0))
    dimension = dict(lowest.by)["dimension"]
    title = wording.LOWEST_RATE.format(
        name=names[lowest.body_code], year=lowest.year, dimension=dimension, rate=_rate(lowest)
    )
    who = _listed(silent, names)
    more = wording.AND_SILENT_HATCHED.format(who=who) if silent else wording.AND_HATCHED
    subtitle = wording.GRID_SUBTITLE.format(more=more)
    return Captions(title, subtitle, foot)


def grid_words(grid: DimensionGrid) -> str:
    """The picture in words."""
    names = _names(grid)
    said = []
    for label, reports in grid.bands:
        for report in reports:
            cells = [f"{dimension}{_said(grid.cell(report.id, dimension))}" for dimension in grid.dimensions]
            said.append(
                wording.GRID_OF.format(
                    label=label, name=names[report.body_code], cells=texts.BETWEEN_PARTS.join(cells)
                )
            )
    return texts.BETWEEN_CLAUSES.join(said)


def _names(grid: DimensionGrid) -> dict[str, str]:
    return short_names({r.body_code: r.body for _, reports in grid.bands for r in reports})


def _silent(grid: DimensionGrid) -> list[Report]:
    """Reports of which no dimension has a rate."""
    told = grid.told
    return [report for _, reports in grid.bands for report in reports if report not in told]


def _listed(reports: Sequence[Report], names: dict[str, str]) -> str:
    """By name, of many the first ones."""
    found = list(dict.fromkeys(names[report.body_code] for report in reports))
    more = texts.AND_BODIES.format(count=len(found)) if len(found) > _NAMED else ""
    return texts.BETWEEN_NAMES.join(found[:_NAMED]) + more


def _placed(grid: DimensionGrid) -> list[tuple[str, list[_Column]]]:
    """Columns band by band with a gap between bands."""
    placed, x = [], 0.0
    for label, reports in grid.bands:
        placed.append((label, [_Column(report, x + number) for number, report in enumerate(reports)]))
        x += len(reports) + _GAP
    return placed


def _headings(sheet: Sheet, grid: DimensionGrid, bands: Sequence[tuple[str, list[_Column]]]) -> None:
    """The band's year, kind and level over its columns, and each body's name over its own."""
    names, theme = _names(grid), sheet.style.colours
    parts = [label.replace("·", " ").split() for label, _ in bands]
    lines = max((len(one) for one in parts), default=0)
    top = sheet.y
    sheet.y += lines * _HEAD_LINE + 34
    for (_, columns), words in zip(bands, parts, strict=True):
        middle = (columns[0].x + columns[-1].x) / 2
        html = "<br>".join(plain(word) for word in words)
        sheet.annotations.append(_note(middle, top, html, "top", SMALL_SIZE, theme.soft))
        rule = {"color": theme.rule, "width": 1}
        y = top + lines * _HEAD_LINE + 4
        sheet.line(columns[0].x - 0.47, columns[-1].x + 0.47, y, y, **rule)
        for column in columns:
            name = f"<b>{plain(names[column.report.body_code])}</b>"
            sheet.annotations.append(_note(column.x, sheet.y - 2, name, "bottom", TEXT_SIZE, theme.ink))


def _note(x: float, y: float, html: str, anchor: str, size: int, colour: str) -> dict[str, Any]:
    return {
        "x": x, "y": y, "xref": "x", "yref": "y", "yanchor": anchor, "text": html, "showarrow": False,
        "font": {"size": size, "color": colour},
    }  # fmt: skip


def _cells(
    grid: DimensionGrid, columns: Sequence[_Column], middles: Sequence[float], style: Style
) -> list[dict[str, Any]]:
    theme = style.colours
    placed = [
        (column, y, dimension, grid.cell(column.report.id, dimension))
        for dimension, y in zip(grid.dimensions, middles, strict=True)
        for column in columns
    ]
    names = _names(grid)
    known = [cell for cell in placed if cell[3] is not None and cell[3].value is not None]
    silent = [cell for cell in placed if cell not in known]
    tints = {"color": [_tint(value, theme) for _, _, _, value in known], "line": {"width": 0}}
    hatch = {
        "color": theme.ground,
        "line": {"width": 1, "color": theme.grid},
        "pattern": {"shape": "/", "fgcolor": theme.rule, "size": 9, "solidity": 0.07},
    }
    boxes = [_boxes(cells, look, names) for cells, look in ((known, tints), (silent, hatch)) if cells]
    words = {
        "type": "scatter",
        "mode": "text",
        "x": [column.x for column, _, _, _ in placed],
        "y": [y for _, y, _, _ in placed],
        "text": [_cell_text(column, value, theme) for column, _, _, value in placed],
        "textfont": {"size": SMALL_SIZE, "color": theme.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [*boxes, words]


def _boxes(cells: Sequence[_Cell], marker: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [column.x - 0.47 for column, _, _, _ in cells],
        "x": [0.94] * len(cells),
        "y": [y for _, y, _, _ in cells],
        "width": _CELL_HEIGHT - 4,
        # Else bars of several traces would share the height between them.
        "offset": -(_CELL_HEIGHT - 4) / 2,
        "marker": marker,
        "customdata": [value.id if value else "" for _, _, _, value in cells],
        "hovertext": [
            plain(
                wording.GRID_CELL.format(
                    name=names[c.report.body_code],
                    year=c.report.year,
                    kind=KIND_LABEL[c.report.kind],
                    dimension=d,
                    said=_said(v),
                )
            )
            for c, _, d, v in cells
        ],
        "hoverinfo": "text",
    }


def _cell_text(column: _Column, value: MeasureValue | None, theme: Theme) -> str:
    """Rate and year; where there is no rate the word for it."""
    known = value is not None and value.value is not None
    shown = f"<b>{_said(value)}</b>" if known else soft(_said(value), theme.soft)
    colour = theme.ink if known and value is not None and value.value != 1 else theme.soft
    return f"{shown}<br>{soft(str(column.report.year), colour)}"


def _said(value: MeasureValue | None) -> str:
    if value is None:
        return STATUS_LABEL["not_stated"]
    return _rate(value) if value.value is not None else STATUS_LABEL[value.status]


def _rate(value: MeasureValue) -> str:
    return percent(value.value or Decimal(0)).replace("100.0%", "100%")


def _tint(value: MeasureValue | None, theme: Theme) -> str:
    """Paper where nothing was lost, deeper the more was."""
    if value is None or value.value is None:
        return theme.ground
    return _mixed(_depth(value), theme)


def _depth(value: MeasureValue) -> float:
    """0 where nothing was lost, 1 where half of the points or more were."""
    part = float(min(max((1 - (value.value or 0)) / _FULL_TINT, Decimal(0)), Decimal(1)))
    return part if part == 0 else 0.15 + 0.85 * part


def _mixed(depth: float, theme: Theme) -> str:
    least, most = ("#2A2723", "#8A4B1F") if theme.dark else ("#F3F1EC", "#F0B27A")
    pairs = ((int(least[i : i + 2], 16), int(most[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * depth):02X}" for low, high in pairs)
