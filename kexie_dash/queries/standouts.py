"""What stands out? Found by rules, and only among values that may stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.model.assessment import ComparedValue, MeasureValue, Metric
from kexie_dash.queries.catalogue import HEADLINE, catalogue
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.panels import is_stated
from kexie_dash.store.database import Database, View

Kind = Literal["gap", "over", "spread"]

#: A declared rate that differs by less is within what different roundings explain.
_NOTABLE_GAP = Decimal("0.01")
#: So many of a kind are told; the others stand on the page of the comparison.
_MOST_OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Standout:
    """values: those the sentence is about, in the order it names them.

    gap: the value on one ruler and the difference to what was declared. over: a rate above one.
    spread: first and last of one group.
    """

    kind: Kind
    metric: Metric
    values: tuple[MeasureValue, ...]
    group_label: str = ""


def standouts(database: Database | View) -> tuple[Standout, ...]:
    """The gravest first."""
    view = database.view()
    known = {metric.id for metric in catalogue(view).metrics}
    found: list[Standout] = []
    if {"execution_rate", "execution_gap"} <= known:
        found += _gaps(view)
        found += _over(view)
    for metric_id in HEADLINE:
        if metric_id in known:
            found += _spreads(view, metric_id)
    return tuple(found)


def _gaps(view: View) -> list[Standout]:
    rates = {value.report: value for value in view.values(metric="execution_rate") if _is_sure(value)}
    compared = comparison(view, "execution_gap")
    gaps = [one for band in compared.bands for one in band.values if _size(one.value) >= _NOTABLE_GAP]
    gaps.sort(key=lambda one: -_size(one.value))
    return [
        Standout("gap", compared.metric, (rates[one.value.report], one.value), one.group_label)
        for one in gaps[:_MOST_OF_A_KIND]
        if one.value.report in rates
    ]


def _over(view: View) -> list[Standout]:
    compared = comparison(view, "execution_rate")
    over = [
        one
        for band in compared.bands
        for one in band.values
        if one.value.value is not None and one.value.value > 1 and _is_sure(one.value)
    ]
    return [
        Standout("over", compared.metric, (one.value,), one.group_label) for one in over[:_MOST_OF_A_KIND]
    ]


def _spreads(view: View, metric_id: str) -> Iterable[Standout]:
    """First and last of each group in which at least two exact values may stand beside each other."""
    compared = comparison(view, metric_id)
    for band in compared.bands:
        able = [one for one in band.values if one.comparable and _is_exact(one)]
        if len(able) > 1 and _far_apart(able[0].value, able[-1].value):
            yield Standout("spread", compared.metric, (able[0].value, able[-1].value), band.label)


def _is_exact(one: ComparedValue) -> bool:
    return one.value.value is not None and one.value.bound == "exact"


def _far_apart(first: MeasureValue, last: MeasureValue) -> bool:
    """A tenth of the larger: less is no news."""
    largest = max(_size(first), _size(last))
    return abs((first.value or Decimal(0)) - (last.value or Decimal(0))) * 10 >= largest


def _size(value: MeasureValue) -> Decimal:
    return abs(value.value) if value.value is not None and _is_sure(value) else Decimal(0)


def _is_sure(value: MeasureValue) -> bool:
    """A figure that awaits review stands out nowhere."""
    return is_stated(value) and value.status != "pending_review"
