"""All values of one report: each metric's recipe carried out on the report's observations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from kexie_dash.definitions.metrics import load_entries, recipe_of
from kexie_dash.definitions.recipes import (
    Count,
    Grade,
    PerPerson,
    PerPopulation,
    PerStatement,
    Recipe,
    ScoreByDimension,
    ScoreRate,
    TotalScore,
)
from kexie_dash.definitions.recipes_money import (
    AdjustmentRate,
    Amounts,
    DeclaredRate,
    Difference,
    PerMoney,
    ProjectRates,
    ProjectsBelow,
    QuarterProgress,
    Ratio,
    ScheduleGap,
)
from kexie_dash.definitions.stated_recipes import (
    AudienceRange,
    Disclosure,
    DisclosureRate,
    Headcount,
    HeadcountRate,
    Outputs,
    Satisfaction,
    Targets,
)
from kexie_dash.measures.adjustment import adjustment_rate
from kexie_dash.measures.audience_range import audience_range
from kexie_dash.measures.case import Case
from kexie_dash.measures.counts import counts
from kexie_dash.measures.dimensions import by_dimension
from kexie_dash.measures.disclosure import disclosure, disclosure_rate
from kexie_dash.measures.outputs import outputs
from kexie_dash.measures.per_money import per_money
from kexie_dash.measures.plausible import reviewed
from kexie_dash.measures.projects import project_rates, projects_below
from kexie_dash.measures.quarters import quarter_progress, schedule_gap
from kexie_dash.measures.quotients import per_person, per_population, per_statement
from kexie_dash.measures.rates import (
    amounts,
    declared_instead,
    declared_rate,
    difference,
    ratio,
    with_declared,
)
from kexie_dash.measures.result import Result, unique
from kexie_dash.measures.satisfaction import satisfaction
from kexie_dash.measures.scores import grade, score_rates, total_score
from kexie_dash.measures.staffing import headcount, headcount_rate
from kexie_dash.measures.targets import target_measure
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.observation import Narrative, Observation
from kexie_dash.model.quantity import interval
from kexie_dash.model.report import Region, Report

#: The results of another metric for the same report.
Ask = Callable[[str], list[Result]]


def compute(
    report: Report,
    observations: Sequence[Observation],
    region: Region,
    metrics: tuple[Metric, ...],
    narratives: Sequence[Narrative] = (),
) -> tuple[MeasureValue, ...]:
    """Every value of the metrics for the report, in the order of the metrics; at least one a metric.

    observations, narratives: those of this report. A metric whose figures it lacks gets a value that says so.
    """
    case = Case.of(report, observations, region, narratives)
    seen = frozenset(observation.id for observation in observations if observation.is_recognised)
    return tuple(
        _stamp(metric, report, _with_doubt(result, seen))
        for metric in metrics
        for result in results(case, recipe_of(metric.id), report)
    )


#: Said of a value any of whose figures was read from an image.
RECOGNISED = "由图像识别（OCR），请与原件核对"


def _with_doubt(result: Result, recognised: frozenset[str]) -> Result:
    if any(operand.observation in recognised for operand in result.operands):
        return replace(result, caveats=unique((*result.caveats, RECOGNISED)))
    return result


def results(case: Case, recipe: Recipe, report: Report) -> list[Result]:
    """What the recipe yields for the case; dependencies on other metrics are calculated on the way."""
    if report.kind not in recipe.applies_to:
        return [Result("not_applicable", caveats=(recipe.not_applicable,) if recipe.not_applicable else ())]
    found = _CARRIED_OUT[type(recipe.calculation)](case, recipe.calculation, _other(case, report))
    return [reviewed(result, recipe.plausible) for result in found]


def _other(case: Case, report: Report) -> Ask:
    return lambda metric_id: results(case, recipe_of(metric_id), report)


def _ratio(case: Case, calculation: Ratio, ask: Ask) -> list[Result]:
    own, wanted = ratio(case, calculation), calculation.declared
    if wanted is None:
        return [own]
    declared = ask(wanted)[0] if isinstance(wanted, str) else declared_rate(case, wanted)
    stands = declared_instead(declared, own) if calculation.declared_stands else own
    return [with_declared(own, declared) if stands is own else stands]


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
    AdjustmentRate: lambda case, calculation, ask: [adjustment_rate(case, calculation)],
    QuarterProgress: lambda case, calculation, ask: quarter_progress(case, calculation),
    ScheduleGap: lambda case, calculation, ask: schedule_gap(case, ask(calculation.progress)),
    ProjectRates: lambda case, calculation, ask: project_rates(case, calculation),
    ProjectsBelow: lambda case, calculation, ask: [projects_below(case, calculation, ask(calculation.rates))],
    PerMoney: lambda case, calculation, ask: per_money(case, calculation, ask(calculation.metric)),
    PerPopulation: lambda case, calculation, ask: per_population(case, calculation, ask(calculation.metric)),
    Targets: lambda case, calculation, ask: [target_measure(case, calculation)],
    Outputs: lambda case, calculation, ask: outputs(case, calculation),
    Satisfaction: lambda case, calculation, ask: [satisfaction(case, calculation)],
    Headcount: lambda case, calculation, ask: [headcount(case, calculation)],
    HeadcountRate: lambda case, calculation, ask: [headcount_rate(case, calculation)],
    AudienceRange: lambda case, calculation, ask: audience_range(case, _count(calculation.audience)),
    Disclosure: disclosure,
    DisclosureRate: lambda case, calculation, ask: [disclosure_rate(ask(calculation.items))],
}


def _label(metric_id: str) -> str:
    return next(entry.label for entry in load_entries() if entry.id == metric_id)


def _count(metric_id: str) -> Count:
    calculation = recipe_of(metric_id).calculation
    assert isinstance(calculation, Count)
    return calculation


def _stamp(metric: Metric, report: Report, result: Result) -> MeasureValue:
    low, high = (None, None) if result.value is None else interval(result.value, result.bound)
    if result.ends is not None:
        low, high = result.ends
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
