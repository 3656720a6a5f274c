"""What did the checks find? The gravest first, by body, kind and verdict; with the sentences side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import cast

from kexie_dash.model.finding import CheckKind, Finding, Severity, Verdict
from kexie_dash.model.mark import MarkState
from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import Report
from kexie_dash.store.database import Database, View
from kexie_dash.store.marks import NO_MARKS, Marks

#: What is worth a reader's time; what holds is shown on request.
OPEN_VERDICTS: tuple[Verdict, ...] = ("contradicts", "undecided")
#: Characters shown before and after a sentence.
_AROUND = 80


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A finding with the report it was made in."""

    finding: Finding
    report: Report


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the findings is asked for; an empty choice means all of them."""

    bodies: Collection[str] = ()
    years: Collection[int] = ()
    kinds: Collection[CheckKind] = ()
    verdicts: Collection[Verdict] = OPEN_VERDICTS
    severities: Collection[Severity] = ()
    states: Collection[MarkState] = ()

    def selects(self, report: Report) -> bool:
        return (not self.bodies or report.body_code in self.bodies) and (
            not self.years or report.year in self.years
        )

    def without(self, name: str) -> Wanted:
        """Everything asked for but this one choice."""
        return replace(self, **{name: ()})

    def fits(self, finding: Finding, state: MarkState) -> bool:
        asked: tuple[tuple[Collection[str], str], ...] = (
            (self.kinds, finding.kind),
            (self.verdicts, finding.verdict),
            (self.severities, finding.severity),
            (self.states, state),
        )
        return all(not wanted or said in wanted for wanted, said in asked)


@dataclass(frozen=True, slots=True)
class Findings:
    """shown: what was asked for, the gravest first.

    verdicts, by_body: how many of each verdict among the bodies and years asked for, whatever else was.
    kinds, severities, states: how many there would be of each, with all other choices as they are.
    outside: contradictions and questions of the bodies and years not asked for.
    """

    shown: tuple[FoundIn, ...]
    verdicts: dict[Verdict, int]
    kinds: dict[CheckKind, int]
    by_body: dict[str, dict[Verdict, int]]
    severities: dict[Severity, int]
    states: dict[MarkState, int]
    outside: int


def findings(
    database: Database | View,
    *,
    bodies: Collection[str] = (),
    years: Collection[int] = (),
    kinds: Collection[CheckKind] = (),
    verdicts: Collection[Verdict] = OPEN_VERDICTS,
    severities: Collection[Severity] = (),
    states: Collection[MarkState] = (),
    marks: Marks = NO_MARKS,
    keep: str = "",
) -> Findings:
    """Findings of the reports in use; an empty choice means all. keep: one to show whatever is asked for."""
    everything = _standing(database.view())
    wanted = Wanted(bodies, years, kinds, verdicts, severities, states)
    chosen = {key: found for key, found in everything.items() if wanted.selects(found.report)}
    state = {key: marks.state(key) for key in chosen} if marks.histories else {}

    def among(name: str, of: Callable[[str, FoundIn], str]) -> dict[str, int]:
        others = wanted.without(name)
        fitting = (
            of(key, found)
            for key, found in chosen.items()
            if others.fits(found.finding, state.get(key, "open"))
        )
        return dict(Counter(fitting))

    by_body: dict[str, Counter[Verdict]] = {}
    for found in chosen.values():
        by_body.setdefault(found.report.body_code, Counter())[found.finding.verdict] += 1
    shown = (
        found
        for key, found in chosen.items()
        if key == keep or wanted.fits(found.finding, state.get(key, "open"))
    )
    return Findings(
        tuple(shown),
        dict(Counter(found.finding.verdict for found in chosen.values())),
        cast("dict[CheckKind, int]", among("kinds", lambda _, found: found.finding.kind)),
        {code: dict(counted) for code, counted in by_body.items()},
        cast("dict[Severity, int]", among("severities", lambda _, found: found.finding.severity)),
        cast("dict[MarkState, int]", among("states", lambda key, _: state.get(key, "open"))),
        sum(found.finding.verdict in OPEN_VERDICTS for key, found in everything.items() if key not in chosen),
    )


def _standing(view: View) -> dict[str, FoundIn]:
    """The findings of the reports in use by id, the gravest first; made once a build."""

    def make() -> dict[str, FoundIn]:
        reports = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
        found = [FoundIn(one, reports[one.report]) for one in view.findings() if one.report in reports]
        found.sort(key=lambda one: one.finding.consequence)
        return {one.finding.id: one for one in found}

    return view.cached("standing findings by consequence", make)


def finding_by_id(database: Database | View, finding_id: str) -> FoundIn | None:
    """None if the build has no such finding."""
    view = database.view()
    found = next((one for one in view.findings() if one.id == finding_id), None)
    if found is None:
        return None
    report = next((stored.report for stored in view.reports() if stored.report.id == found.report), None)
    return FoundIn(found, report) if report is not None else None


def observation_at(database: Database | View, found: FoundIn, evidence: Evidence) -> str | None:
    """The id of an observation read at exactly this span, by which the source shows it; None if none was."""
    view = database.view()
    by_span = view.cached(
        ("observations by span", found.report.id),
        lambda: {
            (start, end): key
            for start, end, key in view.rows(
                "SELECT span_start, span_end, id FROM kexie.observation WHERE report = ? ORDER BY seq DESC",
                [found.report.id],
            )
        },
    )
    return by_span.get((evidence.start, evidence.end))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a finding with some characters around it. observation: by it the source leads there."""

    before: str
    quote: str
    after: str
    evidence: Evidence
    observation: str | None


def passages(database: Database | View, found: FoundIn, most: int) -> tuple[Passage, ...]:
    """The first sentences of a finding, the declared one first, each cut at its own paragraph."""
    view = database.view()
    document = view.document(found.report.id)
    if document is None:
        return ()
    made = []
    for evidence in found.finding.evidence[:most]:
        before, after = around_span(document.text, evidence.start, evidence.end, _AROUND)
        made.append(Passage(before, evidence.quote, after, evidence, observation_at(view, found, evidence)))
    return tuple(made)


def around_span(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """Up to so many characters before and after a span, cut at its own paragraph."""
    before, after = text[max(0, start - most) : start], text[end : end + most]
    return before.rpartition("\n\n")[2], after.partition("\n\n")[0]
