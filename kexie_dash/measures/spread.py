"""Which values of a group lie far out: beyond one and a half times the distance of the quartiles."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_REACH = Decimal("1.5")


def fences(values: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    """The ends of what lies within; None for fewer than four values. Quartiles are medians of the halves."""
    if len(values) < 4:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    first, third = _median(ordered[:half]), _median(ordered[-half:])
    reach = _REACH * (third - first)
    return first - reach, third + reach


def outside(values: Sequence[Decimal]) -> list[bool]:
    """For each value whether it lies beyond the fences."""
    ends = fences(values)
    return [ends is not None and not ends[0] <= value <= ends[1] for value in values]


def _median(ordered: Sequence[Decimal]) -> Decimal:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
