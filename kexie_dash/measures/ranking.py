"""Places inside a group, as ranges where bounds or rounding leave the order open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: Fewer comparable values than this are not ranked; they simply stand.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Span:
    """The values a figure may have; None where it is open."""

    low: Decimal | None
    high: Decimal | None

    def surely_above(self, other: Span, rounding: Decimal) -> bool:
        """True if every value of this lies above every value of the other by more than the rounding."""
        return self.low is not None and other.high is not None and self.low - other.high > rounding


def places(spans: Sequence[Span], rounding: Decimal, *, higher_first: bool) -> list[tuple[int, int] | None]:
    """Best and worst place each figure may have; None for all where fewer than FEWEST are given."""
    if len(spans) < FEWEST:
        return [None] * len(spans)
    result: list[tuple[int, int] | None] = []
    for span in spans:
        above = sum(other.surely_above(span, rounding) for other in spans if other is not span)
        below = sum(span.surely_above(other, rounding) for other in spans if other is not span)
        ahead, behind = (above, below) if higher_first else (below, above)
        result.append((1 + ahead, len(spans) - behind))
    return result
