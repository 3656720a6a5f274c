"""Bullets: each value as a bar from zero, the line it is held against across it, the distance in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_side as wording
from kexie_dash.charts.axis import Axis, zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import ARROWS
from kexie_dash.charts.format import Scale, scale_for
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.lines import ThresholdLines, heading_note, median_row
from kexie_dash.charts.marks import look_of
from kexie_dash.charts.rows import (
    Cast,
    absent_rows,
    band_heading,
    cast_for,
    drawn_values,
    label_row,
    missing_rows,
    name_column,
    note_lines,
    why_hollow,
)
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.side import distance_words
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import VALUE_SIZE, Style
from kexie_dash.measures.position import Position, Reference, position, references
from kexie_dash.model.assessment import Band, ComparedValue, Metric
from kexie_dash.queries.comparison import Absent

#: The choice of the median among the references of a metric; the lines are chosen by their number from 1.
MEDIAN = "median"
_BAR, _TICK = 14, 12
#: Why a group is not held against its median.
TOO_FEW = wording.TOO_FEW_FOR_MEDIAN


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything a row needs beside its value. against: the reference of each group."""

    metric: Metric
    cast: Cast
    axis: Axis
    against: Mapping[str, Reference]


@dataclass(frozen=True, slots=True)
class _Bar:
    x: float
    y: float
    colour: str
    look: str
    id: str
    hover: str


def bullet_choices(metric: Metric, bands: Sequence[Band]) -> tuple[str, ...]:
    """What the values can be held against: numbers of the declared lines, MEDIAN where any group has one."""
    lines = tuple(str(number + 1) for number in range(len(metric.thresholds)))
    medians = any(found.median for band in bands for found in references(metric, band))
    return (*lines, *([MEDIAN] if medians else []))


def references_by_group(metric: Metric, bands: Sequence[Band], choice: str) -> dict[str, Reference]:
    """The chosen reference of each group that has it."""
    found = {}
    for band in bands:
        for number, one in enumerate(references(metric, band), start=1):
            if (one.median is not None) if choice == MEDIAN else (choice == str(number) and one.line):
                found[band.group] = one
    return found


def bullet(
    metric: Metric,
    bands: Sequence[Band],
    choice: str,
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
    whole: Sequence[Band] | None = None,
    absent: Sequence[Absent] = (),
) -> go.Figure:
    """choice: one of `bullet_choices`. whole: the groups medians are of. customdata: value ids."""
    style = style or Style()
    against = references_by_group(metric, whole or bands, choice)
    figures = [*drawn_values(whole or bands), *(one.value for one in against.values())]
    scale = scale_for(metric.unit, drawn_values(whole or bands))
    cast = cast_for(bands, scale, style, colours)
    axis = zero_axis(figures, scale, ticks=4 if style.narrow else 6)
    plan = _Plan(metric, cast, axis, against)
    items = [item for band in bands for item in band.values if item.value.value is not None]
    left = name_column(cast, (item.value for band in bands for item in band.values), style)
    groups = {band.group: band for band in whole or bands}
    words = {item.value.id: _words(plan, groups[item.group], item) for item in items}
    widest = max((text_width(one, VALUE_SIZE) for one in words.values()), default=0.0)
    sheet = Sheet(style, left, 2 * PAD if style.narrow else round(min(widest + 44, style.width * 0.45)))
    lines = _line_labels(sheet, plan, scale)
    bars: list[_Bar] = []
    for number, band in enumerate(bands):
        heading = band_heading(sheet, band.label, first=number == 0)
        bars += _band(sheet, plan, band, words, heading)
    if absent:
        absent_rows(sheet, absent)
    sheet.y += 8
    if lines:
        lines.finish()
    sheet.traces = _traces(bars, style)
    figure = sheet.figure(captions, axis if figures else None)
    figure.update_layout(barmode="overlay")
    return figure


