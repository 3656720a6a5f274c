"""Rows of a table with tabs in which two cells lost the tab between them.

Such a row has a cell less than the rows above and below. It is read where exactly one cell can be parted in
exactly one way that fits the columns; where none can, nothing says which column its cells stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_dash.extraction.body_row import BodyRow
from kexie_dash.extraction.table_fit import WILD, score_of
from kexie_dash.extraction.table_geometry import GridLine, is_figure
from kexie_dash.extraction.table_header import Header
from kexie_dash.reading.layout import Strip

_CELL_MAX = 60
_QUANTITY = r"[≥≤><]?=?\d[\d,]*(?:\.\d+)?(?:%|[一-鿿]{1,3})?"
_AFTER_WORDS = re.compile(rf"(?P<first>.*[一-鿿)）”])(?P<second>{_QUANTITY})")
_BEFORE_NUMBER = re.compile(
    r"(?P<first>[≥≤><]?=?\d[\d,]*(?:\.\d+)?(?:%|[一-鿿]{1,3}))(?P<second>\d[\d,]*(?:\.\d+)?(?:%|[一-鿿]{1,3})?)"
)


def short_row(line: GridLine, header: Header, alone: BodyRow, wider: int) -> BodyRow:
    """A row with a cell less than those around it: parted where that is certain.

    alone: the row as it fits by itself; wider: the column of the first cell of the rows around it. Where it
    cannot be parted, its first cell may be its name and its figure two figures: then nothing of it is read.
    """
    cells = parted(line.cells, header, wider)
    row = BodyRow(line.start, line.end, raw=line.cells)
    if cells is not None:
        row.cells = {i + wider: [cell] for i, cell in enumerate(cells) if cell.chars}
        return row
    if _nameless(alone, line, header, wider) or _one_of_two(alone, header):
        row.loose, row.fit = [cell for cell in line.filled if is_figure(cell.chars)], WILD
        return row
    return alone


def _nameless(alone: BodyRow, line: GridLine, header: Header, wider: int) -> bool:
    first = next(i for i, cell in enumerate(line.cells) if cell.chars)
    named = any(i in alone.cells for i in header.naming)
    return not named and first + wider in header.naming and not is_figure(line.cells[first].chars)


def _one_of_two(alone: BodyRow, header: Header) -> bool:
    """Digits without a unit under one of target and actual, nothing under the other: perhaps both."""
    roles = {header.columns[i].role: cells[0].chars for i, cells in alone.cells.items()}
    both = {"target", "actual"}
    filled = both & roles.keys()
    return len(filled) == 1 and both <= {c.role for c in header.columns} and roles[filled.pop()].isdigit()


def parted(cells: Sequence[Strip], header: Header, shift: int) -> tuple[Strip, ...] | None:
    """The cells with the fused one parted, standing under the columns from shift on; None if not certain."""
    found = [
        (*cells[:i], *pair, *cells[i + 1 :])
        for i, cell in enumerate(cells)
        if len(cell) <= _CELL_MAX
        for pair in _partings(cell)
    ]
    fitting = [row for row in found if _fits(row, header, shift)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(cells: Sequence[Strip], header: Header, shift: int) -> bool:
    return score_of(cells, header, shift)[1] >= 0 and len(cells) + shift <= len(header.columns)


def _partings(cell: Strip) -> Iterator[tuple[Strip, Strip]]:
    """The same twice; a figure after a figure with its unit; a figure after words."""
    chars = cell.chars
    half = len(chars) // 2
    if half >= 2 and chars[:half] == chars[half:] and not chars.isdigit():
        yield cell.cut(0, half), cell.cut(half, len(chars))
        return
    match = _BEFORE_NUMBER.fullmatch(chars) or (None if is_figure(chars) else _AFTER_WORDS.fullmatch(chars))
    if match is not None:
        place = match.end("first")
        yield cell.cut(0, place), cell.cut(place, len(chars))
