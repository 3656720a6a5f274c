"""What does each report state? Reports by metrics, with the state of disclosure in each cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kexie_dash.model.assessment import MeasureValue, Metric, Status
from kexie_dash.model.report import Report
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.store.database import Database, View

#: A cell with several values shows the best that was stated.
_BEST_FIRST: tuple[Status, ...] = (
    "stated",
    "derived",
    "pending_review",
    "undefined",
    "not_stated",
    "not_applicable",
    "no_report",
)


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """values: those with a figure or a word, in the dictionary's order; empty where status says why."""

    status: Status
    values: tuple[MeasureValue, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """Rows are reports, columns metrics; every pair has a cell."""

    reports: tuple[Report, ...]
    metrics: tuple[Metric, ...]
    cells: Mapping[tuple[str, str], CoverageCell]

    def cell(self, report: Report, metric: Metric) -> CoverageCell:
        return self.cells[report.id, metric.id]


def coverage_matrix(database: Database | View, years: Collection[int] = (), own: str = "") -> CoverageMatrix:
    """Of the reports in use and all metrics of the dictionary, the own body's first; no years: all."""
    view = database.view()
    known = catalogue(view)
    by_pair: dict[tuple[str, str], list[MeasureValue]] = {}
    for value in view.values():
        by_pair.setdefault((value.report, value.metric), []).append(value)
    reports = known.reports_among(years, own)
    cells = {
        (report.id, metric.id): _cell(by_pair.get((report.id, metric.id), ()))
        for report in reports
        for metric in known.metrics
    }
    return CoverageMatrix(reports, known.metrics, cells)


def _cell(values: Sequence[MeasureValue]) -> CoverageCell:
    if not values:
        return CoverageCell("not_stated", ())
    best = min((value.status for value in values), key=_BEST_FIRST.index)
    shown = tuple(v for v in values if v.has_figure)
    reason = next((v.caveats[0] for v in values if v.status == best and v.caveats), None)
    return CoverageCell(best, shown, reason if not shown or best == "pending_review" else None)
