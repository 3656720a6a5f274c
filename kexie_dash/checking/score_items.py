"""The scores of a report as items: what is an indicator's score, what a step of one, what a deduction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from kexie_dash.checking.case import Case, name_key
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.observation import Observation

DEPTH = {"total": 0, "level_1": 1, "level_2": 2, "level_3": 3, "item": 4}
_QUARTER = re.compile(r"^第?[一二三四]季度")
#: More combinations than this of scores said differently are not tried.
_MOST = 64


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator: the statement that carries its full mark, and every score stated for it nearby."""

    first: Observation
    scores: tuple[Observation, ...]

    @property
    def name(self) -> str:
        return self.first.subject

    @property
    def full(self) -> Decimal | None:
        return self.first.full_mark


def is_deduction(o: Observation) -> bool:
    return o.label.startswith("扣")


def scores(case: Case) -> list[Observation]:
    """Scores and full marks, without deductions and grades."""
    return [
        o
        for o in case.family("score")
        if not is_deduction(o) and (o.value is not None or o.full_mark is not None)
    ]


def totals(case: Case) -> list[Observation]:
    return [o for o in scores(case) if o.level == "total" and o.value is not None]


def item_key(o: Observation) -> str:
    """Under which name a score is compared: the indicator's, without quarter and the word 得分."""
    return _QUARTER.sub("", name_key(o.subject)).removesuffix("得分")


def items_under(observations: Iterable[Observation]) -> list[Item]:
    """Scores of one list as items, in order; a score without full mark joins the item of its name."""
    order: list[str] = []
    found: dict[str, list[Observation]] = {}
    for o in observations:
        key = item_key(o)
        if key not in found:
            order.append(key)
        found.setdefault(key, []).append(o)
    made = []
    for key in order:
        said = found[key]
        first = next((o for o in said if o.full_mark is not None), said[0])
        made.append(Item(first, tuple(o for o in said if o.value is not None)))
    return made


def sums(items: Sequence[Item]) -> set[Decimal]:
    """Every sum the items allow where a score is stated with several values."""
    choices = [sorted({o.value for o in item.scores if o.value is not None}) for item in items]
    count = 1
    for choice in choices:
        count *= len(choice)
    if not count or count > _MOST:
        choices = [choice[:1] for choice in choices]
    return {sum(values, Decimal(0)) for values in product(*choices)} if all(choices) else set()


def full_sum(items: Sequence[Item]) -> Decimal | None:
    """Sum of the full marks; None if one is not stated."""
    marks = [item.full for item in items]
    return sum((mark for mark in marks if mark is not None), Decimal(0)) if None not in marks else None


def named_parts(case: Case) -> list[tuple[int, str, tuple[str, ...]]]:
    """Structures the text names (体系分为甲、乙): where, of what, which parts."""
    found = []
    for match in pattern("structure").finditer(case.flat.chars):
        parts = tuple(part for part in re.split("[、和与及]", match["parts"]) if part)
        if len(parts) > 1:
            found.append((match.start(), match["whole"] or "", parts))
    return found
