"""The middle of a group, and how far a value lies from it; bounds of the values stay with both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.measures.ranking import FEWEST
from kexie_dash.model.assessment import Band, ComparedValue
from kexie_dash.model.quantity import Bound


@dataclass(frozen=True, slots=True)
class Median:
    """count: of the comparable values it is the middle of."""

    value: Decimal
    bound: Bound
    count: int


@dataclass(frozen=True, slots=True)
class Distance:
    """A value less the median. decided: False where bounds leave open on which side it lies."""

    size: Decimal
    bound: Bound
    decided: bool


def group_median(band: Band) -> Median | None:
    """The median of the values that may be compared; None where fewer than FEWEST bodies have one."""
    able = comparable(band)
    if len({item.value.body_code for item in able}) < FEWEST:
        return None
    middle = _middle(sorted(item.value.value for item in able if item.value.value is not None))
    low = _middle_end([item.value.low for item in able], open_at=Decimal("-Infinity"))
    high = _middle_end([item.value.high for item in able], open_at=Decimal("Infinity"))
    return Median(middle, _bound(middle, low, high), len(able))


def medians(bands: Iterable[Band]) -> dict[str, Median]:
    """By group, where there is one."""
    found = ((band.group, group_median(band)) for band in bands)
    return {group: median for group, median in found if median is not None}


def distance(item: ComparedValue, median: Median) -> Distance | None:
    """None for a value that may not be compared in its group."""
    value = item.value
    if value.value is None or not item.comparable:
        return None
    size = value.value - median.value
    if value.bound == median.bound == "exact":
        return Distance(size, "exact", decided=True)
    if median.bound == "exact" and value.bound == "at_least" and size > 0:
        return Distance(size, "at_least", decided=True)
    if median.bound == "exact" and value.bound in ("at_most", "nearly") and size < 0:
        return Distance(size, "at_least", decided=True)
    return Distance(size, "about", decided=False)


def comparable(band: Band) -> list[ComparedValue]:
    """Those of a group with a figure and nothing that speaks against them."""
    return [item for item in band.values if item.comparable and item.value.value is not None]


def _middle(ordered: Sequence[Decimal]) -> Decimal:
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def _middle_end(ends: Sequence[Decimal | None], open_at: Decimal) -> Decimal:
    """The median if every value lay at this end of what its bound allows."""
    return _middle(sorted(open_at if end is None else end for end in ends))


def _bound(middle: Decimal, low: Decimal, high: Decimal) -> Bound:
    if low == middle == high:
        return "exact"
    if low == middle:
        return "at_least"
    return "at_most" if high == middle else "about"
