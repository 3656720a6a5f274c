"""What do bodies name as problems, remedies, practice and plans? In their own words, by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.definitions.themes import OTHER, load_themes, themes_of
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.observation import Narrative
from kexie_dash.model.report import Report
from kexie_dash.store.database import Database, View

Section = Literal["存在问题", "改进措施", "主要做法", "下一步计划"]
SECTIONS: tuple[Section, ...] = ("存在问题", "改进措施", "主要做法", "下一步计划")
PROBLEM: Section = "存在问题"
#: What another body can learn from.
ANSWERING: tuple[Section, ...] = ("改进措施", "主要做法")


@dataclass(frozen=True, slots=True)
class Remark:
    """One item in a body's own words. themes: ids of what it is about, at least one."""

    said: Narrative
    report: Report
    themes: tuple[str, ...]

    @property
    def section(self) -> Section:
        return self.said.section


@dataclass(frozen=True, slots=True)
class Remarks:
    """shown: of the bodies and years asked for. silent: reports among them without any remark."""

    shown: tuple[Remark, ...]
    reports: tuple[Report, ...]
    silent: tuple[Report, ...]

    def of(
        self, sections: Collection[Section] = (), theme: str = "", body: str = "", report: str = ""
    ) -> tuple[Remark, ...]:
        """An empty choice means all."""
        return tuple(
            one
            for one in self.shown
            if (not sections or one.section in sections)
            and (not theme or theme in one.themes)
            and (not body or one.report.body_code == body)
            and (not report or one.report.id == report)
        )

    def bodies(self, theme: str, sections: Collection[Section]) -> tuple[str, ...]:
        """Codes of the bodies that speak of a theme in these sections."""
        return tuple(dict.fromkeys(one.report.body_code for one in self.of(sections, theme)))

    def counts(self, sections: Collection[Section]) -> dict[tuple[str, str], int]:
        """Remarks by report id and theme; one with several themes counts under each."""
        return dict(Counter((one.report.id, theme) for one in self.of(sections) for theme in one.themes))

    def themes(self, sections: Collection[Section] = ()) -> tuple[str, ...]:
        """Themes that occur, those of most bodies first, 其他 last."""
        order = list(THEME_LABEL)
        found = {theme for one in self.of(sections) for theme in one.themes}
        named = {theme: len(self.bodies(theme, sections)) for theme in found}
        return tuple(sorted(found, key=lambda one: (one == OTHER.id, -named[one], order.index(one))))


THEME_LABEL: dict[str, str] = {theme.id: theme.label for theme in (*load_themes(), OTHER)}


def remarks(
    database: Database | View, bodies: Collection[str] = (), years: Collection[int] = (), own: str = ""
) -> Remarks:
    """The own body's report first, then the newest; each in the order of its text."""
    view = database.view()
    by_report = _all(view)
    chosen = [
        stored.report
        for stored in view.reports()
        if stored.in_use
        and (not bodies or stored.report.body_code in bodies)
        and (not years or stored.report.year in years)
    ]
    chosen.sort(key=lambda one: (one.body_code != own, -one.year, one.body_code, one.id))
    telling = tuple(report for report in chosen if by_report.get(report.id))
    shown = tuple(remark for report in telling for remark in by_report[report.id])
    return Remarks(shown, telling, tuple(report for report in chosen if not by_report.get(report.id)))


def _all(view: View) -> dict[str, list[Remark]]:
    """Of every report in use; made once a build."""

    def make() -> dict[str, list[Remark]]:
        reports = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
        found: dict[str, list[Remark]] = {}
        for one in view.narratives():
            if one.report in reports:
                themes = themes_of("".join(one.item.split()))
                found.setdefault(one.report, []).append(Remark(one, reports[one.report], themes))
        return found

    return view.cached("remarks", make)


@dataclass(frozen=True, slots=True)
class Answer:
    """What another body writes on a theme. comparable: same year, kind and level; value: on the metric."""

    remark: Remark
    comparable: bool
    value: MeasureValue | None


@dataclass(frozen=True, slots=True)
class Answered:
    """A theme the own body names as a problem, with its own words and those of others."""

    theme: str
    problems: tuple[Remark, ...]
    answers: tuple[Answer, ...]


def answers(
    database: Database | View, own: str, metric_id: str, years: Collection[int] = ()
) -> tuple[Answered, ...]:
    """For each theme of the own body's problems: comparable bodies first, the better on the metric first."""
    view = database.view()
    everything = remarks(view, (), years)
    metric = view.metric(metric_id)
    values = _values(view, metric_id)
    problems = everything.of((PROBLEM,), body=own)
    home = {(one.report.year, one.report.kind, one.report.level) for one in problems}
    found = []
    for theme in THEME_LABEL:
        named = tuple(one for one in problems if theme in one.themes)
        if named and theme != OTHER.id:
            others = [
                Answer(
                    one,
                    (one.report.year, one.report.kind, one.report.level) in home,
                    values.get(one.report.id),
                )
                for one in everything.of(ANSWERING, theme)
                if one.report.body_code != own
            ]
            others.sort(key=lambda one: _rank(one, metric))
            found.append(Answered(theme, named, tuple(others)))
    return tuple(found)


def _values(view: View, metric_id: str) -> dict[str, MeasureValue]:
    """One value a report: the one without a breakdown, else the first with a figure."""
    found: dict[str, MeasureValue] = {}
    for value in sorted(view.values(metric=metric_id), key=lambda one: len(one.by)):
        if value.has_figure and value.value is not None:
            found.setdefault(value.report, value)
    return found


def _rank(one: Answer, metric: Metric | None) -> tuple[bool, bool, Decimal, str, int]:
    value = one.value.value if one.value is not None else None
    sign = 1 if metric is not None and metric.direction == "lower" else -1
    return (
        not one.comparable,
        value is None,
        sign * value if value is not None else Decimal(0),
        one.remark.report.body_code,
        one.remark.said.evidence.start,
    )


def section_counts(shown: Sequence[Remark]) -> dict[Section, int]:
    counted = Counter(one.section for one in shown)
    return {section: counted[section] for section in SECTIONS}
