"""Figures as they are printed, with their place: in the flat text and in the cells of a line of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.checking.case import Case
from kexie_dash.checking.compare import Range, printed_step
from kexie_dash.model.observation import Evidence

#: A number in a pattern on the flat text.
NUMBER = r"\d[\d,]*(?:\.\d+)?"
#: Units of money and of counts that may follow a number, the factor apart.
UNIT = r"(?:[万亿]?(?:元|人次|场次|[人名户家个项场次期所支件篇份条])|%)"
_FACTOR = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "%": Decimal("0.01")}
_CELL_BREAK = re.compile(r"\t|[|｜]|\s{2,}|　+")
_CELL = re.compile(
    r"(?P<sign>[≥≤><＞＜]?)(?P<minus>[-−－]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[一-鿿/]{0,4})"
)
#: What makes a cell a limit instead of an amount.
_AT_MOST, _AT_MOST_WORDS = ("≤", "<", "＜"), ("以下", "以内")
_OPEN_WORDS = ("以上", "多", "余", "左右")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number; start, end: in the flat text. value: with its factor, ratios as fractions."""

    text: str
    unit: str
    value: Decimal
    half: Decimal
    start: int
    end: int

    @property
    def range(self) -> Range:
        """What it may be: money with decimals below 万 and counts without a factor are what they are."""
        return Range.of(self.value, self.half, self.half if "." in self.text else Decimal(0))

    @property
    def said(self) -> str:
        return self.text + self.unit


def figure(text: str, unit: str, start: int, end: int) -> Figure:
    """A number with the unit printed behind it."""
    factor = next((f for sign, f in _FACTOR.items() if unit.startswith(sign)), Decimal(1))
    whole = factor == 1 and ("." not in text or len(text.partition(".")[2]) == 2)
    half = Decimal(0) if whole else printed_step(text) * factor / 2
    return Figure(text, unit, Decimal(text.replace(",", "")) * factor, half, start, end)


def named(match: re.Match[str], number: str, unit: str) -> Figure:
    """The figure of a match whose groups hold number and unit."""
    return figure(match[number], match[unit], match.start(number), match.end(unit))


def line_at(case: Case, start: int) -> str:
    """The line of a place in the flat text, as sentences name it."""
    return f"第{case.document.line_at(case.flat.offsets[start])}行"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number alone in its cell. column: of the line, counted from the left; back: from the right."""

    text: str
    sign: str
    unit: str
    value: Decimal
    half: Decimal
    column: int
    back: int
    start: int
    end: int

    @property
    def range(self) -> Range:
        return Range.of(self.value, self.half)

    @property
    def is_at_most(self) -> bool:
        return self.sign in _AT_MOST or any(word in self.unit for word in _AT_MOST_WORDS)

    @property
    def is_open(self) -> bool:
        """True for a target or a bound (≥50, 20场以上): no amount that others add up to."""
        return bool(self.sign) or self.is_at_most or any(word in self.unit for word in _OPEN_WORDS)


def cells_of(case: Case, number: int) -> tuple[Cell, ...]:
    """The numbers of a line (1-based) of a table, in order; empty for a line of prose."""
    first = case.document.line_starts[number - 1]
    text = case.document.text
    end = text.find("\n", first)
    raw = text[first : end if end >= 0 else len(text)]
    pieces = _pieces(raw.rstrip("\r"))
    if len(pieces) < 3:
        return ()
    found = []
    for index, (start, stop) in enumerate(pieces):
        match = _CELL.fullmatch(raw[start:stop].strip())
        if match is None:
            continue
        inner = start + raw[start:stop].index(match[0])
        value = Decimal(match["number"].replace(",", "")) * (-1 if match["minus"] else 1)
        factor = Decimal("0.01") if match["unit"] == "%" else Decimal(1)
        found.append(
            Cell(
                match[0], match["sign"], match["unit"], value * factor,
                printed_step(match["number"]) * factor / 2, index, len(pieces) - index,
                first + inner, first + inner + len(match[0]),
            )
        )  # fmt: skip
    return tuple(found)


def _pieces(raw: str) -> list[tuple[int, int]]:
    """The cells of a line as spans; a run of empty tabs is as many empty cells."""
    spans, start = [], 0
    for match in _CELL_BREAK.finditer(raw):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(raw)))
    return spans


def of_cell(case: Case, cell: Cell) -> Evidence:
    return Evidence.of(case.document, cell.start, cell.end)
