"""Score rate and points lost by common dimension, from the items of the report's own rubric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from kexie_dash.definitions.dimensions import UNASSIGNED, Place, load_dimensions, place_of
from kexie_dash.definitions.recipes import ScoreByDimension
from kexie_dash.measures.case import Case, subject_key
from kexie_dash.measures.precision import most_exact
from kexie_dash.measures.result import Result, operand, quotient, unique
from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Observation, ScoreLevel

#: Levels of indicators, the coarsest first; a total and a step inside an indicator are none.
_LEVELS: tuple[ScoreLevel, ...] = tuple(level for level in get_args(ScoreLevel) if level.startswith("level_"))
_NO_FULL_MARKS = "报告没有印出各项的分值（满分）"
_NOT_APART = "自评没有单列这个维度，或没有印出它的分值"


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of the rubric with score and full mark."""

    name: str
    score: Observation
    full_mark: Decimal
    place: Place

    @property
    def value(self) -> Decimal:
        return self.score.value or Decimal(0)


def by_dimension(case: Case, calculation: ScoreByDimension) -> list[Result]:
    """One value a common dimension in their order, then what belongs to none, if there is such an item."""
    level, items = _level_used(case, calculation)
    names = [dimension.label for dimension in load_dimensions()]
    results = []
    for name in (*names, UNASSIGNED):
        here = [item for item in items if item.place.dimension == name]
        if here:
            results.append(_result(name, level, here, calculation))
        elif name != UNASSIGNED:
            reason = _NOT_APART if items else _NO_FULL_MARKS
            results.append(Result("not_stated", by=(("dimension", name),), caveats=(reason,)))
    return results


def _level_used(case: Case, calculation: ScoreByDimension) -> tuple[str, list[_Item]]:
    """The level whose assigned items have the largest full marks together; of equals the coarsest.

    Items of one level do not overlap; those of two would be counted twice.
    """
    by_level = [(level, _items(case, level, calculation.without)) for level in _LEVELS]
    return max(by_level, key=lambda pair: (_assigned(pair[1]), -_LEVELS.index(pair[0])))


def _assigned(items: Iterable[_Item]) -> tuple[Decimal, Decimal]:
    items = list(items)
    known = (item.full_mark for item in items if item.place.dimension != UNASSIGNED)
    return sum(known, Decimal(0)), sum((item.full_mark for item in items), Decimal(0))


def _items(case: Case, level: ScoreLevel, without: Sequence[str]) -> list[_Item]:
    said: dict[str, list[Observation]] = {}
    for o in case.family("score"):
        if o.level == level and o.value is not None and not any(word in o.label for word in without):
            said.setdefault(_name(case, o).replace("的", ""), []).append(o)
    items = []
    for of_it in said.values():
        marked = [o for o in of_it if o.full_mark]
        if marked:
            # Where a part of an item bears its name too, the item is the one with the larger full mark.
            full_mark = max(o.full_mark or Decimal(0) for o in marked)
            whole = [o for o in of_it if o.full_mark in (None, full_mark)]
            chosen = most_exact(whole)
            name = _name(case, chosen)
            items.append(_Item(name, chosen, full_mark, place_of(name)))
    return items


def _name(case: Case, o: Observation) -> str:
    return subject_key(o.label if case.is_whole(o.subject) else o.subject)


def _result(name: str, level: str, items: Sequence[_Item], calculation: ScoreByDimension) -> Result:
    scored = sum((item.value for item in items), Decimal(0))
    full = sum((item.full_mark for item in items), Decimal(0))
    value = quotient(scored, full) if calculation.gives == "rate" else full - scored or Decimal(0)
    named = "、".join(item.name for item in items)
    left = f"对照表里没有这些名称：{named}" if name == UNASSIGNED else ""
    exact = all(item.score.bound == "exact" for item in items)
    return Result(
        "stated" if len(items) == 1 else "derived",
        value,
        "exact" if exact else "about",
        basis=level,
        by=(("dimension", name),),
        caveats=unique([left, *(item.place.note for item in items)]),
        operands=_operands(items, scored, full),
    )


def _operands(items: Sequence[_Item], scored: Decimal, full: Decimal) -> tuple[Operand, ...]:
    if len(items) == 1:
        item = items[0]
        mark = Operand("denominator", f"{item.name}：分值", full, "分", "exact", item.score.id)
        return operand("numerator", item.score), mark
    return (
        Operand("numerator", "得分（所列相加）", scored, "分"),
        Operand("denominator", "分值（所列相加）", full, "分"),
        *(operand("term", item.score) for item in items),
    )
