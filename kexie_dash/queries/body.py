"""One report of one body: its money, scores, activities and audience, each beside its peers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.observation import Family, Observation
from kexie_dash.model.report import Report
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.queries.panels import is_stated
from kexie_dash.store.database import Database, View

#: Families whose statements a portrait lists one by one.
LISTED: tuple[Family, ...] = ("activity", "audience", "output", "target", "satisfaction", "staffing")


@dataclass(frozen=True, slots=True)
class Portrait:
    """values: all of the report by metric. scores, statements: as read, in the order of the text."""

    report: Report
    values: Mapping[str, tuple[MeasureValue, ...]]
    scores: tuple[Observation, ...]
    statements: Mapping[Family, tuple[Observation, ...]]
    observations: int
    leftovers: int

    def of(self, metric_id: str) -> tuple[MeasureValue, ...]:
        return self.values.get(metric_id, ())

    def stated(self, metric_id: str) -> tuple[MeasureValue, ...]:
        return tuple(value for value in self.of(metric_id) if is_stated(value))


def portrait(database: Database | View, report_id: str) -> Portrait | None:
    """None if the build has no such readable report."""
    view = database.view()
    report = next((s.report for s in view.reports() if s.report.id == report_id and s.in_use), None)
    if report is None:
        return None
    values: dict[str, list[MeasureValue]] = {}
    for value in view.values(report=report_id):
        values.setdefault(value.metric, []).append(value)
    observations = view.observations(report=report_id)
    families: dict[Family, list[Observation]] = {}
    for observation in observations:
        families.setdefault(observation.family, []).append(observation)
    return Portrait(
        report,
        {metric: tuple(found) for metric, found in values.items()},
        tuple(families.get("score", ())),
        {family: tuple(families.get(family, ())) for family in LISTED},
        len(observations),
        len(view.leftovers(report_id)),
    )


def own_comparison(database: Database | View, report: Report, metric_id: str) -> Comparison:
    """The report's own values of the metric alone."""
    compared = comparison(database, metric_id, (report.year,), (report.body_code,))
    own = (
        replace(band, values=tuple(one for one in band.values if one.value.report == report.id))
        for band in compared.bands
    )
    return replace(compared, bands=tuple(band for band in own if band.values))


def peer_comparison(database: Database | View, report: Report, metric_id: str) -> Comparison:
    """The bands of the metric in which the report states a value: itself and those it may stand beside."""
    compared = comparison(database, metric_id)
    bands = tuple(
        band
        for band in compared.bands
        if any(one.value.report == report.id and is_stated(one.value) for one in band.values)
    )
    return replace(compared, bands=bands)
