"""Pages become one running text: paragraphs and tables joined over lines and pages."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kexie_dash.reading.layout import marker_level
from kexie_dash.reading.printed_page import (
    PrintedCell,
    PrintedLine,
    PrintedPage,
    PrintedRow,
    PrintedTable,
    joined,
)
from kexie_dash.reading.printed_table import Cell, table_lines

#: Sides of tables and columns nearer than this, in points, are the same; no character fits between.
_SAME = 4.0
_NARROW = 8.0
#: Line distances above this part of the usual one separate paragraphs.
_SPACING = 1.4
#: First lines of paragraphs begin this far in, in type sizes; from this share of lines on it is the rule.
_INDENT = (1.2, 3.5)
_INDENTED = 0.08
#: Lines of fewer characters are entries of a list, not lines of a paragraph.
_NARROWEST = 15
_FULL_STOPS = "。！？!?"
_STOPS = _FULL_STOPS + "；;：:"


@dataclass(slots=True)
class _Paragraph:
    """Parts of one paragraph, each with the page it stands on.

    last: its last printed line; edges: left and right edge of the lines around it.
    """

    parts: list[tuple[int, str]]
    last: PrintedLine
    edges: tuple[float, float]


_Block = _Paragraph | PrintedTable


def running_text(
    pages: Sequence[PrintedPage], recognised: Collection[int] = ()
) -> tuple[str, tuple[int, ...]]:
    """The canonical text, and for each page the offset at which it begins.

    recognised: numbers of pages read from images; no cell may hold both what was read and what was printed.
    """
    pieces: list[str] = []
    length = 0
    starts: dict[int, int] = {}
    before: _Block | None = None
    for block in _blocks(pages, recognised):
        if isinstance(before, PrintedTable) and isinstance(block, PrintedTable):
            pieces.append("\n")
            length += 1
        for page, piece in _printed(block):
            starts.setdefault(page, length)
            pieces.append(piece)
            length += len(piece)
        before = block
    return "".join(pieces), _all_starts(starts, len(pages), length)


def _all_starts(starts: dict[int, int], pages: int, end: int) -> tuple[int, ...]:
    """Offsets of all pages; one without text begins where the next one does."""
    result: list[int] = []
    for page in reversed(range(pages)):
        end = starts.get(page, end)
        result.append(end)
    return tuple(reversed(result))


def _printed(block: _Block) -> list[tuple[int, str]]:
    if isinstance(block, PrintedTable):
        return _printed_table(block)
    pieces = list(block.parts)
    page, last = pieces[-1]
    pieces[-1] = (page, last + "\n")
    return pieces


def _printed_table(table: PrintedTable) -> list[tuple[int, str]]:
    sides = _columns(table)
    pieces: list[tuple[int, str]] = []
    for row in table.rows:
        cells = [_cell(cell, sides) for cell in row.cells]
        pieces += [(row.page, line + "\n") for line in table_lines([cells], len(sides))]
    return pieces


def _columns(table: PrintedTable) -> list[float]:
    """Left sides of the columns of all pages of the table."""
    sides: list[float] = []
    for side in sorted(table.sides)[:-1]:
        if not sides or side - sides[-1] > _NARROW:
            sides.append(side)
    return sides


def _cell(cell: PrintedCell, sides: list[float]) -> Cell:
    column = max(index for index, side in enumerate(sides) if side <= cell.x0 + 0.01)
    end = sum(side < cell.x1 - _NARROW for side in sides)
    return Cell(column, max(1, end - column), cell.paragraphs)


def _blocks(pages: Sequence[PrintedPage], recognised: Collection[int]) -> list[_Block]:
    blocks: list[_Block] = []
    setting = _setting(pages)
    for page in pages:
        items: list[PrintedLine | PrintedTable] = [*page.lines, *page.tables]
        first = True
        for item in sorted(items, key=lambda item: item.top):
            before = blocks[-1] if blocks else None
            if isinstance(item, PrintedTable):
                if first and isinstance(before, PrintedTable) and _same_table(before, item):
                    _go_on(before, item, recognised)
                else:
                    blocks.append(item)
            elif (
                isinstance(before, _Paragraph)
                and (first or item.top - before.last.top <= _SPACING * setting.pitch)
                and _continues(before, item, setting)
            ):
                text = before.parts[-1][1]
                before.parts.append((page.number, joined(text, item.text)[len(text) :]))
                before.last = item
            else:
                blocks.append(_Paragraph([(page.number, item.text)], item, setting.edges[_format(page)]))
            first = False
    return blocks


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the document is set. edges: by page height, left and right edge of the lines.

    pitch: the usual distance of two lines; indented: paragraphs begin with an indent.
    """

    edges: dict[int, tuple[float, float]]
    pitch: float
    indented: bool


