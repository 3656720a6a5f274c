"""What was aimed at, what was reached? Every target row of every report, the unmet first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.definitions.target_limits import kind_of, usual_level_1
from kexie_dash.measures.target_standing import STANDING_LABEL, Standing, completion, only_words, standing
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Report
from kexie_dash.store.database import Database, View

Form = Literal["figures", "words"]
#: A row that names no first-level indicator.
NO_LEVEL = "没有写一级指标"
#: The unmet first, then what needs an explanation.
ORDER: tuple[Standing, ...] = ("missed", "undecided", "gross", "met", "words", "plan")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """completion: result ÷ target, None where there is no such quotient. kind: of the crosswalk, or empty."""

    observation: Observation
    report: Report
    standing: Standing
    completion: Decimal | None
    level_1: str
    kind: str
    form: Form

    @property
    def name(self) -> str:
        return self.observation.label

    @property
    def level_2(self) -> str:
        path = self.observation.indicator_path or ()
        return path[1] if len(path) > 2 else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of a report, or of a part of it, by where they stand."""

    counts: dict[Standing, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of(self, *standings: Standing) -> int:
        return sum(self.counts.get(one, 0) for one in standings)

    @property
    def decided(self) -> int:
        """Rows in figures of which can be told whether they were reached, and all that were missed."""
        return self.of("missed", "met", "gross")


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """An empty choice means all."""

    standings: Collection[Standing] = ()
    level_1: str = ""
    kind: str = ""
    form: Form | None = None

    def fits(self, row: TargetRow, leave: str = "") -> bool:
        """leave: the choice that is not looked at."""
        return (
            (leave == "standings" or not self.standings or row.standing in self.standings)
            and (leave == "level_1" or self.level_1 in ("", row.level_1))
            and (leave == "kind" or self.kind in ("", row.kind))
            and (leave == "form" or self.form in (None, row.form))
        )


@dataclass(frozen=True, slots=True)
class Targets:
    """rows: of the bodies and years asked for. silent: reports among them without a single target row."""

    rows: tuple[TargetRow, ...]
    reports: tuple[Report, ...]
    silent: tuple[Report, ...]

    def of(self, report: Report) -> tuple[TargetRow, ...]:
        return tuple(row for row in self.rows if row.report.id == report.id)

    def fitting(self, asked: TargetFilter) -> tuple[TargetRow, ...]:
        return tuple(row for row in self.rows if asked.fits(row))

    def counted(self, asked: TargetFilter, name: str) -> dict[str, int]:
        """How many rows there would be of each, with all other choices as they are."""
        part = {"standings": "standing"}.get(name, name)
        return dict(Counter(str(getattr(row, part)) for row in self.rows if asked.fits(row, leave=name)))

    @property
    def levels(self) -> tuple[str, ...]:
        """First-level indicators, the most frequent first."""
        return tuple(name for name, _ in Counter(row.level_1 for row in self.rows).most_common())

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of the crosswalk that occur, the most frequent first."""
        return tuple(name for name, _ in Counter(row.kind for row in self.rows if row.kind).most_common())


def tally(rows: Sequence[TargetRow]) -> Tally:
    counted = Counter(row.standing for row in rows)
    return Tally({one: counted[one] for one in STANDING_LABEL if counted[one]})


def targets(
    database: Database | View, bodies: Collection[str] = (), years: Collection[int] = (), own: str = ""
) -> Targets:
    """Reports with most rows first, the own body's before all others."""
    view = database.view()
    chosen = [
        stored.report
        for stored in view.reports()
        if stored.in_use
        and (not bodies or stored.report.body_code in bodies)
        and (not years or stored.report.year in years)
    ]
    by_report = _rows(view)
    stated = [report for report in chosen if by_report.get(report.id)]
    stated.sort(key=lambda one: (one.body_code != own, -len(by_report[one.id]), -one.year, one.body_code))
    rows = [row for report in stated for row in by_report[report.id]]
    place = {report.id: number for number, report in enumerate(stated)}
    rows.sort(key=lambda row: _rank(row, place[row.report.id]))
    silent = tuple(report for report in chosen if not by_report.get(report.id))
    return Targets(tuple(rows), tuple(stated), silent)


def _rank(row: TargetRow, place: int) -> tuple[int, Decimal, int, int]:
    """By where it stands; the least reached before, the most exceeded before; then as printed."""
    share = row.completion
    order = Decimal(0) if share is None else -share if row.standing == "gross" else share
    return ORDER.index(row.standing), order, place, row.observation.evidence.start


def _rows(view: View) -> dict[str, tuple[TargetRow, ...]]:
    """Of every report in use, in the order of its text; made once a build."""

    def make() -> dict[str, tuple[TargetRow, ...]]:
        reports = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
        found: dict[str, list[TargetRow]] = {}
        for one in view.observations(family="target"):
            if one.report in reports:
                found.setdefault(one.report, []).append(_row(one, reports[one.report]))
        return {report: tuple(rows) for report, rows in found.items()}

    return view.cached("target rows", make)


def _row(one: Observation, report: Report) -> TargetRow:
    path = one.indicator_path or ()
    level = usual_level_1(path[0]) if path and path[0] else NO_LEVEL
    form: Form = "words" if only_words(one) else "figures"
    return TargetRow(one, report, standing(one), completion(one), level, kind_of(one.label), form)
