"""The median of a group, with its bound and its count, and the distance of a value from it."""

from __future__ import annotations

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_dash.measures.comparability import compare
from kexie_dash.measures.median import Median, distance, group_median
from kexie_dash.model.assessment import Band
from tests.measures.test_comparability import METRICS, made

HELD = METRICS["activities"]
OWN = (("coverage", "own"),)


def band(*figures: str | None, bounds: dict[int, str] | None = None) -> Band:
    values = [
        made(n, figure, metric="activities", basis="total", by=OWN, bound=(bounds or {}).get(n, "exact"))
        for n, figure in enumerate(figures, 1)
    ]
    (one,) = compare(HELD, values)
    return one


def test_middle_of_three_and_of_four() -> None:
    assert group_median(band("10", "30", "20")) == Median(Decimal(20), "exact", 3)
    assert group_median(band("10", "30", "20", "25")) == Median(Decimal("22.5"), "exact", 4)


def test_fewer_than_three_comparable_values_have_no_middle() -> None:
    assert group_median(band("10", "30")) is None
    assert group_median(band("10", "30", None)) is None
    three = [made(1, f, metric="activities", basis="total", by=(*OWN, ("activity", f))) for f in "123"]
    (one_body,) = compare(HELD, three)
    assert group_median(one_body) is None


def test_not_comparable_and_pending_do_not_count() -> None:
    values = [made(n, "0.9") for n in (1, 2, 3)] + [made(4, "0.1", status="pending_review")]
    (group,) = compare(METRICS["execution_rate"], values)
    assert group_median(group) == Median(Decimal("0.9"), "exact", 3)
    assert [c.rank_low for c in group.values] == [1, 1, 1, None]


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [({1: "at_least"}, "at_least"), ({2: "at_least"}, "at_least"), ({3: "at_least"}, "exact"),
     ({2: "at_most"}, "at_most"), ({2: "about"}, "about"), ({1: "at_most"}, "exact"),
     ({3: "about"}, "at_most")],
)  # fmt: skip
def test_a_bound_reaches_the_middle_only_where_it_can_move_it(bounds: dict[int, str], bound: str) -> None:
    median = group_median(band("10", "20", "30", bounds=bounds))
    assert median is not None
    assert (median.value, median.bound) == (Decimal(20), bound)


@given(st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=3, max_size=9))
def test_exact_figures_as_the_standard_library_has_it(figures: list[Decimal]) -> None:
    median = group_median(band(*map(str, figures)))
    assert median is not None
    assert (median.value, median.bound) == (statistics.median(figures), "exact")


def test_distance_keeps_its_bound_and_says_when_the_side_is_open() -> None:
    group = band("50", "20", "30", "10", "5", bounds={1: "at_least", 5: "at_least"})
    median = group_median(group)
    assert median is not None
    by_code = {int(item.value.body_code): distance(item, median) for item in group.values}
    assert median.value == 20
    # The fifth is "at least 5": it may lie above everybody, so the middle may lie higher.
    assert median.bound == "at_least"
    assert by_code[3] is not None
    assert (by_code[3].size, by_code[3].bound, by_code[3].decided) == (Decimal(10), "about", False)
    exact = group_median(band("50", "20", "10", bounds={1: "at_least"}))
    assert exact is not None
    first, *_ = band("50", "20", "10", bounds={1: "at_least"}).values
    found = distance(first, exact)
    assert found is not None
    assert (found.size, found.bound, found.decided) == (Decimal(30), "at_least", True)
