"""Sentences and clauses of a passage, and the topic each sentence belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kexie_dash.extraction.numbers import Number
from kexie_dash.reading.layout import Strip, marker_level

_SENTENCE_END = "。！？"
_CLAUSE_END = re.compile(r"[，；;：！？。]|(?<!\d),|,(?!\d)|(?<=[\d%元分人名个家项次场期位篇条部所支])、")
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


def sentences(strip: Strip) -> Iterator[Sentence]:
    """The sentences of a passage in order; list marks inside a paragraph open a new topic."""
    topic, depth = "", 0
    for start, end in _ranges(strip.chars):
        level, length = marker_level(strip.chars[start : start + 12])
        run_in = _RUN_IN.match(strip.chars[start : start + 6])
        if level or run_in:
            lead = _lead(strip, start + (length if level else run_in.end() if run_in else 0), end)
            if lead:
                topic, depth = lead, level or 5
        yield Sentence(strip, start, end, tuple(_clauses(strip.chars, start, end)), topic, depth)


def _ranges(chars: str) -> Iterator[tuple[int, int]]:
    start = 0
    for index, char in enumerate(chars):
        if char in _SENTENCE_END:
            if index + 1 > start:
                yield start, index + 1
            start = index + 1
    if start < len(chars):
        yield start, len(chars)


def _clauses(chars: str, start: int, end: int) -> Iterator[Clause]:
    position = start
    for match in _CLAUSE_END.finditer(chars, start, end):
        if _inside_brackets(chars, position, match.start()) and match.group() not in "；;。":
            continue
        if match.start() > position:
            yield Clause(position, match.start())
        position = match.end()
    if position < end:
        yield Clause(position, end)


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
        if strip.offsets[index] - strip.offsets[index - 1] > 1 and not _digit_gap(strip.chars, index):
            stop = index
            break
    lead = strip.chars[start:stop]
    return lead if 2 <= len(lead) <= 40 else ""


def _digit_gap(chars: str, index: int) -> bool:
    """White space beside a digit or Latin letter is typesetting, not a gap between words."""
    return chars[index - 1].isascii() or chars[index].isascii()
