"""What does each body do, and whom does it reach? One coverage at a time: coverages are never added."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.labels import CATEGORY_LABEL, CHANNEL_LABEL, COVERAGE_LABEL
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.queries.panels import Panel, by_dimension, panels
from kexie_dash.store.database import View

ACTIVITIES, CATEGORIES, RANGE, AUDIENCE = (
    "activities", "activities_by_category", "audience_range", "audience"
)  # fmt: skip
PER_PERSON = "spending_per_person"
PER_PEOPLE, PER_MONEY, AUDIENCE_PER_PEOPLE, PER_ACTIVITY = (
    "activities_per_10k", "activities_per_million", "audience_per_10k", "audience_per_activity"
)  # fmt: skip
_METRICS = (
    ACTIVITIES,
    CATEGORIES,
    RANGE,
    AUDIENCE,
    PER_PEOPLE,
    PER_MONEY,
    AUDIENCE_PER_PEOPLE,
    PER_ACTIVITY,
    PER_PERSON,
)

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One report in one coverage. total, range: hold the state where there is no figure.

    categories, channels, audience_per_people: by the term; what is absent is not stated.
    events: audience per activity, one an activity. spending: money per person, one a project.
    """

    total: MeasureValue
    group_label: str
    categories: Mapping[str, MeasureValue]
    range: MeasureValue | None
    channels: Mapping[str, MeasureValue]
    per_people: MeasureValue | None
    per_money: MeasureValue | None
    audience_per_people: Mapping[str, MeasureValue]
    events: tuple[MeasureValue, ...]
    spending: tuple[MeasureValue, ...] = ()

    @property
    def told(self) -> bool:
        """Whether the report says anything of activities or audience in this coverage."""
        return self.total.has_figure or bool(self.categories) or bool(self.channels)


@dataclass(frozen=True, slots=True)
class ActivityTable:
    """rows: group by group, the largest total first. categories, channels: those that anybody states."""

    coverage: str
    rows: tuple[ActivityRow, ...]
    categories: tuple[str, ...]
    channels: tuple[str, ...]


def coverages_told(view: View, years: Collection[int] = (), bodies: Sequence[str] = ()) -> dict[str, int]:
    """How many bodies state activities or audience in each coverage, in the dictionary's order."""
    told: dict[str, set[str]] = {coverage: set() for coverage in COVERAGE_LABEL}
    for metric in (ACTIVITIES, AUDIENCE):
        for value in _values(view, metric, years, bodies):
            coverage = dict(value.by).get("coverage", "")
            if value.has_figure and coverage in told:
                told[coverage].add(value.body_code)
    return {coverage: len(found) for coverage, found in told.items()}


def activity_table(
    view: View, coverage: str, years: Collection[int] = (), bodies: Sequence[str] = ()
) -> ActivityTable:
    """All of one coverage, of the years and bodies asked for; an empty choice means all."""
    of = {metric: _by_report(_values(view, metric, years, bodies), coverage) for metric in _METRICS}
    rows = []
    for band in _panel(comparison(view, ACTIVITIES, years, bodies), coverage).comparison.bands:
        for item in band.values:
            key = (item.value.report, item.value.project)
            rows.append(
                _row(item.value, band.label, {metric: of[metric].get(key, []) for metric in _METRICS})
            )
    return ActivityTable(
        coverage,
        tuple(rows),
        tuple(one for one in CATEGORY_LABEL if any(one in row.categories for row in rows)),
        tuple(one for one in CHANNEL_LABEL if any(one in row.channels for row in rows)),
    )


def coverage_panel(
    view: View, metric: str, coverage: str, years: Collection[int] = (), bodies: Sequence[str] = ()
) -> Panel | None:
    """A comparison of one coverage alone; with channels the one most bodies state. None where nobody does."""
    compared = comparison(view, metric, years, bodies)
    found = [panel for panel in panels(compared) if dict(panel.by).get("coverage") == coverage]
    stated = [panel for panel in found if panel.stated]
    return max(stated, key=lambda panel: len(panel.stated), default=None)


def undefined_of(
    view: View, metric: str, coverage: str, years: Collection[int] = (), bodies: Sequence[str] = ()
) -> str:
    """Why a quotient makes no sense in this coverage, in the words of the first that says so."""
    values = _by_report(_values(view, metric, years, bodies), coverage).values()
    said = (v.caveats[0] for found in values for v in found if v.status == "undefined" and v.caveats)
    return next(said, "")


def _panel(compared: Comparison, coverage: str) -> Panel:
    found = by_dimension(compared, "coverage")
    empty = Panel(coverage, "", (("coverage", coverage),), Comparison(compared.metric, compared.snapshot, ()))
    return next((panel for panel in found if panel.key == coverage), empty)


def _row(total: MeasureValue, label: str, of: Mapping[str, Sequence[MeasureValue]]) -> ActivityRow:
    return ActivityRow(
        total,
        label,
        _by_term(of[CATEGORIES], "category"),
        next(iter(of[RANGE]), None),
        _by_term(of[AUDIENCE], "channel"),
        next(iter(of[PER_PEOPLE]), None),
        next(iter(of[PER_MONEY]), None),
        _by_term(of[AUDIENCE_PER_PEOPLE], "channel"),
        tuple(value for value in of[PER_ACTIVITY] if value.has_figure),
        tuple(value for value in of[PER_PERSON] if value.has_figure),
    )


def _by_term(values: Sequence[MeasureValue], dimension: str) -> dict[str, MeasureValue]:
    """What is not stated has no place; what cannot be calculated has one, with its reason."""
    found = {dict(value.by).get(dimension, ""): value for value in values}
    return {term: v for term, v in found.items() if term and (v.has_figure or v.status == "undefined")}


def _values(view: View, metric: str, years: Collection[int], bodies: Collection[str]) -> list[MeasureValue]:
    return [
        value
        for value in view.values(metric=metric)
        if (not years or value.year in years) and (not bodies or value.body_code in bodies)
    ]


def _by_report(values: Sequence[MeasureValue], coverage: str) -> dict[Key, list[MeasureValue]]:
    """project: a metric by project names it in its own breakdown, not here."""
    found: dict[Key, list[MeasureValue]] = {}
    for value in values:
        if dict(value.by).get("coverage") == coverage:
            found.setdefault((value.report, value.project), []).append(value)
    return found
