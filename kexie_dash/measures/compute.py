"""All values of one report: each metric's recipe carried out on the report's observations."""

from __future__ import annotations

from collections.abc import Sequence

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
    ScoreRate,
    TotalScore,
)
from kexie_dash.measures.case import Case
from kexie_dash.measures.counts import counts
from kexie_dash.measures.quotients import per_person, per_population, per_statement
from kexie_dash.measures.rates import amounts, declared_rate, difference, ratio, with_declared
from kexie_dash.measures.result import Result
from kexie_dash.measures.scores import grade, score_rates, total_score
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import interval
from kexie_dash.model.report import Region, Report


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
    calculation = recipe.calculation
    if isinstance(calculation, Ratio | DeclaredRate | Difference | Amounts):
        return _money(case, calculation, report)
    if isinstance(calculation, TotalScore | ScoreRate | Grade):
        return _score(case, calculation)
    return _people(case, calculation, report)


def _money(
    case: Case, calculation: Ratio | DeclaredRate | Difference | Amounts, report: Report
) -> list[Result]:
    match calculation:
        case Ratio(declared=declared):
            own = ratio(case, calculation)
            return [with_declared(own, _first(case, declared, report)) if declared else own]
        case DeclaredRate():
            return [declared_rate(case, calculation)]
        case Difference(minuend=minuend, subtrahend=subtrahend):
            first, second = _first(case, minuend, report), _first(case, subtrahend, report)
            return [difference(first, second, (_label(minuend), _label(subtrahend)))]
        case Amounts():
            return amounts(case, calculation)


def _score(case: Case, calculation: TotalScore | ScoreRate | Grade) -> list[Result]:
    match calculation:
        case TotalScore():
            return [total_score(case)]
        case ScoreRate():
            return score_rates(case, calculation)
        case Grade():
            return [grade(case)]


def _people(
    case: Case, calculation: Count | PerStatement | PerPerson | PerPopulation, report: Report
) -> list[Result]:
    match calculation:
        case Count():
            return counts(case, calculation)
        case PerStatement(activities=activities, audience=audience):
            return per_statement(case, _count(activities), _count(audience))
        case PerPerson(audience=audience):
            return per_person(case, calculation, _count(audience))
        case PerPopulation(metric=metric):
            return per_population(case, calculation, results(case, recipe_of(metric), report))


def _first(case: Case, metric_id: str, report: Report) -> Result:
    return results(case, recipe_of(metric_id), report)[0]


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
