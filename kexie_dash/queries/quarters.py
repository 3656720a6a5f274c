"""How did a year's money go quarter by quarter, against the calendar? With what makes it doubtful."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.finding import Finding
from kexie_dash.model.labels import QUARTER_LABEL
from kexie_dash.model.observation import Evidence, Quarter
from kexie_dash.model.report import Report
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.store.database import View

_PROGRESS, _GAP = "quarterly_progress", "schedule_gap"
_QUARTERS: tuple[Quarter, ...] = tuple(QUARTER_LABEL)


@dataclass(frozen=True, slots=True)
class QuarterPoint:
    """schedule: the share of the year gone by. progress, gap: None where the report is silent."""

    quarter: Quarter
    schedule: Decimal
    progress: MeasureValue | None
    gap: MeasureValue | None


@dataclass(frozen=True, slots=True)
class QuarterYear:
    """One report that tells of quarters. doubts: contradictions and questions about these very figures."""

    report: Report
    points: tuple[QuarterPoint, ...]
    doubts: tuple[Finding, ...]

    @property
    def gaps(self) -> tuple[MeasureValue, ...]:
        """Those that are told, in the order of the year."""
        return tuple(p.gap for p in self.points if p.gap is not None and p.gap.value is not None)

    @property
    def lag(self) -> Decimal:
        """How far behind the calendar the last quarter told of ends; below zero is behind."""
        return self.gaps[-1].value or Decimal(0) if self.gaps else Decimal(0)


@dataclass(frozen=True, slots=True)
class QuarterYears:
    """shown: the bodies asked to come first, then those furthest behind. silent: reports without quarters."""

    shown: tuple[QuarterYear, ...]
    silent: tuple[Report, ...]


def quarter_years(
    view: View, years: Collection[int] = (), bodies: Collection[str] = (), first: Sequence[str] = ()
) -> QuarterYears:
    """Of the reports in use, those of the years and bodies asked for; an empty choice means all."""
    progress, gaps = _by_report(view.values(metric=_PROGRESS)), _by_report(view.values(metric=_GAP))
    shown, silent = [], []
    for stored in catalogue(view).reports:
        report = stored.report
        if (years and report.year not in years) or (bodies and report.body_code not in bodies):
            continue
        told = progress.get(report.id, {})
        if any(value.has_figure for value in told.values()):
            points = tuple(_point(q, told, gaps.get(report.id, {})) for q in _QUARTERS)
            shown.append(QuarterYear(report, points, _doubts(view, report.id, told.values())))
        else:
            silent.append(report)
    places = {code: place for place, code in enumerate(first)}
    shown.sort(key=lambda one: (places.get(one.report.body_code, len(places)), one.lag, one.report.id))
    return QuarterYears(tuple(shown), tuple(silent))


def _by_report(values: Iterable[MeasureValue]) -> dict[str, dict[str, MeasureValue]]:
    reports: dict[str, dict[str, MeasureValue]] = {}
    for value in values:
        quarter = dict(value.by).get("quarter", "")
        reports.setdefault(value.report, {})[quarter] = value
    return reports


def _point(
    quarter: Quarter, progress: dict[str, MeasureValue], gaps: dict[str, MeasureValue]
) -> QuarterPoint:
    gone = Decimal(_QUARTERS.index(quarter) + 1) / len(_QUARTERS)
    return QuarterPoint(quarter, gone, progress.get(quarter), gaps.get(quarter))


def _doubts(view: View, report: str, values: Iterable[MeasureValue]) -> tuple[Finding, ...]:
    """Findings that stand open and quote a figure of these quarters; the year's budget is not one."""
    inputs = (o for value in values for o in value.operands if o.role != "denominator")
    ids = list(dict.fromkeys(o.observation for o in inputs if o.observation is not None))
    spans = [found.evidence for found in view.observations_by_id(ids).values()]
    return tuple(
        finding
        for finding in view.findings(report)
        if finding.verdict != "holds" and any(_meet(one, span) for one in finding.evidence for span in spans)
    )


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end
