"""Who has reported on which year? Bodies by years, with how much of what should be stated is stated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kexie_dash.model.report import Report
from kexie_dash.model.state import DISCLOSED, State, shown_status
from kexie_dash.queries.bodies import Body
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.store.database import Database, View

_ITEMS = "disclosure"


@dataclass(frozen=True, slots=True)
class ReportedCell:
    """One report. stated, asked: items it gives and items it should give. items: their states by name.

    unread: the reason in Chinese where the file could not be read; then nothing else is known.
    """

    report: Report
    stated: int
    asked: int
    items: Mapping[str, State]
    unread: str | None = None

    @property
    def state(self) -> State:
        """A file that could not be read is to be looked at."""
        return "stated" if self.unread is None else "pending_review"


@dataclass(frozen=True, slots=True)
class Reported:
    """Rows in the order of body codes, newest year first; a pair that is absent has no report."""

    bodies: tuple[Body, ...]
    years: tuple[int, ...]
    cells: Mapping[tuple[str, int], tuple[ReportedCell, ...]]

    def cell(self, body: Body, year: int) -> tuple[ReportedCell, ...]:
        return self.cells.get((body.code, year), ())

    def among(self, years: Collection[int], own: str = "") -> Reported:
        """Of these years alone, the own body's row first; no years: all."""
        cells = {place: found for place, found in self.cells.items() if not years or place[1] in years}
        bodies = sorted(self.bodies, key=lambda body: body.code != own)
        return Reported(
            tuple(bodies), tuple(year for year in self.years if not years or year in years), cells
        )


def reported(database: Database | View) -> Reported:
    """Of all reports in use and those that could not be read; made once a build."""
    view = database.view()
    return view.cached("reported", lambda: _reported(view))


def _reported(view: View) -> Reported:
    known = catalogue(view)
    items: dict[str, dict[str, State]] = {}
    for value in view.values(metric=_ITEMS):
        item = dict(value.by).get(DISCLOSED)
        if item is not None:
            items.setdefault(value.report, {})[item] = shown_status(value)
    cells: dict[tuple[str, int], list[ReportedCell]] = {}
    for stored in known.reports:
        said = items.get(stored.report.id, {})
        asked = [state for state in said.values() if state != "not_applicable"]
        given = sum(state in ("stated", "derived") for state in asked)
        place = stored.report.body_code, stored.report.year
        cells.setdefault(place, []).append(ReportedCell(stored.report, given, len(asked), said))
    bodies = {body.code: body for body in known.bodies}
    for stored in known.unreadable:
        report = stored.report
        bodies.setdefault(
            report.body_code, Body(report.body_code, report.region_code, report.body, has_report=False)
        )
        cell = ReportedCell(report, 0, 0, {}, stored.unreadable)
        cells.setdefault((report.body_code, report.year), []).append(cell)
    years = sorted({year for _, year in cells}, reverse=True)
    made = {place: tuple(found) for place, found in cells.items()}
    return Reported(tuple(bodies[code] for code in sorted(bodies)), tuple(years), made)
