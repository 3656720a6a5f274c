"""Places inside a group, as ranges where bounds or rounding leave the order open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.model.assessment import Band, ComparedValue, Metric

#: Fewer bodies with a comparable value than this are not ranked; their values simply stand.
FEWEST = 3
_COUNTED = ("没有数值可比，不排名", "只有一家可比，不排名", "只有两家可比，不排名")


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


def why_unranked(metric: Metric, band: Band) -> str | None:
    """Why nobody has a place in a group, as a short sentence; None where there are places."""
    able = [item for item in band.values if item.comparable and item.value.value is not None]
    if any(item.rank_low is not None for item in able) or not any(v.value.has_figure for v in band.values):
        return None
    bodies = len({item.value.body_code for item in able})
    if bodies < FEWEST:
        return f"同组{_COUNTED[bodies]}"
    return "这个指标不分高低，不排名" if metric.direction == "none" else None


def place_words(item: ComparedValue) -> str:
    """第 2 位, 第 1–3 位; empty for a value without a place."""
    if item.rank_low is None:
        return ""
    last = f"–{item.rank_high}" if item.rank_high not in (None, item.rank_low) else ""
    return f"第 {item.rank_low}{last} 位"
