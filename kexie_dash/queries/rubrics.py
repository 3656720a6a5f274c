"""What do reports earn on one ruler? Scores by rule beside declared ones, declared rates by dimension."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.definitions.dimensions import UNASSIGNED, load_dimensions
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Report
from kexie_dash.model.rubric import Indicator, IndicatorScore, Rubric, RubricScore
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.store import records_rubrics
from kexie_dash.store.database import Database, View

RATE_METRIC, LOST_METRIC = "score_rate_by_dimension", "points_lost"
_TAGS = re.compile(r"</?p>|\$")
_SIGNS = (("\\geq", "≥"), ("\\leq", "≤"), ("\\%", "%"))


@dataclass(frozen=True, slots=True)
class ScoredReport:
    """A report by one rubric; group, group_label: the band of what may stand beside it."""

    report: Report
    score: RubricScore
    group: str
    group_label: str


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """One row of the rubric for one report, with the statements its points were decided by."""

    indicator: Indicator
    score: IndicatorScore


@dataclass(frozen=True, slots=True)
class DimensionGrid:
    """Declared score rates. bands: label of what may stand beside each other, and the reports in it."""

    dimensions: tuple[str, ...]
    bands: tuple[tuple[str, tuple[Report, ...]], ...]
    values: dict[tuple[str, str], MeasureValue]
    comparison: Comparison

    def cell(self, report: str, dimension: str) -> MeasureValue | None:
        return self.values.get((report, dimension))

    @property
    def told(self) -> tuple[Report, ...]:
        """Reports of which at least one dimension has a rate, band by band."""
        stated = {report for (report, _), value in self.values.items() if value.value is not None}
        return tuple(one for _, reports in self.bands for one in reports if one.id in stated)

    def only(self, shown: Collection[Report]) -> DimensionGrid:
        """The same with these reports alone."""
        kept = {report.id for report in shown}
        bands = ((label, tuple(one for one in reports if one.id in kept)) for label, reports in self.bands)
        return replace(self, bands=tuple((label, reports) for label, reports in bands if reports))


def known_rubrics(database: Database | View) -> tuple[Rubric, ...]:
    """All rubrics of the build, those that can score first."""
    view = database.view()
    found = view.cached("rubrics", lambda: records_rubrics.rubrics(view))
    return tuple(sorted(found, key=lambda one: (not one.scores, one.id)))


def all_scores(database: Database | View) -> tuple[RubricScore, ...]:
    view = database.view()
    return view.cached("rubric scores", lambda: records_rubrics.rubric_scores(view))


def scored_reports(
    database: Database | View, rubric: str, bodies: Collection[str] = (), years: Collection[int] = ()
) -> tuple[ScoredReport, ...]:
    """Reports in use by the rubric, band by band, the highest possible share first inside a band."""
    view = database.view()
    groups = _groups(view)
    reports = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
    found = [
        ScoredReport(report, score, *groups.get(report.id, ("", "")))
        for score in all_scores(view)
        if score.rubric == rubric and (report := reports.get(score.report)) is not None
        if (not bodies or report.body_code in bodies) and (not years or report.year in years)
    ]
    order = list(dict.fromkeys(group for group, _ in groups.values()))
    return tuple(sorted(found, key=lambda one: (order.index(one.group), -_share(one.score), one.report.id)))


def _share(score: RubricScore) -> Decimal:
    return score.low / score.full_mark if score.full_mark else Decimal(0)


def _groups(view: View) -> dict[str, tuple[str, str]]:
    """Report → band, as the total scores are grouped."""
    bands = view.cached("bands of totals", lambda: comparison(view, "self_score").bands)
    return {item.value.report: (band.group, band.label) for band in bands for item in band.values}


def scored_indicators(database: Database | View, rubric: Rubric, report: str) -> tuple[ScoredIndicator, ...]:
    """The rubric's rows for one report; empty for a rubric that scores nobody or an unknown report."""
    score = next(
        (one for one in all_scores(database) if (one.rubric, one.report) == (rubric.id, report)), None
    )
    by_id = {one.indicator: one for one in score.indicators} if score is not None else {}
    return tuple(ScoredIndicator(one, by_id[one.id]) for one in rubric.indicators if one.id in by_id)


def inputs_behind(database: Database | View, rows: Collection[ScoredIndicator]) -> dict[str, Observation]:
    """The observations the rows were decided by, and those that declare their scores."""
    ids = [o.observation for row in rows for part in row.score.parts for o in part.inputs if o.observation]
    ids += [row.score.declared_by for row in rows if row.score.declared_by]
    return database.view().observations_by_id(list(dict.fromkeys(ids)))


def dimension_grid(
    database: Database | View, bodies: Collection[str] = (), years: Collection[int] = ()
) -> DimensionGrid | None:
    """Declared score rates by dimension; None if the build has no such metric."""
    view = database.view()
    if view.metric(RATE_METRIC) is None:
        return None
    found = comparison(view, RATE_METRIC, years, tuple(bodies))
    values = {
        (item.value.report, dict(item.value.by).get("dimension", "")): item.value
        for band in found.bands
        for item in band.values
    }
    said = {dimension for _, dimension in values}
    names = [*(one.label for one in load_dimensions()), UNASSIGNED]
    shown = {report for report, _ in values}
    bands: dict[str, list[Report]] = {}
    labels = dict(_groups(view).values())
    for stored in view.reports():
        if stored.report.id in shown:
            bands.setdefault(_groups(view)[stored.report.id][0], []).append(stored.report)
    return DimensionGrid(
        tuple(name for name in names if name in said),
        tuple((label, tuple(bands[group])) for group, label in labels.items() if group in bands),
        values,
        found,
    )


def points_lost(database: Database | View, report: str) -> tuple[Metric | None, tuple[MeasureValue, ...]]:
    """What a report took off itself, by dimension in the order of the dimensions."""
    view = database.view()
    order = [*(one.label for one in load_dimensions()), UNASSIGNED]
    values = [value for value in view.values(metric=LOST_METRIC, report=report) if value.value is not None]
    values.sort(key=lambda value: order.index(dict(value.by)["dimension"]))
    return view.metric(LOST_METRIC), tuple(values)


def readable(printed: Collection[str]) -> str:
    """A printed rule without the tags and signs that came out of its file format."""
    text = _TAGS.sub("", "\n".join(printed))
    for sign, shown in _SIGNS:
        text = text.replace(sign, shown)
    return text
