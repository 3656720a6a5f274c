"""Dot plot: one row a body, in labelled bands of what may be ranked together."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import has_value, scale_for
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.lines import ThresholdLines, heading_note, median_row, standing_of
from kexie_dash.charts.marks import MARK_SIZE, Marks
from kexie_dash.charts.rows import (
    Cast,
    absent_rows,
    band_heading,
    cast_for,
    drawn_values,
    empty_bands,
    label_row,
    missing_rows,
    name_column,
    note_lines,
    right_margin,
    why_hollow,
)
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, text_width
from kexie_dash.charts.theme import VALUE_SIZE, Style
from kexie_dash.model.assessment import Band, ComparedValue, Metric
from kexie_dash.model.state import DISCLOSED
from kexie_dash.queries.comparison import Absent

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


def dot_plot(
    metric: Metric,
    bands: Sequence[Band],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
    whole: Sequence[Band] | None = None,
    absent: Sequence[Absent] = (),
) -> go.Figure:
    """Marks carry the value's id as customdata.

    whole: the groups medians and places are of, where `bands` are only a part. absent: without a report.
    """
    style = style or Style()
    values = drawn_values(bands)
    scale = scale_for(metric.unit, drawn_values(whole or bands))
    cast = cast_for(bands, scale, style, colours)
    standing = standing_of(metric, whole or bands)
    medians = {band.group: standing.medians[band.group] for band in bands if band.group in standing.medians}
    marks = [*values, *(line.value for line in metric.thresholds), *(m.value for m in medians.values())]
    # Stated or not is a word, no length.
    axis = None
    if values and DISCLOSED not in metric.breakdown:
        axis = axis_for(marks, metric.unit, scale, ticks=4 if style.narrow else 6)
    sheet = _sheet(bands, cast, axis, style)
    thresholds = ThresholdLines(sheet, axis, metric, scale)
    drawn = Marks()
    shown, empty = _split(bands)
    for number, band in enumerate(shown):
        heading = band_heading(sheet, band.label, first=number == 0)
        if band.group in standing.unranked:
            heading_note(sheet, band.label, heading, standing.unranked[band.group])
        if axis and band.group in medians:
            median_row(sheet, axis, medians[band.group], scale)
        _band(sheet, cast, axis, band, drawn)
    if empty:
        empty_bands(sheet, cast, empty, first=not shown)
    if absent:
        absent_rows(sheet, absent)
    sheet.y += 8
    thresholds.finish()
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


def _band(sheet: Sheet, cast: Cast, axis: Axis | None, band: Band, drawn: Marks) -> None:
    missing = [item for item in band.values if not has_value(item.value)]
    for item in band.values:
        if item in missing:
            continue
        middle = label_row(sheet, cast, item.value)
        if item.value.value is None or axis is None:
            sheet.plot_text(middle, cast.mark_label(item), VALUE_SIZE, sheet.style.colours.ink)
            note_lines(sheet, why_hollow(item))
        else:
            note_lines(sheet, _mark(sheet, cast, axis, item, middle, drawn), why_hollow(item))
    missing_rows(sheet, cast, missing)


def _mark(sheet: Sheet, cast: Cast, axis: Axis, item: ComparedValue, middle: float, drawn: Marks) -> str:
    """The words that found no room beside the number."""
    value = item.value
    colour = cast.colour(value)
    full = _full(cast, axis, item, sheet.style.width - sheet.left)
    label = _label(cast, item, full)
    for direction in ARROWS[value.bound]:
        sheet.arrow(axis, float(value.value or 0), middle, colour, direction)
    hover = texts.OF_BODY_AND_YEAR.format(
        name=plain(cast.names[value.body_code]), year=value.year, said=cast.mark_label(item)
    )
    drawn.add(item, middle, colour, label, hover)
    return "" if full else texts.BETWEEN_PARTS.join(cast.asides(item))
