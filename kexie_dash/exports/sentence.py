"""The sentence or table row around a piece of evidence."""

from __future__ import annotations

from kexie_dash.model.observation import Evidence
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
