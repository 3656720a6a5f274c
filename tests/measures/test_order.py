"""Another denominator: who changes places, who falls out, and when that cannot be told."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from kexie_dash.measures.comparability import compare
from kexie_dash.measures.order import GroupOrder, order_change
from kexie_dash.model.assessment import MeasureValue
from tests.measures.test_comparability import METRICS, made

RATE, OTHER = METRICS["execution_rate"], METRICS["declared_execution_rate"]


def changed(first: dict[int, Any], second: dict[int, Any]) -> GroupOrder:
    """first, second: figures by number of the body; a pair is figure and bound."""
    bands = [
        compare(
            metric,
            [
                made(n, *(said[:1] if isinstance(said, tuple) else (said,)), metric=metric.id,
                     **({"bound": said[1]} if isinstance(said, tuple) else {}))
                for n, said in figures.items()
            ],
        )
        for metric, figures in ((RATE, first), (OTHER, second))
    ]  # fmt: skip
    (group,) = order_change(RATE, bands[0], OTHER, bands[1])
    return group


def codes(values: Any) -> list[int]:
    return [int((one if isinstance(one, MeasureValue) else one.value).body_code) for one in values]


def test_the_same_order_is_said_to_be_the_same() -> None:
    group = changed({1: "0.9", 2: "0.8", 3: "0.7"}, {1: "0.95", 2: "0.9", 3: "0.5"})
    assert (group.verdict, group.swaps, group.lost, group.gained) == ("same", (), (), ())


def test_whoever_changes_places_is_named_as_a_pair() -> None:
    group = changed({1: "0.9", 2: "0.8", 3: "0.7"}, {1: "0.6", 2: "0.8", 3: "0.7"})
    assert group.verdict == "changed"
    assert sorted((codes([s.ahead])[0], codes([s.behind])[0]) for s in group.swaps) == [(1, 2), (1, 3)]


def test_without_a_value_on_the_other_denominator_a_body_falls_out() -> None:
    group = changed({1: "0.9", 2: "0.8", 3: "0.7"}, {1: "0.9", 2: None, 3: "0.5", 4: "0.4"})
    assert group.verdict == "same"
    assert codes(group.lost) == [2]
    assert codes(group.gained) == [4]
    becomes = {int(one.value.body_code): other and other.value.value for one, other in group.pairs}
    assert becomes[2] is None


def test_inside_rounding_or_bounds_the_order_stays_open() -> None:
    rounded = changed({1: "0.9", 2: "0.8"}, {1: "0.9001", 2: "0.9003"})
    assert (rounded.verdict, rounded.undecided) == ("open", 1)
    bounded = changed({1: "0.9", 2: "0.8"}, {1: "0.7", 2: ("0.6", "at_least")})
    assert (bounded.verdict, bounded.undecided) == ("open", 1)
    sure = changed({1: "0.9", 2: "0.8"}, {1: "0.7", 2: ("0.75", "at_least")})
    assert sure.verdict == "changed"


def test_one_body_has_no_order() -> None:
    assert changed({1: "0.9"}, {1: "0.7"}).verdict == "alone"
    assert changed({1: "0.9", 2: "0.8"}, {1: "0.7", 2: None}).verdict == "alone"


@pytest.mark.parametrize("seed", range(5))
def test_a_naive_count_of_pairs_agrees(seed: int) -> None:
    """Exact figures far apart: a pair turns round exactly if the signs of its differences differ."""
    first = {n: f"0.{(n * 37 + seed * 11) % 89 + 10}" for n in range(1, 7)}
    second = {n: f"0.{(n * 53 + seed * 29) % 89 + 10}" for n in range(1, 7)}
    assert len(set(first.values())) == len(set(second.values())) == 6
    turned = {
        frozenset(pair)
        for pair in combinations(first, 2)
        if (float(first[pair[0]]) < float(first[pair[1]]))
        != (float(second[pair[0]]) < float(second[pair[1]]))
    }
    group = changed(first, second)
    found = {frozenset((codes([s.ahead])[0], codes([s.behind])[0])) for s in group.swaps}
    assert found == turned
    assert group.verdict == ("changed" if turned else "same")


def test_groups_are_held_against_their_own_kind_alone() -> None:
    years = [made(1, "0.9"), made(2, "0.8"), made(3, "0.7", year=2021), made(4, "0.6", year=2021)]
    turned = [made(1, "0.9"), made(2, "0.8"), made(3, "0.1", year=2021), made(4, "0.6", year=2021)]
    found = order_change(RATE, compare(RATE, years), OTHER, compare(OTHER, turned))
    assert [(g.group, g.verdict) for g in found] == [
        ("2021-department-city", "changed"),
        ("2020-department-city", "same"),
    ]
