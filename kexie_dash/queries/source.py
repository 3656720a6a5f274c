"""The whole text of a report with what was read from it: where each figure stands, what was left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kexie_dash.model.observation import Leftover, Narrative, Observation
from kexie_dash.model.report import Document, Report
from kexie_dash.queries.source_place import figure_place
from kexie_dash.store.database import Database, View

#: More characters, or more figures, than this at once make a browser slow; a longer text comes in parts.
PART_CHARACTERS = 40_000
PART_FIGURES = 800
#: A part may be this much longer so that a table stays whole.
_STRETCH = 1.25


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation and where its figure stands: text[start:end], inside its evidence."""

    observation: Observation
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.observation.id


@dataclass(frozen=True, slots=True)
class Rest:
    """A leftover with a key of its own on the page."""

    key: str
    leftover: Leftover

    @property
    def start(self) -> int:
        return self.leftover.evidence.start

    @property
    def end(self) -> int:
        return self.leftover.evidence.end


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that is shown at once. number: from 1; lines: first and last, 1-based."""

    number: int
    start: int
    end: int
    lines: tuple[int, int]


@dataclass(frozen=True)
class Source:
    """figures, rests, narratives: of the whole report, in the order of the text."""

    report: Report
    document: Document
    figures: tuple[Figure, ...]
    rests: tuple[Rest, ...]
    narratives: tuple[Narrative, ...]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return tuple(_parts(self.document, self.figures))

    @cached_property
    def marks(self) -> tuple[Figure | Rest, ...]:
        """Figures and leftovers in the order of the text."""
        found: list[Figure | Rest] = [*self.figures, *self.rests]
        return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))

    def marks_in(self, part: Part) -> tuple[Figure | Rest, ...]:
        """Those that begin in the part."""
        return tuple(mark for mark in self.marks if part.start <= mark.start < part.end)

    def part_with(self, key: str) -> Part | None:
        """The part in which the observation's figure, or the leftover, begins."""
        start = next((mark.start for mark in self.marks if mark.key == key), None)
        if start is None:
            return None
        return next(part for part in reversed(self.parts) if part.start <= start)


def source(database: Database | View, report_id: str) -> Source | None:
    """None if the build has no such readable report."""
    view = database.view()
    document = view.document(report_id)
    report = next((s.report for s in view.reports() if s.report.id == report_id and s.in_use), None)
    if document is None or report is None:
        return None
    figures = [Figure(one, *figure_place(one)) for one in view.observations(report=report_id)]
    leftovers = sorted(view.leftovers(report_id), key=lambda one: one.evidence.start)
    return Source(
        report,
        document,
        tuple(sorted(figures, key=lambda one: (one.start, one.end))),
        tuple(Rest(f"r{number}", one) for number, one in enumerate(leftovers, start=1)),
        view.narratives(report_id),
    )


def _parts(document: Document, figures: Sequence[Figure]) -> Iterator[Part]:
    """Cut at line starts, not inside a table if that can be; a line without end is cut between figures."""
    text, begin = document.text, 0
    for number, end in enumerate(_cuts(document, figures), start=1):
        yield Part(number, begin, end, (document.line_at(begin), document.line_at(max(end - 1, begin))))
        begin = end
    if not text:
        yield Part(1, 0, 0, (1, 1))


def _cuts(document: Document, figures: Sequence[Figure]) -> Iterator[int]:
    """Ends of the parts; the last is the text's."""
    text, starts = document.text, document.line_starts
    even = -(-len(text) // max(-(-len(text) // PART_CHARACTERS), 1))
    begin, passed, before = 0, 0, 0
    for line, start in enumerate(starts):
        end = starts[line + 1] if line + 1 < len(starts) else len(text)
        while passed < len(figures) and figures[passed].start < start:
            passed += 1
        fullness = max((start - begin) / max(even, 1), (passed - before) / PART_FIGURES)
        inside_table = _is_row(text, starts, line) and _is_row(text, starts, line - 1)
        if start > begin and fullness >= (_STRETCH if inside_table else 1):
            yield start
            begin, before = start, passed
        while end - begin > PART_CHARACTERS * _STRETCH:
            begin = _between(figures, begin + PART_CHARACTERS)
            yield begin
    if begin < len(text):
        yield len(text)


def _is_row(text: str, starts: Sequence[int], line: int) -> bool:
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    return line >= 0 and text.find("\t", starts[line], end) >= 0


def _between(figures: Sequence[Figure], cut: int) -> int:
    """The cut, or the end of the figure it would go through."""
    return max((one.end for one in figures if one.start < cut < one.end), default=cut)
