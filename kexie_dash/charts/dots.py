"""Dot plot: one row a body, in labelled bands of what may be ranked together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import has_value, scale_for
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.rows import (
    Cast,
    band_heading,
    cast_for,
    drawn_values,
    empty_bands,
    label_row,
    missing_rows,
    name_column,
    note_lines,
    right_margin,
)
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, text_width
from kexie_dash.charts.theme import VALUE_SIZE, Style
from kexie_dash.model.assessment import Band, ComparedValue, Metric

MARK_SIZE = 14
#: Room the arrow of an open bound takes before the number, as em spaces of the number's type.
ARROW_SPACE = "\u2003\u2003"
#: Labels to the right of the last mark take at most this part of the plot.
_MOST_MARGIN = 0.3
#: So many groups without any value are drawn as groups; more are listed at the end.
_EMPTY_BANDS = 2
ARROWS: dict[str, tuple[int, ...]] = {
    "exact": (),
    "at_least": (1,),
    "at_most": (-1,),
    "nearly": (-1,),
    "about": (-1, 1),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line every value is held against. label: unescaped words; the value is added."""

    value: Decimal
    label: str


def dot_plot(
    metric: Metric,
    bands: Sequence[Band],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
    threshold: Threshold | None = None,
    medians: Mapping[str, Decimal] | None = None,
) -> go.Figure:
    """Marks carry the value's id as customdata. medians: by group, drawn as a short tick in its heading."""
    style = style or Style()
    values = drawn_values(bands)
    scale = scale_for(metric.unit, values)
    cast = cast_for(bands, scale, style, colours)
    marks = [*values, *([threshold.value] if threshold else [])]
    axis = axis_for(marks, metric.unit, scale, ticks=4 if style.narrow else 6) if values else None
    sheet = _sheet(bands, cast, axis, style)
    top = sheet.row(22) if threshold and axis else 0.0
    drawn = _Marks()
    shown, empty = _split(bands)
    for number, band in enumerate(shown):
        heading = band_heading(sheet, band.label, first=number == 0)
        if axis and medians and band.group in medians and not style.narrow:
            _median(sheet, axis, heading, medians[band.group], cast)
        _band(sheet, cast, axis, band, drawn)
    if empty:
        empty_bands(sheet, cast, empty, first=not shown)
    sheet.y += 8
    if threshold and axis:
        _threshold(sheet, axis, top, threshold, cast)
    sheet.traces = drawn.traces(style)
    return sheet.figure(captions, axis)


def _split(bands: Sequence[Band]) -> tuple[list[Band], list[Band]]:
    """Bands with something to draw, and bands in which nobody has a value, if there are many of them."""
    shown = [band for band in bands if any(has_value(item.value) for item in band.values)]
    empty = [band for band in bands if band.values and band not in shown]
    return (shown, empty) if len(empty) > _EMPTY_BANDS else ([b for b in bands if b.values], [])


def _sheet(bands: Sequence[Band], cast: Cast, axis: Axis | None, style: Style) -> Sheet:
    items = [item for band in bands for item in band.values]
    left = name_column(cast, (item.value for item in items), style)
    room = style.width - left
    labels = [
        (axis.fraction(float(item.value.value)), _label(cast, item, _full(cast, axis, item, room)))
        for item in items
        if axis and item.value.value is not None and has_value(item.value)
    ]
    return Sheet(style, left, right_margin(labels, room - 32, MARK_SIZE + 8))


def _label(cast: Cast, item: ComparedValue, full: bool) -> str:
    arrow = ARROW_SPACE if 1 in ARROWS[item.value.bound] else ""
    return f"{arrow}{cast.mark_label(item) if full else cast.number_label(item)}"


def _full(cast: Cast, axis: Axis, item: ComparedValue, room: float) -> bool:
    """Whether the words beside the number fit to the right of the mark without squeezing the plot."""
    margin = _MOST_MARGIN * room
    after = (1 - axis.fraction(float(item.value.value or 0))) * (room - margin)
    return text_width(_label(cast, item, full=True), VALUE_SIZE) + MARK_SIZE <= margin + after


