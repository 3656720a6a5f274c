"""Money and ratios of table rows: a subject beside its stages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kexie_dash.extraction.table_geometry import is_plain_number
from kexie_dash.extraction.table_header import Header
from kexie_dash.extraction.table_rows import NamedRow, cells_of, row_period
from kexie_dash.extraction.table_values import Statements, cell_quantity
from kexie_dash.extraction.table_words import (
    Column,
    bare,
    column_of,
    money_scale,
    stage_term,
    subject_of,
    table_words,
)
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import Quantity
from kexie_dash.reading.layout import Strip

_NO_UNIT = "表中没有写明金额单位（元或万元），无法确定数额"
_NO_PERCENT = "比率没有百分号，无法确定是小数还是百分数"
_NOT_MONEY = "金额列中的内容不是可以确定的一个数"
_FACTORS = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1)}
#: Rows below a row that may be its parts.
_PARTS_MAX = 15
#: From here on a figure to the cent, printed without a unit, can only be in 元.
_SURELY_YUAN = Decimal(1_000_000)


def table_scale(
    statements: Statements, header: Header, rows: Sequence[NamedRow]
) -> tuple[Decimal | None, bool]:
    """(factor into 元, stated): by the header, else by a figure the report's text repeats with its unit."""
    if header.scale is not None:
        return header.scale, True
    if any(column.scale is not None for column in header.columns):
        return None, True
    beside = {money_scale(named.row.raw[0].chars) for named in rows if _is_unit_cell(named)}
    if len(beside) == 1:
        return beside.pop(), True
    money = [i for i, c in enumerate(header.columns) if c.role in ("stage", "amount", "period")]
    figures = {
        cell.chars.replace(",", "")
        for named in rows
        for i in money
        if (cell := named.row.joined(i)).chars and is_plain_number(cell.chars) and "%" not in cell.chars
    }
    if not figures:
        return None, True
    return scale_of_figures(statements, figures), False


def _is_unit_cell(named: NamedRow) -> bool:
    """Whether the row's first cell is only the unit of the form's part: (万元)."""
    return (
        bool(named.row.raw)
        and re.fullmatch(r"[(（][万千亿百]{0,2}元[)）]", named.row.raw[0].chars) is not None
    )


def scale_of_figures(statements: Statements, figures: set[str]) -> Decimal | None:
    """Unit of bare figures: what the same figures carry elsewhere in the text, or what their size leaves."""
    figures = {figure for figure in figures if len(figure.strip("0.")) >= 3}
    values = {Decimal(figure): figure for figure in figures}
    found = {unit for value in values for unit in statements.money_stated.get(value, ())}
    if len(found) == 1:
        return _FACTORS[found.pop()]
    if not found and any("." in figure and value >= _SURELY_YUAN for value, figure in values.items()):
        return Decimal(1)
    return None


def read_money(
    statements: Statements, header: Header, named: NamedRow, scale: Decimal | None, *, stated: bool
) -> list[tuple[int, Observation]]:
    """The amounts of one row with the column each stands in."""
    found: list[tuple[int, Observation]] = []
    beside = frozenset(column.stage for column in header.columns if column.stage)
    own_scale = money_scale(named.name.chars)
    for index, column, cell in cells_of(header, named, ("stage", "amount")):
        factor = own_scale or column.scale or scale
        amount = cell_quantity(cell.chars, factor)
        if amount is None or (amount.unit != "元" and factor is not None):
            statements.leave(cell, _NOT_MONEY)
        elif amount.unit != "元":
            statements.leave(cell, _NO_UNIT)
        else:
            sure = 0.97 if stated or column.scale is not None or own_scale is not None else 0.85
            observation = _amount(statements, header, named, column, cell, amount, sure, beside)
            found.append((index, observation))
    return found


def _amount(
    statements: Statements,
    header: Header,
    named: NamedRow,
    column: Column,
    cell: Strip,
    amount: Quantity,
    sure: float,
    beside: frozenset[str],
) -> Observation:
    name = statements.printed(named.name)
    subject, total = money_subject(statements, name)
    total = total and "其中" not in column.label
    period = row_period(named, column)
    stage, label = column.stage, column.label
    if column.role == "amount":
        row_column = column_of(named.name.chars)
        stage, label = row_column.stage, name
        if stage is None:
            stage = next((s for word, s in _CAPTION_STAGES if word in header.caption), "other")
            sure = min(sure, 0.7)
        elif column.subject is None:
            subject, total = statements.context.whole, False
        if column.subject is not None:
            subject, total = column.subject or statements.context.whole, not column.subject
    elif header.side:
        label = name
        if "结转" in name or "结余" in name:
            stage = "carried_over"
        if header.side == "income" or stage == "carried_over":
            subject = statements.context.whole
    elif column_of(named.name.chars).period:
        subject = statements.context.whole
    return statements.observe(
        named.row.start,
        named.label,
        cell,
        "budget",
        label=label,
        subject=subject,
        value=amount.value,
        unit="元",
        bound=amount.bound,
        stage=stage_term(stage or "other", beside),
        is_total=total,
        period=period,
        year=column.year or header.year or statements.context.year,
        rule="table.budget",
        confidence=sure,
    )


