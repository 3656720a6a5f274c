"""Figures as they stand in a sentence: the bound in words, the unit behind, never a sign alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import POINTS, RATE, Scale, scale_for
from kexie_dash.definitions.phrases import measure_of
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue, Metric
from kexie_dash.model.labels import LEVEL_LABEL, by_label
from kexie_dash.model.quantity import Bound, round_half_up
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import ZERO_NOTE, is_reported_zero
from kexie_dash.queries.panels import By

BOUND_WORD = shared.BOUND_WORD
#: More names than this are counted.
MOST_NAMES = 3


def said(value: MeasureValue, metric: Metric) -> str:
    """71.7%, 至少430场次, 约664场次, 2万至至少9万人次, 0（报告写明）; the word for what is missing."""
    if value.value is None:
        return value.text if value.text and value.has_figure else STATUS_LABEL[value.status]
    scale = scale_for(metric.unit, [value.value])
    zero = shared.IN_BRACKETS.format(said=ZERO_NOTE) if is_reported_zero(value, metric.unit) else ""
    low = value.low
    span = (
        wording.FROM.format(number=scale.number(low))
        if low is not None and low < value.value and _is_range(value)
        else ""
    )
    return f"{span}{BOUND_WORD[value.bound]}{scale.with_unit(value.value)}{zero}"


def _is_range(value: MeasureValue) -> bool:
    """A range has its upper end as its value; what rounding leaves open on both sides is none."""
    return value.value is not None and (value.high is None or value.high <= value.value)


def figure(value: Decimal, bound: Bound, metric: Metric) -> str:
    """A figure that belongs to no one body, such as a median."""
    return BOUND_WORD[bound] + scale_for(metric.unit, [value]).with_unit(value)


def apart(metric: Metric, first: MeasureValue, second: MeasureValue) -> tuple[Decimal, bool] | None:
    """What the first surely exceeds the second by, and whether it may be more; None where that is open.

    Two exact figures differ by their difference. Where a bound is in play, only what it leaves for certain
    counts.
    """
    assert first.value is not None
    assert second.value is not None
    if first.bound == second.bound == "exact":
        return first.value - second.value, False
    if first.low is None or second.high is None or first.low <= second.high:
        return None
    return first.low - second.high, True


def size_of(metric: Metric, difference: Decimal, first: MeasureValue) -> Decimal:
    """The difference as phrases.yaml measures it."""
    if measure_of(metric.unit) != "relative":
        return difference
    whole = first.value if first.bound == "exact" else first.low
    return difference / abs(whole) if whole else Decimal(0)


def difference_words(metric: Metric, difference: Decimal, shown: Decimal, more: bool) -> str:
    """相差29.9个百分点, 相差约1.5个百分点 where the printed figures differ by another amount."""
    if metric.unit in (RATE, POINTS):
        scale = Scale(wording.POINTS, Decimal(100), 1)
    else:
        scale = scale_for(metric.unit, [difference])
    hedge = (
        wording.AT_LEAST
        if more
        else ("" if scale.number(shown) == scale.number(difference) else wording.ABOUT)
    )
    return wording.DIFFERENCE.format(hedge=hedge, size=scale.with_unit(abs(difference)))


def as_printed(metric: Metric, value: Decimal) -> Decimal:
    """The figure rounded as it is shown where it is a rate, else as it is."""
    return round_half_up(value, 3) if metric.unit in (RATE, POINTS) else value


def group_words(value: MeasureValue, by: By = ()) -> str:
    """2020年市级部门整体; the breakdown where it is not said elsewhere."""
    told = wording.QUOTED.format(said="·".join(by_label(*pair) for pair in by)) if by else ""
    return wording.GROUP.format(
        year=value.year, level=LEVEL_LABEL[value.level], kind=KIND_LABEL[value.kind], breakdown=told
    )


def listed(names: Sequence[str]) -> str:
    """甲、乙、丙等12家."""
    once = list(dict.fromkeys(names))
    more = wording.AND_BODIES.format(count=len(once)) if len(once) > MOST_NAMES else ""
    return shared.BETWEEN_NAMES.join(once[:MOST_NAMES]) + more
