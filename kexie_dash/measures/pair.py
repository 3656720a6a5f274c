"""The quotient of two values of one report, with the bound that both leave it."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.quantity import Bound, bound_of_quotient


def pair_quotient(over: MeasureValue, under: MeasureValue) -> tuple[Decimal, Bound] | None:
    """None where either is missing or nothing stands below the line."""
    if over.value is None or not under.value:
        return None
    return over.value / under.value, bound_of_quotient(over.bound, under.bound)
