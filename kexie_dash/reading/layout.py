"""The canonical text as passages: headings, paragraphs joined over line breaks, and table rows.

Text from PDF and Word breaks sentences over lines and pages. Everything after this module reads
passages without white space and full-width digits; `Strip` leads every character back to its offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles
from typing import Literal

from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import Document
from kexie_dash.reading.traditional import SIMPLIFIED

PassageKind = Literal["heading", "prose", "row"]

# One character for one character, so that offsets survive. Full-width comma stays: it separates clauses.
_FOLD = SIMPLIFIED | str.maketrans(
    "０１２３４５６７８９％．＋－＝／＜＞（）ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
    "0123456789%.+-=/<>()ABCDEFGHIJKLMNOPQRSTUVWXYZ",
)
# １２，０００: between full-width digits a full-width comma groups thousands.
_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_INVISIBLE = "\u200b\ufeff"
_TERMINAL = "。！？!?"
_SOFT_TERMINAL = "；;：:"
_DASHED_PAGE = re.compile(
    r"[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
)
_BARE_PAGE = re.compile(r"\d{1,3}")
_CN = "一二三四五六七八九十"
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第[{_CN}]+(?:部分|章)")),
    (1, re.compile(rf"[{_CN}]{{1,3}}[、.．]")),
    (2, re.compile(rf"[(（][{_CN}]{{1,3}}[)）]、?")),
    (3, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))")),
    (4, re.compile(r"[(（]\d{1,2}[)）]、?")),
)
_BROKEN_NUMBER = re.compile(r"[一-鿿].{0,11}(?:\d\n\.\d|\d\.\n\d|\d\n\d+(?![、.．]))")
_RUN_IN = re.compile(rf"(?:[{_CN}]{{1,2}}是|其[{_CN}]|[①-⑳]|[•●◆■])")
_NUMBER_TOKEN = re.compile(r"[-+]?(?:\d[\d,，]*)(?:\.\d+)?%?|[-—/]")
_HEADING_MAX = 40
#: A title without a stop, in the first lines: the text below does not go on with it.
_TITLE = re.compile(r"[^，。；：、“]{4,60}(?:报告|自评表|评价表)书?")
_TITLE_LINES = 6


@dataclass(frozen=True, slots=True)
class Strip:
    """Characters without white space, full-width forms folded, each with its offset in the document."""

    chars: str
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.chars)

    def cut(self, start: int, end: int) -> Strip:
        """The part [start, end) as a strip of its own."""
        return Strip(self.chars[start:end], self.offsets[start:end])

    def evidence(self, document: Document, start: int, end: int) -> Evidence:
        """Evidence in the document for the characters [start, end) of this strip."""
        return Evidence.of(document, self.offsets[start], self.offsets[end - 1] + 1)


def strip_span(text: str, start: int, end: int) -> Strip:
    """The strip of text[start:end]."""
    offsets = [i for i in range(start, end) if not text[i].isspace() and text[i] not in _INVISIBLE]
    chars = "".join(text[i] for i in offsets)
    if "，" in chars:
        chars = _WIDE_THOUSANDS.sub(",", chars)
    return Strip(chars.translate(_FOLD), tuple(offsets))


def join_strips(parts: list[Strip]) -> Strip:
    """Strips one after the other."""
    return Strip("".join(p.chars for p in parts), tuple(o for p in parts for o in p.offsets))


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph (lines joined) or one printed table line.

    cells: for a row the strips of its cells in order, empty cells included; otherwise ().
    headings: the headings above it, outermost first, without their markers.
    first, last: physical lines, 1-based.
    """

    kind: PassageKind
    text: Strip
    first: int
    last: int
    headings: tuple[str, ...]
    cells: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    start: int
    end: int
    raw: str
    blanks_before: int
    row: bool


def marker_level(chars: str) -> tuple[int, int]:
    """(level, length) of the heading or list marker at the start of the characters; (0, 0) if none."""
    for level, pattern in _MARKERS:
        match = pattern.match(chars)
        if match:
            return level, match.end()
    return 0, 0


def passages(document: Document) -> list[Passage]:
    """All passages in the order of the text; time grows linearly with the text."""
    lines = list(_lines(document))
    width = _typical_width(lines)
    result: list[Passage] = []
    path: dict[int, str] = {}
    group: list[_Line] = []
    for line in lines:
        if group and _continues(group[-1], line, width):
            group.append(line)
            continue
        if group:
            result.append(_passage(document, group, path))
        group = [line]
    if group:
        result.append(_passage(document, group, path))
    return result


