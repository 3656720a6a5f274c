"""On which side a value lies, again by plain reading of its bound."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kexie_dash.measures.pair import pair_quotient
from kexie_dash.measures.position import position, references
from kexie_dash.measures.spread import outside
from kexie_dash.model.assessment import Threshold
from kexie_dash.model.quantity import Bound
from tests.charts.samples import band, metric, value

FIGURES = ("0.89", "0.9", "0.91")
BOUNDS: tuple[Bound, ...] = ("exact", "about", "at_least", "nearly", "at_most")


def possible(figure: str, bound: Bound) -> set[Fraction]:
    """Some of the values a printed figure may stand for, by its words."""
    there = Fraction(figure)
    steps = [Fraction(n, 100) for n in range(1, 30)]
    below, above = {there - step for step in steps}, {there + step for step in steps}
    return {
        "exact": {there},
        "about": {there} | below | above,
        "at_least": {there} | above,
        "nearly": {there} | below,
        "at_most": {there} | below,
    }[bound]


@pytest.mark.parametrize(("figure", "bound"), list(itertools.product(FIGURES, BOUNDS)))
@pytest.mark.parametrize("side", ["at_least", "at_most"])
def test_sides_and_verdicts_hold_for_every_value_the_words_allow(
    figure: str, bound: Bound, side: Any
) -> None:
    line = Threshold(Decimal("0.9"), side, "线", "细则")
    of = metric(thresholds=(line,))
    group = band("g", value("甲甲", figure, bound=bound))
    found = position(of, group.values[0], references(of, group)[0], group)
    assert found is not None
    given = possible(figure, bound)
    mark = Fraction(9, 10)
    if found.side == "above":
        assert all(one > mark for one in given)
    if found.side == "below":
        assert all(one < mark for one in given)
    if found.side == "open":
        assert len({(one > mark) - (one < mark) for one in given}) > 1
    kept = {one >= mark if side == "at_least" else one <= mark for one in given}
    assert found.good is (kept.pop() if len(kept) == 1 else None)


def test_a_figure_under_review_and_one_not_comparable_have_no_place_against_the_median() -> None:
    values = [value(n * 2, f) for n, f in zip("甲乙丙", ("0.7", "0.8", "0.9"), strict=True)]
    pending = value("丁丁", "0.6", status="pending_review")
    group = band("g", *values, value("戊戊", "0.5"), pending, reasons={"戊戊": ("口径",), "丁丁": ("待核",)})
    (median,) = references(metric(), group)
    assert median.value == Decimal("0.8")
    sides = [position(metric(), item, median, group) for item in group.values]
    assert [one.side if one else None for one in sides] == ["below", "equal", "above", None, None]


@pytest.mark.parametrize("count", [3, 4, 5, 12, 31, 60])
def test_outliers_again_by_fractions(count: int) -> None:
    figures = [Fraction((n * 37) % 23 + (400 if n == 1 else 0), 7) for n in range(count)]
    ordered = sorted(figures)
    half = count // 2

    def middle(part: list[Fraction]) -> Fraction:
        return (part[(len(part) - 1) // 2] + part[len(part) // 2]) / 2

    first, third = middle(ordered[:half] or ordered), middle(ordered[-half:] or ordered)
    reach = (third - first) * 3 / 2
    expected = [count >= 4 and not first - reach <= one <= third + reach for one in figures]
    assert outside([Decimal(one.numerator) / Decimal(one.denominator) for one in figures]) == expected


def test_a_quotient_takes_its_bound_from_both_and_nothing_stands_over_zero() -> None:
    some, none = value("甲甲", "300", bound="at_least"), value("甲甲", "0")
    assert pair_quotient(some, value("甲甲", "20")) == (Decimal(15), "at_least")
    assert pair_quotient(value("甲甲", "300"), some) == (Decimal(1), "at_most")
    assert pair_quotient(some, none) is None
    assert pair_quotient(value("甲甲", None), some) is None
