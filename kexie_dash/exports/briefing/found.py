"""The findings of a briefing and of a list of questions, each with its sentences and what would settle it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kexie_dash.definitions.phrases import load_phrases
from kexie_dash.exports.briefing.content import FoundItem, Side
from kexie_dash.exports.briefing.register import lines_of
from kexie_dash.exports.clean import clean
from kexie_dash.exports.sentence import sentence_around
from kexie_dash.queries.findings import FoundIn, findings
from kexie_dash.store.database import View
from kexie_dash.store.marks import Marks

#: So many stand in a briefing; the list of questions has all.
MOST_IN_BRIEFING = 12


def found_items(
    view: View,
    bodies: Collection[str],
    years: Collection[int],
    names: Mapping[str, str],
    marks: Marks,
    most: int | None = MOST_IN_BRIEFING,
) -> tuple[tuple[FoundItem, ...], tuple[int, int]]:
    """The gravest first; and how many contradictions and questions there are in all."""
    found = findings(view, bodies=bodies, years=years, marks=marks)
    counted = found.verdicts.get("contradicts", 0), found.verdicts.get("undecided", 0)
    return tuple(_item(view, one, names, marks) for one in found.shown[:most]), counted


def _item(view: View, one: FoundIn, names: Mapping[str, str], marks: Marks) -> FoundItem:
    finding, report = one.finding, one.report
    document = view.document(report.id)
    sides = tuple(
        Side(
            evidence,
            clean(f"{report.file} {lines_of(evidence)}")[0],
            clean(sentence_around(document, evidence, evidence.start))[0],
        )
        for evidence in finding.evidence
    )
    wanting = finding.wanting or load_phrases().settle[finding.kind]
    history = marks.histories.get(finding.id, ())
    return FoundItem(finding, report, names.get(report.body_code, report.body), sides, wanting, history)
