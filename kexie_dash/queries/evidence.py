"""Where does a figure come from? Its sentence in context; for a computed value that of each operand."""

from __future__ import annotations

from dataclasses import dataclass

from kexie_dash.model.assessment import MeasureValue, Metric, Operand
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Document, Report
from kexie_dash.store.database import Database, View

#: Lines shown before and after the lines of the evidence.
CONTEXT_LINES = 4
#: Of a line that goes on for ever only the part beside the evidence is shown.
CONTEXT_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Passage:
    """before + quote + after is one stretch of the document; line is the 1-based line `before` begins in.

    cut_before, cut_after: the first or last line is not shown whole.
    """

    report: Report
    observation: Observation
    before: str
    quote: str
    after: str
    line: int
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class OperandEvidence:
    """One input of a value; passage is None for a sum or a reference figure, which names its source."""

    operand: Operand
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ValueEvidence:
    value: MeasureValue
    metric: Metric
    operands: tuple[OperandEvidence, ...]


def observation_evidence(database: Database | View, observation_id: str) -> Passage | None:
    """The passage of one observation; None if the build has no such observation."""
    view = database.view()
    observation = view.observations_by_id([observation_id]).get(observation_id)
    return passage_of(view, observation) if observation else None


def value_evidence(database: Database | View, value_id: str) -> ValueEvidence | None:
    """What a value was made of; None if the build has no such value."""
    view = database.view()
    value = view.cached("values by id", lambda: {value.id: value for value in view.values()}).get(value_id)
    metric = view.metric(value.metric) if value else None
    if value is None or metric is None:
        return None
    wanted = [operand.observation for operand in value.operands if operand.observation]
    found = view.observations_by_id(wanted) if wanted else {}
    return ValueEvidence(
        value,
        metric,
        tuple(
            _operand_evidence(view, operand, found.get(operand.observation or ""))
            for operand in value.operands
        ),
    )


def values_using(database: Database | View, observation_id: str) -> tuple[MeasureValue, ...]:
    """Values that were computed from an observation."""
    return tuple(
        value
        for value in database.view().values()
        if any(operand.observation == observation_id for operand in value.operands)
    )


def passage_of(database: Database | View, observation: Observation) -> Passage | None:
    """The observation's evidence with some lines around it; None if its document is not in the build."""
    view = database.view()
    document = view.document(observation.report)
    report = next((item.report for item in view.reports() if item.report.id == observation.report), None)
    if document is None or report is None:
        return None
    span = observation.evidence
    start, cut_before = _context_start(document, span.start)
    end, cut_after = _context_end(document, span.end)
    text = document.text
    return Passage(
        report,
        observation,
        text[start : span.start],
        text[span.start : span.end],
        text[span.end : end],
        document.line_at(start),
        cut_before,
        cut_after,
    )


def _operand_evidence(view: View, operand: Operand, observation: Observation | None) -> OperandEvidence:
    return OperandEvidence(operand, passage_of(view, observation) if observation else None)


def _context_start(document: Document, start: int) -> tuple[int, bool]:
    line = max(document.line_at(start) - CONTEXT_LINES, 1)
    begin = document.line_starts[line - 1]
    return (start - CONTEXT_CHARACTERS, True) if start - begin > CONTEXT_CHARACTERS else (begin, False)


def _context_end(document: Document, end: int) -> tuple[int, bool]:
    line = document.line_at(end - 1) + CONTEXT_LINES
    starts = document.line_starts
    finish = starts[line] - 1 if line < len(starts) else len(document.text)
    return (
        (end + CONTEXT_CHARACTERS, True) if finish - end > CONTEXT_CHARACTERS else (max(finish, end), False)
    )
