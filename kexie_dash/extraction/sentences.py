"""Sentences and clauses of a passage, and the topic each sentence belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kexie_dash.extraction.numbers import Number
from kexie_dash.reading.layout import Strip, marker_level

_SENTENCE_END = "。！？"
_LONG = 500
_CLAUSE_END = re.compile(r"[，；;：！？。]|(?<!\d),|,(?!\d)|(?<=[\d%元分人名个家项次场期位篇条部所支])、")
_INLINE_MARK = re.compile(
    r"[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）](?=[“\"《一-鿿])|\d{1,2}[、.．](?=[“\"《一-鿿])|[一二三四五六七八九十]{1,2}、(?=[一-鿿])"
)
_INDICATOR_SUFFIX = re.compile(r"指标(?:满分|分值|分别|得分)?.*$")
_RUN_IN = re.compile(r"(?:[一二三四五六七八九十]{1,2}是|其[一二三四五六七八九十])")
_LEAD_END = re.compile(r"[，,：:。；;（(]")


@dataclass(frozen=True, slots=True)
class Clause:
    """The half-open range of one clause in its passage."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage: its range, clauses and the topic (lead of the nearest list mark above)."""

    strip: Strip
    start: int
    end: int
    clauses: tuple[Clause, ...]
    topic: str
    topic_depth: int
    opens_topic: bool = False

    @property
    def chars(self) -> str:
        """The sentence's characters."""
        return self.strip.chars[self.start : self.end]

    @property
    def offset(self) -> int:
        """Where the sentence begins in the document."""
        return self.strip.offsets[self.start]

    def clause_of(self, position: int) -> int:
        """Index of the clause that holds the character at position (in passage coordinates)."""
        for index, clause in enumerate(self.clauses):
            if position < clause.end:
                return index
        return len(self.clauses) - 1

    def head(self, number: Number) -> str:
        """The clause's characters before the number."""
        clause = self.clauses[self.clause_of(number.core)]
        return self.strip.chars[clause.start : number.start]

    def tail(self, number: Number) -> str:
        """The clause's characters after the number."""
        clause = self.clauses[self.clause_of(number.core)]
        return self.strip.chars[number.end : clause.end]

    def before(self, number: Number) -> str:
        """The sentence's characters before the number."""
        return self.strip.chars[self.start : number.start]


def sentences(strip: Strip, numbers: Sequence[Number] = ()) -> Iterator[Sentence]:
    """The sentences of a passage in order; list marks inside a paragraph open a new topic.

    numbers: those of the passage; white space after a finished figure (得分 1.55 一季度 …) ends its clause.
    """
    topic, depth = "", 0
    breaks = _figure_breaks(strip, numbers)
    for start, end in _ranges(strip):
        level, length = marker_level(strip.chars[start : start + 12])
        run_in = _RUN_IN.match(strip.chars[start : start + 6])
        lead = ""
        if level or run_in:
            lead = _lead(strip, start + (length if level else run_in.end() if run_in else 0), end)
            if lead:
                topic, depth = lead, level or 5
        opens = bool((level or run_in) and lead)
        yield Sentence(
            strip, start, end, tuple(_clauses(strip.chars, start, end, breaks)), topic, depth, opens
        )


def _figure_breaks(strip: Strip, numbers: Sequence[Number]) -> list[int]:
    """Ends of figures with white space and a new phrase behind them."""
    kinds = ("percent", "points", "money", "bare")
    return [
        n.end
        for n in numbers
        if n.kind in kinds
        and n.end < len(strip)
        and _gap(strip, n.end)
        and "一" <= strip.chars[n.end] <= "鿿"
    ]


def _gap(strip: Strip, index: int) -> bool:
    """Whether white space stands before the character at index."""
    return strip.offsets[index] - strip.offsets[index - 1] > 1


def _ranges(strip: Strip) -> Iterator[tuple[int, int]]:
    chars, start = strip.chars, 0
    marks = {m.start() for m in _INLINE_MARK.finditer(chars) if m.start() and _opens_item(strip, m.start())}
    for index, char in enumerate(chars):
        if index in marks and index > start:
            yield start, index
            start = index
        if char in _SENTENCE_END or _too_long(char, index - start):
            if index + 1 > start:
                yield start, index + 1
            start = index + 1
    if start < len(chars):
        yield start, len(chars)


def _too_long(char: str, length: int) -> bool:
    """Text without full stops is cut, so that the time to read it grows with its length only."""
    if length >= 2 * _LONG:
        return not char.isdigit() or length >= 3 * _LONG
    return length >= _LONG and char in "，,；;、"


def _opens_item(strip: Strip, index: int) -> bool:
    """A list mark inside a paragraph stands behind punctuation or white space."""
    return strip.chars[index - 1] in "：:；;。" or _gap(strip, index)


def _clauses(chars: str, start: int, end: int, breaks: Sequence[int]) -> Iterator[Clause]:
    position = start
    cuts = list(breaks[bisect_right(breaks, start) : bisect_left(breaks, end)])
    for match in _CLAUSE_END.finditer(chars, start, end):
        while cuts and cuts[0] < match.start():
            if cuts[0] > position:
                yield Clause(position, cuts[0])
            position = max(position, cuts.pop(0))
        if _inside_brackets(chars, position, match.start()) and match.group() not in "；;。":
            continue
        if match.start() > position:
            yield Clause(position, match.start())
        position = match.end()
    for cut in [*(c for c in cuts if c > position), end]:
        if cut > position:
            yield Clause(position, cut)
        position = max(position, cut)


def _inside_brackets(chars: str, start: int, position: int) -> bool:
    part = chars[max(start, position - 60) : position]
    return (
        part.count("(") > part.count(")")
        or part.count("“") > part.count("”")
        or part.count("《") > part.count("》")
    )


def _lead(strip: Strip, start: int, end: int) -> str:
    """The words a list mark opens with, up to punctuation or a gap left by white space."""
    match = _LEAD_END.search(strip.chars, start, end)
    stop = match.start() if match else end
    for index in range(start + 2, stop):
        if _gap(strip, index) and not _digit_gap(strip.chars, index):
            stop = index
            break
    lead = _INDICATOR_SUFFIX.sub("", strip.chars[start:stop])
    return lead if 2 <= len(lead) <= 40 else ""


def _digit_gap(chars: str, index: int) -> bool:
    """White space beside a digit or Latin letter is typesetting, not a gap between words."""
    return chars[index - 1].isascii() or chars[index].isascii()
