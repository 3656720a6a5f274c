"""Two tables printed side by side, mostly 收入 and 支出: read as two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kexie_dash.extraction.body_row import BodyRow
from kexie_dash.extraction.table_header import NAMING, Header
from kexie_dash.extraction.table_words import Column
from kexie_dash.model.report import Document
from kexie_dash.reading.layout import Strip

#: A cell may begin so many half-width characters left of its header and still stand below it.
_SLACK = 6


def sides(document: Document, header: Header, rows: Sequence[BodyRow]) -> list[tuple[Header, list[BodyRow]]]:
    """The table, or its two halves where the columns of the first half are printed again beside it."""
    half = len(header.columns) // 2
    left, right = header.columns[:half], header.columns[half:]
    doubled = half >= 2 and [c.role for c in left] == [c.role for c in right] and left[0].role in NAMING
    if not doubled or len({column.role for column in left}) < 2:
        return [(header, list(rows))]
    income = _has_income(document, header, left)
    if income:
        left = tuple(replace(c, stage="income") if c.stage == "executed" else c for c in left)
    parts: tuple[list[BodyRow], list[BodyRow]] = ([], [])
    border = _border(document, header, half)
    for row in rows:
        for side, cells in enumerate(_cut(document, header, row, half, border)):
            if cells:
                strips = [strip for index in sorted(cells) for strip in cells[index]]
                part = replace(row, cells=cells, raw=tuple(strips), start=strips[0].offsets[0])
                parts[side].append(part)
    names = ("income", "spending") if income else ("", "")
    return [
        (replace(header, columns=columns, side=name), part)
        for columns, name, part in zip((left, right), names, parts, strict=True)
    ]


def _has_income(document: Document, header: Header, left: Sequence[Column]) -> bool:
    """Whether the first half is about income: its own columns, or the line above the header, say so."""
    if any(column.stage == "income" for column in left):
        return True
    line = document.line_at(header.start)
    above = document.text[document.line_starts[max(0, line - 2)] : header.start].split()
    return "".join(word.strip("|｜") for word in above) == "收入支出"


def _cut(
    document: Document, header: Header, row: BodyRow, half: int, border: int | None
) -> tuple[dict[int, list[Strip]], dict[int, list[Strip]]]:
    left = {i: cell for i, cell in row.cells.items() if i < half}
    right = {i - half: cell for i, cell in row.cells.items() if i >= half}
    if header.separator == "space" and right and not left and border is not None:
        first = right[min(right)][0]
        if _column(document, first.offsets[0]) < border - _SLACK:
            return right, left
    return left, right


def _border(document: Document, header: Header, half: int) -> int | None:
    """Where on the line the second half begins; None where the header's cells do not tell."""
    if len(header.cells) != len(header.columns):
        return None
    return _column(document, header.cells[half].offsets[0])


def _column(document: Document, offset: int) -> int:
    """Distance from the line's begin in half-width characters."""
    start = document.line_starts[document.line_at(offset) - 1]
    return sum(2 if ord(c) > 0x2E80 else 1 for c in document.text[start:offset])
