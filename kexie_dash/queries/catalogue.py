"""What can be asked? The metrics, years and bodies of a build, for the choices a page offers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kexie_dash.model.assessment import Metric
from kexie_dash.model.report import Report
from kexie_dash.queries.bodies import Body, known_bodies
from kexie_dash.store.database import Database, View
from kexie_dash.store.records import StoredReport

#: What the first page shows and the others begin with; the ids are promised to other programs.
HEADLINE = ("execution_rate", "self_score", "activities", "audience")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """reports: those in use, newest year first. unreadable: those that could not be read."""

    metrics: tuple[Metric, ...]
    years: tuple[int, ...]
    bodies: tuple[Body, ...]
    reports: tuple[StoredReport, ...]
    unreadable: tuple[StoredReport, ...]

    def metric(self, metric_id: str) -> Metric | None:
        return next((metric for metric in self.metrics if metric.id == metric_id), None)

    def body(self, code: str) -> Body | None:
        return next((body for body in self.bodies if body.code == code), None)

    def reports_of(self, body_code: str) -> tuple[StoredReport, ...]:
        """The body's reports in use, newest first."""
        return tuple(stored for stored in self.reports if stored.report.body_code == body_code)

    def reports_among(self, years: Collection[int] = (), own: str = "") -> tuple[Report, ...]:
        """The reports in use of these years, the own body's before the others'; no years: all."""
        found = [one.report for one in self.reports if not years or one.report.year in years]
        return tuple(sorted(found, key=lambda one: one.body_code != own))


def catalogue(database: Database | View) -> Catalogue:
    """Made once a build."""
    view = database.view()
    return view.cached("catalogue", lambda: _catalogue(view))


def _catalogue(view: View) -> Catalogue:
    in_use = [stored for stored in view.reports() if stored.in_use]
    return Catalogue(
        view.metrics(),
        tuple(sorted({stored.report.year for stored in in_use}, reverse=True)),
        known_bodies(view),
        tuple(sorted(in_use, key=lambda stored: (-stored.report.year, stored.report.body_code))),
        tuple(stored for stored in view.reports() if stored.unreadable is not None),
    )
