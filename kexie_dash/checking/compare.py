"""Whether a printed figure is what follows from others: rounded, truncated and wrong are three things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.measures.precision import resolution
from kexie_dash.model.observation import Observation

Agreement = Literal["equal", "rounded", "truncated", "wrong"]
#: Money printed to the cent is what it is; so are counted things.
_CENT = Decimal("0.01")
_ROUND_WORDS = "万亿千百%"


@dataclass(frozen=True, slots=True)
class Range:
    """What a figure may be, given the digits printed; value: as printed."""

    low: Decimal
    high: Decimal
    value: Decimal

    @classmethod
    def of(cls, value: Decimal, half: Decimal = Decimal(0)) -> Range:
        return cls(value - half, value + half, value)

    @property
    def spread(self) -> Decimal:
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """A declared figure held against an expected one."""

    expected: Decimal
    tolerance: Decimal
    agreement: Agreement

    @property
    def fits(self) -> bool:
        return self.agreement != "wrong"

    @property
    def note(self) -> str:
        """How it fits, in Chinese, for the end of a sentence; empty where there is nothing to say."""
        return {"truncated": "（报告为截尾取数，未四舍五入）"}.get(self.agreement, "")


def half_step(o: Observation) -> Decimal:
    """Half a unit of the last digit printed; zero where nothing was rounded (cents, counts, points)."""
    if o.family == "score":
        return Decimal(0)
    step = resolution(o)
    if o.family in ("rate", "satisfaction") or o.unit == "比率":
        return step / 2
    if o.family == "budget" or o.unit == "元":
        return Decimal(0) if step <= _CENT else step / 2
    return step / 2 if any(word in o.value_text for word in _ROUND_WORDS) else Decimal(0)


def around(o: Observation) -> Range:
    """The figure with the uncertainty of its last digit."""
    return Range.of(o.value or Decimal(0), half_step(o))


def total(parts: Iterable[Observation]) -> Range:
    """The sum of figures, each within its last digit."""
    summed = Range.of(Decimal(0))
    for part in parts:
        one = around(part)
        summed = Range(summed.low + one.low, summed.high + one.high, summed.value + one.value)
    return summed


def quotient(over: Range, under: Range) -> Range | None:
    """over ÷ under of non-negative figures; None where the denominator may be zero."""
    if under.low <= 0:
        return None
    return Range(over.low / under.high, over.high / under.low, over.value / under.value)


def scaled(one: Range, factor: Decimal) -> Range:
    return Range(one.low * factor, one.high * factor, one.value * factor)


def less(one: Range, other: Range) -> Range:
    return Range(one.low - other.high, one.high - other.low, one.value - other.value)


def compare(declared: Decimal, half: Decimal, expected: Range, *, cut: bool = True) -> Comparison:
    """declared (± half) against what was worked out; cut: digits may have been cut off instead of rounded."""
    middle = expected.value
    tolerance = half + expected.spread
    if declared == middle:
        return Comparison(middle, tolerance, "equal")
    if declared - half <= expected.high and expected.low <= declared + half:
        return Comparison(middle, tolerance, "rounded")
    if cut and half and declared <= expected.high and expected.low < declared + 2 * half:
        return Comparison(middle, tolerance, "truncated")
    return Comparison(middle, tolerance, "wrong")


def compare_with(o: Observation, expected: Range, *, cut: bool = True) -> Comparison:
    """A statement against what was worked out."""
    return compare(o.value or Decimal(0), half_step(o), expected, cut=cut)


def printed_step(text: str) -> Decimal:
    """The step of the last digit of a bare printed number: 4.98 → 0.01."""
    digits = text.partition(".")[2]
    return Decimal(1).scaleb(-len(digits))
