"""Amounts by stage, ratios of amounts, declared rates and the difference between two rates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kexie_dash.definitions.recipes import Amounts, DeclaredRate, Denominator, Ratio, Select
from kexie_dash.measures.amounts import Amount, Missing, amount, amount_operands
from kexie_dash.measures.case import Case, is_year_figure
from kexie_dash.measures.precision import disagreements, most_exact
from kexie_dash.measures.result import Result, operand, quotient, unique
from kexie_dash.model.assessment import Operand, Status
from kexie_dash.model.labels import STAGE_LABEL
from kexie_dash.model.observation import Observation, Stage
from kexie_dash.model.quantity import bound_of_quotient


def amounts(case: Case, calculation: Amounts) -> list[Result]:
    """One value a stage; a stage that is only wanted if stated is left out otherwise."""
    results = []
    for stage in (*calculation.stages, *calculation.if_stated):
        result = _amount_result(case, calculation.subject, stage)
        if result.status != "not_stated" or stage in calculation.stages:
            results.append(result)
    return results


def _amount_result(case: Case, subject: str, stage: Stage) -> Result:
    by = (("stage", stage),)
    found = amount(case, Select(subject=subject, stage=stage))
    if isinstance(found, Missing):
        return Result("not_stated", by=by, caveats=(found.reason,))
    return Result(
        "derived" if found.derived else "stated",
        found.value,
        found.bound,
        basis="sum" if found.derived else None,
        by=by,
        caveats=found.caveats,
        operands=amount_operands("value", f"{STAGE_LABEL[stage]}数", found),
    )


def ratio(case: Case, calculation: Ratio) -> Result:
    """Numerator ÷ the first denominator the report gives; not stated if either is wanting."""
    over = amount(case, calculation.numerator)
    if isinstance(over, Missing):
        return Result("not_stated", caveats=(over.reason,))
    reasons: list[str] = []
    for choice in calculation.denominators:
        under = amount(case, choice.select)
        if isinstance(under, Missing):
            reasons.append(under.reason)
            continue
        return _ratio(over, under, calculation, choice)
    return Result(
        "not_stated",
        caveats=unique(reasons),
        operands=amount_operands("numerator", _name(calculation.numerator), over),
    )


def _ratio(over: Amount, under: Amount, calculation: Ratio, choice: Denominator) -> Result:
    operands = (
        *amount_operands("numerator", _name(calculation.numerator), over),
        *amount_operands("denominator", _name(choice.select), under),
    )
    caveats = [*over.caveats, *under.caveats]
    if not under.value:
        reason = f"{_name(choice.select)}为零，不能相除"
        return Result("undefined", basis=choice.basis, caveats=unique([reason, *caveats]), operands=operands)
    value = quotient(over.value, under.value)
    if value > 1:
        caveats.append("超过 100%：分子大于分母，请核对两个数的口径")
    return Result(
        "derived" if over.derived or under.derived else "stated",
        value,
        bound_of_quotient(over.bound, under.bound),
        basis=choice.basis,
        caveats=unique(caveats),
        operands=operands,
    )


def _name(select: Select) -> str:
    return f"{STAGE_LABEL[select.stage]}数"


def declared_rate(case: Case, calculation: DeclaredRate) -> Result:
    """The rate the body states of the whole, by the first label that occurs."""
    candidates = [o for o in case.family("rate") if _is_declared(case, o, calculation)]
    for label in calculation.labels:
        named = [o for o in candidates if label in o.label]
        if named:
            chosen = most_exact(named)
            return Result(
                "stated",
                chosen.value,
                chosen.bound,
                declared_label=chosen.label,
                caveats=disagreements(chosen, named),
                operands=(operand("value", chosen),),
            )
    return Result("not_stated", caveats=("报告没有自报整体的执行率",))


def _is_declared(case: Case, o: Observation, calculation: DeclaredRate) -> bool:
    return (
        o.value is not None
        and o.coverage == "own"
        and is_year_figure(o)
        and case.is_whole_of_rate(o.subject, o.label)
        and not any(word in o.label for word in calculation.without)
    )


def with_declared(result: Result, declared: Result) -> Result:
    """The result beside what the body itself says of the same thing."""
    if not declared.has_value:
        return result
    return replace(
        result,
        declared=declared.value,
        declared_label=declared.declared_label,
        caveats=unique([*result.caveats, *declared.caveats]),
        operands=(*result.operands, *_as_declared(declared)),
    )


def difference(minuend: Result, subtrahend: Result, labels: tuple[str, str]) -> Result:
    """minuend − subtrahend where both have a value; else the lack of the first of them."""
    for result, label in zip((minuend, subtrahend), labels, strict=True):
        if not result.has_value:
            reason = f"没有{label}，无从相减"
            status: Status = "undefined" if result.status == "undefined" else "not_stated"
            return Result(status, caveats=unique([reason, *result.caveats]))
    first, second = minuend.value or Decimal(0), subtrahend.value or Decimal(0)
    exact = minuend.bound == subtrahend.bound == "exact"
    return Result(
        "derived" if "derived" in (minuend.status, subtrahend.status) else "stated",
        first - second or Decimal(0),
        "exact" if exact else "about",
        basis=subtrahend.basis,
        caveats=unique([*minuend.caveats, *subtrahend.caveats]),
        operands=(*_as_declared(minuend), *subtrahend.operands),
    )


def _as_declared(result: Result) -> tuple[Operand, ...]:
    return tuple(replace(o, role="declared") for o in result.operands)
