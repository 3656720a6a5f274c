"""All values of one report: each metric's recipe carried out on the report's observations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kexie_dash.definitions.metrics import load_entries, recipe_of
from kexie_dash.definitions.recipes import (
    Amounts,
    Count,
    DeclaredRate,
    Difference,
    Grade,
    PerPerson,
    PerPopulation,
    PerStatement,
    Ratio,
    Recipe,
    ScoreByDimension,
    ScoreRate,
    TotalScore,
)
from kexie_dash.measures.case import Case
from kexie_dash.measures.counts import counts
from kexie_dash.measures.dimensions import by_dimension
from kexie_dash.measures.quotients import per_person, per_population, per_statement
from kexie_dash.measures.rates import amounts, declared_rate, difference, ratio, with_declared
from kexie_dash.measures.result import Result
from kexie_dash.measures.scores import grade, score_rates, total_score
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import interval
from kexie_dash.model.report import Region, Report

#: The results of another metric for the same report.
Ask = Callable[[str], list[Result]]


def compute(
    report: Report, observations: Sequence[Observation], region: Region, metrics: tuple[Metric, ...]
) -> tuple[MeasureValue, ...]:
    """Every value of the metrics for the report, in the order of the metrics; at least one a metric.

    observations: those of this report. A metric whose figures the report lacks gets a value that says so.
    """
    case = Case.of(report, observations, region)
    return tuple(
        _stamp(metric, report, result)
        for metric in metrics
        for result in results(case, recipe_of(metric.id), report)
    )


def results(case: Case, recipe: Recipe, report: Report) -> list[Result]:
    """What the recipe yields for the case; dependencies on other metrics are calculated on the way."""
    if report.kind not in recipe.applies_to:
        return [Result("not_applicable", caveats=(recipe.not_applicable,) if recipe.not_applicable else ())]
    return _CARRIED_OUT[type(recipe.calculation)](case, recipe.calculation, _other(case, report))


def _other(case: Case, report: Report) -> Ask:
    return lambda metric_id: results(case, recipe_of(metric_id), report)


def _ratio(case: Case, calculation: Ratio, ask: Ask) -> list[Result]:
    own = ratio(case, calculation)
    return [with_declared(own, ask(calculation.declared)[0]) if calculation.declared else own]


def _difference(case: Case, calculation: Difference, ask: Ask) -> list[Result]:
    pair = calculation.minuend, calculation.subtrahend
    first, second = (ask(metric_id)[0] for metric_id in pair)
    return [difference(first, second, (_label(pair[0]), _label(pair[1])))]


def _per_statement(case: Case, calculation: PerStatement, ask: Ask) -> list[Result]:
    return per_statement(case, _count(calculation.activities), _count(calculation.audience))


#: One function a kind of calculation: case, calculation, and a way to ask for the results of other metrics.
_CARRIED_OUT: dict[type, Callable[[Case, Any, Ask], list[Result]]] = {
    Ratio: _ratio,
    DeclaredRate: lambda case, calculation, ask: [declared_rate(case, calculation)],
    Difference: _difference,
    Amounts: lambda case, calculation, ask: amounts(case, calculation),
    TotalScore: lambda case, calculation, ask: [total_score(case)],
    ScoreRate: lambda case, calculation, ask: score_rates(case, calculation),
    ScoreByDimension: lambda case, calculation, ask: by_dimension(case, calculation),
    Grade: lambda case, calculation, ask: [grade(case)],
    Count: lambda case, calculation, ask: counts(case, calculation),
    PerStatement: _per_statement,
    PerPerson: lambda case, calculation, ask: per_person(case, calculation, _count(calculation.audience)),
    PerPopulation: lambda case, calculation, ask: per_population(case, calculation, ask(calculation.metric)),
}


def _label(metric_id: str) -> str:
    return next(entry.label for entry in load_entries() if entry.id == metric_id)


def _count(metric_id: str) -> Count:
    calculation = recipe_of(metric_id).calculation
    assert isinstance(calculation, Count)
    return calculation


def _stamp(metric: Metric, report: Report, result: Result) -> MeasureValue:
    valued = result.has_value and result.value is not None
    low, high = interval(result.value, result.bound) if valued and result.value is not None else (None, None)
    return MeasureValue(
        metric=metric.id,
        report=report.id,
        region_code=report.region_code,
        body_code=report.body_code,
        body=report.body,
        year=report.year,
        kind=report.kind,
        level=report.level,
        project=report.project,
        status=result.status,
        value=result.value,
        low=low,
        high=high,
        bound=result.bound,
        text=result.text,
        basis=result.basis,
        declared=result.declared,
        declared_label=result.declared_label,
        by=tuple(sorted(result.by)),
        caveats=result.caveats,
        operands=result.operands,
    )
