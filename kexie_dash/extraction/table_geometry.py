"""Printed lines as cells, whatever separates them: tabs, bars, white space, or a line for each cell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kexie_dash.extraction.table_words import table_words
from kexie_dash.model.report import Document
from kexie_dash.reading.layout import Passage, Strip, join_strips

Separator = Literal["tab", "bar", "space"]

#: A longer line without tabs or bars is a paragraph, not a row of cells.
_SPACED_MAX = 240
#: A token of a longer line is no cell; looking into it would make long lines costly.
_CELL_MAX = 60
_FIGURE = re.compile(
    r"(?:[≥≤><＝=≧≦约近超]|大于等于|小于等于|不少于|不低于|不超过|不高于|大于|小于|超过){0,2}"
    r"[-+−]?\d[\d,，]*(?:\.\d+|(?!\.))(?:[-—~～至]\d[\d,]*(?:\.\d+)?)?[%‰余多]?"
    r"(?:[^\d，。；、：:]{0,6})"
)
_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?%?")
#: Figures printed against each other; only forms whose ends are certain.
_FUSED = (
    re.compile(r"(?:[-+]?\d+(?:\.\d+)?%)+"),
    re.compile(r"(?:-?(?:\d{1,3}(?:,\d{3})+|\d{1,9})\.\d\d)+"),
)
_FUSED_PART = (
    re.compile(r"[-+]?\d+(?:\.\d+)?%"),
    re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,9})\.\d\d"),
)
#: Words that headers spread over their cell: 项 目.
_SPREAD = frozenset(
    {"项目", "收入", "支出", "合计", "总计", "小计", "名称", "单位", "备注", "金额", "指标", "得分", "分值"}
)
#: What stands in a cell that holds no figure.
EMPTY_MARKS = frozenset(
    {"", "-", "—", "–", "--", "——", "/", "／", "\\", "无", "…", "#DIV/0!", "#N/A", "#REF!"}
)


@dataclass(frozen=True, slots=True)
class GridLine:
    """One printed line cut into cells; number: 1-based physical line; start, end: of the line's ink.

    blank_before: an empty line or page number stands above it.
    """

    cells: tuple[Strip, ...]
    separator: Separator
    number: int
    start: int
    end: int
    blank_before: bool

    @property
    def filled(self) -> list[Strip]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell.chars]


def is_figure(chars: str) -> bool:
    """Whether a cell is a number with at most a bound and a unit around it."""
    return len(chars) <= 32 and chars[-1:] != "." and _FIGURE.fullmatch(chars) is not None


def is_plain_number(chars: str) -> bool:
    """Whether a cell is a number alone, with thousands separators or a per cent sign."""
    return len(chars) <= 24 and _NUMBER.fullmatch(chars) is not None


def grid_lines(document: Document, passages: Sequence[Passage]) -> list[GridLine]:
    """All printed lines of the passages in the order of the text; paragraphs' lines have no cells."""
    result: list[GridLine] = []
    for passage in passages:
        if passage.kind == "row" and passage.cells:
            result.extend(_row_line(document, passage, result))
        else:
            result.extend(_spaced_lines(document, passage, result))
    return result


def _row_line(document: Document, passage: Passage, before: list[GridLine]) -> Iterator[GridLine]:
    offsets = passage.text.offsets
    if not offsets:
        return
    start, end = offsets[0], offsets[-1] + 1
    starts = document.line_starts
    line_start = starts[passage.first - 1]
    line_end = starts[passage.last] if passage.last < len(starts) else len(document.text)
    raw = document.text[line_start:line_end]
    separator: Separator = "tab" if "\t" in raw else "bar" if "|" in raw or "｜" in raw else "space"
    cells = passage.cells
    if separator == "space":
        cells = tuple(_join_loose([cell for cell in cells if cell.chars]))
    elif separator == "bar" and all(set(cell.chars) <= set("-:—=+") for cell in cells):
        return
    yield GridLine(cells, separator, passage.first, start, end, _gap(before, passage.first))


def _spaced_lines(document: Document, passage: Passage, before: list[GridLine]) -> Iterator[GridLine]:
    offsets = passage.text.offsets
    last = before[-1].number if before else 0
    position = 0
    for number in range(passage.first, passage.last + 1):
        line_start = document.line_starts[number - 1]
        at_end = number >= len(document.line_starts)
        line_end = len(document.text) if at_end else document.line_starts[number]
        stop = bisect_left(offsets, line_end, position)
        if stop == position or offsets[position] < line_start:
            continue
        start, end = offsets[position], offsets[stop - 1] + 1
        tokens: list[Strip] = []
        if end - start <= _SPACED_MAX:
            tokens = _tokens(document.text, start, end, passage.text.cut(position, stop))
        yield GridLine(tuple(_join_loose(tokens)), "space", number, start, end, number > last + 1)
        last, position = number, stop


def _gap(before: list[GridLine], number: int) -> bool:
    return bool(before) and number > before[-1].number + 1


def _tokens(text: str, start: int, end: int, strip: Strip) -> list[Strip]:
    tokens: list[Strip] = []
    position = 0
    for match in re.finditer(r"\S+", text[start:end]):
        stop = bisect_left(strip.offsets, start + match.end(), position)
        if stop > position:
            tokens.append(strip.cut(position, stop))
        position = stop
    return tokens


def _join_loose(tokens: list[Strip]) -> list[Strip]:
    """Put a comparator or a unit that stands alone back to its figure; part figures printed together."""
    words = table_words()
    joined: list[Strip] = []
    for token in tokens:
        before = joined[-1].chars if joined else ""
        unit_after = token.chars in words.loose_units and is_plain_number(before.lstrip("≥≤><约"))
        if (
            unit_after
            or (before in words.comparators and token.chars[:1].isdigit())
            or (len(token) == len(before) == 1 and before + token.chars in _SPREAD)
        ):
            joined[-1] = join_strips([joined[-1], token])
        else:
            joined.extend(split_fused(token))
    return joined


def split_fused(cell: Strip) -> list[Strip]:
    """The figures of a cell in which several lost the space between them; else the cell itself."""
    if len(cell) > _CELL_MAX or not any(c.isdigit() for c in cell.chars):
        return [cell]
    for whole, part in zip(_FUSED, _FUSED_PART, strict=True):
        if whole.fullmatch(cell.chars):
            return [cell.cut(match.start(), match.end()) for match in part.finditer(cell.chars)]
    return [cell]
