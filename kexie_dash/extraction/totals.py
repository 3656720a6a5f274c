"""Attributes that only the whole report decides: which figures sum up others, and unnamed stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kexie_dash.model.observation import Observation

_WHOLE = "部门整体"
_PARTS = {"基本支出", "项目支出"}
_DEPTH = {"level_1": 1, "level_2": 2, "level_3": 3}
_SUMMED = ("initial", "adjusted", "executed", "income")


def settle(observations: Sequence[Observation]) -> list[Observation]:
    """The observations in order, with is_total and stages that need the other statements."""
    ordered = sorted(observations, key=lambda o: (o.evidence.start, o.evidence.end))
    ordered = _stages(ordered)
    ordered = _score_totals(ordered)
    return _activity_totals(_budget_totals(ordered))


def _stages(observations: list[Observation]) -> list[Observation]:
    """Money without a stage word that repeats the initial budget of its subject is that budget."""
    initial = {(o.subject, o.value) for o in observations if o.stage == "initial"}
    return [
        replace(o, stage="initial", confidence=min(o.confidence, 0.8))
        if o.stage == "other" and (o.subject, o.value) in initial
        else o
        for o in observations
    ]


def _score_totals(observations: list[Observation]) -> list[Observation]:
    """The total where items are given; in prose an indicator whose next score lies one level below it."""
    scores = [o for o in observations if o.family == "score"]
    items = any(o.level in _DEPTH for o in scores)
    total: set[int] = {id(o) for o in scores if o.level == "total" and items and o.value is not None}
    prose = [o for o in scores if o.rule.startswith("prose") and o.level in _DEPTH]
    for upper, lower in pairwise(prose):
        if _DEPTH[str(lower.level)] == _DEPTH[str(upper.level)] + 1 and upper.full_mark is not None:
            total.add(id(upper))
    return [replace(o, is_total=id(o) in total) if o.family == "score" else o for o in observations]


def _budget_totals(observations: list[Observation]) -> list[Observation]:
    """In prose the department's whole at a stage is a total where the report states its parts too."""
    budgets = [o for o in observations if o.family == "budget" and o.value is not None]
    if not {o.subject for o in budgets} >= _PARTS:
        return observations
    largest = {stage: max(_values(budgets, stage), default=None) for stage in _SUMMED}
    return [
        replace(o, is_total=True) if _is_whole(o) and o.value == largest[str(o.stage)] else o
        for o in observations
    ]


def _is_whole(o: Observation) -> bool:
    return o.family == "budget" and o.subject == _WHOLE and o.stage in _SUMMED and o.rule.startswith("prose")


def _values(budgets: Sequence[Observation], stage: str) -> Iterator[Decimal]:
    return (o.value for o in budgets if o.subject == _WHOLE and o.stage == stage and o.value is not None)


def _activity_totals(observations: list[Observation]) -> list[Observation]:
    """All the system's activities of a category sum up the single ones the report names."""
    least: dict[str | None, Decimal] = {}
    for o in observations:
        if o.family == "activity" and o.value is not None:
            least[o.category] = min(o.value, least.get(o.category, o.value))
    return [
        replace(o, is_total=False)
        if o.family == "activity" and o.is_total and o.value == least.get(o.category)
        else o
        for o in observations
    ]