_CAPTION_STAGES = (("决算", "executed"), ("执行", "executed"), ("支出", "executed"), ("预算", "initial"))


def money_subject(statements: Statements, name: str) -> tuple[str, bool]:
    """(subject, whether the row is the total) of a row's name."""
    words = table_words()
    plain_name = bare(name)
    if not name or plain_name in words.totals:
        return statements.context.whole, bool(name)
    if money_scale(name) is not None:
        name = plain_name
    return subject_of(name), plain_name in words.subtotals


def read_rates(statements: Statements, header: Header, named: NamedRow, money: Sequence[Observation]) -> None:
    """The ratios of one row: 执行率, 完成率, 得分率."""
    name = statements.printed(named.name)
    subject, _ = money_subject(statements, name)
    subject = statements.context.whole if column_of(named.name.chars).period else subject
    for _, column, cell in cells_of(header, named, ("rate", "score_rate")):
        ratio = ratio_of(cell.chars, percent=column.unit == "%", money=money)
        if ratio is None:
            statements.leave(cell, _NO_PERCENT)
            continue
        satisfied = "满意" in column.label
        statements.observe(
            named.row.start,
            named.label,
            cell,
            "satisfaction" if satisfied else "rate",
            label=bare(column.label),
            subject=subject,
            value=ratio.value,
            unit="比率",
            bound=ratio.bound,
            year=column.year or header.year or statements.context.year,
            period=row_period(named, column),
            rule="table.rate",
            confidence=0.95,
        )


def ratio_of(chars: str, *, percent: bool, money: Sequence[Observation] = ()) -> Quantity | None:
    """A ratio as a fraction; None where neither sign, header nor the row's own money says how it is meant."""
    found = cell_quantity(chars)
    if found is None or found.unit == "比率":
        return found
    if found.unit:
        return None
    hundredth = replace(found, value=found.value / 100, unit="比率")
    if percent:
        return hundredth
    if abs(found.value) < 1:
        return replace(found, unit="比率")
    spent = [o.value for o in money if o.stage == "executed" and o.value is not None]
    had = [o.value for o in money if o.stage in ("adjusted", "initial", "received") and o.value]
    for part in spent:
        for whole in had:
            if abs(part / whole - hundredth.value) < Decimal("0.006"):
                return hundredth
            if abs(part / whole - found.value) < Decimal("0.006"):
                return replace(found, unit="比率")
    return None


def mark_totals(
    rows: Sequence[tuple[NamedRow, list[tuple[int, Observation]]]], observations: list[Observation]
) -> None:
    """Mark the amounts of a row that the rows right below it add up to, in most of its columns."""
    replaced: dict[int, Observation] = {}
    for position, (_, amounts) in enumerate(rows):
        below: list[Sequence[tuple[int, Observation]]] = []
        for part, amounts_below in rows[position + 1 : position + 1 + _PARTS_MAX]:
            if bare(part.name.chars) in table_words().totals:
                break
            below.append(amounts_below)
        if amounts and _adds_up(amounts, below):
            replaced.update({id(o): replace(o, is_total="其中" not in o.label) for _, o in amounts})
    if replaced:
        observations[:] = [replaced.get(id(o), o) for o in observations]


def _adds_up(
    amounts: Sequence[tuple[int, Observation]], below: Sequence[Sequence[tuple[int, Observation]]]
) -> bool:
    """Whether two rows or more from the first one below on sum to the row, in more than half its columns."""
    wanted = {index: o.value for index, o in amounts if o.value}
    sums: dict[int, Decimal] = {}
    count = 0
    for part in below:
        count += any(o.value for _, o in part)
        for index, o in part:
            sums[index] = sums.get(index, Decimal(0)) + (o.value or Decimal(0))
        if count >= 2 and part and sum(sums.get(i) == v for i, v in wanted.items()) * 2 > len(wanted):
            return True
    return False
