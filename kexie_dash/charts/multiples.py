"""Several metrics as dots, a column each, the same bodies in the same rows; further columns below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts_side as wording
from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import ARROW_SPACE, ARROWS
from kexie_dash.charts.format import Scale, bounded, value_label
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.lines import median_only, threshold_labels
from kexie_dash.charts.marks import LOOK_NAME, MARK_SIZE, Look, Point, look_of, mark_trace
from kexie_dash.charts.rows import band_heading, drawn_values
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.side import RowCast, facet_scale, row_cast, unit_words
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import ROW_HEIGHT, SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.measures.median import Median, group_median
from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue
from kexie_dash.model.state import STATE_SIGN, is_disclosure
from kexie_dash.queries.facets import Facet
from kexie_dash.queries.side_by_side import Row, RowGroup, SideBySide

#: A column is at least this wide; more columns stand below, over the same rows.
_LEAST = 196
_LINE = 18
_MOST_NAME = 0.4


@dataclass(frozen=True, slots=True)
class _Column:
    """name: of its axis. beside: how many share the plot's width. start, end: of its axis, as parts of it."""

    number: int
    facet: Facet
    scale: Scale
    axis: Axis | None
    medians: dict[str, Median]
    name: str = "x"
    beside: int = 1
    start: float = 0.0
    end: float = 1.0


def multiples(
    table: SideBySide, captions: Captions, style: Style | None = None, *, colours: BodyColours | None = None
) -> go.Figure:
    """Each column has a horizontal axis of its own. customdata of a mark: the value's id."""
    style = style or Style()
    cast = row_cast(table, style, colours)
    widest = max((text_width(cast.label(row), TEXT_SIZE) for row in table.rows), default=0.0)
    left = PAD if style.narrow else round(min(widest + 2 * PAD, style.width * _MOST_NAME))
    sheet = Sheet(style, left, PAD)
    columns = [_column(number, facet) for number, facet in enumerate(table.facets)]
    tiers = _tiers(columns, table, sheet.plot_width)
    for number, tier in enumerate(tiers):
        sheet.y += 28 if number else 0
        _tier(sheet, cast, table, tier)
    figure = sheet.figure(captions, None)
    # Columns of different tiers share their place across: no ground of one may cover the other.
    figure.update_layout(
        plot_bgcolor="rgba(0,0,0,0)",
        **{f"xaxis{one.name.removeprefix('x')}": _layout(one) for tier in tiers for one in tier},
    )
    return figure


def _column(number: int, facet: Facet) -> _Column:
    scale = facet_scale(facet)
    medians = {band.group: found for band in facet.bands if (found := group_median(band))}
    values = drawn_values(facet.bands)
    disclosed = any(is_disclosure(item.value) for item in facet.panel.values)
    marks = [*values, *(line.value for line in facet.metric.thresholds), *(m.value for m in medians.values())]
    axis = axis_for(marks, facet.metric.unit, scale, ticks=3) if values and not disclosed else None
    return _Column(number, facet, scale, axis, medians, f"x{number + 1}" if number else "x")


