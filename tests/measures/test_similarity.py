"""Similar bodies: the parts of a distance, their weights, and what is left out where a figure is wanting."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from kexie_dash.measures.similarity import Neighbour, PartName, Profile, neighbours


def of(code: str, people: int | None, budget: int | None, level: str = "city") -> Profile:
    return Profile(
        code,
        code,
        level,
        people and Decimal(people),
        budget and Decimal(budget),
        2020,  # type: ignore[arg-type]
    )


OWN = of("a", 1_000_000, 10_000_000)
OTHERS = (
    of("b", 2_000_000, 10_000_000),
    of("c", 1_000_000, 40_000_000, "county"),
    of("d", None, 10_000_000),
    of("e", None, None),
)


def found(**weights: int) -> dict[str, Neighbour]:
    asked: dict[PartName, int] = {name: weights.get(name, 0) for name in ("population", "budget", "level")}  # type: ignore[misc]
    return {one.profile.body_code: one for one in neighbours(OWN, (*OTHERS, OWN), asked)}


def test_the_distance_is_the_weighed_mean_of_its_parts() -> None:
    by_code = found(population=1, budget=2, level=3)
    assert float(by_code["b"].distance or 0) == pytest.approx(math.log(2) / 6, abs=1e-4)
    assert float(by_code["c"].distance or 0) == pytest.approx((2 * math.log(4) + 3 * 1) / 6, abs=1e-4)
    assert [(p.name, p.weight, p.difference) for p in by_code["c"].parts] == [
        ("population", 1, Decimal(0)),
        ("budget", 2, Decimal("1.3863")),
        ("level", 3, Decimal(1)),
    ]


def test_a_wanting_figure_is_left_out_and_said() -> None:
    by_code = found(population=3, budget=1, level=1)
    assert by_code["d"].distance == 0
    assert by_code["d"].left_out == ("population",)
    assert by_code["e"].left_out == ("population", "budget")
    assert by_code["b"].left_out == ()


def test_the_nearest_stands_first_and_whoever_cannot_be_told_last() -> None:
    assert list(found(population=1)) == ["c", "b", "d", "e"]
    assert found(population=1)["d"].distance is None
    # Equally near: fewer parts left out, then the code.
    assert list(found(population=1, budget=1, level=1))[:2] == ["d", "e"]


def test_weights_decide_who_is_near() -> None:
    assert next(iter(found(population=3, level=0))) == "c"
    assert next(iter(found(population=1, level=3, budget=1))) != "c"
    assert all(one.distance is None for one in found().values())


def test_it_is_the_same_from_either_side_and_nobody_is_his_own_neighbour() -> None:
    weights: dict[PartName, int] = {"population": 2, "budget": 1, "level": 1}
    (there,) = neighbours(OWN, [OTHERS[1], OWN], weights)
    (back,) = neighbours(OTHERS[1], [OWN], weights)
    assert there.distance == back.distance


@pytest.mark.parametrize("weight", [-1, 4])
def test_weights_have_ends(weight: int) -> None:
    with pytest.raises(ValueError, match=str(weight)):
        neighbours(OWN, OTHERS, {"level": weight})
