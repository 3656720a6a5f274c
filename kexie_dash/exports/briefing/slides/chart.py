"""Dots and dumbbells as a native scatter chart: one row a value, names and figures as labels at the marks.

Everything a reader needs is inside the chart, so it may be moved, edited and copied as one thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from lxml import etree
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import MONEY, POINTS, RATE, Scale, has_value, percent, scale_for
from kexie_dash.charts.lines import threshold_text
from kexie_dash.charts.theme import THEMES
from kexie_dash.exports.briefing import texts_slides as wording
from kexie_dash.exports.briefing.rows import Row
from kexie_dash.exports.briefing.slides import marks
from kexie_dash.exports.briefing.slides.template import FACE
from kexie_dash.exports.briefing.slides.text import SOFT, Box, clean_keeping_ends, east_asian, rgb
from kexie_dash.exports.briefing.words import as_printed
from kexie_dash.model.assessment import Metric

_LEFT, _RIGHT, _TOP, _BOTTOM = 0.23, 0.17, 0.03, 0.1
_SMALL = 11
_GRID = THEMES["light"].grid
#: Of the axis, what a figure beside its mark needs.
_ROOM_FOR_FIGURE = 0.18
#: A labelled line has its label in a lane of its own above the rows.
_ROWS_OF_ROOM = 0.6
#: A ring nearer to the left of its mark has no words of its own.
_NEAR = Decimal("0.1")
_SERIES_OF_NAMES, _SERIES_OF_SILENCE = wording.NAMES, wording.NO_FIGURE
_SERIES_OF_TICKS = wording.TICKS
#: Where the plot begins below the last row, in rows.
_FLOOR = 0.4


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart is drawn of. declared: rings for what bodies say themselves."""

    metric: Metric
    rows: Sequence[Row]
    scale: Scale
    colours: BodyColours
    declared: bool
    everything: Sequence[Decimal]


def add_chart(slide: Any, box: Box, drawing: Drawing) -> Any:
    """everything: all figures of the metric, so that the pages of one picture share an axis."""
    axis = _axis(drawing)
    place = {id(row): len(drawing.rows) - number for number, row in enumerate(drawing.rows)}
    styled: list[Any] = []
    sheet: Any = XyChartData
    data = sheet(number_format=_number_format(drawing))
    styled += _names(data, drawing, place, axis)
    styled += _thresholds(data, drawing, axis)
    for row in drawing.rows:
        styled += _row_series(data, drawing, row, place[id(row)], axis)
    styled += _tick_words(data, drawing, axis)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES, Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height), data
    )
    chart = frame.chart
    _plain(chart)
    for series, style in zip(chart.plots[0].series, styled, strict=True):
        style(series)
    _axes(chart, drawing, axis)
    for properties in chart._chartSpace.iter(qn("a:defRPr")):
        east_asian(properties)
    return frame


def _axis(drawing: Drawing) -> Axis:
    made = axis_for(list(drawing.everything), drawing.metric.unit, drawing.scale, ticks=5)
    if drawing.declared and not made.log and len(made.ticks) > 1:
        # The left of two marks has its figure on the left, before the names of the rows.
        step = made.ticks[1][0] - made.ticks[0][0]
        if made.fraction(float(min(drawing.everything))) < _ROOM_FOR_FIGURE:
            made = replace(made, low=max(made.low - step, 0.0) if made.low >= 0 else made.low - step)
    # 0.6000000000000001 would leave a name that stands at 0.6 outside.
    return replace(made, low=round(made.low, 9), high=round(made.high, 9))


def _number_format(drawing: Drawing) -> str:
    if drawing.metric.unit in (RATE, POINTS):
        return "0.0%"
    return "#,##0.0" if drawing.metric.unit == MONEY else "#,##0.##"


def _x(drawing: Drawing, value: Decimal) -> float:
    """As it stands in the chart's sheet: rates as fractions, money in the picture's unit, else as it is."""
    factor = drawing.scale.factor if drawing.metric.unit == MONEY else Decimal(1)
    return float(value * factor)


def _row_series(data: Any, drawing: Drawing, row: Row, y: float, axis: Axis) -> list[Any]:
    """The mark of a row, with the ring and the line to it."""
    if row.is_heading:
        if row.median is None:
            return []
        series = data.add_series(wording.MEDIAN.format(label=row.label))
        series.add_data_point(_x(drawing, row.median.value), y - 0.25)
        return [lambda s, told=row.median_said: marks.median(s, told)]
    assert row.item is not None
    value = row.item.value
    if not has_value(value) or value.value is None:
        return []
    colour = drawing.colours.of(value.body_code, THEMES["light"])
    ring = row.declared if drawing.declared else None
    # What prints as no difference is none to draw.
    apart = ring is not None and as_printed(drawing.metric, ring - value.value) != 0
    left = ring is not None and value.value < ring
    said = row.said + ("" if apart or ring is None else wording.DECLARED_THE_SAME)
    made: list[Any] = []
    if apart and ring is not None:
        gap = scale_for(POINTS).number(ring - value.value)
        told, side = (
            wording.DECLARED_WITH_GAP.format(declared=percent(ring), gap=gap),
            "right" if left else "left",
        )
        if not left and value.value - ring < _NEAR:
            # Left of the ring lie the lines it is held against: they would go through its words.
            said, told = wording.AND_DECLARED.format(said=said, declared=percent(ring)), ""
        made += [
            _series(data, drawing, wording.GAP.format(label=row.label), [value.value, ring], y, marks.join)
        ]
        made += _ring(data, drawing, wording.DECLARED.format(label=row.label), ring, y, colour, told, side)
    side = "left" if apart and left else "right"
    if row.item.reasons:
        return [*made, *_ring(data, drawing, row.label, value.value, y, colour, said, side)]
    style = partial(marks.mark, colour=colour, said=said, side=side)
    return [*made, _series(data, drawing, row.label, [value.value], y, style)]


