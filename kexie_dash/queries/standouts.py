"""What stands out, and why? Found by rules, only among values that may stand beside each other.

Every sentence made of one is about one report, or about the reports of one group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.measures.median import Median, comparable, group_median
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue, Metric, Threshold
from kexie_dash.queries.catalogue import HEADLINE, catalogue
from kexie_dash.queries.panels import is_stated
from kexie_dash.queries.portrait_metrics import bands_of, line_verdicts
from kexie_dash.store.database import Database, View

Kind = Literal["gap", "over", "unmet", "short", "spread"]
ReasonKind = Literal[
    "same_as", "fits_none", "received", "frozen", "projects", "share_met", "executed", "budget"
]

By = tuple[tuple[str, str], ...]
RATE, GAP, UNMET = "execution_rate", "execution_gap", "targets_unmet"
#: A declared rate that differs by less is within what different roundings explain.
_NOTABLE_GAP = Decimal("0.01")
#: Two rates printed with two decimals that differ by less are the same one.
_SAME = Decimal("0.0005")
#: So many of a kind are told; the others stand on the page of the comparison.
_MOST_OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Why:
    """A value of the same report that goes with what stands out; nothing more is claimed of it."""

    kind: ReasonKind
    metric: Metric | None = None
    value: MeasureValue | None = None


@dataclass(frozen=True, slots=True)
class Standout:
    """values: those the sentence is about, in the order it names them.

    gap: the value on one ruler and the difference to what was declared. over: a rate above one.
    unmet: how many targets were missed. short: those of one group below the lowest line, the lowest first.
    spread: first and last of one group, with its median where it has one.
    count: bodies of the group that may be compared. why: of the first value's report.
    """

    kind: Kind
    metric: Metric
    values: tuple[MeasureValue, ...]
    group_label: str = ""
    count: int = 0
    why: tuple[Why, ...] = ()
    line: Threshold | None = None
    median: Median | None = None


def standouts(database: Database | View, years: Collection[int] = (), own: str = "") -> tuple[Standout, ...]:
    """The gravest first, a few of each kind; what names the own body before all else. No years: all."""
    found = [one for one in _everything(database.view()) if not years or one.values[0].year in years]
    found.sort(key=lambda one: all(value.body_code != own for value in one.values))
    told: Counter[Kind] = Counter()
    shown = []
    for one in found:
        told[one.kind] += 1
        if told[one.kind] <= _MOST_OF_A_KIND:
            shown.append(one)
    return tuple(shown)


def standouts_of(database: Database | View, report: str) -> tuple[Standout, ...]:
    """All that stands out of one report, or of a group in which it is named."""
    found = _everything(database.view())
    return tuple(one for one in found if any(value.report == report for value in one.values))


def _everything(view: View) -> tuple[Standout, ...]:
    """Made once a build."""
    return view.cached("standouts", lambda: tuple(_all(view)))


def _all(view: View) -> Iterator[Standout]:
    # All values are needed: once whole is cheaper than report by report.
    view.values()
    known = {metric.id for metric in catalogue(view).metrics}
    if {RATE, GAP} <= known:
        gaps = _gaps(view)
        yield from gaps
        yield from _over(view)
    if UNMET in known:
        yield from _unmet(view)
    if RATE in known:
        explained = {one.values[0].report for one in gaps} if GAP in known else set()
        yield from _short(view, explained)
    for metric_id in HEADLINE:
        if metric_id in known:
            yield from _spreads(view, metric_id)


def _values(view: View, metric_id: str) -> Iterator[tuple[Band, ComparedValue]]:
    for band in bands_of(view, metric_id):
        for item in band.values:
            if _is_sure(item.value) and item.value.value is not None:
                yield band, item


def _metric(view: View, metric_id: str) -> Metric:
    found = view.metric(metric_id)
    assert found is not None
    return found


def _gaps(view: View) -> list[Standout]:
    rates = {item.value.report: item.value for _, item in _values(view, RATE)}
    gaps = [(band, item) for band, item in _values(view, GAP) if _size(item.value) >= _NOTABLE_GAP]
    gaps.sort(key=lambda pair: -_size(pair[1].value))
    return [
        Standout(
            "gap", _metric(view, GAP), (rates[report], item.value), band.label,
            why=_why_declared(view, rates[report]),
        )
        for band, item in gaps
        if (report := item.value.report) in rates
    ]  # fmt: skip


def _why_declared(view: View, rate: MeasureValue) -> tuple[Why, ...]:
    """The denominator with which the declared rate comes out, if it is another one of the dictionary's."""
    for name in _metric(view, RATE).variants:
        metric, value = view.metric(name), _of(view, name, rate.report)
        if metric and value and _near(value.value, rate.declared):
            return (Why("same_as", metric, value), *_why_low(view, rate))
    return (Why("fits_none"),)