def _setting(pages: Sequence[PrintedPage]) -> _Setting:
    edges: dict[int, tuple[float, float]] = {}
    for page in pages:
        left, right = edges.get(_format(page), (math.inf, -math.inf))
        left = min([left, *(line.x0 for line in page.lines)])
        edges[_format(page)] = left, max([right, *(line.x1 for line in page.lines)])
    steps = [b.top - a.top for page in pages for a, b in pairwise(page.lines)]
    lines = [(line.x0 - edges[_format(page)][0]) / (line.size or 1) for page in pages for line in page.lines]
    indents = sum(_INDENT[0] <= indent <= _INDENT[1] for indent in lines)
    return _Setting(edges, median(steps) if steps else 0.0, indents > _INDENTED * len(lines))


def _format(page: PrintedPage) -> int:
    return round(page.bottom - page.top)


def _continues(paragraph: _Paragraph, line: PrintedLine, setting: _Setting) -> bool:
    """Whether a line goes on with the paragraph: the one before had no room for its first word."""
    last = paragraph.last
    left, right = paragraph.edges
    if "\t" in last.text or "\t" in line.text or abs(last.size - line.size) > 0.25 * last.size:
        return False
    if right - left < _NARROWEST * last.size or last.x1 + line.first_width <= right - 0.3 * line.size:
        return False
    if line.x0 > max(left + line.size, min(last.x0, left + 4 * line.size) + 0.5 * line.size):
        return False
    if last.text[-1] in _FULL_STOPS and not setting.indented:
        return False
    return last.text[-1] not in _STOPS or marker_level(line.text)[0] == 0


def _same_table(table: PrintedTable, below: PrintedTable) -> bool:
    """Whether two tables stand between the same outer sides."""
    ends = ((table.sides[0], below.sides[0]), (table.sides[-1], below.sides[-1]))
    return all(abs(a - b) <= _SAME for a, b in ends)


def _go_on(table: PrintedTable, below: PrintedTable, recognised: Collection[int]) -> None:
    """Put the part of a table on the next page to the part before, without its repeated head."""
    table.sides = sorted([*table.sides, *below.sides[:-1]])
    rows = below.rows
    head = 0
    while head < min(len(rows) - 1, len(table.rows)) and _shown(rows[head]) == _shown(table.rows[head]):
        head += 1
    rows = rows[head:]
    alike = bool(rows) and (rows[0].page in recognised) == (table.rows[-1].page in recognised)
    if alike and _is_rest(rows[0], table.rows[-1]):
        for cell in rows[0].cells:
            begun = _above(cell, table.rows[-1])
            if begun is not None:
                begun.paragraphs[-1] = joined(begun.paragraphs[-1], cell.paragraphs[0])
                begun.paragraphs += cell.paragraphs[1:]
        rows = rows[1:]
    table.rows += rows


def _shown(row: PrintedRow) -> list[list[str]]:
    return [cell.paragraphs for cell in row.cells]


def _above(cell: PrintedCell, row: PrintedRow) -> PrintedCell | None:
    same = (c for c in row.cells if abs(c.x0 - cell.x0) <= _SAME and abs(c.x1 - cell.x1) <= _SAME)
    return next(same, None)


def _is_rest(row: PrintedRow, before: PrintedRow) -> bool:
    """Whether a page's first row only ends the last row of the page before.

    Its cells must go on with unfinished ones: either all of them broken for want of room, or the row's last
    column, where the figure stands, is empty.
    """
    pairs = [(cell, _above(cell, before)) for cell in row.cells]
    begun = [above for _, above in pairs if above is not None and above.paragraphs[-1][-1] not in _FULL_STOPS]
    if len(begun) < len(pairs):
        return False
    if len(pairs) < len(before.cells) and before.cells[-1] not in begun:
        return True
    broken = [cell.first_width > above.room for cell, above in pairs if above is not None]
    return all(broken) and any(above.lines > 1 for above in begun)
