"""The whole text of a document as units to be found: its passages, and what lies between, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kexie_dash.model.report import Document
from kexie_dash.model.unit import TextUnit
from kexie_dash.reading.layout import passages

_SEEN = re.compile(r"[^\s\u200b\ufeff]+")
_Span = tuple[int, int]


def text_units(document: Document) -> tuple[TextUnit, ...]:
    """In the order of the text; every visible character is in one of them."""
    found = [
        TextUnit(one.kind, one.headings, tuple(_runs(one.text.offsets)))
        for one in passages(document)
        if len(one.text)
    ]
    taken = sorted(span for unit in found for span in unit.spans)
    found += _rest(document, taken)
    return tuple(sorted(found, key=lambda unit: unit.spans[0]))


def _runs(offsets: Iterable[int]) -> Iterator[_Span]:
    """Neighbouring offsets as spans."""
    start = end = None
    for offset in offsets:
        if start is None or end is None or offset != end:
            if start is not None and end is not None:
                yield start, end
            start = offset
        end = offset + 1
    if start is not None and end is not None:
        yield start, end


def _rest(document: Document, taken: list[_Span]) -> Iterator[TextUnit]:
    """Visible characters of no passage (page numbers and the like), a unit a line."""
    by_line: dict[int, list[_Span]] = {}
    position = 0
    for start, end in [*taken, (len(document.text), len(document.text))]:
        if start > position:
            for seen in _SEEN.finditer(document.text, position, start):
                by_line.setdefault(document.line_at(seen.start()), []).append(seen.span())
        position = max(position, end)
    for spans in by_line.values():
        yield TextUnit("other", (), tuple(spans))
