"""How do bodies compare on one metric? Its values in bands of what may be ranked together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kexie_dash.measures.comparability import compare
from kexie_dash.model.assessment import Band, Metric
from kexie_dash.queries.bodies import Body, find_bodies, known_bodies
from kexie_dash.store.database import Database, Snapshot, View


class UnknownMetricError(LookupError):
    """The dictionary has no metric of this id."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A body, or a body's year, that was asked for and has no report. year: None where none was asked."""

    body: Body
    year: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Values of one metric from one build, those asked for without a report, and what is not known."""

    metric: Metric
    snapshot: Snapshot
    bands: tuple[Band, ...]
    absent: tuple[Absent, ...] = ()
    unknown: tuple[str, ...] = ()


def comparison(
    database: Database | View, metric_id: str, years: Collection[int] = (), bodies: Sequence[str] = ()
) -> Comparison:
    """Compare all values of a metric, or those of the years and bodies asked for.

    bodies: body codes, region codes or names. UnknownMetricError for a metric the dictionary lacks.
    """
    view = database.view()
    metric = view.metric(metric_id)
    if metric is None:
        raise UnknownMetricError(metric_id)
    asked = find_bodies(view, bodies)
    codes = {body.code for body in asked.bodies}
    values = [
        value
        for value in view.values(metric=metric_id)
        if (not years or value.year in years) and (not bodies or value.body_code in codes)
    ]
    absent = _absent(view, asked.bodies if bodies else None, years)
    return Comparison(metric, view.snapshot, compare(metric, values), absent, asked.unknown)


def _absent(view: View, bodies: Sequence[Body] | None, years: Collection[int]) -> tuple[Absent, ...]:
    """Asked and not reported. Years alone: only a year nobody reported on, then for every body."""
    reported = {(item.report.body_code, item.report.year) for item in view.reports() if item.in_use}
    if bodies is None:
        empty = set(years) - {year for _, year in reported}
        return tuple(Absent(body, year) for body in known_bodies(view) for year in sorted(empty))
    missing = [Absent(body, None) for body in bodies if not body.has_report and not years]
    pairs = ((body, year) for body in bodies for year in sorted(set(years)))
    return (*missing, *(Absent(body, year) for body, year in pairs if (body.code, year) not in reported))
