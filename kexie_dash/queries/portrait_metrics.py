"""Every value of one report beside its peers: their range and median, thresholds, findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.measures.median import Median, comparable, group_median
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue, Metric, Threshold
from kexie_dash.model.finding import Finding
from kexie_dash.model.report import Report
from kexie_dash.model.state import State, state_of
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.findings import OPEN_VERDICTS
from kexie_dash.queries.source_place import figure_place
from kexie_dash.store.database import Database, View

Reached = Literal["met", "missed", "open"]
_SURE = ("stated", "derived")


@dataclass(frozen=True, slots=True)
class PeerRange:
    """The other bodies of the group with a comparable value; lowest and highest are values of theirs.

    median: of the whole group, the own value included; None where fewer than three bodies have one.
    """

    lowest: MeasureValue
    highest: MeasureValue
    bodies: int
    median: Median | None


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """A threshold, and whether the value is on the wanted side; open where its bound does not tell."""

    line: Threshold
    reached: Reached


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One value of the report, also one that says that nothing is stated.

    peers: None where nobody else of the group has a comparable value. findings: open ones that cite one of
    the figures the value is made of, the gravest first.
    """

    metric: Metric
    item: ComparedValue
    peers: PeerRange | None
    lines: tuple[LineVerdict, ...]
    findings: tuple[Finding, ...]

    @property
    def value(self) -> MeasureValue:
        return self.item.value

    @property
    def state(self) -> State:
        return state_of(self.item, self.metric.unit)


def metric_rows(database: Database | View, report: Report) -> tuple[MetricRow, ...]:
    """In the order of the dictionary, a metric's values in the order of its bands."""
    view = database.view()
    return view.cached(("portrait rows", report.id), lambda: tuple(_rows(view, report)))


def _rows(view: View, report: Report) -> Iterable[MetricRow]:
    # The peers of every metric are asked for: all values at once, not metric by metric.
    view.values()
    cited = _cited_by(view, report)
    for metric in view.metrics():
        for band in bands_of(view, metric.id):
            for item in band.values:
                if item.value.report == report.id:
                    peers, lines = peer_range(band, report.body_code), line_verdicts(metric, item.value)
                    yield MetricRow(metric, item, peers, lines, _findings(item.value, cited))


def bands_of(view: View, metric_id: str) -> tuple[Band, ...]:
    """The metric over all bodies and years; made once a build."""
    return view.cached(("bands", metric_id), lambda: comparison(view, metric_id).bands)


def peer_range(band: Band, own: str) -> PeerRange | None:
    """Of the comparable values of everybody else in the band."""
    others = [item.value for item in comparable(band) if item.value.body_code != own]
    if not others:
        return None
    lowest, highest = min(others, key=_figure), max(others, key=_figure)
    return PeerRange(lowest, highest, len({v.body_code for v in others}), group_median(band))


def _figure(value: MeasureValue) -> Decimal:
    assert value.value is not None
    return value.value


def line_verdicts(metric: Metric, value: MeasureValue) -> tuple[LineVerdict, ...]:
    """Every line of the metric for a value that is sure; none for any other."""
    if value.value is None or value.status not in _SURE:
        return ()
    return tuple(LineVerdict(line, _reached(line, value, value.value)) for line in metric.thresholds)


def _reached(line: Threshold, value: MeasureValue, figure: Decimal) -> Reached:
    """What is printed without a bound is taken as printed: a rounded 95 % is not doubted."""
    exact = value.bound == "exact"
    low, high = (figure, figure) if exact else (value.low, value.high)
    surely_above, surely_below = low is not None and low >= line.value, high is not None and high < line.value
    if line.side == "at_most":
        surely_above, surely_below = (
            high is not None and high <= line.value,
            low is not None and low > line.value,
        )
    return "met" if surely_above else "missed" if surely_below else "open"


def _cited_by(view: View, report: Report) -> Mapping[str, Sequence[Finding]]:
    """Observation id → open findings in whose sentences its figure stands, the gravest first."""
    open_ones = [one for one in view.findings(report.id) if one.verdict in OPEN_VERDICTS]
    open_ones.sort(key=lambda one: one.consequence)
    found: dict[str, list[Finding]] = {}
    for observation in view.observations(report=report.id) if open_ones else ():
        start, end = figure_place(observation)
        cites = [one for one in open_ones if any(e.start <= start and end <= e.end for e in one.evidence)]
        if cites:
            found[observation.id] = cites
    return found


def _findings(value: MeasureValue, cited: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    by_id = {one.id: one for operand in value.operands for one in cited.get(operand.observation or "", ())}
    return tuple(sorted(by_id.values(), key=lambda one: one.consequence))
