"""The sentence or table row around a piece of evidence."""

from __future__ import annotations

from kexie_dash.charts.format import POINTS, RATE
from kexie_dash.exports import texts_table as wording
from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Evidence
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.report import Document

_SENTENCE_END = "。；;！？!?"
#: A sentence that goes on longer is cut after its figure.
_SENTENCE_TAIL = 200


def sentence_around(document: Document | None, span: Evidence, start: int) -> str:
    """start: where the sentence or row begins. Without the document the evidence itself."""
    if document is None:
        return span.quote
    tail = document.text[span.end : span.end + _SENTENCE_TAIL]
    stops = [position + 1 for mark in _SENTENCE_END if (position := tail.find(mark)) >= 0]
    return document.text[min(start, span.start) : span.end + min(stops, default=0)]


def operand_figure(operand: Operand) -> str:
    """≥45,689,999元, 93.99%, 34.64个百分点: as people write it, every digit kept."""
    if operand.value is None:
        return ""
    sign = BOUND_SIGN[operand.bound]
    if operand.unit in (RATE, POINTS):
        unit = "%" if operand.unit == RATE else wording.POINTS
        return f"{sign}{(operand.value * 100).normalize():,f}{unit}"
    return f"{sign}{operand.value.normalize():,f}{operand.unit or ''}"
