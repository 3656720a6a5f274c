"""What the tables leave to the readers of prose: other passages, prose in cells, rows of unknown tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kexie_dash.extraction.prose import read_passage
from kexie_dash.extraction.statement import Frame
from kexie_dash.extraction.tables import FreeText
from kexie_dash.model.observation import Leftover, Observation
from kexie_dash.reading.layout import Passage

_PROSE_MARKS = "，。；："
_MIN_PROSE = 8


def unread(passages: Sequence[Passage], consumed: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """The passages no table was made of; a row without a known header gives its cells, each a passage."""
    starts = [start for start, _ in consumed]
    for passage in passages:
        if not passage.text or _taken(passage, starts, consumed):
            continue
        if passage.kind != "row":
            yield passage
            continue
        for cell in passage.cells:
            if cell:
                yield replace(passage, kind="prose", text=cell, cells=())


def _taken(passage: Passage, starts: list[int], consumed: Sequence[tuple[int, int]]) -> bool:
    middle = passage.text.offsets[len(passage.text) // 2]
    index = bisect_right(starts, middle) - 1
    return index >= 0 and consumed[index][0] <= middle < consumed[index][1]


def read_cell(frame: Frame, cell: FreeText) -> Iterator[Observation | Leftover]:
    """Statements of prose in a table cell; what they are about is what their row is about."""
    if len(cell.text) < _MIN_PROSE and not any(mark in cell.text.chars for mark in _PROSE_MARKS):
        return
    passage = Passage("prose", cell.text, 0, 0, ())
    for item in read_passage(frame, passage):
        yield replace(item, subject=cell.subject) if isinstance(item, Observation) else item