def _line_labels(sheet: Sheet, plan: _Plan, scale: Scale) -> ThresholdLines | None:
    """A declared line runs through all groups; a median belongs to its own."""
    if any(one.line for one in plan.against.values()):
        return ThresholdLines(sheet, plan.axis, plan.metric, scale)
    return None


def _band(sheet: Sheet, plan: _Plan, band: Band, words: Mapping[str, str], heading: float) -> list[_Bar]:
    reference = plan.against.get(band.group)
    if reference is None:
        heading_note(sheet, band.label, heading, TOO_FEW)
    elif reference.median is not None:
        median_row(sheet, plan.axis, reference.median, plan.cast.scale)
    bars = []
    drawn = [item for item in band.values if item.value.has_figure and item.value.value is not None]
    for item in drawn:
        y = label_row(sheet, plan.cast, item.value, words[item.value.id])
        bars.append(_bar(sheet, plan, item, y, words[item.value.id]))
        if reference is not None:
            place = float(reference.value)
            sheet.line(place, place, y - _TICK, y + _TICK, color=sheet.style.colours.ink, width=2.5)
            sheet.shapes[-1]["layer"] = "above"
        note_lines(sheet, why_hollow(item))
    missing_rows(sheet, plan.cast, [item for item in band.values if item not in drawn])
    return bars


def _bar(sheet: Sheet, plan: _Plan, item: ComparedValue, y: float, words: str) -> _Bar:
    value = item.value
    colour = plan.cast.colour(value)
    for direction in ARROWS[value.bound]:
        sheet.arrow(plan.axis, float(value.value or 0), y, colour, direction)
    if not sheet.style.narrow:
        sheet.annotations.append(
            {
                "x": 1, "y": y, "xref": "paper", "yref": "y", "xanchor": "left", "xshift": 28, "text": words,
                "showarrow": False, "font": {"size": VALUE_SIZE, "color": sheet.style.colours.ink},
            }
        )  # fmt: skip
    hover = texts.OF_BODY_AND_YEAR.format(
        name=plain(plan.cast.names[value.body_code]), year=value.year, said=words
    )
    return _Bar(float(value.value or 0), y, colour, look_of(item), value.id, hover)


def _words(plan: _Plan, band: Band, item: ComparedValue) -> str:
    """71.7%  未达到，低 23.3 百分点."""
    number = plan.cast.number_label(item)
    reference = plan.against.get(band.group)
    found = position(plan.metric, item, reference, band) if reference else None
    said = verdict_words(plan.metric, found, reference)
    return f"{number}\u2002{soft(plain(said), plan.cast.theme.soft)}" if said else number


def verdict_words(metric: Metric, found: Position | None, reference: Reference | None) -> str:
    """The distance, before it for a declared line whether it is kept; empty where nothing can be said."""
    if found is None or reference is None:
        return ""
    met = wording.LINE_KEPT[found.good] if reference.line is not None else ""
    if met and found.side == "open":
        return met
    return texts.BETWEEN_PARTS.join(filter(None, (met, distance_words(metric, found))))


def _traces(bars: Sequence[_Bar], style: Style) -> list[dict[str, Any]]:
    """Filled where compared, an outline where not or under review."""
    traces = []
    for look in ("filled", "hollow", "pending"):
        shown = [bar for bar in bars if bar.look == look]
        if not shown:
            continue
        fill = [bar.colour if look == "filled" else style.colours.ground for bar in shown]
        marker: dict[str, Any] = {"color": fill, "line": {"color": [bar.colour for bar in shown], "width": 2}}
        if look != "filled":
            marker["pattern"] = {
                "shape": "/",
                "size": 6,
                "solidity": 0.2,
                "fgcolor": [b.colour for b in shown],
            }
        traces.append(
            {
                "type": "bar", "orientation": "h", "name": look,
                "x": [bar.x for bar in shown], "y": [bar.y for bar in shown], "width": [_BAR] * len(shown),
                "marker": marker, "customdata": [bar.id for bar in shown],
                "hovertext": [bar.hover for bar in shown], "hoverinfo": "text",
            }
        )  # fmt: skip
    return traces
