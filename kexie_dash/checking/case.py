"""The report under check: its statements, and the text around each of them without white space."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from kexie_dash.definitions.checks import load_checks, pattern
from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.measures.case import subject_key
from kexie_dash.model.observation import PERIOD_YEAR, Evidence, Family, Observation, Stage
from kexie_dash.model.report import Document, ReportKind
from kexie_dash.reading.layout import Strip, strip_span

_T = TypeVar("_T")
_CORE = re.compile(r"\d[\d,，.]*")
_SENTENCE_END = "。！？"
_CLAUSE_END = "。！？；;，,：:"
#: A sentence reaches no further than this: what has no stop at all is no sentence.
_SENTENCE = 1500
_GLYPHS = re.compile(r"\\geq?|\\leq?|\\times|\\%|\$|</?p>")
_GLYPH = {"\\ge": "≥", "\\geq": "≥", "\\le": "≤", "\\leq": "≤", "\\times": "×", "\\%": "%"}


#: Key of the amounts of the whole; no subject's name holds a blank.
_WHOLE = "the whole"


@dataclass(frozen=True, eq=False)
class Case:
    """One report. population: residents of its region, None if unknown.

    project: the reported project's name. A Case knows nothing of who reports.
    """

    report: str
    document: Document
    observations: tuple[Observation, ...]
    kind: ReportKind | None = None
    year: int | None = None
    project: str | None = None
    population: Decimal | None = None
    _known: dict[object, object] = field(default_factory=dict, repr=False)

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """make()'s result, made once a report."""
        if key not in self._known:
            self._known[key] = make()
        return cast(_T, self._known[key])

    @cached_property
    def flat(self) -> Strip:
        """The text without white space, full-width forms folded, \\geq and the like as single signs."""
        plain = strip_span(self.document.text, 0, len(self.document.text))
        chars: list[str] = []
        offsets: list[int] = []
        at = 0
        for match in _GLYPHS.finditer(plain.chars):
            chars.append(plain.chars[at : match.start()])
            offsets += plain.offsets[at : match.start()]
            sign = _GLYPH.get(match.group(), "")
            chars.append(sign)
            offsets += plain.offsets[match.start() : match.start() + len(sign)]
            at = match.end()
        chars.append(plain.chars[at:])
        offsets += plain.offsets[at:]
        return Strip("".join(chars), tuple(offsets))

    def family(self, *families: Family) -> list[Observation]:
        """Statements of these families about the report's own year, in the order of the text."""
        return list(self.once(families, lambda: [o for o in self.own if o.family in families]))

    @cached_property
    def own(self) -> tuple[Observation, ...]:
        kept = (o for o in self.observations if self.year is None or o.year in (None, self.year))
        return tuple(sorted(kept, key=lambda o: (o.evidence.start, o.evidence.end)))

    def flat_at(self, offset: int) -> int:
        """Index in the flat text of the first character at or after the document's offset."""
        return bisect_left(self.flat.offsets, offset)

    def span(self, o: Observation) -> tuple[int, int]:
        """The evidence as a half-open span of the flat text."""
        return self.flat_at(o.evidence.start), self.flat_at(o.evidence.end)

    def spot(self, o: Observation) -> tuple[int, int]:
        """Where the printed figure stands in the flat text; the end of the evidence if it is not found."""
        return self.once(("spot", id(o)), lambda: self._find_spot(o))

    def _find_spot(self, o: Observation) -> tuple[int, int]:
        start, end = self.span(o)
        core = _CORE.search(o.value_text)
        for wanted in filter(None, (o.value_text, core.group() if core else "")):
            found = self.flat.chars.rfind(wanted, start, end)
            if found >= 0:
                return found, found + len(wanted)
        return end, end

    def sentence(self, o: Observation) -> tuple[int, int]:
        """The sentence around the figure as a span of the flat text."""
        return self.once(("sentence", id(o)), lambda: self._bounds(*self.spot(o), _SENTENCE_END))

    def clause(self, o: Observation) -> tuple[str, str]:
        """The words of the figure's clause before it and behind it."""
        return self.once(("clause", id(o)), lambda: self._find_clause(o))

    def _find_clause(self, o: Observation) -> tuple[str, str]:
        start, end = self.spot(o)
        first, last = self._bounds(start, end, _CLAUSE_END)
        return self.flat.chars[first:start], self.flat.chars[end:last]

    def _bounds(self, start: int, end: int, stops: str) -> tuple[int, int]:
        at = self.once(("stops", stops), lambda: [i for i, c in enumerate(self.flat.chars) if c in stops])
        before, after = bisect_left(at, start) - 1, bisect_left(at, end)
        first = at[before] + 1 if before >= 0 else 0
        last = at[after] if after < len(at) else len(self.flat.chars)
        return max(first, start - _SENTENCE), min(last, end + _SENTENCE)

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence for a span of the flat text."""
        return Evidence.of(self.document, self.flat.offsets[start], self.flat.offsets[end - 1] + 1)

    def distance(self, one: Observation, other: Observation) -> int:
        """Characters of the flat text between two figures."""
        (a_start, a_end), (b_start, b_end) = self.spot(one), self.spot(other)
        return max(b_start - a_end, a_start - b_end, 0)

    def in_table(self, o: Observation) -> bool:
        """True for a cell of a table; prose inside a cell is prose."""
        if o.rule.startswith(("table", "prose")):
            return o.rule.startswith("table")
        first = self.document.line_starts[o.evidence.line_first - 1]
        last = self.document.text.find("\n", o.evidence.start)
        return self.document.text.count("\t", first, last if last >= 0 else None) > 1

    def is_whole(self, name: str) -> bool:
        """True for 部门整体, 项目整体 and the reported project's own name."""
        key = subject_key(name)
        project = subject_key(self.project or "")
        return key in _whole_names() or (bool(project) and key == project)

    def is_whole_of_rate(self, o: Observation) -> bool:
        """True if a rate is about all the money; a rate without a subject of its own is."""
        names = {subject_key(name) for name in load_subjects().whole_in_rates}
        return self.is_whole(o.subject) or subject_key(o.subject) in names

    def amounts(self, subject: str, stages: Sequence[Stage], period: str = PERIOD_YEAR) -> list[Observation]:
        """Exact amounts of a subject at any of the stages, in the order of the text."""
        wanted = _WHOLE if self.is_whole(subject) else money_key(subject)
        known = self.once("amounts", self._by_subject)
        return [o for o in known.get(wanted, ()) if o.stage in stages and o.period == period]

    def _by_subject(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for o in self.family("budget"):
            if (
                o.value is not None
                and o.bound == "exact"
                and o.coverage == "own"
                and len(o.label) > 1
                and not pattern("difference_words").search(o.label)
            ):
                found.setdefault(money_key(o.subject), []).append(o)
                if self.is_whole(o.subject):
                    found.setdefault(_WHOLE, []).append(o)
        return found


@lru_cache(maxsize=1)
def _whole_names() -> set[str]:
    return {subject_key(name) for names in load_subjects().whole.values() for name in names}


@lru_cache(maxsize=4096)
def money_key(subject: str) -> str:
    """The subject of an amount under the first of its names."""
    key = subject_key(subject)
    for names in load_checks().same_subject:
        if key in names:
            return names[0]
    return key


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A label for comparison: without marks, 的, brackets and words that say nothing (本年度, 情况)."""
    bare = pattern("said_of_all").sub("", subject_key(name).replace("（", "(").replace("）", ")"))
    return pattern("in_brackets").sub("", bare).strip("()、，：:") or bare


def evidences(*sources: Observation | Evidence | Iterable[Observation]) -> tuple[Evidence, ...]:
    """The spans of the sources in the order given, each once."""
    found: dict[tuple[int, int], Evidence] = {}
    for source in sources:
        if isinstance(source, Evidence):
            found.setdefault((source.start, source.end), source)
        elif isinstance(source, Observation):
            found.setdefault((source.evidence.start, source.evidence.end), source.evidence)
        else:
            for one in source:
                found.setdefault((one.evidence.start, one.evidence.end), one.evidence)
    return tuple(found.values())
