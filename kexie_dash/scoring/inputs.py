"""The quantity a rule asks for: from the metric dictionary or from the report's own statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.definitions.metrics import recipe_of
from kexie_dash.definitions.rules import CountsSource, CountWords, Input, MetricSource, RateSource
from kexie_dash.measures.case import Case
from kexie_dash.measures.compute import results
from kexie_dash.measures.precision import most_exact
from kexie_dash.measures.result import operand, quotient
from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import PERIOD_YEAR, Observation
from kexie_dash.model.quantity import Bound, bound_of_quotient, bound_of_sum, interval
from kexie_dash.scoring.points import Span


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its bound and the statements it was made of."""

    value: Decimal
    bound: Bound
    operands: tuple[Operand, ...]

    @property
    def span(self) -> Span:
        low, high = interval(self.value, self.bound)
        return Span(max(low or Decimal(0), Decimal(0)), high)


def measure(case: Case, wanted: Input) -> Measured | None:
    """From the first source that has it; None if the report does not state it."""
    for source in wanted.sources:
        found = _FROM[type(source)](case, source)
        if found is not None:
            return found
    return None


def _metric(case: Case, source: MetricSource) -> Measured | None:
    for result in results(case, recipe_of(source.metric), case.report):
        asked = dict(result.by) == source.by and source.basis in (None, result.basis)
        if asked and result.has_value and result.value is not None:
            own = tuple(o for o in result.operands if o.role != "declared")
            return Measured(result.value, result.bound, own)
    return None


def _rate(case: Case, source: RateSource) -> Measured | None:
    said = [o for o in case.observations if _is_asked(case, o, source)]
    if not said:
        return None
    chosen = most_exact(said)
    assert chosen.value is not None
    return Measured(chosen.value, chosen.bound, (operand("value", chosen),))


def _is_asked(case: Case, o: Observation, source: RateSource) -> bool:
    return (
        o.family == source.family
        and o.value is not None
        and o.unit == "比率"
        and o.coverage == "own"
        and o.period == source.period
        and _has(o.label, source.words, source.without)
        and (not source.any_of or any(word in o.label for word in source.any_of))
        and (not source.of_whole or o.subject in source.subjects or case.is_whole_of_rate(o.subject, o.label))
    )


def _counts(case: Case, source: CountsSource) -> Measured | None:
    over = _count(case, source, source.numerator)
    under = [_count(case, source, words) for words in source.denominators]
    known = [o for o in under if o is not None]
    if over is None or over.value is None or len(known) < len(under):
        return None
    if not under:
        return Measured(over.value, over.bound, (operand("value", over),))
    total = sum((o.value for o in known if o.value is not None), Decimal(0))
    if total <= 0:
        return None
    return Measured(
        quotient(over.value, total),
        bound_of_quotient(over.bound, bound_of_sum(o.bound for o in known)),
        (operand("numerator", over), *(operand("denominator", o) for o in known)),
    )


def _count(case: Case, source: CountsSource, wanted: CountWords) -> Observation | None:
    said: Sequence[Observation] = [
        o
        for o in case.observations
        if o.family == source.family
        and o.value is not None
        and o.coverage == "own"
        and (o.period == PERIOD_YEAR or o.family == "staffing")
        and _has(o.label, wanted.words, wanted.without)
    ]
    return most_exact(said) if said else None


def _has(label: str, words: Sequence[str], without: Sequence[str]) -> bool:
    return all(word in label for word in words) and not any(word in label for word in without)


_FROM: dict[type, Callable[[Case, object], Measured | None]] = {
    MetricSource: _metric,  # type: ignore[dict-item]
    RateSource: _rate,  # type: ignore[dict-item]
    CountsSource: _counts,  # type: ignore[dict-item]
}
