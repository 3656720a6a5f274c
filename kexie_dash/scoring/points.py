"""Points a rule gives for a quantity between two limits; an unknown quantity is anything from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kexie_dash.definitions.rules import Band, Bands, Judgement, MeanTimes, Minus, Rule, Times
from kexie_dash.measures.result import quotient

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Span:
    """Lowest and highest of a quantity or of points, both included; high None: open."""

    low: Decimal
    high: Decimal | None


#: A quantity nothing is known of. Rates and counts are not negative.
UNKNOWN = Span(_ZERO, None)


def points_of(rule: Rule, spans: Sequence[Span]) -> tuple[Decimal, Decimal]:
    """Lowest and highest points of the rule for its inputs, in their order."""
    match rule:
        case Bands():
            return _banded(rule, spans[0])
        case Times():
            return _times(rule, spans[0])
        case MeanTimes():
            return _mean(rule, spans)
        case Minus():
            return _minus(rule, spans[0])
        case Judgement():
            return _ZERO, rule.points


def _banded(rule: Bands, span: Span) -> tuple[Decimal, Decimal]:
    earned = [band.points for band in rule.bands if _meets(band, span)]
    return min(earned), max(earned)


def _meets(band: Band, span: Span) -> bool:
    """True if some quantity of the span falls into the band."""
    if span.high is not None:
        if band.at_least is not None and span.high < band.at_least:
            return False
        if band.above is not None and span.high <= band.above:
            return False
    if band.at_most is not None and span.low > band.at_most:
        return False
    return not (band.below is not None and span.low >= band.below)


def _times(rule: Times, span: Span) -> tuple[Decimal, Decimal]:
    limit = rule.zero_above
    if limit is not None and span.low > limit:
        return _ZERO, _ZERO
    low = _share(rule, span.low)
    if limit is not None and (span.high is None or span.high > limit):
        # Some of the possible quantities earn nothing, the best of the others stands at the limit.
        return _ZERO, _share(rule, limit)
    return low, rule.points if span.high is None else _share(rule, span.high)


def _share(rule: Times, quantity: Decimal) -> Decimal:
    return min(quotient(quantity * rule.points, rule.of), rule.points)


def _mean(rule: MeanTimes, spans: Sequence[Span]) -> tuple[Decimal, Decimal]:
    count = Decimal(len(spans))
    low = quotient(sum((span.low for span in spans), _ZERO) * rule.points, count)
    highs = [span.high for span in spans]
    known = [high for high in highs if high is not None]
    if len(known) < len(highs):
        return min(low, rule.points), rule.points
    return min(low, rule.points), min(quotient(sum(known, _ZERO) * rule.points, count), rule.points)


def _minus(rule: Minus, span: Span) -> tuple[Decimal, Decimal]:
    """The rule takes points for every step; whether a step begun counts is not said, so both are possible."""
    most = max(rule.points - rule.each * _steps(rule, span.low, ROUND_FLOOR), _ZERO)
    if span.high is None:
        return _ZERO, most
    return max(rule.points - rule.each * _steps(rule, span.high, ROUND_CEILING), _ZERO), most


def _steps(rule: Minus, quantity: Decimal, rounding: str) -> Decimal:
    over = max(quantity - rule.beyond, _ZERO)
    return (over / rule.step).to_integral_value(rounding)