def _lines(document: Document) -> Iterator[_Line]:
    text, starts = document.text, document.line_starts
    blanks = 0
    for index, start in enumerate(starts):
        end = starts[index + 1] - 1 if index + 1 < len(starts) else len(text)
        raw = text[start:end]
        bare = raw.strip()
        if not bare:
            blanks += 1
            continue
        if _DASHED_PAGE.fullmatch(bare) or (blanks >= 2 and _BARE_PAGE.fullmatch(bare)):
            blanks += 1
            continue
        yield _Line(index + 1, start, end, raw, blanks, _is_row(raw))
        blanks = 0


def _is_row(raw: str) -> bool:
    """A flattened table line: tabs or bars between cells, or a label before two numbers or more."""
    if "\t" in raw.strip(" \r\n") or raw.count("|") >= 2 or raw.count("｜") >= 2:
        return True
    tokens = raw.translate(_FOLD).split()
    if len(tokens) < 3 or re.search("[。；，]", raw):
        return False
    trailing = 0
    for token in reversed(tokens):
        if not _NUMBER_TOKEN.fullmatch(token):
            break
        trailing += 1
    return trailing >= 2


def _typical_width(lines: list[_Line]) -> int:
    """The width at which this document's lines are wrapped; at most 40 for one whose lines are paragraphs."""
    widths = [len("".join(line.raw.split())) for line in lines if not line.row]
    if len(widths) < 2:
        return 40
    return min(40, max(12, int(quantiles(widths, n=10)[7])))


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Whether line goes on with the paragraph that before belongs to."""
    if before.row or line.row:
        return False
    left = "".join(before.raw.split())
    right = "".join(line.raw.split())
    if left[-1] in _TERMINAL or (left[-1] in "”》）)" and len(left) > 1 and left[-2] in _TERMINAL):
        return False
    if _BROKEN_NUMBER.search(left[-12:] + "\n" + right[:4]) and len(left) > 8:
        return marker_level(right)[0] == 0
    if before.number <= _TITLE_LINES and _TITLE.fullmatch(left):
        return False
    if _is_heading(left) and left[-1] not in "，、,":
        return len(left) >= 0.92 * width and marker_level(right)[0] == 0
    if marker_level(right)[0] and left[-1] not in "，、":
        return False
    if left[-1] in _SOFT_TERMINAL:
        return len(left) >= 0.85 * width and not _RUN_IN.match(right)
    if left[-1] in "，、,":
        return True
    return len(left) >= 0.6 * width or "。" in left


def _is_heading(chars: str) -> bool:
    level, length = marker_level(chars)
    body = chars[length:]
    return level > 0 and 0 < len(body) <= _HEADING_MAX and not any(c in body for c in "。；;！")


def _passage(document: Document, group: list[_Line], path: dict[int, str]) -> Passage:
    text = document.text
    first, last = group[0].number, group[-1].number
    if group[0].row:
        cells = _cells(text, group[0])
        return Passage("row", join_strips(list(cells)), first, last, _headings(path), cells)
    strip = join_strips([strip_span(text, line.start, line.end) for line in group])
    level, length = marker_level(strip.chars)
    if _is_heading(strip.chars) and len(strip) - length <= 30 and "，" not in strip.chars:
        for deeper in [key for key in path if key >= level]:
            del path[deeper]
        path[level] = strip.chars[length:].rstrip("：:。")
        return Passage("heading", strip, first, last, _headings(path))
    return Passage("prose", strip, first, last, _headings(path))


def _headings(path: dict[int, str]) -> tuple[str, ...]:
    return tuple(path[level] for level in sorted(path))


def _cells(text: str, line: _Line) -> tuple[Strip, ...]:
    raw = line.raw.rstrip("\r")
    if "\t" in raw:
        separator = "\t"
    elif "|" in raw or "｜" in raw:
        separator = "[|｜]"
    else:
        separator = r"\s+"
    cells: list[Strip] = []
    position = 0
    for match in re.finditer(separator, raw):
        cells.append(strip_span(text, line.start + position, line.start + match.start()))
        position = match.end()
    cells.append(strip_span(text, line.start + position, line.start + len(raw)))
    if separator != "\t":
        cells = cells[1:] if cells and not cells[0] else cells
        cells = cells[:-1] if cells and not cells[-1] else cells
    return tuple(cells)
