"""Numbers as reports print them: a value in base units together with its bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Bound = Literal["exact", "about", "at_least", "nearly", "at_most"]

#: How a bound stands before a number on the screen: "≥2,100".
BOUND_SIGN: dict[Bound, str] = {"exact": "", "about": "≈", "at_least": "≥", "nearly": "≈", "at_most": "≤"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed number.

    value: base units (money in 元, ratios as fractions, people and times as counts), exact decimal.
    unit: 元, 比率, 分, 人, 人次, 场次, 项 …
    text: the characters as printed, white space removed, with bound words and unit.
    """

    value: Decimal
    unit: str
    text: str
    bound: Bound = "exact"


def interval(value: Decimal, bound: Bound) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest value the bound allows; None where it is open."""
    if bound == "exact":
        return value, value
    if bound == "at_least":
        return value, None
    if bound in ("at_most", "nearly"):
        return None, value
    return None, None


def bound_of_sum(parts: Iterable[Bound]) -> Bound:
    """Bound of a sum of non-negative parts: one open side stays open, 近/约 or opposite sides give about."""
    kinds = set(parts) - {"exact"}
    if not kinds:
        return "exact"
    if len(kinds) == 1 and kinds <= {"at_least", "at_most"}:
        return kinds.pop()
    return "about"


def bound_of_quotient(numerator: Bound, denominator: Bound) -> Bound:
    """Bound of numerator ÷ denominator, both positive.

    An open denominator turns the direction round; two open bounds in one direction, or 近/约 in either
    part, leave nothing but *about*.
    """
    if numerator == denominator == "exact":
        return "exact"
    if denominator == "exact" and numerator in ("at_least", "at_most"):
        return numerator
    if numerator == "exact" and denominator == "at_least":
        return "at_most"
    if numerator == "exact" and denominator == "at_most":
        return "at_least"
    if (numerator, denominator) == ("at_least", "at_most"):
        return "at_least"
    if (numerator, denominator) == ("at_most", "at_least"):
        return "at_most"
    return "about"


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Round the decimal value half up, as the reports do (98.625 → 98.63)."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
