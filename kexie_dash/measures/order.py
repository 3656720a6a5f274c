"""Whether bodies stand in another order inside their group when the denominator is another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from kexie_dash.definitions.metrics import recipe_of
from kexie_dash.measures.ranking import Span
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue, Metric

#: same: every pair that has an order keeps it. open: bounds or rounding leave the order of a pair undecided.
Verdict = Literal["same", "changed", "open", "alone"]
#: What one value is of: report, project and breakdown.
Key = tuple[str, str | None, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Swap:
    """Two values whose order turns round: before, `ahead` lay surely above `behind`, now surely below."""

    ahead: MeasureValue
    behind: MeasureValue


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """One group under both denominators. verdict: of the values that may be compared under both.

    pairs: each value with what it becomes, None where there is nothing of the kind.
    lost, gained: comparable only under the first, only under the second.
    """

    group: str
    label: str
    verdict: Verdict
    pairs: tuple[tuple[ComparedValue, ComparedValue | None], ...]
    swaps: tuple[Swap, ...]
    undecided: int
    lost: tuple[ComparedValue, ...]
    gained: tuple[ComparedValue, ...]


def order_change(
    metric: Metric, bands: Sequence[Band], variant: Metric, others: Sequence[Band]
) -> tuple[GroupOrder, ...]:
    """Group by group, in the order of `bands`; groups that only the variant has are left out."""
    rounding = recipe_of(metric.id).rounding, recipe_of(variant.id).rounding
    by_group = {band.group: band for band in others}
    return tuple(_group(band, by_group.get(band.group), rounding) for band in bands)


def _group(band: Band, other: Band | None, rounding: tuple[Decimal, Decimal]) -> GroupOrder:
    first = {_key(item.value): item for item in band.values}
    second = {_key(item.value): item for item in (other.values if other else ())}
    both = [key for key in first if _able(first, key) and _able(second, key)]
    swaps: list[Swap] = []
    undecided = 0
    for one, two in combinations(both, 2):
        before = _above(first[one].value, first[two].value, rounding[0])
        after = _above(second[one].value, second[two].value, rounding[1])
        if before and after and before != after:
            pair = (one, two) if before > 0 else (two, one)
            swaps.append(Swap(first[pair[0]].value, first[pair[1]].value))
        elif before != after:
            undecided += 1
    return GroupOrder(
        band.group,
        band.label,
        _verdict(len(both), swaps, undecided),
        tuple((item, second.get(key)) for key, item in first.items()),
        tuple(swaps),
        undecided,
        tuple(first[key] for key in first if _able(first, key) and not _able(second, key)),
        tuple(second[key] for key in second if _able(second, key) and not _able(first, key)),
    )


def _verdict(both: int, swaps: Sequence[Swap], undecided: int) -> Verdict:
    if both < 2:
        return "alone"
    if swaps:
        return "changed"
    return "open" if undecided else "same"


def _key(value: MeasureValue) -> Key:
    return value.report, value.project, value.by


def _able(items: Mapping[Key, ComparedValue], key: Key) -> bool:
    item = items.get(key)
    return item is not None and item.comparable and item.value.value is not None


def _above(one: MeasureValue, two: MeasureValue, rounding: Decimal) -> int:
    """1: surely above, -1: surely below, 0: the bounds or the rounding leave it open."""
    first, second = Span(one.low, one.high), Span(two.low, two.high)
    return first.surely_above(second, rounding) - second.surely_above(first, rounding)
