"""What did the checks find? The gravest first, by body, kind and verdict; with the sentences side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from kexie_dash.model.finding import CheckKind, Finding, Verdict
from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import Report
from kexie_dash.store.database import Database, View

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
class Findings:
    """shown: what was asked for, the gravest first.

    verdicts, by_body: how many of each verdict among the bodies and years asked for, whatever kinds and
    verdicts were. kinds: how many of each kind among the verdicts asked for.
    """

    shown: tuple[FoundIn, ...]
    verdicts: dict[Verdict, int]
    kinds: dict[CheckKind, int]
    by_body: dict[str, dict[Verdict, int]]


def findings(
    database: Database | View,
    *,
    bodies: Collection[str] = (),
    years: Collection[int] = (),
    kinds: Collection[CheckKind] = (),
    verdicts: Collection[Verdict] = OPEN_VERDICTS,
) -> Findings:
    """Findings of the reports in use; an empty choice means all of them."""
    view = database.view()
    reports = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
    chosen = [
        FoundIn(one, reports[one.report])
        for one in view.findings()
        if one.report in reports
        and (not bodies or reports[one.report].body_code in bodies)
        and (not years or reports[one.report].year in years)
    ]
    by_body: dict[str, Counter[Verdict]] = {}
    for found in chosen:
        by_body.setdefault(found.report.body_code, Counter())[found.finding.verdict] += 1
    shown = [
        found
        for found in chosen
        if (not verdicts or found.finding.verdict in verdicts) and (not kinds or found.finding.kind in kinds)
    ]
    shown.sort(key=lambda found: found.finding.consequence)
    return Findings(
        tuple(shown),
        dict(Counter(found.finding.verdict for found in chosen)),
        dict(
            Counter(
                found.finding.kind for found in chosen if not verdicts or found.finding.verdict in verdicts
            )
        ),
        {code: dict(counted) for code, counted in by_body.items()},
    )


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
            (one.evidence.start, one.evidence.end): one.id
            for one in reversed(view.observations(report=found.report.id))
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
        before = document.text[max(0, evidence.start - _AROUND) : evidence.start]
        after = document.text[evidence.end : evidence.end + _AROUND]
        made.append(
            Passage(
                before.rpartition("\n\n")[2],
                evidence.quote,
                after.partition("\n\n")[0],
                evidence,
                observation_at(view, found, evidence),
            )
        )
    return tuple(made)
