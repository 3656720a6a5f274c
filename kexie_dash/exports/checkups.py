"""Which checkup sheets there are, and each of them."""

from __future__ import annotations

from collections.abc import Iterable

from kexie_dash.exports import texts
from kexie_dash.exports.checkup import Checkup, make_checkup
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.notes import today
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.queries.portrait import full_portrait
from kexie_dash.store.database import View


def checkup_of(view: View, report: str) -> Checkup:
    """ExportError for a report the build does not have or could not read."""
    found = full_portrait(view, report)
    if found is None:
        raise ExportError(texts.NO_SUCH_REPORT.format(report=report))
    return make_checkup(view, found, today())


def newest_reports(view: View, bodies: Iterable[str]) -> tuple[str, ...]:
    """The newest report of each of these bodies that has one."""
    known = catalogue(view)
    return tuple(reports[0].report.id for code in bodies if (reports := known.reports_of(code)))
