"""Which bodies are alike: a distance of visible parts, weighed as the reader chooses.

A part of size is the difference of natural logarithms: a body twice as large is 0.69 away, whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.model.quantity import round_half_up
from kexie_dash.model.report import Level

PartName = Literal["population", "budget", "level"]
PARTS: tuple[PartName, ...] = ("population", "budget", "level")
#: Weights run from 0 (left out) to this.
HEAVIEST = 3
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """What two bodies are compared by; None where it is not known. budget: in 元, of budget_year."""

    body_code: str
    body: str
    level: Level
    population: Decimal | None = None
    budget: Decimal | None = None
    budget_year: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a distance. difference: None where one of the two bodies lacks the figure."""

    name: PartName
    weight: int
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """distance: mean of the parts that could be told, weighed; None where none could."""

    profile: Profile
    distance: Decimal | None
    parts: tuple[Part, ...]

    @property
    def left_out(self) -> tuple[PartName, ...]:
        """Parts that weigh something and could not be told."""
        return tuple(part.name for part in self.parts if part.weight and part.difference is None)


def neighbours(
    own: Profile, others: Iterable[Profile], weights: dict[PartName, int]
) -> tuple[Neighbour, ...]:
    """All others, the nearest first; a part that is left out counts neither for nor against.

    Of equally near ones that with fewer parts left out stands first, then by code. ValueError for a weight
    outside 0 … HEAVIEST.
    """
    if any(not 0 <= weights.get(name, 0) <= HEAVIEST for name in PARTS):
        raise ValueError(weights)
    found = [_neighbour(own, other, weights) for other in others if other.body_code != own.body_code]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.distance is None,
                one.distance or Decimal(0),
                len(one.left_out),
                one.profile.body_code,
            ),
        )
    )


def _neighbour(own: Profile, other: Profile, weights: dict[PartName, int]) -> Neighbour:
    parts = (
        Part("population", weights.get("population", 0), _apart(own.population, other.population)),
        Part("budget", weights.get("budget", 0), _apart(own.budget, other.budget)),
        Part("level", weights.get("level", 0), Decimal(own.level != other.level)),
    )
    told = [(part.weight, part.difference) for part in parts if part.weight and part.difference is not None]
    total = sum(weight for weight, _ in told)
    if not total:
        return Neighbour(other, None, parts)
    mean = sum((weight * size for weight, size in told), Decimal(0)) / total
    return Neighbour(other, round_half_up(mean, _DIGITS), parts)


def _apart(one: Decimal | None, two: Decimal | None) -> Decimal | None:
    if not one or not two or one < 0 or two < 0:
        return None
    return round_half_up(abs((one / two).ln()), _DIGITS)
