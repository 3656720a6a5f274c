"""Tables without rules: lines whose words leave the same strips of the page white."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kexie_dash.reading.glyphs import Glyph, Line, line_of
from kexie_dash.reading.layout import marker_level

#: White between two columns, in parts of the type size; words of a line stand nearer.
_WHITE = 0.9
#: Fewer lines in columns are chance.
_FEWEST = 3
#: Rows stand this much further apart than the lines of one row.
_APART = 1.2

_Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """A table set by white space. sides: where columns begin, and the last one ends.

    rows: the lines of their cells, by column.
    """

    rows: list[dict[int, list[Line]]]
    sides: list[float]
    top: float


def by_columns(lines: Sequence[Line]) -> list[Line | Columns]:
    """The lines from top to bottom; runs of them that stand in columns as tables."""
    result: list[Line | Columns] = []
    start = 0
    while start < len(lines):
        end, strips = _run(lines, start)
        gaps = sum(_has_gap(line) for line in lines[start:end])
        # Two lines of three columns say as much as three of two.
        if gaps > 1 and gaps + len(strips) > _FEWEST:
            result.append(_table(lines[start:end], strips))
        else:
            end = start + 1
            result.append(lines[start])
        start = end
    return result


def _has_gap(line: Line) -> bool:
    return len(_words(line)) > 1


def _words(line: Line) -> list[_Span]:
    """What the line covers, between gaps as wide as those of columns."""
    spans: list[_Span] = []
    for glyph in line.glyphs:
        if spans and glyph.x0 - spans[-1][1] <= _WHITE * line.size:
            spans[-1] = (spans[-1][0], max(spans[-1][1], glyph.x1))
        else:
            spans.append((glyph.x0, glyph.x1))
    return spans


def _run(lines: Sequence[Line], start: int) -> tuple[int, list[_Span]]:
    """The end of the run of lines from start on that leave the same strips white, and the strips."""
    if not _has_gap(lines[start]):
        return start + 1, []
    free: list[_Span] = [(-math.inf, math.inf)]
    strips: list[_Span] = []
    for index in range(start, len(lines)):
        line = lines[index]
        left = _without(free, _words(line))
        found = [(a, b) for a, b in left if math.isfinite(a + b) and b - a > _WHITE * line.size]
        far = index > start and line.top - lines[index - 1].bottom > 2 * line.size
        if far or len(found) < len(strips) or not found:
            return index, strips
        free, strips = left, found
    return len(lines), strips


def _without(free: Sequence[_Span], covered: Sequence[_Span]) -> list[_Span]:
    for start, end in covered:
        free = [part for a, b in free for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    return list(free)


def _table(lines: Sequence[Line], strips: Sequence[_Span]) -> Columns:
    middles = [(a + b) / 2 for a, b in strips]
    sides = [min(line.x0 for line in lines), *middles, max(line.x1 for line in lines)]
    parts = [_parts(line, middles) for line in lines]
    rights = [max((p[c].x1 for p in parts if c in p), default=0.0) for c in range(len(middles) + 1)]
    steps = [b.top - a.top for a, b in pairwise(lines)]
    usual = _APART * min(steps)
    # Where all lines are equally far apart, only their words show which of them make one row.
    spaced = max(steps) > usual
    rows: list[dict[int, list[Line]]] = []
    for index, part in enumerate(parts):
        same = index > 0 and (steps[index - 1] <= usual if spaced else _goes_on(rows[-1], part, rights))
        if not same:
            rows.append({})
        for column, line in part.items():
            rows[-1].setdefault(column, []).append(line)
    return Columns(rows, sides, lines[0].top)


def _goes_on(row: dict[int, list[Line]], part: dict[int, Line], rights: Sequence[float]) -> bool:
    """Whether a line only goes on with names of the row: its figures, in the last columns, stand above.

    The names must have been broken for want of room.
    """
    if max(part) >= max(row) or not all(column in row for column in part):
        return False
    return all(
        row[column][-1].x1 + line.first_width > rights[column] and marker_level(line.text)[0] == 0
        for column, line in part.items()
    )


def _parts(line: Line, middles: Sequence[float]) -> dict[int, Line]:
    glyphs: dict[int, list[Glyph]] = {}
    for glyph in line.glyphs:
        column = sum(middle < (glyph.x0 + glyph.x1) / 2 for middle in middles)
        glyphs.setdefault(column, []).append(glyph)
    return {column: line_of(part) for column, part in glyphs.items()}
