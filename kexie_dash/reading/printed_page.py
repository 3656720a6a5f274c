"""What a page shows, in points: lines outside tables, and tables of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kexie_dash.reading.columns import by_columns
from kexie_dash.reading.glyphs import Glyph, Line, lines_of
from kexie_dash.reading.grid import Grid

#: Both margins of a cell together, in parts of the type size.
_CELL_MARGINS = 1.5


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line outside tables; first_width: width of what could not be broken at its start."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first_width: float

    @property
    def size(self) -> float:
        """Height of the type."""
        return self.bottom - self.top


@dataclass(slots=True)
class PrintedCell:
    """One cell between its sides x0 and x1.

    first_width: width of what could not be broken at its start; room: width left on its last line;
    lines: how many it has.
    """

    x0: float
    x1: float
    paragraphs: list[str]
    first_width: float
    room: float
    lines: int


@dataclass(slots=True)
class PrintedRow:
    """The cells that begin in one row and hold text; page: from 0."""

    page: int
    cells: list[PrintedCell]


@dataclass(slots=True)
class PrintedTable:
    """sides: where its columns begin, and where the last one ends; top: its upper edge."""

    rows: list[PrintedRow]
    sides: list[float]
    top: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page; number: from 0; top, bottom: its edges, y downwards."""

    number: int
    lines: list[PrintedLine]
    tables: list[PrintedTable]
    top: float
    bottom: float


def printed_page(
    number: int, glyphs: Sequence[Glyph], grids: Sequence[Grid], top: float, bottom: float
) -> PrintedPage:
    """The page's glyphs put into the cells of its grids; the others into lines."""
    free: list[Glyph] = []
    cells: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in grids]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for grid, content in zip(grids, cells, strict=True):
            place = grid.place(x, y)
            if place is not None:
                content.setdefault(place, []).append(glyph)
                break
        else:
            free.append(glyph)
    tables = [_table(number, grid, content) for grid, content in zip(grids, cells, strict=True) if content]
    lines, unruled = _lines(number, free)
    return PrintedPage(number, lines, [*tables, *unruled], top, bottom)


def _lines(page: int, glyphs: Sequence[Glyph]) -> tuple[list[PrintedLine], list[PrintedTable]]:
    """Lines outside ruled tables, and the tables that white space alone sets among them."""
    lines: list[PrintedLine] = []
    tables: list[PrintedTable] = []
    for part in by_columns(lines_of(glyphs)):
        if isinstance(part, Line):
            lines.append(PrintedLine(part.text, part.x0, part.x1, part.top, part.bottom, part.first_width))
            continue
        rows = [
            PrintedRow(
                page,
                [
                    _cell(part.sides[column], part.sides[column + 1] - part.sides[column], cell)
                    for column, cell in sorted(row.items())
                ],
            )
            for row in part.rows
        ]
        tables.append(PrintedTable(rows, part.sides, part.top))
    return lines, tables


def _table(page: int, grid: Grid, content: dict[tuple[int, int], list[Glyph]]) -> PrintedTable:
    rows: dict[int, list[PrintedCell]] = {}
    for place in sorted(content):
        row, column = place
        rows.setdefault(row, []).append(_cell(grid.xs[column], grid.width(place), lines_of(content[place])))
    printed = [PrintedRow(page, cells) for _, cells in sorted(rows.items())]
    return PrintedTable(printed, grid.xs, grid.ys[0])


def _cell(x0: float, width: float, lines: Sequence[Line]) -> PrintedCell:
    room = _room(lines[-1], width)
    return PrintedCell(x0, x0 + width, _paragraphs(lines, width), lines[0].first_width, room, len(lines))


def _room(line: Line, width: float) -> float:
    """Width left on a cell's line, its margins taken off."""
    return width - _CELL_MARGINS * line.size - (line.x1 - line.x0)


def _paragraphs(lines: Sequence[Line], width: float) -> list[str]:
    """Paragraphs of a cell: a line that had room for the next one's first word ends a paragraph."""
    result: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and line.first_width > _room(before, width):
            result[-1] = joined(result[-1], line.text)
        else:
            result.append(line.text)
        before = line
    return result


def joined(before: str, after: str) -> str:
    """Two parts of one paragraph; Latin words and figures stay apart."""
    ends = before[-1:] + after[:1]
    return f"{before} {after}" if ends.isascii() and ends.isalnum() else before + after
