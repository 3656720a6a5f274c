"""Where does a figure come from? Its sentence in context; for a computed value those of all its operands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_dash.model.assessment import MeasureValue, Metric, Operand
from kexie_dash.model.observation import Evidence, Observation
from kexie_dash.model.report import Document, Report
from kexie_dash.store.database import Database, View

#: Lines shown before and after the lines of the evidence.
CONTEXT_LINES = 3
#: Of a line that goes on for ever only the part beside the evidence is shown.
CONTEXT_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document; marked: it is evidence."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """pieces joined are one stretch of the document. lines: first and last line of the evidence in it.
    places: the evidence itself, in the order of the text.

    cut_before, cut_after: the first or last line is not shown whole.
    """

    report: Report
    places: tuple[Evidence, ...]
    pieces: tuple[Piece, ...]
    lines: tuple[int, int]
    page: int | None
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class ValueEvidence:
    """observations: of the operands, by id. excerpts: where they stand; neighbours share one."""

    value: MeasureValue
    metric: Metric
    operands: tuple[Operand, ...]
    observations: dict[str, Observation]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class ObservationEvidence:
    """used_in: the values computed from it."""

    observation: Observation
    report: Report
    excerpts: tuple[Excerpt, ...]
    used_in: tuple[MeasureValue, ...]


def observation_evidence(database: Database | View, observation_id: str) -> ObservationEvidence | None:
    """None if the build has no such observation."""
    view = database.view()
    observation = view.observations_by_id([observation_id]).get(observation_id)
    report = _report(view, observation.report) if observation else None
    if observation is None or report is None:
        return None
    used = tuple(
        value
        for value in view.values(report=observation.report)
        if any(operand.observation == observation_id for operand in value.operands)
    )
    return ObservationEvidence(observation, report, excerpts(view, [observation]), used)


def value_evidence(database: Database | View, value_id: str) -> ValueEvidence | None:
    """None if the build has no such value."""
    view = database.view()
    value = view.cached("values by id", lambda: {value.id: value for value in view.values()}).get(value_id)
    metric = view.metric(value.metric) if value else None
    if value is None or metric is None:
        return None
    wanted = [operand.observation for operand in value.operands if operand.observation]
    found = view.observations_by_id(wanted) if wanted else {}
    places = [(o.report, o.evidence) for o in found.values()]
    places += [(value.report, operand.evidence) for operand in value.operands if operand.evidence]
    return ValueEvidence(value, metric, value.operands, found, _excerpts(view, places))


def excerpts(database: Database | View, observations: Iterable[Observation]) -> tuple[Excerpt, ...]:
    """The stretches of text that hold these observations, in the order of the text, each shown once."""
    return _excerpts(database.view(), [(o.report, o.evidence) for o in observations])


def _excerpts(view: View, places: Iterable[tuple[str, Evidence]]) -> tuple[Excerpt, ...]:
    by_report: dict[str, list[Evidence]] = {}
    for report_id, place in places:
        by_report.setdefault(report_id, []).append(place)
    made: list[Excerpt] = []
    for report_id, found in by_report.items():
        document, report = view.document(report_id), _report(view, report_id)
        if document is not None and report is not None:
            made += [_excerpt(document, report, near) for near in _neighbours(document, found)]
    return tuple(made)


def _report(view: View, report_id: str) -> Report | None:
    return next((stored.report for stored in view.reports() if stored.report.id == report_id), None)


def _neighbours(document: Document, found: Sequence[Evidence]) -> list[list[Evidence]]:
    """Places whose contexts overlap stand together."""
    groups: list[list[Evidence]] = []
    reach = -1
    for one in sorted(found, key=lambda place: place.start):
        if _context_start(document, one.start) > reach:
            groups.append([])
        groups[-1].append(one)
        reach = max(reach, _context_end(document, one.end))
    return groups


def _excerpt(document: Document, report: Report, spans: Sequence[Evidence]) -> Excerpt:
    start = _context_start(document, min(span.start for span in spans))
    end = _context_end(document, max(span.end for span in spans))
    return Excerpt(
        report,
        tuple(spans),
        tuple(_pieces(document.text, start, end, [(span.start, span.end) for span in spans])),
        (min(span.line_first for span in spans), max(span.line_last for span in spans)),
        spans[0].page,
        cut_before=start not in document.line_starts,
        cut_after=end < len(document.text) and document.text[end] != "\n",
    )


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterable[Piece]:
    """Evidence that lies inside or over other evidence is marked once."""
    position = start
    for first, last in sorted(spans):
        if first > position:
            yield Piece(text[position:first], marked=False)
        if last > position:
            yield Piece(text[max(first, position) : last], marked=True)
            position = last
    if end > position:
        yield Piece(text[position:end], marked=False)


def _context_start(document: Document, start: int) -> int:
    line = max(document.line_at(start) - CONTEXT_LINES, 1)
    return max(document.line_starts[line - 1], start - CONTEXT_CHARACTERS)


def _context_end(document: Document, end: int) -> int:
    line = document.line_at(end - 1) + CONTEXT_LINES
    starts = document.line_starts
    finish = starts[line] - 1 if line < len(starts) else len(document.text)
    return max(end, min(finish, end + CONTEXT_CHARACTERS))
