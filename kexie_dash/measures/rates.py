"""Amounts by stage, ratios of amounts, declared rates and the difference between two rates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kexie_dash.definitions.recipes_money import Amounts, DeclaredRate, Ratio, Select
from kexie_dash.measures.amounts import Amount, Missing, amount, amount_name, amount_operands, figure_name
from kexie_dash.measures.case import Case, is_year_figure, subject_key
from kexie_dash.measures.precision import disagreements, most_exact
from kexie_dash.measures.result import Result, operand, quotient, unique
from kexie_dash.model.assessment import Operand, Status
from kexie_dash.model.observation import Observation, Quarter, Stage
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
        operands=amount_operands("value", figure_name(stage), found),
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
        return quotient_of((calculation.numerator, over), (choice.select, under), choice.basis)
    return Result(
        "not_stated",
        caveats=unique(reasons),
        operands=amount_operands("numerator", amount_name(calculation.numerator), over),
    )


def quotient_of(numerator: tuple[Select, Amount], denominator: tuple[Select, Amount], basis: str) -> Result:
    """One amount ÷ another, each with what was asked for; undefined where the lower one is not positive."""
    (wanted, over), (below, under) = numerator, denominator
    operands = (
        *amount_operands("numerator", amount_name(wanted), over),
        *amount_operands("denominator", amount_name(below), under),
    )
    caveats = [*over.caveats, *under.caveats]
    if under.value <= 0:
        nothing = "为负数" if under.value else "为零"
        reason = f"{amount_name(below)}{nothing}，不能相除"
        return Result("undefined", basis=basis, caveats=unique([reason, *caveats]), operands=operands)
    value = quotient(over.value, under.value)
    if value > 1:
        caveats.append("超过 100%：分子大于分母，请核对两个数的口径")
    return Result(
        "derived" if over.derived or under.derived else "stated",
        value,
        bound_of_quotient(over.bound, under.bound),
        basis=basis,
        caveats=unique(caveats),
        operands=operands,
    )


def declared_rate(case: Case, calculation: DeclaredRate, quarter: Quarter | None = None) -> Result:
    """The rate the body states of the year or the quarter, by the first label that occurs."""
    said = case.in_quarter("rate", quarter) if quarter else filter(is_year_figure, case.family("rate"))
    candidates = [o for o in said if _is_declared(case, o, calculation)]
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
    subject = "、".join(calculation.subjects[:1]) or "整体"
    return Result("not_stated", caveats=(f"报告没有自报{subject}的{calculation.labels[0]}",))


def _is_declared(case: Case, o: Observation, calculation: DeclaredRate) -> bool:
    return (
        o.value is not None
        and o.coverage == "own"
        and _is_about(case, o, calculation.subjects)
        and not any(word in o.label for word in calculation.without)
    )


def _is_about(case: Case, o: Observation, subjects: tuple[str, ...]) -> bool:
    if not subjects:
        return case.is_whole_of_rate(o.subject, o.label)
    said, names = subject_key(o.subject), {subject_key(name) for name in subjects}
    return said in names or (said == subject_key(o.label) and any(name in said for name in names))


def declared_instead(declared: Result, lacking: Result) -> Result:
    """The declared rate where the amounts are wanting; basis and caveat say that it is only declared."""
    if lacking.status != "not_stated" or declared.value is None:
        return lacking
    caveat = "报告没有写全计算所需的金额，这里照录自报的比率"
    return replace(
        declared, basis="declared", declared_label=None, caveats=unique([caveat, *declared.caveats])
    )


def with_declared(result: Result, declared: Result) -> Result:
    """The result beside what the body itself says of the same thing."""
    if declared.value is None:
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
        if result.value is None:
            reason = f"没有{label}，无从相减"
            status: Status = "undefined" if result.status == "undefined" else "not_stated"
            return Result(status, caveats=unique([reason, *result.caveats]))
    first, second = minuend.value or Decimal(0), subtrahend.value or Decimal(0)
    exact = minuend.bound == subtrahend.bound == "exact"
    doubtful_first = sorted((minuend, subtrahend), key=lambda result: result.status != "pending_review")
    return Result(
        _status_of((minuend.status, subtrahend.status)),
        first - second or Decimal(0),
        "exact" if exact else "about",
        basis=subtrahend.basis,
        caveats=unique(text for result in doubtful_first for text in result.caveats),
        operands=(*_as_declared(minuend), *subtrahend.operands),
    )


def _status_of(parts: tuple[Status, ...]) -> Status:
    """What is worked out from these is as doubtful as the most doubtful of them."""
    doubtful: tuple[Status, ...] = ("pending_review", "derived")
    return next((status for status in doubtful if status in parts), "stated")


def _as_declared(result: Result) -> tuple[Operand, ...]:
    return tuple(replace(o, role="declared") for o in result.operands)
