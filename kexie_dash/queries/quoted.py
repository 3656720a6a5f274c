"""What do reports say of other years than their own? A later report quotes last year's figure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Report
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.store.database import View


@dataclass(frozen=True, slots=True)
class Quoted:
    """An observation with the report that quotes it; observation.year is the year it is about."""

    observation: Observation
    report: Report


def quoted(view: View, bodies: Collection[str] = ()) -> tuple[Quoted, ...]:
    """By body and year; of the bodies asked for, an empty choice means all. Plans for later are left out."""
    found = view.cached("quoted", lambda: _quoted(view))
    return tuple(one for one in found if not bodies or one.report.body_code in bodies)


def _quoted(view: View) -> tuple[Quoted, ...]:
    reports = {stored.report.id: stored.report for stored in catalogue(view).reports}
    found = [
        Quoted(one, reports[one.report])
        for one in view.observations()
        if one.report in reports and one.year is not None and one.year < reports[one.report].year
    ]
    return tuple(sorted(found, key=lambda q: (q.report.body_code, q.observation.year or 0)))
