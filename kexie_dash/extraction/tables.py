"""Tables of a report: found by the words of their headers, read row by row, in whatever form they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from kexie_dash.extraction.budget_table import mark_totals, read_money, read_rates, table_scale
from kexie_dash.extraction.pair_rows import read_pairs
from kexie_dash.extraction.quarter_table import read_quarters
from kexie_dash.extraction.score_table import read_deduction, read_score, read_summary, unmarked
from kexie_dash.extraction.side_tables import sides
from kexie_dash.extraction.table_body import Body, read_body
from kexie_dash.extraction.table_geometry import GridLine, grid_lines, is_figure
from kexie_dash.extraction.table_header import PROSE, Header, header_at
from kexie_dash.extraction.table_rows import NamedRow, glue, name_rows
from kexie_dash.extraction.table_stack import read_stack
from kexie_dash.extraction.table_values import FreeText, Statements, TableContext
from kexie_dash.extraction.table_words import bare, table_words
from kexie_dash.extraction.target_table import read_counts, read_target
from kexie_dash.model.observation import Leftover, Observation, ScoreLevel
from kexie_dash.model.report import Document
from kexie_dash.reading.layout import Passage, Strip

__all__ = ["FreeText", "TableContext", "TableReading", "read_tables"]

#: What follows a figure longer than this is no unit but words.
_UNIT_MAX = 3
_NO_COLUMN = "该行数字与表头的列对不上，无法确定各数字属于哪一列"
_UNKNOWN_COLUMN = "列名不在已知的用语之列，无法确定数字的含义"


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables state.

    free: prose inside cells, with the subject of its row, not yet read.
    consumed: half-open spans of the text, in order, that belong to tables and must not be read again.
    levels: at which level of a rubric an indicator stands, by its printed name.
    """

    observations: tuple[Observation, ...]
    leftovers: tuple[Leftover, ...]
    free: tuple[FreeText, ...]
    consumed: tuple[tuple[int, int], ...]
    levels: Mapping[str, ScoreLevel]


def read_tables(document: Document, passages: Sequence[Passage], context: TableContext) -> TableReading:
    """Every table with a header that is known; time grows linearly with the text."""
    lines = grid_lines(document, passages)
    statements = Statements(document, context)
    consumed: list[tuple[int, int]] = []
    levels: dict[str, ScoreLevel] = {}
    index = 0
    while index < len(lines):
        header = header_at(lines, index)
        body = _body(lines, header) if header is not None else None
        if header is None or body is None:
            index += _pairs(statements, lines, index, consumed)
            continue
        if not body.rows and not header.overflow:
            index = _past(header, body, index)
            continue
        levels |= _read_table(statements, header, body)
        consumed.extend(body.spans)
        index = max(body.after, header.after)
    return TableReading(
        tuple(statements.observations),
        tuple(statements.leftovers),
        tuple(statements.free),
        tuple(sorted(consumed)),
        levels,
    )


def _pairs(
    statements: Statements, lines: Sequence[GridLine], index: int, consumed: list[tuple[int, int]]
) -> int:
    """Read a form line outside tables; how many lines to go on."""
    count = read_pairs(statements, lines, index)
    consumed.extend((line.start, line.end) for line in lines[index : index + count])
    return max(1, count)


def _past(header: Header, body: Body, index: int) -> int:
    """Where to look on after a header without rows, be it printed many times over."""
    after = max(body.after, header.after)
    return max(index + 1, after - len(header.columns) + 1) if header.stacked else after


def _body(lines: Sequence[GridLine], header: Header) -> Body:
    return read_stack(lines, header) if header.stacked else read_body(lines, header)


def _read_table(statements: Statements, header: Header, body: Body) -> dict[str, ScoreLevel]:
    """Read one table into the statements; what is returned are the levels of its indicators."""
    levels: dict[str, ScoreLevel] = {}
    for part, rows in sides(statements.document, header, glue(body.rows, header)):
        levels |= _read_part(statements, part, name_rows(rows, part))
    return levels


def _read_part(statements: Statements, header: Header, rows: list[NamedRow]) -> dict[str, ScoreLevel]:
    scale, stated = table_scale(statements, header, rows)
    if header.kind == "quarter":
        read_quarters(statements, header, rows, scale)
        return {}
    amounts: list[tuple[NamedRow, list[tuple[int, Observation]]]] = []
    for named in rows:
        if _is_form_row(named):
            continue
        if named.row.fit < 0:
            if not read_summary(statements, header, named):
                _leave_row(statements, header, named)
            continue
        money = read_money(statements, header, named, scale, stated=stated)
        amounts.append((named, money))
        if money or not read_summary(statements, header, named):
            _read_row(statements, header, named, [observation for _, observation in money])
    mark_totals(amounts, statements.observations)
    return _levels(header, rows)


def _levels(header: Header, rows: Sequence[NamedRow]) -> dict[str, ScoreLevel]:
    if not any(column.role == "full_mark" for column in header.columns):
        return {}
    known = ("level_1", "level_2", "level_3")
    pairs = ((role, cell) for named in rows for role, cell in named.own.items() if role in known)
    return {bare(unmarked(cell).chars): cast("ScoreLevel", role) for role, cell in pairs}


def _is_form_row(named: NamedRow) -> bool:
    filled = [cell for cell in named.row.raw if cell.chars]
    if not filled:
        return False
    head = re.split("[：:]", filled[0].chars)[0]
    return bare(head) in table_words().form_rows


def _read_row(statements: Statements, header: Header, named: NamedRow, money: Sequence[Observation]) -> None:
    read_rates(statements, header, named, money)
    read_target(statements, header, named)
    read_score(statements, header, named, has_money=bool(money))
    read_deduction(statements, header, named)
    read_counts(statements, header, named)
    subject = statements.printed(named.name) or statements.context.whole
    for index, column in enumerate(header.columns):
        cell = named.row.joined(index)
        if not cell.chars:
            continue
        if column.role in ("free", "note"):
            statements.hand_back(cell, subject)
        elif column.role in ("other", "blank"):
            _unknown_cell(statements, cell, subject)
    for cell in named.row.loose:
        if is_figure(cell.chars):
            statements.leave(cell, _NO_COLUMN)


def _unknown_cell(statements: Statements, cell: Strip, subject: str) -> None:
    if is_figure(cell.chars) and len(cell.chars.lstrip("0123456789,.%≥≤><-")) <= _UNIT_MAX:
        statements.leave(cell, _UNKNOWN_COLUMN)
    else:
        statements.hand_back(cell, subject)


def _leave_row(statements: Statements, header: Header, named: NamedRow) -> None:
    for cell in named.row.raw:
        if is_figure(cell.chars):
            statements.leave(cell, _NO_COLUMN)
    for index, column in enumerate(header.columns):
        if column.role in PROSE and column.role not in ("criteria", "explanation"):
            statements.hand_back(named.row.joined(index), statements.printed(named.name))
