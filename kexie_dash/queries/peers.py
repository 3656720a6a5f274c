"""Who is like a body? Population, budget and level of every body, and the nearest by chosen weights."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kexie_dash.measures.similarity import Neighbour, PartName, Profile, neighbours
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.store.database import Database, View
from kexie_dash.store.records import StoredReport

#: A body's size in money is its whole budget of a year: adjusted, else initial.
_BUDGET, _STAGES = "budget_by_stage", ("adjusted", "initial")
#: So many of the nearest are peers where the reader names none.
NEAREST = 5
EVEN: Mapping[PartName, int] = {"population": 1, "budget": 1, "level": 1}


def profiles(database: Database | View) -> dict[str, Profile]:
    """Of every body with a report, by code; made once a build."""
    view = database.view()
    return view.cached("profiles", lambda: _profiles(view))


def similar(
    database: Database | View, own: str, weights: Mapping[PartName, int] = EVEN
) -> tuple[Neighbour, ...]:
    """The other bodies, the nearest first; none for a body without a report."""
    known = profiles(database)
    return neighbours(known[own], known.values(), dict(weights)) if own in known else ()


def nearest(found: tuple[Neighbour, ...], count: int = NEAREST) -> tuple[str, ...]:
    """Codes of the nearest whose distance could be told."""
    return tuple(one.profile.body_code for one in found if one.distance is not None)[:count]


def _profiles(view: View) -> dict[str, Profile]:
    by_report: dict[str, list[MeasureValue]] = {}
    for value in view.values(metric=_BUDGET):
        by_report.setdefault(value.report, []).append(value)
    known = catalogue(view)
    return {body.code: _profile(view, known.reports_of(body.code), by_report) for body in known.bodies}


def _profile(
    view: View, stored: tuple[StoredReport, ...], by_report: Mapping[str, list[MeasureValue]]
) -> Profile:
    """stored: the body's reports, newest first; a project's money is not the body's."""
    first = stored[0].report
    people = view.regions()[first.region_code].population
    for one in stored:
        budget = _budget(by_report.get(one.report.id, [])) if one.report.kind == "department" else None
        if budget is not None:
            break
    return Profile(
        first.body_code,
        first.body,
        first.level,
        Decimal(people) if people else None,
        budget,
        one.report.year if budget is not None else None,
    )


def _budget(values: list[MeasureValue]) -> Decimal | None:
    sure = {
        dict(value.by).get("stage"): value.value for value in values if value.status in ("stated", "derived")
    }
    return next((amount for stage in _STAGES if (amount := sure.get(stage))), None)