def _ring(
    data: Any, drawing: Drawing, name: str, figure: Decimal, y: float, colour: str, said: str, side: str
) -> list[Any]:
    """A ring is a sign at the point, for some programs fill every mark; its words are another label."""
    words = f" {said}" if side == "right" else f"{said} "
    ring = _series(data, drawing, name, [figure], y, partial(marks.sign, colour=colour))
    if not said:
        return [ring]
    return [
        ring,
        _series(
            data,
            drawing,
            wording.WORDS.format(name=name),
            [figure],
            y,
            partial(marks.words, said=words, side=side),
        ),
    ]


def _series(data: Any, drawing: Drawing, name: str, figures: Sequence[Decimal], y: float, style: Any) -> Any:
    series = data.add_series(clean_keeping_ends(name))
    for figure in figures:
        series.add_data_point(_x(drawing, figure), y)
    return style


def _names(data: Any, drawing: Drawing, place: Mapping[int, float], axis: Axis) -> list[Any]:
    """The names of rows and groups at the left, and the words for what is missing where a mark would be."""
    names, silence = data.add_series(_SERIES_OF_NAMES), None
    start = float(_edge(drawing, axis))
    told: list[tuple[str, bool]] = []
    missing: list[str] = []
    for row in drawing.rows:
        names.add_data_point(start, place[id(row)])
        told.append((row.label, row.is_heading))
    for row in drawing.rows:
        if row.item is not None and (row.item.value.value is None or not has_value(row.item.value)):
            silence = silence or data.add_series(_SERIES_OF_SILENCE)
            silence.add_data_point(start, place[id(row)])
            missing.append(row.said)
    made: list[Any] = [lambda s: marks.labels_only(s, told)]
    if silence is not None:
        made.append(lambda s: marks.missing(s, missing))
    return made


def _edge(drawing: Drawing, axis: Axis) -> Decimal:
    factor = drawing.scale.factor if drawing.metric.unit == MONEY else Decimal(1)
    return Decimal(repr(axis.low)) * factor


def _thresholds(data: Any, drawing: Drawing, axis: Axis) -> list[Any]:
    made: list[Any] = []
    for place, line in enumerate(drawing.metric.thresholds):
        if not axis.low <= float(line.value) <= axis.high:
            continue
        words = threshold_text(line, drawing.scale)
        series = data.add_series(clean_keeping_ends(words))
        top = len(drawing.rows) + 0.5 + _ROWS_OF_ROOM * (place + 0.5)
        series.add_data_point(_x(drawing, line.value), _FLOOR)
        series.add_data_point(_x(drawing, line.value), top)
        made.append(lambda s, told=words: marks.threshold(s, told))
    return made


def _plain(chart: Any) -> None:
    """No legend, no title, our face for everything, and the plot where the names leave it room."""
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(_SMALL), FACE
    chart.font.color.rgb = rgb(SOFT)
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    layout = area.find(qn("c:layout"))
    if layout is None:
        layout = etree.Element(qn("c:layout"))
        area.insert(0, layout)
    for child in list(layout):
        layout.remove(child)
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    size = {"x": _LEFT, "y": _TOP, "w": 1 - _LEFT - _RIGHT, "h": 1 - _TOP - _BOTTOM}
    told = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", **size}
    for tag, said in told.items():
        etree.SubElement(manual, qn(f"c:{tag}"), val=str(said))


def _axes(chart: Any, drawing: Drawing, axis: Axis) -> None:
    lanes = sum(axis.low <= float(line.value) <= axis.high for line in drawing.metric.thresholds)
    up = chart.value_axis
    up.minimum_scale, up.maximum_scale = _FLOOR, len(drawing.rows) + 0.6 + _ROWS_OF_ROOM * lanes
    up.visible = up.has_major_gridlines = False
    across = chart.category_axis
    factor = float(drawing.scale.factor) if drawing.metric.unit == MONEY else 1.0
    across.minimum_scale, across.maximum_scale = axis.low * factor, axis.high * factor
    across.has_major_gridlines = True
    across.major_gridlines.format.line.color.rgb = rgb(_GRID)
    across.format.line.fill.background()
    across.tick_labels.font.size, across.tick_labels.font.name = Pt(_SMALL), FACE
    if _in_wan(drawing, axis):
        across.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    across.tick_labels.number_format = _tick_format(drawing)
    across.tick_labels.number_format_is_linked = False
    if axis.log:
        scaling = across._element.find(qn("c:scaling"))
        base = etree.Element(qn("c:logBase"), val="10")
        scaling.insert(0, base)
    elif len(axis.ticks) > 1:
        across.major_unit = (axis.ticks[1][0] - axis.ticks[0][0]) * factor


def _tick_format(drawing: Drawing) -> str:
    return "0%" if drawing.metric.unit in (RATE, POINTS) else "#,##0.##"


def _in_wan(drawing: Drawing, axis: Axis) -> bool:
    return axis.high >= _COUNTED_IN_WAN and drawing.metric.unit not in (RATE, POINTS, MONEY)


def _tick_words(data: Any, drawing: Drawing, axis: Axis) -> list[Any]:
    """The words at the ticks as labels of points: no number format divides by ten thousand."""
    if not _in_wan(drawing, axis):
        return []
    series = data.add_series(_SERIES_OF_TICKS)
    for place, _ in axis.ticks:
        series.add_data_point(place, _FLOOR)
    told = [text for _, text in axis.ticks]
    return [lambda s: marks.ticks(s, told)]


_COUNTED_IN_WAN = 100_000
