"""How far the budget was changed within the year, on the initial budget and with its sign."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kexie_dash.definitions.recipes_money import AdjustmentRate, Select
from kexie_dash.measures.amounts import Amount, Missing, amount, amount_operands, less
from kexie_dash.measures.case import Case
from kexie_dash.measures.precision import resolution
from kexie_dash.measures.result import Result, quotient, unique
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import bound_of_quotient

_INITIAL, _ADJUSTED, _CHANGE = (
    Select(stage="initial"),
    Select(stage="adjusted"),
    Select(stage="adjustment"),
)


def adjustment_rate(case: Case, calculation: AdjustmentRate) -> Result:
    """From both budgets; else from the adjustment and whichever budget is stated."""
    initial, adjusted = amount(case, _INITIAL), amount(case, _ADJUSTED)
    if isinstance(initial, Amount) and isinstance(adjusted, Amount):
        return _rate(less(adjusted, initial), initial, "调整预算数减年初预算数")
    change = amount(case, _CHANGE)
    reasons = [found.reason for found in (initial, adjusted, change) if isinstance(found, Missing)]
    if isinstance(change, Missing) or (isinstance(initial, Missing) and isinstance(adjusted, Missing)):
        return Result("not_stated", caveats=unique(reasons))
    signed, notes = _signed(change, calculation)
    if isinstance(initial, Amount):
        return _rate(signed, initial, "调整数", notes)
    assert isinstance(adjusted, Amount)
    return _from_the_end(signed, adjusted, notes)


def _signed(change: Amount, calculation: AdjustmentRate) -> tuple[Amount, list[str]]:
    """The adjustment with the sign its words give it; an adjustment of neither way is taken as a raise."""
    said = change.terms[0]
    text = f"{said.label}{said.evidence.quote}"
    if any(word in text for word in calculation.lowered):
        return Amount(-abs(change.value), change.bound, change.terms, True, change.caveats, "调减"), []
    told = any(word in text for word in calculation.raised) or change.value < 0
    note = "报告只写“调整”，没有写明增减，这里按调增计算，请核对"
    return change, [] if told else [note]


def _rate(change: Amount, initial: Amount, label: str, notes: list[str] | None = None) -> Result:
    operands = (
        *amount_operands("numerator", label, change),
        *amount_operands("denominator", "年初预算数", initial),
    )
    caveats = unique([*(notes or []), *change.caveats, *initial.caveats])
    if initial.value <= 0:
        reason = "年初预算数为零，不能相除"
        return Result("undefined", caveats=unique([reason, *caveats]), operands=operands)
    exact = bound_of_quotient(change.bound, initial.bound) == "exact"
    return Result(
        "derived" if change.derived or initial.derived else "stated",
        quotient(change.value, initial.value),
        "exact" if exact else "about",
        basis="initial",
        caveats=caveats,
        operands=operands,
    )


def _from_the_end(change: Amount, adjusted: Amount, notes: list[str]) -> Result:
    """The initial budget is the adjusted one less the adjustment, as exactly as both are printed."""
    initial = less(adjusted, change)
    loose = _half_step(change.terms), _half_step(adjusted.terms)
    if initial.value <= sum(loose, Decimal(0)):
        return _rate(change, initial, "调整数", notes)
    caveat = (
        f"报告没有写明年初预算数，由调整预算数减调整数推算为{initial.value:,f}元"
        f"（按印出的位数，误差不超过{sum(loose, Decimal(0)).normalize():,f}元）"
    )
    derived = Amount(initial.value, initial.bound, initial.terms, True, initial.caveats, "推算")
    result = _rate(change, derived, "调整数", [caveat, *notes])
    if result.value is None or result.bound != "exact":
        return result
    return replace(result, ends=_span(change.value, adjusted.value, loose))


def _half_step(terms: tuple[Observation, ...]) -> Decimal:
    return sum((resolution(term) for term in terms), Decimal(0)) / 2


def _span(change: Decimal, adjusted: Decimal, loose: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    """The rate grows with the adjustment and, for a raise, falls with the adjusted budget."""
    ends = [
        quotient(change + c, adjusted + a - change - c)
        for c in (-loose[0], loose[0])
        for a in (-loose[1], loose[1])
    ]
    return min(ends), max(ends)
