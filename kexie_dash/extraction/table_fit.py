"""How well the cells of a row fit the columns of a header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_dash.extraction.table_geometry import EMPTY_MARKS, is_figure
from kexie_dash.extraction.table_header import NAMING, NUMERIC, PROSE, Header
from kexie_dash.extraction.table_words import Column
from kexie_dash.reading.layout import Strip

#: Points of a cell that stands under no column.
WILD = -6
NAME_MAX = 60
#: A remark that begins with a figure: 1场展览取消.
_WORDS = re.compile(r"[一-鿿]{4}$")


def fits_columns(cells: Sequence[Strip], header: Header, first: int) -> bool:
    """Whether every cell may stand under its column, the first one under column `first`."""
    return score_of(cells, header, first)[1] >= 0


def best_shift(cells: Sequence[Strip], header: Header) -> tuple[int, int]:
    """(shift, score): the column of cells[0], and how well the cells then fit."""
    spare = len(header.columns) - len(cells)
    order = sorted(range(min(0, spare) - 2, max(0, spare) + 3), key=lambda s: (s != spare, s != 0, abs(s)))
    best, best_score = order[0], -1000
    for shift in order:
        score, _ = score_of(cells, header, shift)
        if score > best_score:
            best, best_score = shift, score
    return best, best_score


def score_of(cells: Sequence[Strip], header: Header, shift: int) -> tuple[int, int]:
    """(all points, the negative ones alone) of cells under the columns from shift on."""
    good = bad = 0
    filled: set[str] = set()
    for i, cell in enumerate(cells):
        if not cell.chars:
            continue
        place = i + shift
        points = WILD
        if 0 <= place < len(header.columns):
            points = _points(cell.chars, header.columns[place])
            filled.add(header.columns[place].role)
        good, bad = (good + points, bad) if points > 0 else (good, bad + points)
    if len(filled & {"target", "actual"}) == 1 and _has_both(header):
        bad -= 1
    return good + bad, bad


def _has_both(header: Header) -> bool:
    return {"target", "actual"} <= {column.role for column in header.columns}


def _points(chars: str, column: Column) -> int:
    role = column.role
    if role in NUMERIC:
        return 2 if is_figure(chars) else 0 if chars in EMPTY_MARKS else -4
    if role in NAMING:
        if is_figure(chars):
            return -3
        return 1 if len(chars) <= NAME_MAX else -2
    if role == "index":
        return 1 if is_figure(chars) else -2
    if role in PROSE:
        return -1 if is_figure(chars) and not _WORDS.search(chars) else 1
    return 2 if role in ("target", "actual") else 0
