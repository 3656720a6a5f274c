"""Bullets as native shapes: a bar from zero a value, the lines it is held against as thin labelled lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from kexie_dash.charts.axis import Axis, zero_axis
from kexie_dash.charts.format import has_value
from kexie_dash.charts.lines import threshold_text
from kexie_dash.charts.text import text_width
from kexie_dash.charts.theme import THEMES
from kexie_dash.exports.briefing.rows import Row
from kexie_dash.exports.briefing.slides.chart import Drawing
from kexie_dash.exports.briefing.slides.template import CM
from kexie_dash.exports.briefing.slides.text import INK, RULE, SOFT, Box, Run, add_text, rgb

_LEFT, _RIGHT = 0.25, 0.2
_HEAD = round(0.55 * CM)
_MOST_HEIGHT = round(1.05 * CM)
_LABEL, _SMALL = 12, 11
_BESIDE = CM // 8
_GRID = THEMES["light"].grid


def add_bullets(on: Any, box: Box, drawing: Drawing) -> Any:
    """One group, so that it moves as a whole; every shape in it may be coloured by hand. The group."""
    slide = on.shapes.add_group_shape()
    figures = [*drawing.everything, *(line.value for line in drawing.metric.thresholds)]
    axis = zero_axis(figures, drawing.scale, 5)
    lines = sorted(drawing.metric.thresholds, key=lambda line: line.value)
    top = box.top + _HEAD * len(lines)
    height = min(_MOST_HEIGHT, (box.top + box.height - top - _HEAD) // max(len(drawing.rows), 1))
    plot = Box(
        box.left + round(box.width * _LEFT),
        top,
        round(box.width * (1 - _LEFT - _RIGHT)),
        height * len(drawing.rows),
    )
    _ticks(slide, plot, axis)
    for place, row in enumerate(drawing.rows):
        _row(slide, box, plot, axis, drawing, row, top + place * height, height)
    _lines(slide, box, plot, axis, [(line.value, threshold_text(line, drawing.scale)) for line in lines])
    return slide


def _at(plot: Box, axis: Axis, value: Decimal) -> int:
    return plot.left + round(plot.width * axis.fraction(float(value)))


def _lines(slide: Any, box: Box, plot: Box, axis: Axis, lines: Sequence[tuple[Decimal, str]]) -> None:
    """Each with its words in a lane of its own, on the side where no other line goes through them."""
    placed = [(_at(plot, axis, value), words, round(_width(words))) for value, words in lines]
    beyond = any(x + width > box.left + box.width for x, _, width in placed)
    # A line begins in the lane of its words, so the next lane is free on one side of it.
    for place, (x, words, width) in enumerate(reversed(placed) if beyond else placed):
        top = box.top + _HEAD * place
        _line(slide, x, top + _HEAD // 2, plot.top + plot.height, SOFT, 1.25)
        where = Box(x - width if beyond else x + _BESIDE, top, width - _BESIDE, _HEAD)
        add_text(slide, where, [[Run(words, _SMALL, colour=SOFT)]], right=beyond)


def _width(words: str) -> float:
    """A generous estimate, for a face that is not installed."""
    return Pt(text_width(words, _SMALL) * 1.25) + 3 * _BESIDE


def _ticks(slide: Any, plot: Box, axis: Axis) -> None:
    for value, words in axis.ticks:
        x = plot.left + round(plot.width * axis.fraction(value))
        _line(slide, x, plot.top, plot.top + plot.height, RULE if value == 0 else _GRID, 0.75)
        where = Box(x - CM, plot.top + plot.height + CM // 10, 2 * CM, _HEAD)
        shape = add_text(slide, where, [[Run(words, _SMALL, colour=SOFT)]])
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _row(
    slide: Any, box: Box, plot: Box, axis: Axis, drawing: Drawing, row: Row, top: int, height: int
) -> None:
    label = Box(box.left, top, plot.left - box.left - CM // 5, height)
    colour = SOFT if row.is_heading else INK
    run = Run(row.label, _LABEL, bold=row.is_heading, colour=colour)
    add_text(slide, label, [[run]], right=True, middle=True)
    if row.is_heading:
        _median(slide, plot, axis, row, top, height)
        return
    assert row.item is not None
    value = row.item.value
    end = plot.left
    if has_value(value) and value.value is not None:
        end = max(_at(plot, axis, value.value), plot.left)
        thick = round(height * 0.46)
        bar = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE,
            Emu(plot.left),
            Emu(top + (height - thick) // 2),
            Emu(max(end - plot.left, 1)),
            Emu(thick),
        )
        bar.name = row.label
        _filled(bar, drawing.colours.of(value.body_code, THEMES["light"]), hollow=bool(row.item.reasons))
    said = row.said if value.value is not None else f"– {row.said}"
    where = Box(end + CM // 6, top, box.left + box.width - end - CM // 6, height)
    add_text(
        slide, where, [[Run(said, _LABEL, colour=INK if value.value is not None else SOFT)]], middle=True
    )


def _median(slide: Any, plot: Box, axis: Axis, row: Row, top: int, height: int) -> None:
    if row.median is None:
        return
    x = _at(plot, axis, row.median.value)
    _line(slide, x, top + height // 4, top + 3 * height // 4, INK, 2)
    where = Box(x + CM // 6, top, 6 * CM, height)
    add_text(slide, where, [[Run(row.median_said, _SMALL, colour=SOFT)]], middle=True)


def _filled(shape: Any, colour: str, *, hollow: bool) -> None:
    _without_style(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb("#FFFFFF" if hollow else colour)
    shape.line.color.rgb = rgb(colour)
    shape.line.width = Pt(1)


def _line(slide: Any, x: int, top: int, bottom: int, colour: str, width: float) -> None:
    made = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(x), Emu(top), Emu(x), Emu(bottom))
    _without_style(made)
    made.line.color.rgb = rgb(colour)
    made.line.width = Pt(width)


def _without_style(shape: Any) -> None:
    """The style of a new shape brings the theme's shadow and gradient."""
    found = shape._element.find(qn("p:style"))
    if found is not None:
        shape._element.remove(found)
