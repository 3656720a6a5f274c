"""Execution by named project, and how many projects and how much money were left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.definitions.recipes_money import ProjectRates, ProjectsBelow, Select
from kexie_dash.measures.amounts import Missing, amount, budgeted_items
from kexie_dash.measures.case import Case
from kexie_dash.measures.rates import quotient_of
from kexie_dash.measures.result import Result, unique
from kexie_dash.model.assessment import Operand
from kexie_dash.model.quantity import Bound, bound_of_sum, interval, round_half_up

#: How many projects are named in a caveat.
_NAMED = 12
_LACKING = "报告没有写明各项目（分项）的预算数和执行数"


def project_rates(case: Case, calculation: ProjectRates) -> list[Result]:
    """One value a project with a budget and an execution, in the order of the text."""
    results = [r for name in budgeted_items(case) if (r := _rate(case, calculation, name))]
    return results or [Result("not_stated", caveats=(_LACKING,))]


def _rate(case: Case, calculation: ProjectRates, name: str) -> Result | None:
    over = Select(subject=name, stage=calculation.numerator)
    spent = amount(case, over)
    if isinstance(spent, Missing):
        return None
    for stage in calculation.denominators:
        under = Select(subject=name, stage=stage)
        given = amount(case, under)
        if not isinstance(given, Missing):
            return replace(quotient_of((over, spent), (under, given), stage), by=(("project", name),))
    return None


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Projects looked at: those below the limit, those of which it is open, those without a usable rate."""

    below: tuple[Result, ...]
    open: tuple[Result, ...]
    unusable: tuple[Result, ...]
    looked_at: int


def projects_below(case: Case, calculation: ProjectsBelow, rates: Sequence[Result]) -> Result:
    """The number of projects below the limit or the budget they did not spend, with all looked at beside."""
    projects = [r for r in rates if r.by]
    found = _sorted(calculation, projects)
    if not found.looked_at:
        reasons = [*(_named("无法判断", found.unusable)), _LACKING]
        return Result("not_stated", caveats=unique(reasons))
    silent = len(budgeted_items(case)) - len(projects)
    value, bound = _figure(calculation, found)
    return Result(
        "derived",
        value,
        bound,
        caveats=unique(
            [
                f"查看了写明预算数和执行数的{found.looked_at}个项目（分项），不等于全部项目",
                f"另有{silent}个只写了预算数，没有计入" if silent else "",
                *_named("计入的", found.below),
                *_named("执行数或预算数是约数、限数，不能判断，没有计入", found.open),
                *_named("预算为零或数值待核，没有计入", found.unusable),
            ]
        ),
        operands=_operands(calculation, found, value, bound),
    )


def _sorted(calculation: ProjectsBelow, projects: Sequence[Result]) -> _Sorted:
    below, undecided, unusable = [], [], []
    for result in projects:
        verdict = _is_below(calculation, result)
        if not result.has_value:
            unusable.append(result)
        elif verdict is None:
            undecided.append(result)
        elif verdict:
            below.append(result)
    looked_at = len(projects) - len(unusable)
    return _Sorted(tuple(below), tuple(undecided), tuple(unusable), looked_at)


def _is_below(calculation: ProjectsBelow, result: Result) -> bool | None:
    """None where the bound leaves it open."""
    if result.value is None:
        return None
    low, high = interval(result.value, result.bound)
    limit = calculation.limit

    def counts(value: Decimal) -> bool:
        return value < limit or (calculation.included and value == limit)

    if high is not None and counts(high):
        return True
    return False if low is not None and not counts(low) else None


def _figure(calculation: ProjectsBelow, found: _Sorted) -> tuple[Decimal, Bound]:
    if calculation.gives == "number":
        return Decimal(len(found.below)), "at_least" if found.open else "exact"
    left, bounds = Decimal(0), list[Bound](["at_least"] if found.open else [])
    for result in found.below:
        left += _side(result, "denominator") - _side(result, "numerator")
        bounds.append("exact" if result.bound == "exact" else "about")
    return left, bound_of_sum(bounds)


def _side(result: Result, role: str) -> Decimal:
    return next((o.value for o in result.operands if o.role == role and o.value is not None), Decimal(0))


def _operands(
    calculation: ProjectsBelow, found: _Sorted, value: Decimal, bound: Bound
) -> tuple[Operand, ...]:
    money = calculation.gives == "money"
    label, unit = ("这些项目的预算数减执行数", "元") if money else ("计入的项目", "个")
    sides = (o for result in found.below for o in result.operands if o.observation)
    return (
        Operand("value", label, value, unit, bound),
        Operand("term", "写明预算数和执行数的项目", Decimal(found.looked_at), "个"),
        *(replace(o, role="term") for o in sides),
    )


def _named(how: str, results: Sequence[Result]) -> tuple[str, ...]:
    """The projects with their rates: 计入的：甲（0%）、乙（23.9%）."""
    names = [f"{dict(r.by)['project']}{_percent(r.value)}" for r in results[:_NAMED]]
    rest = f"等{len(results)}个" if len(results) > _NAMED else ""
    return (f"{how}：{'、'.join(names)}{rest}",) if names else ()


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"（{round_half_up(value * 100, 1)}%）"
