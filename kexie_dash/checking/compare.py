"""Whether a printed figure is what follows from others: rounded, truncated and wrong are three things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.measures.precision import resolution
from kexie_dash.model.finding import Verdict
from kexie_dash.model.observation import Observation

#: loose: explained only by the rounding of operands without decimals (153万元), which often are exact.
Agreement = Literal["equal", "rounded", "truncated", "loose", "wrong"]
#: Money printed to the cent is what it is; so are counted things.
_CENT = Decimal("0.01")
_ROUND_WORDS = "万亿千百%"


@dataclass(frozen=True, slots=True)
class Range:
    """What a figure may be, given the digits printed; value: as printed.

    fine: the half width that is left when operands printed without decimals are taken as exact.
    """

    low: Decimal
    high: Decimal
    value: Decimal
    fine: Decimal

    @classmethod
    def of(cls, value: Decimal, half: Decimal = Decimal(0), fine: Decimal | None = None) -> Range:
        return cls(value - half, value + half, value, half if fine is None else fine)

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
        return self.agreement not in ("wrong", "loose")

    @property
    def note(self) -> str:
        """How it fits, in Chinese, for the end of a sentence; empty where there is nothing to say."""
        return {"truncated": "（报告为截尾取数，未四舍五入）"}.get(self.agreement, "")

    def verdict(self, *, firm: bool = True) -> Verdict:
        """What a check makes of it; firm: it cannot be anything but a contradiction if it is wrong."""
        if self.fits:
            return "holds"
        return "contradicts" if firm and self.agreement == "wrong" else "undecided"


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
    half = half_step(o)
    return Range.of(o.value or Decimal(0), half, half if "." in o.value_text else Decimal(0))


def total(parts: Iterable[Observation]) -> Range:
    """The sum of figures, each within its last digit."""
    return summed(around(part) for part in parts)


def summed(ranges: Iterable[Range]) -> Range:
    """The sum of ranges; nothing is zero."""
    found = Range.of(Decimal(0))
    for one in ranges:
        found = Range(
            found.low + one.low, found.high + one.high, found.value + one.value, found.fine + one.fine
        )
    return found


def quotient(over: Range, under: Range) -> Range | None:
    """over ÷ under of non-negative figures; None where the denominator may be zero."""
    if under.low <= 0:
        return None
    value = over.value / under.value
    fine = (over.value + over.fine) / (under.value - under.fine) - value
    return Range(over.low / under.high, over.high / under.low, value, fine)


def scaled(one: Range, factor: Decimal) -> Range:
    return Range(one.low * factor, one.high * factor, one.value * factor, one.fine * factor)


def less(one: Range, other: Range) -> Range:
    return Range(one.low - other.high, one.high - other.low, one.value - other.value, one.fine + other.fine)


def compare(declared: Decimal, half: Decimal, expected: Range, *, cut: bool = True) -> Comparison:
    """declared (± half) against what was worked out; cut: digits may have been cut off instead of rounded."""
    return Comparison(expected.value, half + expected.spread, _agreement(declared, half, expected, cut=cut))


def _agreement(declared: Decimal, half: Decimal, expected: Range, *, cut: bool) -> Agreement:
    if declared == expected.value:
        return "equal"
    low, high = expected.value - expected.fine, expected.value + expected.fine
    if declared - half <= high and low <= declared + half:
        return "rounded"
    if cut and half and declared <= high and low < declared + 2 * half:
        return "truncated"
    if declared - half <= expected.high and expected.low <= declared + half:
        return "loose"
    return "wrong"


def compare_with(o: Observation, expected: Range, *, cut: bool = True) -> Comparison:
    """A statement against what was worked out."""
    return compare(o.value or Decimal(0), half_step(o), expected, cut=cut)


def printed_step(text: str) -> Decimal:
    """The step of the last digit of a bare printed number: 4.98 → 0.01."""
    digits = text.partition(".")[2]
    return Decimal(1).scaleb(-len(digits))