#: x, y, colour, label, value id, words on hover.
Point = tuple[float, float, str, str, str, str]


class _Marks:
    """Collects marks; filled and hollow ones become one trace each."""

    def __init__(self) -> None:
        self._points: dict[bool, list[Point]] = {True: [], False: []}

    def add(self, item: ComparedValue, y: float, colour: str, label: str, hover: str) -> None:
        point = (float(item.value.value or 0), y, colour, label, item.value.id, hover)
        self._points[item.comparable].append(point)

    def traces(self, style: Style) -> list[dict[str, Any]]:
        return [
            mark_trace(points, filled, style) for filled, points in sorted(self._points.items()) if points
        ]


def mark_trace(points: Sequence[Point], filled: bool, style: Style, size: int = MARK_SIZE) -> dict[str, Any]:
    """Labelled marks of one kind; hollow ones are drawn in the ground's colour, so that lines end at them."""
    x, y, colour, label, ids, hover = (list(column) for column in zip(*points, strict=True))
    theme = style.colours
    marker: dict[str, Any] = {"symbol": "circle", "size": size, "color": colour, "opacity": 1}
    marker["line"] = {"width": 0}
    if not filled:
        marker |= {"size": size - 1, "color": theme.ground, "line": {"color": colour, "width": 2.5}}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "可比" if filled else "组内不可比",
        "x": x,
        "y": y,
        "text": label,
        "textposition": "middle right",
        "textfont": {"size": VALUE_SIZE, "color": theme.ink},
        "marker": marker,
        "customdata": ids,
        "hovertext": hover,
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _band(sheet: Sheet, cast: Cast, axis: Axis | None, band: Band, drawn: _Marks) -> None:
    missing = [item for item in band.values if not has_value(item.value)]
    for item in band.values:
        if item in missing:
            continue
        middle = label_row(sheet, cast, item.value)
        if item.value.value is None or axis is None:
            sheet.plot_text(middle, cast.mark_label(item), VALUE_SIZE, sheet.style.colours.ink)
        else:
            _mark(sheet, cast, axis, item, middle, drawn)
        if item.reasons:
            note_lines(sheet, f"组内不可比：{'；'.join(item.reasons)}")
    missing_rows(sheet, cast, missing)


def _mark(sheet: Sheet, cast: Cast, axis: Axis, item: ComparedValue, middle: float, drawn: _Marks) -> None:
    value = item.value
    colour = cast.colour(value)
    full = _full(cast, axis, item, sheet.style.width - sheet.left)
    label = _label(cast, item, full)
    if not full:
        note_lines(sheet, "，".join(cast.asides(item)))
    for direction in ARROWS[value.bound]:
        sheet.arrow(axis, float(value.value or 0), middle, colour, direction)
    hover = f"{plain(cast.names[value.body_code])} {value.year}：{cast.mark_label(item)}"
    drawn.add(item, middle, colour, label, hover)


def _median(sheet: Sheet, axis: Axis, y: float, median: Decimal, cast: Cast) -> None:
    place = axis.place(float(median))
    sheet.line(place, place, y - 7, y + 7, color=cast.theme.ink, width=2)
    text = f"中位数 {plain(cast.scale.number(median))}"
    sheet.at(axis, float(median), y, text, xanchor="left", xshift=5, yanchor="middle")


def _threshold(sheet: Sheet, axis: Axis, y: float, threshold: Threshold, cast: Cast) -> None:
    place = axis.place(float(threshold.value))
    sheet.line(place, place, y + 11, sheet.y, color=cast.theme.mark, width=1)
    text = f"{plain(threshold.label)} {plain(cast.scale.number(threshold.value))}"
    sheet.at(axis, float(threshold.value), y, text, xanchor="center", yanchor="middle")
