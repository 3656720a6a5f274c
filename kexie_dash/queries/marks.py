"""How do findings stand: which are marked, with what, and which marks are about findings that are no more?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kexie_dash.model.finding import Finding
from kexie_dash.model.mark import Mark, MarkState
from kexie_dash.store.database import Database, View
from kexie_dash.store.marks import Marks
from kexie_dash.store.records import StoredReport

#: Why a marked finding is not among the findings any more.
Gone = Literal["no_report", "unreadable", "superseded", "not_found"]
GONE_LABEL: dict[Gone, str] = {
    "no_report": "这份报告已不在库中",
    "unreadable": "这份报告现在读不了",
    "superseded": "这份报告已由后来的版本取代",
    "not_found": "报告里已没有这处，可能已改正，或核查规则有变",
}


@dataclass(frozen=True, slots=True)
class Vanished:
    """Marks whose finding is not among those of the reports in use, oldest first."""

    history: tuple[Mark, ...]
    why: Gone

    @property
    def mark(self) -> Mark:
        return self.history[-1]


def vanished(database: Database | View, marks: Marks) -> tuple[Vanished, ...]:
    """Report by report."""
    view = database.view()
    reports = {stored.report.id: stored for stored in view.reports()}
    here = standing(view)
    gone = [
        Vanished(history, _why(reports.get(history[-1].report)))
        for key, history in marks.histories.items()
        if key not in here
    ]
    return tuple(sorted(gone, key=lambda one: (one.mark.report, one.mark.title, one.mark.finding)))


def standing(database: Database | View) -> Mapping[str, Finding]:
    """The findings of the reports in use by id."""
    view = database.view()
    return view.cached("standing findings", lambda: _standing(view))


def _standing(view: View) -> dict[str, Finding]:
    used = {stored.report.id for stored in view.reports() if stored.in_use}
    return {found.id: found for found in view.findings() if found.report in used}


def _why(stored: StoredReport | None) -> Gone:
    if stored is None:
        return "no_report"
    if stored.unreadable is not None:
        return "unreadable"
    return "superseded" if stored.superseded_by is not None else "not_found"


def new_mark(finding: Finding | Mark, state: MarkState, note: str, by: str, at: datetime) -> Mark:
    """A mark on a finding, or anew on what was marked before; blank words are none."""
    words = (finding.report, finding.title, finding.message)
    key = finding.finding if isinstance(finding, Mark) else finding.id
    return Mark(key, state, note.strip() or None, by.strip() or None, at.astimezone(), *words)


def counted(marks: Marks, ids: Collection[str]) -> dict[MarkState, int]:
    """How many of these findings stand in each state."""
    made: dict[MarkState, int] = {}
    for key in ids:
        state = marks.state(key)
        made[state] = made.get(state, 0) + 1
    return made
