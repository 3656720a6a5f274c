"""On which side of a line or of its group's median a value lies; what bounds leave open stays open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.measures.median import Median, comparable, group_median
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue, Metric, Threshold
from kexie_dash.model.quantity import Bound

Side = Literal["above", "below", "equal", "open"]
#: Groups of fewer values have no outer quarters.
_QUARTERED = 5
#: A value this far from a line, as a part of the line, lies far from it.
FAR = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a value is held against: a declared line, or the median of its group."""

    value: Decimal
    bound: Bound
    line: Threshold | None
    median: Median | None


@dataclass(frozen=True, slots=True)
class Position:
    """good: whether the value lies on the wanted side; None where that is open, or no side is wanted.

    size: value less reference. far: in an outer quarter of its group, or a tenth of the line away from it.
    """

    side: Side
    good: bool | None
    far: bool
    size: Decimal
    bound: Bound


def references(metric: Metric, band: Band) -> tuple[Reference, ...]:
    """The declared lines in their order, then the median where the group has one."""
    lines = [Reference(line.value, "exact", line, None) for line in metric.thresholds]
    median = group_median(band) if band.group else None
    return (*lines, *([Reference(median.value, median.bound, None, median)] if median else []))


def position(metric: Metric, item: ComparedValue, reference: Reference, band: Band) -> Position | None:
    """None for a value without a number, and against a median also for one that is not comparable."""
    value = item.value
    if value.value is None or not value.has_figure or value.status == "pending_review":
        return None
    if reference.median is not None and not item.comparable:
        return None
    size = value.value - reference.value
    side = _side(value, reference)
    bound = _bound(value, reference, side)
    return Position(
        side, _good(metric, value, reference, side), _far(item, reference, band, size), size, bound
    )


def ends(value: MeasureValue) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest; an exact figure is itself, however many digits were printed."""
    is_range = value.low is not None and value.high == value.value and value.low != value.value
    return (value.low, value.high) if value.bound != "exact" or is_range else (value.value, value.value)


def _side(value: MeasureValue, reference: Reference) -> Side:
    low, high = ends(value)
    if reference.bound != "exact":
        return "open"
    if low == high == reference.value:
        return "equal"
    if low is not None and low > reference.value:
        return "above"
    return "below" if high is not None and high < reference.value else "open"


def _good(metric: Metric, value: MeasureValue, reference: Reference, side: Side) -> bool | None:
    if reference.line is not None:
        low, high = ends(value)
        line = reference.value
        kept, missed = (low, high) if reference.line.side == "at_least" else (high, low)
        if kept is not None and (kept >= line if reference.line.side == "at_least" else kept <= line):
            return True
        if missed is not None and (missed < line if reference.line.side == "at_least" else missed > line):
            return False
        return None
    if metric.direction == "none" or side not in ("above", "below"):
        return None
    return (side == "above") is (metric.direction == "higher")


def _far(item: ComparedValue, reference: Reference, band: Band, size: Decimal) -> bool:
    if reference.line is not None:
        return bool(reference.value) and abs(size) >= FAR * abs(reference.value)
    others = [one.value.value for one in comparable(band) if one.value.value is not None and one is not item]
    if len(others) + 1 < _QUARTERED or item.value.value is None:
        return False
    below = sum(other < item.value.value for other in others)
    above = sum(other > item.value.value for other in others)
    return 2 * abs(below - above) >= len(others)


def _bound(value: MeasureValue, reference: Reference, side: Side) -> Bound:
    if value.bound == reference.bound == "exact":
        return "exact"
    return "at_least" if side in ("above", "below") else "about"
