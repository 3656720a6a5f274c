"""What was done per so much money: only where both are the body's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kexie_dash.definitions.recipes_money import PerMoney, Select
from kexie_dash.measures.amounts import Missing, amount, amount_name, amount_operands
from kexie_dash.measures.case import Case
from kexie_dash.measures.result import DIGITS, Result, unique
from kexie_dash.model.assessment import Operand
from kexie_dash.model.labels import COVERAGE_LABEL, by_label
from kexie_dash.model.quantity import bound_of_quotient, round_half_up


def per_money(case: Case, calculation: PerMoney, counted: Sequence[Result]) -> list[Result]:
    """One value a coverage that the other metric has; undefined for every coverage but the body's own."""
    return [_per_money(case, calculation, result) for result in counted]


def _per_money(case: Case, calculation: PerMoney, counted: Result) -> Result:
    if counted.value is None:
        return counted
    coverage = dict(counted.by).get("coverage", "own")
    terms = tuple(replace(o, role="term") for o in counted.operands)
    nothing = replace(counted, status="undefined", value=None, bound="exact", basis=None, operands=terms)
    if coverage != "own":
        whose = by_label("coverage", coverage)
        reason = f"执行数是{COVERAGE_LABEL['own']}的，活动是{whose}的，统计范围不同，不能相除"
        return replace(nothing, caveats=(reason,))
    select = Select(stage=calculation.stage)
    money = amount(case, select)
    if isinstance(money, Missing):
        return replace(nothing, status="not_stated", caveats=(money.reason,))
    if money.value <= 0:
        return replace(nothing, caveats=(f"{amount_name(select)}为零，不能相除",))
    return replace(
        counted,
        status="derived" if money.derived and counted.status == "stated" else counted.status,
        value=round_half_up(counted.value * calculation.per / money.value, DIGITS),
        bound=bound_of_quotient(counted.bound, money.bound),
        caveats=unique([*counted.caveats, *money.caveats]),
        operands=(*_numerator(counted), *amount_operands("denominator", amount_name(select), money)),
    )


def _numerator(counted: Result) -> tuple[Operand, ...]:
    first = counted.operands[0]
    if first.role == "value":
        return (replace(first, role="numerator"), *counted.operands[1:])
    total = Operand("numerator", "活动（所列相加）", counted.value, first.unit, counted.bound)
    return (total, *counted.operands)
