"""Scores of a rubric: full mark, score and rule of every indicator, the total and the grade."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from kexie_dash.extraction.table_geometry import is_figure
from kexie_dash.extraction.table_header import LEVELS, Header
from kexie_dash.extraction.table_rows import NamedRow
from kexie_dash.extraction.table_values import Statements, cell_quantity, row_name
from kexie_dash.extraction.table_words import bare, table_words
from kexie_dash.model.observation import ScoreLevel
from kexie_dash.model.quantity import Quantity
from kexie_dash.reading.layout import Strip

_NAME_MARK = re.compile(r"[(（]\s*(?:共|计|满分)?(\d{1,3}(?:\.\d{1,2})?)分[)）]$")
_NO_SCORE = "分值或得分不是可以确定的一个数"


def read_score(statements: Statements, header: Header, named: NamedRow, *, has_money: bool) -> None:
    """The score of one row, and full marks printed behind the names of groups."""
    for role in LEVELS:
        if role in named.own and role != named.level:
            _group_mark(statements, named, role)
    full, score = _points(statements, header, named, "full_mark"), _points(statements, header, named, "score")
    if full is None and score is None:
        if named.level in LEVELS:
            _group_mark(statements, named, named.level)
        return
    cell, found = score or cast("tuple[Strip, Quantity]", full)
    name = statements.printed(unmarked(named.name))
    if has_money:
        rate = next((bare(c.label) for c in header.columns if c.role == "rate"), name)
        name = "预算执行率" if rate.endswith("执行率") else rate
    statements.observe(
        named.row.start,
        named.label,
        cell,
        "score",
        label=_label(header, "score" if score else "full_mark"),
        subject=name or statements.context.whole,
        value=found.value if score else None,
        unit="分",
        bound=found.bound,
        level=_level(header, named),
        full_mark=full[1].value if full else _mark_in(named.name),
        criteria=_criteria(statements, header, named),
        rule="table.score",
        confidence=0.96 if named.label is not None else 0.85,
    )


def read_deduction(statements: Statements, header: Header, named: NamedRow) -> None:
    """Points taken off, in a column of their own."""
    found = _points(statements, header, named, "deduction")
    if found is None or found[1].value == 0:
        return
    statements.observe(
        named.row.start,
        named.label,
        found[0],
        "score",
        label="扣分",
        subject=statements.printed(unmarked(named.name)) or statements.context.whole,
        value=found[1].value,
        unit="分",
        level=_level(header, named),
        rule="table.deduction",
        confidence=0.85,
    )


def read_summary(statements: Statements, header: Header, named: NamedRow) -> bool:
    """The total or the grade; False where the row is neither."""
    filled = [cell for cell in named.row.raw if cell.chars]
    words = table_words()
    if not filled or not any(c.role in ("score", "full_mark") for c in header.columns):
        return False
    head = bare(filled[0].chars)
    if head in words.grade_rows:
        grade = next((cell for cell in filled[1:] if cell.chars in words.grades), None)
        if grade is not None:
            _summary(statements, named.row.start, filled[0], grade, None, None)
        return grade is not None
    figures = [cell for cell in filled[1:] if is_figure(cell.chars)]
    if head not in words.score_totals or not figures or len(figures) > 2:
        return False
    if len(figures) == 2 and 0 <= _column(header, "score") < _column(header, "full_mark"):
        figures.reverse()
    cell = figures[-1]
    score = cell_quantity(cell.chars)
    full = cell_quantity(figures[0].chars) if len(figures) == 2 else None
    if score is None:
        return False
    if len(figures) == 1 and cell is named.row.first(_column(header, "full_mark")):
        _summary(statements, named.row.start, filled[0], cell, None, score)
        return True
    _summary(statements, named.row.start, filled[0], cell, score, full)
    return True


def summarize(statements: Statements, head: Strip, cell: Strip) -> None:
    """The total or grade that stands beside its label: 自评得分 | 95."""
    _summary(statements, head.offsets[0], head, cell, cell_quantity(cell.chars), None)


def _summary(
    statements: Statements,
    start: int,
    head: Strip,
    cell: Strip,
    score: Quantity | None,
    full: Quantity | None,
) -> None:
    is_grade = score is None and full is None
    statements.observe(
        start,
        head,
        cell,
        "score",
        label=statements.printed(head),
        value=score.value if score else None,
        unit=None if is_grade else "分",
        level="total",
        full_mark=full.value if full else None,
        is_total=not is_grade,
        rule="table.grade" if is_grade else "table.total",
        confidence=0.95,
    )


def _column(header: Header, role: str) -> int:
    return next((i for i, column in enumerate(header.columns) if column.role == role), -1)


def _label(header: Header, role: str) -> str:
    return bare(header.columns[_column(header, role)].label)


def _points(
    statements: Statements, header: Header, named: NamedRow, role: str
) -> tuple[Strip, Quantity] | None:
    cell = named.row.first(_column(header, role))
    if cell is None or not any(c.isdigit() for c in cell.chars):
        return None
    found = cell_quantity(cell.chars, unit="分")
    if found is None or found.unit not in ("分", ""):
        if role == "full_mark" and found is not None and found.unit == "比率":
            return None
        statements.leave(cell, _NO_SCORE)
        return None
    return cell, found


def unmarked(name: Strip) -> Strip:
    """The name without the full mark behind it: 部门决策(20分) → 部门决策."""
    match = _NAME_MARK.search(name.chars)
    return name.cut(0, match.start()) if match and match.start() else name


def _mark_in(name: Strip) -> Decimal | None:
    match = _NAME_MARK.search(name.chars)
    found = cell_quantity(match.group(1)) if match else None
    return found.value if found else None


def _group_mark(statements: Statements, named: NamedRow, role: str) -> None:
    """The full mark behind a group's name: 部门决策（20分）."""
    name = row_name(named.own[role])
    match = _NAME_MARK.search(name.chars)
    found = cell_quantity(match.group(1)) if match else None
    if match is None or found is None or not match.start():
        return
    figure = name.cut(match.start(1), match.end(1) + 1)
    title = statements.printed(name.cut(0, match.start()))
    statements.observe(
        named.row.start,
        name,
        figure,
        "score",
        label=title,
        subject=title,
        value=None,
        unit="分",
        level=cast(ScoreLevel, role if role != "level_4" else "level_3"),
        full_mark=found.value,
        rule="table.group_mark",
        confidence=0.95,
    )


def _level(header: Header, named: NamedRow) -> ScoreLevel:
    if named.level in ("level_1", "level_2", "level_3"):
        return cast(ScoreLevel, named.level)
    if named.level == "level_4":
        return "level_3"
    depth = sum(column.role in LEVELS for column in header.columns)
    return cast(ScoreLevel, f"level_{min(3, depth + 1)}") if depth else "level_1"


def _criteria(statements: Statements, header: Header, named: NamedRow) -> str | None:
    cell = named.row.joined(_column(header, "criteria"))
    return statements.printed(cell) or None
