"""Which report discloses which item? Reports by the items every report is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.report import Report
from kexie_dash.model.state import DISCLOSED
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.store.database import Database, View

_METRIC = "disclosure"


@dataclass(frozen=True, slots=True)
class Disclosures:
    """Rows are reports, columns items, those most left out first; a pair without a value is absent."""

    metric: Metric
    reports: tuple[Report, ...]
    items: tuple[str, ...]
    values: Mapping[tuple[str, str], MeasureValue]

    def left_out(self, item: str) -> tuple[Report, ...]:
        """The reports that should state the item and do not."""
        found = ((report, self.values.get((report.id, item))) for report in self.reports)
        return tuple(report for report, value in found if value is not None and value.value == 0)


def disclosures(database: Database | View, years: Collection[int] = (), own: str = "") -> Disclosures | None:
    """None where the dictionary has no such metric or no report was asked for anything.

    No years: all. The own body's reports are the first rows.
    """
    view = database.view()
    metric = view.metric(_METRIC)
    found = [
        (dict(value.by).get(DISCLOSED), value)
        for value in view.values(metric=_METRIC)
        if not years or value.year in years
    ]
    by_pair = {(value.report, item): value for item, value in found if item}
    if metric is None or not by_pair:
        return None
    reports = catalogue(view).reports_among(years, own)
    items = dict.fromkeys(item for _, item in by_pair)
    made = Disclosures(metric, reports, tuple(items), by_pair)
    return Disclosures(metric, reports, tuple(sorted(items, key=lambda i: -len(made.left_out(i)))), by_pair)
