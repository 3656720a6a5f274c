"""How the series of a native chart look: marks, rings, lines and the labels at their points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from kexie_dash.exports.briefing.slides.template import FACE
from kexie_dash.exports.briefing.slides.text import INK, RULE, SOFT, clean_keeping_ends, east_asian, rgb

_LABEL, _SMALL, _RING = 12, 11, 15


def join(series: Any) -> None:
    """The thin line between what is declared and the ruler."""
    line(series, RULE, width=2)
    series.marker.style = XL_MARKER_STYLE.NONE


def sign(series: Any, *, colour: str) -> None:
    line(series, None)
    series.marker.style = XL_MARKER_STYLE.NONE
    label(series.points[0], "○", "center", _RING, colour, bold=True)


def words(series: Any, *, said: str, side: str) -> None:
    line(series, None)
    series.marker.style = XL_MARKER_STYLE.NONE
    # No ground of its own: it would cover a part of the ring.
    label(series.points[0], said, side, _LABEL, INK)


def mark(series: Any, *, colour: str, said: str, side: str) -> None:
    line(series, None)
    marker(series.marker, colour)
    label(series.points[0], said, side, _LABEL, INK, on_paper=True)


def marker(marker: Any, colour: str, size: int = 11) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(colour)
    marker.format.line.color.rgb = rgb(colour)
    marker.format.line.width = Pt(1.75)


def labels_only(series: Any, told: Sequence[tuple[str, bool]]) -> None:
    line(series, None)
    series.marker.style = XL_MARKER_STYLE.NONE
    for number, (words, heading) in enumerate(told):
        label(series.points[number], words, "left", _LABEL, SOFT if heading else INK, bold=heading)


def ticks(series: Any, told: Sequence[str]) -> None:
    line(series, None)
    series.marker.style = XL_MARKER_STYLE.NONE
    for number, words in enumerate(told):
        label(series.points[number], words, "below", _SMALL, SOFT)


def missing(series: Any, told: Sequence[str]) -> None:
    line(series, None)
    series.marker.style = XL_MARKER_STYLE.NONE
    for number, words in enumerate(told):
        label(series.points[number], f"– {words}", "right", _LABEL, SOFT)


def median(series: Any, words: str) -> None:
    line(series, None)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.DIAMOND, 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(INK)
    label(series.points[0], words, "right", _SMALL, SOFT)


def threshold(series: Any, words: str) -> None:
    line(series, SOFT, width=1)
    series.marker.style = XL_MARKER_STYLE.NONE
    label(series.points[1], words, "right", _SMALL, SOFT)


def line(series: Any, colour: str | None, width: float = 2) -> None:
    series.smooth = False
    if colour is None:
        series.format.line.fill.background()
        return
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(width)
    series.format.line.dash_style = MSO_LINE.SOLID


def with_room(words: str) -> str:
    """Cleaned; what keeps a label clear of a ring stays."""
    room = len(words) - len(words.lstrip(" ")), len(words) - len(words.rstrip(" "))
    return "\u2002" * room[0] + clean_keeping_ends(words.strip(" ")) + "\u2002" * room[1]


_SIDES = {
    "left": XL_LABEL_POSITION.LEFT,
    "right": XL_LABEL_POSITION.RIGHT,
    "center": XL_LABEL_POSITION.CENTER,
    "below": XL_LABEL_POSITION.BELOW,
}


def label(
    point: Any,
    words: str,
    side: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    on_paper: bool = False,
) -> None:
    """on_paper: on a ground of its own, so that no line goes through the words."""
    label = point.data_label
    frame = label.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = with_room(words)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FACE
    run.font.color.rgb = rgb(colour)
    east_asian(run._r.get_or_add_rPr())
    label.position = _SIDES[side]
    if on_paper:
        _paper(label._dLbl)


def _paper(found: Any) -> None:
    """The schema wants it behind the words and before how they are set."""
    ground = etree.Element(qn("c:spPr"))
    fill = etree.SubElement(ground, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr"), val="bg1")
    found.find(qn("c:tx")).addnext(ground)
