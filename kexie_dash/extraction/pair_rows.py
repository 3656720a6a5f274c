"""Lines of a form with labels beside their figures (预算数 | 100 | 执行数 | 95), or in turn, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kexie_dash.extraction.body_row import BodyRow
from kexie_dash.extraction.budget_table import read_money, read_rates
from kexie_dash.extraction.score_table import summarize
from kexie_dash.extraction.table_geometry import GridLine, is_figure
from kexie_dash.extraction.table_header import Header
from kexie_dash.extraction.table_rows import NamedRow
from kexie_dash.extraction.table_values import Statements
from kexie_dash.extraction.table_words import Column, bare, column_of, money_scale, table_words
from kexie_dash.reading.layout import Strip

_ROLES = ("stage", "rate")
_STACK_MAX = 40


@dataclass(frozen=True, slots=True)
class _Pair:
    label: Strip
    figure: Strip
    column: Column


def read_pairs(statements: Statements, lines: Sequence[GridLine], index: int) -> int:
    """Number of lines from lines[index] on that were read as labels beside their figures; 0 if none."""
    line = lines[index]
    if line.separator == "space":
        cells, count = _stack(lines, index)
        if count < 4:
            return 0
    else:
        cells, count = line.filled, 1
    pairs = [
        _Pair(label, figure, column_of(label.chars))
        for label, figure in pairwise(cells)
        if _is_pair(label, figure)
    ]
    if not pairs or (line.separator == "space" and 2 * len(pairs) != len(cells)):
        return 0
    read = _read(statements, cells[0], pairs)
    return count if read else 0


def _stack(lines: Sequence[GridLine], index: int) -> tuple[list[Strip], int]:
    """Cells of lines that hold a known label and a figure in turn, and how many lines they are."""
    cells: list[Strip] = []
    while len(cells) < _STACK_MAX and index + len(cells) + 1 < len(lines):
        pair = lines[index + len(cells) : index + len(cells) + 2]
        if any(line.separator != "space" or len(line.filled) != 1 for line in pair):
            break
        if not _is_pair(pair[0].filled[0], pair[1].filled[0]):
            break
        cells.extend(line.filled[0] for line in pair)
    return cells, len(cells)


def _is_pair(label: Strip, figure: Strip) -> bool:
    words = table_words()
    if column_of(label.chars).role in _ROLES or bare(label.chars) in words.score_totals:
        return is_figure(figure.chars)
    return bare(label.chars) in words.grade_rows and figure.chars in words.grades


def _read(statements: Statements, first: Strip, pairs: Sequence[_Pair]) -> bool:
    """Read the pairs; whether any was read or left. first: the line's first cell, perhaps a name or unit."""
    before = len(statements.observations) + len(statements.leftovers)
    columns = tuple(pair.column for pair in pairs)
    scale = money_scale(first.chars)
    header = Header(columns, "budget", "tab", False, 0, 0, scale=scale)
    named_first = all(first is not pair.label for pair in pairs) and not is_figure(first.chars)
    name = first if named_first else Strip("", ())
    for index, pair in enumerate(pairs):
        if pair.column.role not in _ROLES:
            summarize(statements, pair.label, pair.figure)
            continue
        row = BodyRow(pair.label.offsets[0], pair.figure.offsets[-1] + 1, {index: [pair.figure]})
        named = NamedRow(row, name, pair.label, (), "", False)
        money = read_money(statements, header, named, scale, stated=True)
        read_rates(statements, header, named, [observation for _, observation in money])
    return len(statements.observations) + len(statements.leftovers) > before
