"""Headers: one or two printed lines, or a line for each cell, that say what the columns below them hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from kexie_dash.extraction.table_geometry import EMPTY_MARKS, GridLine, Separator, is_figure
from kexie_dash.extraction.table_merge import is_value, merged_header
from kexie_dash.extraction.table_words import (
    Column,
    bare,
    column_of,
    money_scale,
    subject_of,
    table_words,
)
from kexie_dash.reading.layout import Strip

TableKind = Literal["budget", "score", "target", "quarter", "count", "goals"]

LEVELS = ("level_1", "level_2", "level_3", "level_4")
NAMING = frozenset({*LEVELS, "name"})
NUMERIC = frozenset(
    {"stage", "rate", "score_rate", "full_mark", "score", "deduction", "count", "amount", "period"}
)
PROSE = frozenset({"free", "criteria", "explanation", "note"})
_UNKNOWN = frozenset({"other", "blank"})
_CAPTION_LINES = 4
_CAPTION_MAX = 70
_STACK_MAX = 14
_UNIT_LINE = re.compile(r"[(（]?(?:(?:金额)?单位[：:])?[万千亿百]{0,2}元[)）]?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class Header:
    """Columns of one table. stacked: every cell stands on its own line. after: index of the first line below.

    overflow: cells of the header line that are no header but begin the body (a shifted source).
    scale, year, caption: what the lines above say of the whole table. start: offset of its first character.
    side: "income" or "spending" where 收入 and 支出 stand side by side. cells: the header's own cells.
    """

    columns: tuple[Column, ...]
    kind: TableKind
    separator: Separator
    stacked: bool
    first: int
    after: int
    overflow: tuple[Strip, ...] = ()
    scale: Decimal | None = None
    year: int | None = None
    caption: str = ""
    start: int = 0
    side: str = ""
    cells: tuple[Strip, ...] = ()

    @property
    def naming(self) -> list[int]:
        """Indices of the columns that name what a row is about."""
        return [i for i, column in enumerate(self.columns) if column.role in NAMING]

    @property
    def tail(self) -> int:
        """Number of columns after the last naming one."""
        return len(self.columns) - 1 - max(self.naming, default=-1)

    def same_as(self, other: Header) -> bool:
        """Whether other is this header printed again, on the next page."""
        return [c.label for c in self.columns if c.label] == [c.label for c in other.columns if c.label]


def header_at(lines: Sequence[GridLine], index: int) -> Header | None:
    """The header that begins at lines[index], None if there is none."""
    line = lines[index]
    if not line.cells:
        return None
    if line.separator == "space" and len(line.filled) == 1:
        return _stacked(lines, index)
    columns, overflow = _columns(line)
    if columns is None:
        return None
    after = index + 1
    if after < len(lines) and not overflow:
        merged = merged_header(columns, lines[after], line.separator)
        if merged is not None and _kind(merged) is not None:
            columns, after = merged, after + 1
    columns = _settled(_naming_by_cells(columns, lines, after, line.separator))
    kind = _kind(columns)
    if kind is None or (overflow and kind != "quarter"):
        return None
    if line.separator == "space":
        if kind == "count" and _too_wide(columns, lines, after):
            return None
        columns = _name_printed_below(columns, lines, after)
    columns = _with_name(columns, kind)
    return _captioned(
        Header(tuple(columns), kind, line.separator, False, index, after, overflow), lines, index
    )


def _columns(line: GridLine) -> tuple[list[Column] | None, tuple[Strip, ...]]:
    cells = line.cells
    overflow: tuple[Strip, ...] = ()
    figures = [i for i, cell in enumerate(cells) if is_value(cell.chars)]
    if figures:
        if figures[0] < 3:
            return None, ()
        cells, overflow = cells[: figures[0] - 1], cells[figures[0] - 1 :]
    columns = [column_of(cell.chars) for cell in cells]
    known = sum(column.role not in _UNKNOWN for column in columns)
    filled = sum(column.role != "blank" for column in columns)
    if known < 1 or (line.separator == "space" and known * 3 < filled * 2):
        return None, ()
    if any(len(cell) > 40 for cell in cells) or known * 2 < filled:
        return None, ()
    return columns, overflow


def _naming_by_cells(
    columns: list[Column], lines: Sequence[GridLine], after: int, separator: Separator
) -> list[Column]:
    """The columns; one left of all figures that holds words names the rows, whatever its header says."""
    if separator == "space" or any(column.role in NAMING for column in columns):
        return columns
    first = next((i for i, column in enumerate(columns) if column.role == "stage"), None)
    rows = [line for line in lines[after : after + 3] if line.separator == separator]
    if first is None or len(rows) < 2:
        return columns
    cells = [line.cells[first].chars if first < len(line.cells) else "" for line in rows]
    words = all(cell and not is_figure(cell) and cell not in EMPTY_MARKS for cell in cells)
    if not words:
        return columns
    return [replace(c, role="name", stage=None) if i == first else c for i, c in enumerate(columns)]


def _too_wide(columns: Sequence[Column], lines: Sequence[GridLine], after: int) -> bool:
    """Whether the line below has more figures than columns: what looks like a header is part of a row."""
    below = lines[after].filled if after < len(lines) and lines[after].separator == "space" else []
    figures = sum(is_figure(cell.chars) for cell in below)
    return figures > sum(column.role not in NAMING for column in columns)


def _name_printed_below(columns: list[Column], lines: Sequence[GridLine], after: int) -> list[Column]:
    """The columns; one of names before them where the header prints none and every row begins with a name."""
    if any(column.role in NAMING for column in columns):
        return columns
    rows = [line.filled for line in lines[after : after + 2] if line.separator == "space"]
    values = [[is_value(cell.chars) or cell.chars in EMPTY_MARKS for cell in row] for row in rows]
    whole = [v == [False] + [True] * len(columns) for v in values]
    return [Column("name"), *columns] if whole and all(whole) else columns


def _settled(columns: list[Column]) -> list[Column]:
    """Columns whose meaning the other columns decide."""
    roles = {column.role for column in columns}
    if roles <= {"name", "source", "index", "note", *_UNKNOWN} and "name" in roles:
        subjects = [column for column in columns if column.role == "source" and _subject(column) is not None]
        if len(subjects) >= 2:
            return [replace(c, role="amount", subject=_subject(c)) if c in subjects else c for c in columns]
    if "target" in roles and "actual" not in roles and "free" in roles:
        last = max(i for i, column in enumerate(columns) if column.role == "free")
        return [replace(c, role="actual") if i == last else c for i, c in enumerate(columns)]
    return columns


def _subject(column: Column) -> str | None:
    """The budget subject a column of amounts is about; "" for the whole, None for anything else."""
    plain = bare(column.label)
    if plain in table_words().totals:
        return ""
    return subject_of(plain) if any(plain in printed for printed in table_words().subjects.values()) else None


def _with_name(columns: list[Column], kind: TableKind) -> list[Column]:
    """The columns; where none names the rows, the unknown one right before the first figures does."""
    if kind not in ("budget", "quarter") or any(column.role in NAMING for column in columns):
        return columns
    first = next(i for i, column in enumerate(columns) if column.role in NUMERIC)
    if first and columns[first - 1].role in _UNKNOWN:
        columns = list(columns)
        columns[first - 1] = replace(columns[first - 1], role="name")
    return columns


def _kind(columns: Sequence[Column]) -> TableKind | None:
    """What a table with these columns states, None if they make no table that is known."""
    roles = [column.role for column in columns]
    has = set(roles)
    named = bool(has & NAMING)
    if roles.count("period") >= 2:
        return "quarter"
    if {"target", "actual"} <= has:
        return "target" if named else "goals"
    if any(level in has for level in LEVELS) and has & {"target", "actual"}:
        return "target"
    money = roles.count("stage")
    if money >= 2 or (money == 1 and named) or ("amount" in has and named):
        return "budget"
    if named and has & {"score", "full_mark"}:
        return "score"
    return "count" if named and has & {"count", "rate"} else None


def _stacked(lines: Sequence[GridLine], index: int) -> Header | None:
    """A header whose cells stand one a line."""
    columns: list[Column] = []
    for line in lines[index : index + _STACK_MAX]:
        if line.separator != "space" or len(line.filled) != 1:
            break
        column = column_of(line.filled[0].chars)
        if column.role in _UNKNOWN or any(column.label == other.label for other in columns):
            break
        columns.append(column)
    columns = _without_row_name(columns, lines, index + len(columns))
    if len(columns) < 2:
        return None
    kind = _kind(columns)
    if kind is None or kind == "goals":
        return None
    after = index + len(columns)
    if kind == "budget" and not any(column.role in NAMING for column in columns):
        columns = [*_name_below(lines, after, len(columns)), *columns]
    below = "".join(cell.chars for cell in lines[after].cells) if after < len(lines) else ""
    unit_line = len(below) < 20 and money_scale(below) is not None and not _row_like(below)
    scale = money_scale(below) if unit_line else None
    header = Header(tuple(columns), kind, "space", True, index, after + unit_line, scale=scale)
    return _captioned(header, lines, index)


def _without_row_name(columns: list[Column], lines: Sequence[GridLine], after: int) -> list[Column]:
    """The columns; a last one of a source (基本支出) names the first row where just its figures follow."""
    naming = [i for i, column in enumerate(columns) if column.role in NAMING]
    if not naming or len(columns) < 3 or columns[-1].role != "source":
        return columns
    figures = len(columns) - 2 - naming[-1]
    row = [line.filled[0].chars for line in lines[after : after + figures + 1] if len(line.filled) == 1]
    values = [is_figure(cell) or cell in EMPTY_MARKS for cell in row]
    return (
        columns[:-1]
        if figures and values[:figures] == [True] * figures and values[figures:] != [True]
        else columns
    )


def _name_below(lines: Sequence[GridLine], after: int, figures: int) -> list[Column]:
    """A column of names that the header does not print, where a name and its figures follow it in turn."""
    row = [line.filled[0].chars for line in lines[after : after + 1 + figures] if len(line.filled) == 1]
    if len(row) != 1 + figures or is_figure(row[0]):
        return []
    return [Column("name")] if all(is_figure(c) or c in EMPTY_MARKS for c in row[1:]) else []


def _captioned(header: Header, lines: Sequence[GridLine], index: int) -> Header:
    """The header with unit and year of the few short lines above it, nearest first."""
    above = [
        "".join(cell.chars for cell in line.cells)
        for line in reversed(lines[max(0, index - _CAPTION_LINES) : index])
    ]
    above = [chars for chars in above if len(chars) <= _CAPTION_MAX]
    scales = [column.scale for column in header.columns if column.scale is not None]
    if header.scale is not None:
        scales = [header.scale]
    elif not scales or len(set(scales)) > 1:
        if header.after < len(lines):
            below = "".join(cell.chars for cell in lines[header.after].cells)
            above = [below, *above] if _UNIT_LINE.fullmatch(below) else above
        found = (money_scale(chars) for chars in above if not _row_like(chars))
        scales = [scale for scale in found if scale is not None]
    years = [match.group() for chars in above if (match := _YEAR.search(chars))]
    title = next((chars for chars in above if chars.endswith(("表", "表:", "表："))), "")
    return replace(
        header,
        scale=scales[0] if scales else None,
        year=int(years[0]) if years and title else None,
        caption=title,
        start=lines[index].start,
        cells=tuple(lines[header.after - 1].filled),
    )


def _row_like(chars: str) -> bool:
    return sum(a.isdigit() and not b.isdigit() for a, b in pairwise(chars)) > 3
