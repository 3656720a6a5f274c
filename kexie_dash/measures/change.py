"""How far a value lies from that of an earlier year, and what the bounds leave open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.quantity import interval

Way = Literal["up", "down", "same", "open"]


@dataclass(frozen=True, slots=True)
class Change:
    """The later value less the earlier one.

    size: of the figures as they stand. low, high: what their bounds allow, None where open.
    share: size over the earlier figure, None unless both are exact and the earlier one is above zero.
    """

    size: Decimal
    low: Decimal | None
    high: Decimal | None
    share: Decimal | None

    @property
    def exact(self) -> bool:
        return self.low == self.high and self.low is not None

    @property
    def way(self) -> Way:
        """open: the bounds allow a rise as well as a fall."""
        if self.exact and self.size == 0:
            return "same"
        if self.low is not None and self.low > 0:
            return "up"
        return "down" if self.high is not None and self.high < 0 else "open"


def change(before: MeasureValue, after: MeasureValue) -> Change | None:
    """None where one of them has no number. Of a range the upper end is compared, its value."""
    if before.value is None or after.value is None:
        return None
    low_before, high_before = interval(before.value, before.bound)
    low_after, high_after = interval(after.value, after.bound)
    size = after.value - before.value
    exact = before.bound == after.bound == "exact"
    return Change(
        size,
        _less(low_after, high_before),
        _less(high_after, low_before),
        size / before.value if exact and before.value > 0 else None,
    )


def _less(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left - right