def _tiers(columns: Sequence[_Column], table: SideBySide, width: float) -> list[list[_Column]]:
    room = max(1, int(width // _LEAST))
    count = -(-len(columns) // room)
    each = -(-len(columns) // count)
    tiers = []
    for start in range(0, len(columns), each):
        part = columns[start : start + each]
        tiers.append([_placed(column, place, each, table, width) for place, column in enumerate(part)])
    return tiers


def _placed(column: _Column, place: int, count: int, table: SideBySide, width: float) -> _Column:
    """Its axis ends where the longest label still fits behind a mark."""
    items = (table.value(row, column.number) for row in table.rows)
    labels = (text_width(_label(column, item), VALUE_SIZE) for item in items if item)
    each = width / count
    room = min(max(labels, default=0.0) + MARK_SIZE + 12, each * 0.6)
    return replace(
        column, beside=count, start=place / count + 8 / width, end=(place + 1) / count - room / width
    )


def _layout(column: _Column) -> dict[str, Any]:
    axis = column.axis
    shape = {"domain": [column.start, column.end], "anchor": "y", "visible": False, "fixedrange": True}
    if axis is None:
        return {**shape, "range": [0, 1]}
    ends = [axis.place(axis.low), axis.place(axis.high)]
    return {**shape, "type": "log" if axis.log else "linear", "range": ends}


def _tier(sheet: Sheet, cast: RowCast, table: SideBySide, tier: Sequence[_Column]) -> None:
    _headings(sheet, tier)
    top = sheet.y
    points: dict[tuple[str, Look], list[Point]] = {}
    for number, group in enumerate(table.groups):
        band_heading(sheet, group.label, first=number == 0)
        _medians(sheet, group, tier)
        for row in group.rows:
            _row(sheet, cast, table, row, tier, points)
    for (name, look), found in points.items():
        sheet.traces.append({**mark_trace(found, look, sheet.style), "xaxis": name, "name": LOOK_NAME[look]})
    _grid(sheet, tier, top)


def _headings(sheet: Sheet, tier: Sequence[_Column]) -> None:
    """What each column is, the lines in it, and where its axis does not begin at zero."""
    theme = sheet.style.colours
    width = sheet.plot_width - sheet.style.width + sheet.style.text_room
    blocks = []
    for column in tier:
        room = width / column.beside - 12
        lines = threshold_labels(column.facet.metric, column.scale)
        note = column.axis.note if column.axis else None
        title = [(line, True) for line in wrap(unit_words(column.facet, column.scale), SMALL_SIZE, room)]
        more = [wording.THIN_LINES.format(lines=lines) if lines else "", note or ""]
        blocks.append(
            [*title, *((line, False) for text in more if text for line in wrap(text, SMALL_SIZE, room))]
        )
    sheet.y += _LINE * max(map(len, blocks)) + 6
    for column, block in zip(tier, blocks, strict=True):
        html = [plain(line) if title else soft(plain(line), theme.soft) for line, title in block]
        sheet.annotations.append(
            {
                "x": column.start, "y": sheet.y - 4, "xref": "paper", "yref": "y", "xanchor": "left",
                "yanchor": "bottom", "xshift": -6, "align": "left", "text": "<br>".join(html),
                "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": theme.ink},
            }
        )  # fmt: skip


def _medians(sheet: Sheet, group: RowGroup, tier: Sequence[_Column]) -> None:
    found = []
    for column in tier:
        keys = {
            i.group
            for i in column.facet.panel.values
            if (i.value.year, i.value.kind, i.value.level) == group.key
        }
        found += [(column, column.medians[key]) for key in keys if key in column.medians]
    if not found:
        return
    y = sheet.row(24)
    for column, median in found:
        if column.axis is None:
            continue
        place = float(median.value)
        sheet.line(place, place, y - 7, y + 7, color=sheet.style.colours.ink, width=2)
        sheet.shapes[-1]["xref"] = column.name
        sheet.at(
            column.axis, float(median.value), y, plain(median_only(median, column.scale)),
            xref=column.name, xanchor="left", xshift=7,
        )  # fmt: skip


def _row(
    sheet: Sheet,
    cast: RowCast,
    table: SideBySide,
    row: Row,
    tier: Sequence[_Column],
    points: dict[tuple[str, Look], list[Point]],
) -> None:
    top = sheet.y
    if sheet.style.narrow:
        sheet.margin_text(sheet.row(22), cast.label(row))
        y = sheet.row(24)
    else:
        y = sheet.row(ROW_HEIGHT)
        sheet.margin_text(y, cast.label(row))
    if cast.is_own(row):
        sheet.shapes.append(_wash(sheet, top))
    for column in tier:
        item = table.value(row, column.number)
        if item is not None and item.value.has_figure and item.value.value is not None and column.axis:
            points.setdefault((column.name, look_of(item)), []).append(
                _point(sheet, cast, column, item, row, y)
            )
        else:
            _words(sheet, column, _absent_words(table, row, column, item), y)


def _point(sheet: Sheet, cast: RowCast, column: _Column, item: ComparedValue, row: Row, y: float) -> Point:
    value, colour = item.value, cast.colour(row)
    assert column.axis is not None
    for direction in ARROWS[value.bound]:
        sheet.arrow(column.axis, float(value.value or 0), y, colour, direction)
        sheet.annotations[-1]["xref"] = column.name
    hover = wording.OF_ROW_AND_COLUMN.format(
        row=plain(cast.said(row)),
        column=plain(column.facet.label),
        said=plain(value_label(value, column.scale)),
    )
    return float(value.value or 0), y, colour, _label(column, item), value.id, hover


def _label(column: _Column, item: ComparedValue) -> str:
    value = item.value
    if value.value is None or is_disclosure(value):
        return plain(value_label(value, column.scale))
    arrow = ARROW_SPACE if 1 in ARROWS[value.bound] else ""
    return f"{arrow}<b>{plain(bounded(column.scale.number(value.value), value.bound))}</b>"


def _absent_words(table: SideBySide, row: Row, column: _Column, item: ComparedValue | None) -> str:
    if item is None:
        count = len([one for one in table.cell(row, column.number) if one.value.has_figure])
        return wording.SEVERAL_IN_TABLE.format(count=count) if count else STATE_SIGN["not_applicable"]
    if item.value.has_figure:
        return value_label(item.value, column.scale)
    return f"{STATE_SIGN[item.value.status]} {STATUS_LABEL[item.value.status]}"


def _words(sheet: Sheet, column: _Column, words: str, y: float) -> None:
    sheet.annotations.append(
        {
            "x": column.start, "y": y, "xref": "paper", "yref": "y", "xanchor": "left", "xshift": -6,
            "text": plain(words), "showarrow": False,
            "font": {"size": SMALL_SIZE, "color": sheet.style.colours.soft},
        }
    )  # fmt: skip


def _grid(sheet: Sheet, tier: Sequence[_Column], top: float) -> None:
    """Gridlines, lines of thresholds, and the values at the foot of each column."""
    theme = sheet.style.colours
    y = sheet.row(24)
    for column in tier:
        axis = column.axis
        if axis is None:
            continue
        ends = [axis.ticks[0], axis.ticks[-1]] if len(axis.ticks) > 3 else list(axis.ticks)
        for value, _ in axis.ticks:
            _upright(sheet, column, axis, value, top, {"color": theme.grid, "width": 1})
        for line in column.facet.metric.thresholds:
            if not axis.log or line.value > 0:
                _upright(sheet, column, axis, float(line.value), top, {"color": theme.mark, "width": 1})
        for value, text in ends:
            sheet.at(axis, value, y, plain(text), xref=column.name)


def _upright(
    sheet: Sheet, column: _Column, axis: Axis, value: float, top: float, line: dict[str, Any]
) -> None:
    sheet.line(value, value, top, sheet.y - 24, **line)
    sheet.shapes[-1]["xref"] = column.name


def _wash(sheet: Sheet, top: float) -> dict[str, Any]:
    """Behind the row of the own body."""
    return {
        "type": "rect", "xref": "paper", "yref": "y", "x0": -0.5, "x1": 1.5, "y0": top, "y1": sheet.y,
        "fillcolor": sheet.style.colours.wash, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
