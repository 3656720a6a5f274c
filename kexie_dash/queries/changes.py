"""What changed since the build before? Reports, values with old and new and the reason, findings.

found = changes(view, before)      # before: Database.before()
found.values[0].old, .new, .reason
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.report import Report
from kexie_dash.queries.findings import OPEN_VERDICTS, FoundIn
from kexie_dash.store.database import Snapshot, View

#: In the order they are asked: the first that holds explains the change.
Reason = Literal["report", "definition", "reading", "dictionary", "reference", "calculation"]
_Place = tuple[object, ...]
_REPORT_OF_OBSERVATION = """
SELECT report, hash(list((id, value, bound, stage, level, coverage, category, channel, period) ORDER BY seq))
FROM kexie.observation GROUP BY report
"""


@dataclass(frozen=True, slots=True)
class ReportChange:
    """before, now: the report in use; both where another file, or a later version, took its place."""

    before: Report | None
    now: Report | None

    @property
    def report(self) -> Report:
        found = self.now or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class ValueChange:
    """old, new: None where the build has no such value. metric: of the build that has the value."""

    metric: Metric
    old: MeasureValue | None
    new: MeasureValue | None
    reason: Reason

    @property
    def value(self) -> MeasureValue:
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """values: of reports in both builds and metrics in both. found, gone: contradictions and questions."""

    before: Snapshot
    now: Snapshot
    reports: tuple[ReportChange, ...]
    metrics_added: tuple[Metric, ...]
    metrics_removed: tuple[Metric, ...]
    values: tuple[ValueChange, ...]
    found: tuple[FoundIn, ...]
    gone: tuple[FoundIn, ...]

    @property
    def nothing(self) -> bool:
        """True where no reader would see a difference."""
        return not (
            self.reports
            or self.metrics_added
            or self.metrics_removed
            or self.values
            or self.found
            or self.gone
        )


def changes(view: View, before: View) -> Changes:
    """Made once a pair of builds; both are only read."""
    return view.cached(("changes since", before.snapshot.build), lambda: _changes(_Side(before), _Side(view)))


class _Side:
    """One of the two builds. Reports in use are known by body, year, kind and project, not by their id."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.reports: dict[_Place, Report] = {
            _place(stored.report): stored.report for stored in view.reports() if stored.in_use
        }
        self.metrics = {metric.id: metric for metric in view.metrics()}

    @cached_property
    def values(self) -> dict[_Place, MeasureValue]:
        """By report, metric, project and breakdown."""
        by_id = {report.id: place for place, report in self.reports.items()}
        return {
            (*by_id[value.report], value.metric, value.project, value.by): value
            for value in self.view.values()
            if value.report in by_id
        }

    @cached_property
    def findings(self) -> dict[_Place, FoundIn]:
        """Open ones, by report, check and the sentences they cite."""
        found: dict[_Place, FoundIn] = {}
        for place, report in self.reports.items():
            for one in self.view.findings(report.id):
                if one.verdict in OPEN_VERDICTS:
                    quotes = tuple("".join(evidence.quote.split()) for evidence in one.evidence)
                    found[(*place, one.check, quotes, one.nth)] = FoundIn(one, report)
        return found

    @cached_property
    def readings(self) -> Mapping[str, object]:
        """A digest of what was read, by report id."""
        return dict(self.view.rows(_REPORT_OF_OBSERVATION))


def _place(report: Report) -> _Place:
    return report.body_code, report.year, report.kind, report.project


def _changes(before: _Side, now: _Side) -> Changes:
    found = [one for key, one in now.findings.items() if key not in before.findings]
    gone = [one for key, one in before.findings.items() if key not in now.findings]
    same = {place for place in now.reports if place in before.reports}
    return Changes(
        before.view.snapshot,
        now.view.snapshot,
        tuple(_reports(before, now)),
        tuple(one for key, one in now.metrics.items() if key not in before.metrics),
        tuple(one for key, one in before.metrics.items() if key not in now.metrics),
        tuple(_values(before, now)),
        tuple(sorted((one for one in found if _place(one.report) in same), key=_gravity)),
        tuple(sorted((one for one in gone if _place(one.report) in same), key=_gravity)),
    )


def _gravity(one: FoundIn) -> tuple[object, ...]:
    return one.finding.consequence


def _reports(before: _Side, now: _Side) -> Iterator[ReportChange]:
    for place in dict.fromkeys((*now.reports, *before.reports)):
        old, new = before.reports.get(place), now.reports.get(place)
        if old is None or new is None or old.sha256 != new.sha256:
            yield ReportChange(old, new)


def _values(before: _Side, now: _Side) -> Iterator[ValueChange]:
    for key in dict.fromkeys((*now.values, *before.values)):
        old, new = before.values.get(key), now.values.get(key)
        place, metric_id = key[:4], str(key[4])
        both = place in before.reports and place in now.reports
        if both and metric_id in before.metrics and metric_id in now.metrics and _told(old) != _told(new):
            metric = now.metrics[metric_id]
            yield ValueChange(metric, old, new, _reason(before, now, place, metric_id, old, new))


def _told(value: MeasureValue | None) -> tuple[object, ...]:
    """What a reader sees of a value; a value that is not there says as little as one not stated."""
    if value is None or not value.has_figure:
        return ("nothing",)
    low = value.low if value.low is not None and value.value is not None and value.low < value.value else None
    return value.status, value.value, low, value.bound, value.text, value.declared, value.basis


def _reason(
    before: _Side, now: _Side, place: _Place, metric: str, old: MeasureValue | None, new: MeasureValue | None
) -> Reason:
    first, last = before.reports[place], now.reports[place]
    if first.sha256 != last.sha256:
        return "report"
    if before.metrics[metric] != now.metrics[metric]:
        return "definition"
    if before.readings.get(first.id) != now.readings.get(last.id):
        return "reading"
    if before.view.snapshot.dictionary_version != now.view.snapshot.dictionary_version:
        return "dictionary"
    return "reference" if _references(old) != _references(new) else "calculation"


def _references(value: MeasureValue | None) -> set[tuple[object, ...]]:
    """Figures that come from no report."""
    return {(o.source, o.value) for o in value.operands if o.source} if value is not None else set()
