"""A report scored by the rules of a rubric, as far as its stated figures reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kexie_dash.definitions.rubrics import IndicatorEntry, RubricEntry
from kexie_dash.definitions.rules import Input, Judgement, Rule, inputs_of
from kexie_dash.measures.case import Case
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import BOUND_SIGN, round_half_up
from kexie_dash.model.report import KIND_LABEL, Region, Report
from kexie_dash.model.rubric import IndicatorScore, PartScore, PartState, RubricScore, ScoreState
from kexie_dash.scoring.declared import declared_score, declared_total
from kexie_dash.scoring.inputs import Measured, measure
from kexie_dash.scoring.points import UNKNOWN, points_of

_ZERO = Decimal(0)


def score_all(
    report: Report, observations: Sequence[Observation], region: Region, rubrics: Iterable[RubricEntry]
) -> tuple[RubricScore, ...]:
    """The report by each rubric that has rules."""
    case = Case.of(report, observations, region)
    return tuple(_score(case, rubric) for rubric in rubrics if rubric.has_rules)


def score(
    report: Report, observations: Sequence[Observation], region: Region, rubric: RubricEntry
) -> RubricScore:
    """The report by one rubric; ValueError for a rubric that prints no rules."""
    if not rubric.has_rules:
        raise ValueError(f"{rubric.id} prints no rules")
    return _score(Case.of(report, observations, region), rubric)


def _score(case: Case, rubric: RubricEntry) -> RubricScore:
    found = {key: measure(case, one) for key, one in rubric.inputs.items()}
    indicators = tuple(_indicator(case, rubric, one, found) for one in rubric.indicators)
    declared, declared_by = declared_total(case)
    return RubricScore(rubric.id, case.report.id, indicators, declared, declared_by)


def _indicator(
    case: Case, rubric: RubricEntry, one: IndicatorEntry, found: dict[str, Measured | None]
) -> IndicatorScore:
    full_mark = one.full_mark or _ZERO
    declared, declared_by = declared_score(case, one)
    if case.report.kind not in one.applies_to:
        note = f"{KIND_LABEL[case.report.kind]}报告不适用这项指标"
        return IndicatorScore(
            rubric.id, case.report.id, one.id, full_mark, "not_applicable",
            declared=declared, declared_by=declared_by, note=note,
        )  # fmt: skip
    parts = tuple(_part(rule, rubric.inputs, found) for rule in one.parts)
    low = _ZERO if one.zero_if else sum((part.low for part in parts), _ZERO)
    return IndicatorScore(
        rubric.id,
        case.report.id,
        one.id,
        full_mark,
        _state(one, parts),
        low,
        sum((part.high for part in parts), _ZERO),
        parts,
        declared,
        declared_by,
        one.zero_if or "",
    )


def _state(one: IndicatorEntry, parts: Sequence[PartScore]) -> ScoreState:
    settled = [part for part in parts if part.state == "scored"]
    if len(settled) == len(parts) and not one.zero_if:
        return "scored"
    known = settled or [part for part in parts if part.inputs]
    return "partly" if known else "undecided"


def _part(rule: Rule, inputs: dict[str, Input], found: dict[str, Measured | None]) -> PartScore:
    asked = inputs_of(rule)
    measured = [(inputs[key], found[key]) for key in asked]
    low, high = points_of(rule, [one.span if one else UNKNOWN for _, one in measured])
    missing = tuple(f"缺{wanted.missing or wanted.label}" for wanted, one in measured if one is None)
    return PartScore(
        rule.label,
        rule.kind,
        rule.most,
        _part_state(rule, missing, settled=low == high),
        low,
        high,
        "；".join(_words(wanted, one) for wanted, one in measured if one is not None),
        missing,
        tuple(operand for _, one in measured if one is not None for operand in one.operands),
    )


def _part_state(rule: Rule, missing: Sequence[str], *, settled: bool) -> PartState:
    if isinstance(rule, Judgement):
        return "judgement"
    if settled and not missing:
        return "scored"
    return "missing" if missing else "bounded"


def _words(wanted: Input, one: Measured) -> str:
    """政府采购执行率 89.47%."""
    if wanted.unit == "比率":
        figure = f"{round_half_up(one.value * 100, 2)}%"
    else:
        figure = f"{one.value.normalize():f} {wanted.unit}"
    return f"{wanted.label} {BOUND_SIGN[one.bound]}{figure}"
