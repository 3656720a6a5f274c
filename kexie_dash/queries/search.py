"""Where do these words stand? Every passage of every report that holds all of them, the nearest fit first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import Document, Report
from kexie_dash.queries.search_words import Wanted, Word
from kexie_dash.store.database import Database, View
from kexie_dash.store.search_rows import BETWEEN, KIND_LETTER

#: Characters of a long passage shown before its first hit, and in all.
_BEFORE, _SHOWN = 60, 240
_CELL = " ｜ "


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage as it is shown; hit: it is one of the words."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph or row with its hits. hits: exact places, in the order of reading.

    parts: the stretch to show, without the line breaks of the source; cut: something stands before or after.
    """

    report: Report
    headings: tuple[str, ...]
    lines: tuple[int, int]
    page: int | None
    hits: tuple[Evidence, ...]
    parts: tuple[Part, ...]
    cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Passages:
    """count: passages; hits: places of words in them; by_body: passages by body code; shown: a page."""

    count: int
    hits: int
    reports: int
    by_body: dict[str, int]
    shown: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One unit as it is searched."""

    report: Report
    unit: int
    kind: str
    chars: str


_Rank = tuple[bool, bool, int, int, str, str, int]


def passages_with(
    database: Database | View,
    asked: Wanted,
    *,
    bodies: Collection[str] = (),
    years: Collection[int] = (),
    first: int = 0,
    most: int = 20,
) -> Passages:
    """Passages with all words: the phrase first, then headings, then most hits, then the newest."""
    view = database.view()
    found: list[tuple[_Rank, _Line]] = []
    hits, by_body = 0, Counter[str]()
    for line in _fitting(_lines(view), asked, bodies, years):
        count = sum(word.count(line.chars) for word in asked.words)
        found.append((_rank(line, asked, count), line))
        hits += count
        by_body[line.report.body_code] += 1
    found.sort(key=lambda one: one[0])
    page = [line for _, line in found[first : first + most]]
    placed = _units(view, page)
    shown = tuple(_passage(view, line, placed[line.report.id, line.unit], asked) for line in page)
    reports = len({line.report.id for _, line in found})
    return Passages(len(found), hits, reports, dict(by_body), shown)


def prepare(database: Database | View) -> int:
    """Split the texts of the build into passages before the first search; how many there are."""
    return len(_lines(database.view()))


def without_one(database: Database | View, asked: Wanted) -> dict[str, int]:
    """For each word alone how many passages hold it: what to say where no passage holds them all."""
    lines = _lines(database.view())
    return {word.shown: sum(word.within(line.chars) for line in lines) for word in asked.words}


def _fitting(
    lines: Sequence[_Line], asked: Wanted, bodies: Collection[str], years: Collection[int]
) -> Iterator[_Line]:
    if not asked.words:
        return
    first, *others = sorted(asked.words, key=lambda word: -len(word.chars))
    for line in lines:
        if first.within(line.chars) and all(word.within(line.chars) for word in others):
            report = line.report
            if (not bodies or report.body_code in bodies) and (not years or report.year in years):
                yield line


def _rank(line: _Line, asked: Wanted, count: int) -> _Rank:
    phrase = asked.phrase
    together = phrase is None or phrase.within(line.chars)
    heading = line.kind == KIND_LETTER["heading"]
    report = line.report
    return not together, not heading, -count, -report.year, report.body_code, report.id, line.unit


def _lines(view: View) -> tuple[_Line, ...]:
    """All units of the reports in use; made once a build."""

    def make() -> tuple[_Line, ...]:
        reports = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
        rows = view.rows("SELECT report, chars, kinds FROM kexie.search_text ORDER BY report")
        return tuple(
            _Line(reports[report], unit, kind, chars)
            for report, said, kinds in rows
            # A report without passages has no kinds, and an empty text still splits into one part.
            if report in reports and kinds
            for unit, (kind, chars) in enumerate(zip(kinds, said.split(BETWEEN), strict=True))
        )

    return view.cached("searched lines", make)


_UNITS = """
SELECT report, unit, headings, line_first, line_last, page, span_starts, span_ends
FROM kexie.search_unit WHERE list_contains(?::VARCHAR[], report) AND list_contains(?::INTEGER[], unit)
"""
_Unit = tuple[Any, ...]


def _units(view: View, lines: Sequence[_Line]) -> dict[tuple[str, int], _Unit]:
    """Where these units stand, in one question."""
    if not lines:
        return {}
    asked = [[line.report.id for line in lines], [line.unit for line in lines]]
    return {(report, unit): tuple(rest) for report, unit, *rest in view.rows(_UNITS, asked)}


def _passage(view: View, line: _Line, unit: _Unit, asked: Wanted) -> Passage:
    document = view.document(line.report.id)
    if document is None:
        raise LookupError(line.report.id)
    headings, first, last, page, starts, ends = unit
    offsets = [at for start, end in zip(starts, ends, strict=True) for at in range(start, end)]
    places = _places(line.chars, asked.words)
    hits = tuple(Evidence.of(document, offsets[a], offsets[b - 1] + 1) for a, b in places)
    begin = max(0, _anchor(line, places, asked) - _BEFORE) if len(offsets) > _SHOWN else 0
    end = min(len(offsets), begin + _SHOWN)
    parts = tuple(_parts(document, offsets, places, begin, end))
    cut = (begin > 0, end < len(offsets))
    return Passage(line.report, tuple(headings), (first, last), page, hits, parts, cut)


def _anchor(line: _Line, places: Sequence[tuple[int, int]], asked: Wanted) -> int:
    """What a long passage is shown around: the phrase, else the first hit."""
    together = asked.phrase.places(line.chars) if asked.phrase is not None else []
    return (together or places)[0][0]


def _places(chars: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Of all words; where two lie over each other, both as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(place for word in words for place in word.places(chars)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _parts(
    document: Document, offsets: Sequence[int], places: Sequence[tuple[int, int]], begin: int, end: int
) -> Iterator[Part]:
    """A hit never begins with what stands between it and the character before."""
    position = begin
    for start, stop in places:
        if start >= end:
            break
        plain = _shown(document.text, offsets, position, start) + _gap(document.text, offsets, start)
        if plain:
            yield Part(plain, hit=False)
        position = min(stop, end)
        hit = _shown(document.text, offsets, start, position)
        yield Part(hit.removeprefix(_gap(document.text, offsets, start)), hit=True)
    if end > position:
        yield Part(_shown(document.text, offsets, position, end), hit=False)


def _shown(text: str, offsets: Sequence[int], start: int, end: int) -> str:
    return "".join(_gap(text, offsets, at) + text[offsets[at]] for at in range(start, end))


def _gap(text: str, offsets: Sequence[int], at: int) -> str:
    """What is shown before a character: a cell's end stays visible, a space stays, a line break goes."""
    before = text[offsets[at - 1] + 1 : offsets[at]] if at else ""
    if "\t" in before:
        return _CELL
    return " " if before.isspace() and "\n" not in before else ""