def _near(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and abs(one - other) < _SAME


def _why_low(view: View, rate: MeasureValue) -> tuple[Why, ...]:
    """Money that never came, was frozen, or lay in projects that hardly moved."""
    kinds: tuple[tuple[ReasonKind, str], ...] = (
        ("received", "received_rate"), ("frozen", "frozen_share"), ("projects", "projects_under_90"),
    )  # fmt: skip
    found = []
    for kind, name in kinds:
        value = _of(view, name, rate.report)
        if value is not None and value.value and not (kind == "received" and value.value >= 1):
            found.append(Why(kind, view.metric(name), value))
    return tuple(found)


def _of(view: View, metric_id: str, report: str, by: By = ()) -> MeasureValue | None:
    """The report's sure value of a metric."""
    return _sure_values(view).get((report, metric_id, by))


def _sure_values(view: View) -> dict[tuple[str, str, By], MeasureValue]:
    def make() -> dict[tuple[str, str, By], MeasureValue]:
        sure = (v for v in reversed(view.values()) if v.value is not None and _is_sure(v))
        return {(v.report, v.metric, v.by): v for v in sure}

    return view.cached("sure values", make)


def _over(view: View) -> list[Standout]:
    over = [(b, i) for b, i in _values(view, RATE) if i.value.value is not None and i.value.value > 1]
    return [
        Standout("over", _metric(view, RATE), (item.value,), band.label, why=_amounts(view, item.value))
        for band, item in over
    ]


def _amounts(view: View, rate: MeasureValue) -> tuple[Why, ...]:
    """What was spent and what was to be spent, by the basis of the rate."""
    metric = view.metric("budget_by_stage")
    stages: tuple[tuple[ReasonKind, str], ...] = (("executed", "executed"), ("budget", rate.basis or ""))
    found = ((kind, _of(view, "budget_by_stage", rate.report, (("stage", stage),))) for kind, stage in stages)
    return tuple(Why(kind, metric, value) for kind, value in found if value is not None)


def _unmet(view: View) -> list[Standout]:
    missed = [(b, i) for b, i in _values(view, UNMET) if i.value.value]
    missed.sort(key=lambda pair: -_size(pair[1].value))
    made = []
    for band, item in missed:
        share = _of(view, "target_completion_all", item.value.report)
        why = (Why("share_met", view.metric("target_completion_all"), share),) if share else ()
        made.append(Standout("unmet", _metric(view, UNMET), (item.value,), band.label, why=why))
    return made


def _short(view: View, explained: set[str]) -> Iterator[Standout]:
    """Group by group, those that surely lie below the lowest line; explained: reports that need no reason."""
    metric = _metric(view, RATE)
    line = min((t for t in metric.thresholds if t.side == "at_least"), key=lambda t: t.value, default=None)
    for band in bands_of(view, RATE) if line else ():
        able = comparable(band)
        below = [
            item.value
            for item in able
            if any(v.line == line and v.reached == "missed" for v in line_verdicts(metric, item.value))
        ]
        if below:
            below.sort(key=lambda value: (value.value, value.body_code))
            bodies = len({item.value.body_code for item in able})
            why = () if below[0].report in explained else _why_low(view, below[0])
            yield Standout("short", metric, tuple(below), band.label, bodies, why, line)


def _spreads(view: View, metric_id: str) -> Iterable[Standout]:
    """First and last of each group in which at least two exact values may stand beside each other."""
    for band in bands_of(view, metric_id):
        able = [one for one in band.values if one.comparable and _is_exact(one)]
        bodies = len({one.value.body_code for one in able})
        if bodies > 1 and _far_apart(able[0].value, able[-1].value):
            ends = able[0].value, able[-1].value
            median = group_median(band)
            yield Standout("spread", _metric(view, metric_id), ends, band.label, bodies, median=median)


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
