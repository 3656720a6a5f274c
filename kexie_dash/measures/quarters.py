"""Progress by quarter: money executed since the year began against the year's budget and the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kexie_dash.definitions.recipes_money import Denominator, QuarterProgress, Select
from kexie_dash.measures.amounts import Amount, Missing, amount
from kexie_dash.measures.case import Case
from kexie_dash.measures.precision import agree, disagreements, resolution
from kexie_dash.measures.rates import declared_instead, declared_rate, quotient_of, with_declared
from kexie_dash.measures.result import Result, operand, unique
from kexie_dash.model.assessment import Operand
from kexie_dash.model.labels import QUARTER_LABEL
from kexie_dash.model.observation import Observation, Quarter
from kexie_dash.model.quantity import bound_of_sum

QUARTERS: tuple[Quarter, ...] = ("q1", "q2", "q3", "q4")
_SCHEDULE = "序时进度"


def quarter_progress(case: Case, calculation: QuarterProgress) -> list[Result]:
    """One value a quarter the report says anything of; one not stated if it says nothing of any."""
    spent = _since_new_year(case, calculation)
    results = []
    for quarter in QUARTERS:
        declared = declared_rate(case, calculation.declared, quarter)
        own = _progress(case, calculation, quarter, spent.get(quarter))
        result = declared_instead(declared, own)
        if result is own:
            result = with_declared(own, declared)
        if quarter in spent or declared.value is not None:
            results.append(replace(result, by=(("quarter", quarter),)))
    return results or [Result("not_stated", caveats=("报告没有写明各季度的执行数或执行率",))]


def _progress(
    case: Case, calculation: QuarterProgress, quarter: Quarter, spent: Amount | Missing | None
) -> Result:
    if spent is None:
        return Result("not_stated", caveats=(f"报告没有写明{QUARTER_LABEL[quarter]}的执行数",))
    if isinstance(spent, Missing):
        return Result("undefined", caveats=(spent.reason,))
    over = Select(stage=calculation.stage, period=quarter)
    reasons: list[str] = []
    for choice in _denominators(calculation, quarter):
        under = amount(case, choice.select)
        if not isinstance(under, Missing):
            result = quotient_of((over, spent), (choice.select, under), choice.basis)
            return replace(result, caveats=unique([*result.caveats, *_other_budget(case, choice, quarter)]))
        reasons.append(under.reason)
    return Result("not_stated", caveats=unique(reasons))


def _denominators(calculation: QuarterProgress, quarter: Quarter) -> list[Denominator]:
    """The year's budget first, so that the last quarter agrees with the year; else the quarter's own."""
    of_quarter = [
        Denominator(basis=d.basis, select=d.select.model_copy(update={"period": quarter}))
        for d in calculation.denominators
    ]
    return [*calculation.denominators, *of_quarter]


def _other_budget(case: Case, choice: Denominator, quarter: Quarter) -> tuple[str, ...]:
    """A budget printed for the quarter that is not the year's is named."""
    of_quarter = amount(case, choice.select.model_copy(update={"period": quarter}))
    of_year = amount(case, choice.select)
    if isinstance(of_quarter, Missing) or isinstance(of_year, Missing) or of_year.derived:
        return ()
    return disagreements(of_year.terms[0], of_quarter.terms)


def _since_new_year(case: Case, calculation: QuarterProgress) -> dict[Quarter, Amount | Missing]:
    """What was executed by the end of each quarter stated.

    Figures of single quarters add up to the year's; figures since new year end with it and never fall.
    """
    stated: dict[Quarter, Amount] = {}
    for quarter in QUARTERS:
        found = amount(case, Select(stage=calculation.stage, period=quarter))
        if isinstance(found, Amount):
            stated[quarter] = found
    year = amount(case, Select(stage=calculation.stage))
    if _single(stated, year):
        return {**_running(list(stated.values()))}
    if _ends_with(stated, year):
        return {**stated}
    values = [found.value for found in stated.values()]
    if values != sorted(values):
        reason = "各季度的执行数有升有降，不能确定是累计数还是当季数，无法计算"
        return dict.fromkeys(stated, Missing(reason))
    caveat = "季度执行数按年初至季度末的累计数理解，报告没有写明，请核对"
    return {q: replace(found, caveats=unique([*found.caveats, caveat])) for q, found in stated.items()}


def _single(stated: Mapping[Quarter, Amount], year: Amount | Missing) -> bool:
    """True if all four quarters add up to the year; a year that was idle for a while may do both."""
    if len(stated) < len(QUARTERS) or isinstance(year, Missing) or _ends_with(stated, year):
        return False
    terms = [term for found in stated.values() for term in found.terms]
    step = sum((resolution(term) for term in (*terms, *year.terms)), Decimal(0))
    return abs(sum((found.value for found in stated.values()), -year.value)) <= step / 2


def _ends_with(stated: Mapping[Quarter, Amount], year: Amount | Missing) -> bool:
    if "q4" not in stated or isinstance(year, Missing):
        return False
    values = [found.value for found in stated.values()]
    last = stated["q4"]
    same = last.value == year.value if year.derived else agree(last.terms[0], year.terms[0])
    return same and values == sorted(values)


def _running(single: Sequence[Amount]) -> dict[Quarter, Amount]:
    caveat = "报告写的是当季数，这里逐季累计"
    sums: dict[Quarter, Amount] = {}
    for number, quarter in enumerate(QUARTERS, start=1):
        parts = single[:number]
        sums[quarter] = Amount(
            sum((part.value for part in parts), Decimal(0)),
            bound_of_sum(part.bound for part in parts),
            tuple(term for part in parts for term in part.terms),
            True,
            unique([caveat, *(text for part in parts for text in part.caveats)]),
        )
    return sums


def schedule_gap(case: Case, progress: Sequence[Result]) -> list[Result]:
    """Each quarter's progress less the share of the year gone by, in points."""
    return [_gap(case, result) for result in progress]


def _gap(case: Case, progress: Result) -> Result:
    quarter = next((q for q in QUARTERS if ("quarter", q) in progress.by), None)
    if quarter is None or progress.value is None:
        return replace(progress, declared=None, declared_label=None, operands=())
    gone = Decimal(QUARTERS.index(quarter) + 1) / len(QUARTERS)
    printed = [o for o in case.in_quarter("rate", quarter) if _SCHEDULE in o.label and o.value == gone]
    schedule = _printed(printed[0]) if printed else _calendar(quarter, gone)
    return replace(
        progress,
        value=progress.value - gone or Decimal(0),
        declared=None,
        declared_label=None,
        operands=(*_terms(progress), schedule),
    )


def _terms(progress: Result) -> tuple[Operand, ...]:
    kept = (o for o in progress.operands if o.role != "declared")
    return tuple(replace(o, role="term") for o in kept)


def _printed(schedule: Observation) -> Operand:
    return operand("term", schedule)


def _calendar(quarter: Quarter, gone: Decimal) -> Operand:
    return Operand("term", _SCHEDULE, gone, "比率", source=f"按全年均分，至{QUARTER_LABEL[quarter]}末")
