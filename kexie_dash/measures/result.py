"""What a calculation yields before it is stamped with metric, report and body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.model.assessment import Operand, OperandRole, Status
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import Bound, round_half_up

#: Ratios are kept unrounded to this many decimal places; the store's columns hold as many.
DIGITS = 10


@dataclass(frozen=True, slots=True)
class Result:
    """Fields as in MeasureValue; by: breakdown pairs in any order.

    ends: lowest and highest of a value where they do not follow from the bound.
    """

    status: Status
    value: Decimal | None = None
    bound: Bound = "exact"
    text: str | None = None
    basis: str | None = None
    declared: Decimal | None = None
    declared_label: str | None = None
    by: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()
    operands: tuple[Operand, ...] = ()
    ends: tuple[Decimal | None, Decimal | None] | None = None

    @property
    def has_value(self) -> bool:
        return self.status in ("stated", "derived") and self.value is not None


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """numerator ÷ denominator to DIGITS places, half up; the denominator is not zero."""
    # A zero must not carry its places: it would print as 0E-10.
    return round_half_up(numerator / denominator, DIGITS) or Decimal(0)


def operand(role: OperandRole, observation: Observation) -> Operand:
    """The statement as an input of a value, under the report's own words."""
    label, subject = observation.label, observation.subject
    named = label if subject in label or label in subject else f"{subject}：{label}"
    return Operand(role, named, observation.value, observation.unit, observation.bound, observation.id)


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts without empty ones and repetitions, in their order."""
    return tuple(dict.fromkeys(text for text in texts if text))
