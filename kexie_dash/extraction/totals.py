"""Attributes that only the whole report decides: which figures sum up others, and unnamed stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kexie_dash.model.observation import Observation

_PARTS = {"基本支出", "项目支出"}
_DEPTH = {"level_1": 1, "level_2": 2, "level_3": 3}
_SUMMED = ("initial", "adjusted", "executed", "income")


def settle(observations: Sequence[Observation]) -> list[Observation]:
    """The observations in order, with is_total and stages that need the other statements."""
    ordered = sorted(observations, key=lambda o: (o.evidence.start, o.evidence.end))
    ordered = _stages(ordered)
    ordered = _score_totals(ordered)
    return [
        _budget_total(o, ordered) if o.family == "budget" else _activity_total(o, ordered) for o in ordered
    ]


def _stages(observations: list[Observation]) -> list[Observation]:
    """Money without a stage word that repeats the initial budget of its subject is that budget."""
    initial = {(o.subject, o.value) for o in observations if o.stage == "initial"}
    return [
        replace(o, stage="initial", confidence=0.8)
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


def _budget_total(o: Observation, observations: list[Observation]) -> Observation:
    """The department's whole at a stage, where the report states its parts too."""
    parts = {p.subject for p in observations if p.family == "budget"} >= _PARTS
    if o.subject != "部门整体" or o.stage not in _SUMMED or not parts or not o.rule.startswith("prose"):
        return o
    same = (p.value for p in observations if (p.subject, p.stage) == (o.subject, o.stage))
    return replace(o, is_total=True) if o.value == max(v for v in same if v is not None) else o


def _activity_total(o: Observation, observations: list[Observation]) -> Observation:
    """All the system's activities of a category sum up the single ones the report names."""
    if o.family != "activity" or not o.is_total:
        return o
    smaller = [p for p in observations if p.family == "activity" and p.category == o.category and p is not o]
    has_part = any(p.value is not None and o.value is not None and p.value < o.value for p in smaller)
    return o if has_part else replace(o, is_total=False)
