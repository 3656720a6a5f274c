"""A part of a report as lines, the cells of its table rows, and pieces of text that carry the same marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kexie_dash.queries.source import Part, Source

_Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. keys: of the figures and leftovers on it, in the order of the text."""

    start: int
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """pieces joined are text[start:…] without the tab that ends it."""

    start: int
    pieces: tuple[Piece, ...]

    @property
    def is_blank(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text. A row has several cells; a line begun in the part before is no whole line."""

    number: int
    cells: tuple[Cell, ...]
    whole: bool

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self.cells)


def lines(source: Source, part: Part) -> Iterator[Line]:
    """The part's lines in order. Every mark that touches the part stands on its pieces."""
    document = source.document
    marks = [(one.start, one.end, one.key) for one in source.marks]
    pieces = _Pieces(document.text, _touching(marks, part))
    position, number = part.start, part.lines[0]
    while position < part.end or position == part.start:
        stop = document.text.find("\n", position, part.end)
        end = part.end if stop < 0 else stop
        cells = tuple(
            Cell(begin, tuple(pieces.of(begin, last))) for begin, last in _cells(pieces, position, end)
        )
        yield Line(number, cells, document.line_starts[number - 1] == position)
        if stop < 0:
            return
        position, number = end + 1, number + 1


class UnitOffsets:
    """Offsets as a browser counts them: a character beyond the basic plane is two."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [at for at, sign in enumerate(text) if ord(sign) > 0xFFFF]

    def at(self, offset: int) -> int:
        return offset + bisect_right(self._wide, offset - 1)


class _Pieces:
    """Cuts of the text at the ends of the marks."""

    def __init__(self, text: str, marks: Sequence[_Mark]) -> None:
        self.text = text
        edges = sorted({edge for start, end, _ in marks for edge in (start, end)})
        self._edges = edges
        self._keys: dict[int, list[str]] = {}
        for start, end, key in sorted(marks):
            for edge in edges[bisect_right(edges, start) - 1 : bisect_right(edges, end) - 1]:
                self._keys.setdefault(edge, []).append(key)

    def of(self, start: int, end: int) -> Iterator[Piece]:
        if start == end:
            return
        first, last = bisect_right(self._edges, start), bisect_right(self._edges, end - 1)
        cuts = [start, *self._edges[first:last], end]
        for place, (begin, stop) in enumerate(pairwise(cuts)):
            edge = self._edges[first + place - 1] if first + place > 0 else None
            keys = () if edge is None else tuple(self._keys.get(edge, ()))
            yield Piece(begin, self.text[begin:stop], keys)


def _cells(pieces: _Pieces, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Between the tabs."""
    position = start
    while True:
        tab = pieces.text.find("\t", position, end)
        if tab < 0:
            yield position, end
            return
        yield position, tab
        position = tab + 1


def _touching(marks: Iterable[_Mark], part: Part) -> list[_Mark]:
    return [(start, end, key) for start, end, key in marks if start < part.end and end > part.start]
