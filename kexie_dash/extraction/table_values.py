"""What a cell states: its figure with unit and bound, and the observation cut from the row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from kexie_dash.extraction.attributes import plain
from kexie_dash.extraction.cells import quantity
from kexie_dash.extraction.numbers import find_numbers
from kexie_dash.extraction.table_geometry import EMPTY_MARKS
from kexie_dash.extraction.table_words import table_words
from kexie_dash.model.observation import PERIOD_YEAR, Evidence, Family, Leftover, Observation
from kexie_dash.model.quantity import Bound, Quantity
from kexie_dash.model.report import Document, ReportKind
from kexie_dash.reading.layout import Strip, marker_level

_BARE = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,10})?")
_MEASURED = re.compile(rf"(≥|>=?|≤|<=?|不少于|不低于|不超过)?({_BARE.pattern})([^\d,.]{{0,3}})")
_BOUNDS: dict[str, Bound] = {
    "≥": "at_least", ">": "at_least", ">=": "at_least", "不少于": "at_least", "不低于": "at_least",
    "≤": "at_most", "<": "at_most", "<=": "at_most", "不超过": "at_most",
}  # fmt: skip
_DATE = re.compile(r"\d{4}年|\d月|\d[日号](?!均)|年底|月底|\d{4}[-/.]\d{1,2}")
_TAIL_UNIT = re.compile(r"[(（]([^()（）]{1,6})[)）][:：]?$")
_STATED = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?\s{0,3}(亿元|万元|元)")
#: Evidence that spans lines is still read as one statement up to this length.
_SPAN_MAX = 400


@dataclass(frozen=True, slots=True)
class TableContext:
    """The report a table stands in."""

    report: str
    year: int | None
    kind: ReportKind | None

    @property
    def whole(self) -> str:
        """The subject of a row that speaks of everything reported."""
        return "项目整体" if self.kind == "project" else "部门整体"


@dataclass(frozen=True, slots=True)
class FreeText:
    """Prose inside a cell, for the prose reader. subject: what the cell's row is about."""

    text: Strip
    subject: str


@dataclass
class Statements:
    """What has been read from the tables of one document so far."""

    document: Document
    context: TableContext
    observations: list[Observation] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    free: list[FreeText] = field(default_factory=list)

    @cached_property
    def money_stated(self) -> dict[Decimal, set[str]]:
        """Amounts the text prints with their unit, and the units they are printed with."""
        found: dict[Decimal, set[str]] = {}
        for match in _STATED.finditer(self.document.text):
            value = Decimal(match.group(1).replace(",", "") + (match.group(2) or ""))
            found.setdefault(value, set()).add(match.group(3))
        return found

    def printed(self, strip: Strip) -> str:
        """The characters of a cell as printed, without white space and not folded."""
        text = self.document.text
        return "".join(text[offset] for offset in strip.offsets)

    def observe(
        self, row_start: int, label: Strip | None, cell: Strip, family: Family, /, **fields: Any
    ) -> Observation:
        """Add the observation of one cell of a row; label: the cell that names the row."""
        values: dict[str, Any] = {
            "report": self.context.report,
            "family": family,
            "subject": self.context.whole,
            "unit": None,
            "value_text": self.printed(cell),
            "bound": "exact",
            "coverage": "own",
            "is_total": False,
            "period": PERIOD_YEAR,
            "year": self.context.year,
            "evidence": self.evidence(label, cell),
            "confidence": 0.97,
            "sentence": row_start,
            **fields,
        }
        values["value"] = None if values["value"] is None else plain(values["value"])
        observation = Observation(**values)
        self.observations.append(observation)
        return observation

    def evidence(self, label: Strip | None, cell: Strip) -> Evidence:
        """From the row's name to the cell; the cell alone where the name stands far away."""
        start, end = cell.offsets[0], cell.offsets[-1] + 1
        if label is not None and label.offsets:
            first = label.offsets[0]
            same_line = self.document.line_at(first) == self.document.line_at(start)
            if first <= start and (same_line or end - first <= _SPAN_MAX):
                start = first
        return Evidence.of(self.document, start, end)

    def leave(self, cell: Strip, reason: str) -> None:
        """List a figure that cannot be read with certainty."""
        if cell.chars:
            evidence = Evidence.of(self.document, cell.offsets[0], cell.offsets[-1] + 1)
            self.leftovers.append(Leftover(self.context.report, evidence, reason))

    def hand_back(self, cell: Strip, subject: str) -> None:
        """Give a cell's prose to the prose reader, if it may state something."""
        if len(cell) >= 4 and find_numbers(cell.chars):
            self.free.append(FreeText(cell, subject))


def cell_quantity(chars: str, scale: Decimal | None = None, unit: str | None = None) -> Quantity | None:
    """The one figure of a cell, None for words, dates, ranges and empty marks.

    scale: factor into 元 of a figure printed without a unit; unit: what it counts otherwise.
    """
    if chars in EMPTY_MARKS or len(chars) > 32:
        return None
    if _BARE.fullmatch(chars):
        value = Decimal(chars.replace(",", "").replace("−", "-"))
        if scale is not None:
            return Quantity(value * scale, "元", chars)
        return Quantity(value, unit or "", chars)
    if _DATE.search(chars):
        return None
    return quantity(chars, scale, unit) or _measured(chars)


def _measured(chars: str) -> Quantity | None:
    """A figure that states nothing in prose, but does in a cell: 2小时, ≥300天, ≥2000."""
    match = _MEASURED.fullmatch(chars)
    if match is None or (match[3] and match[3] not in table_words().loose_units):
        return None
    return Quantity(Decimal(match[2].replace(",", "")), match[3], chars, _BOUNDS.get(match[1] or "", "exact"))


def name_unit(name: str) -> str | None:
    """The unit an indicator's name gives: 数（次）, 受众人数, 举办场次; None if it gives none."""
    words = table_words()
    match = _TAIL_UNIT.search(name)
    if match and match.group(1) in words.loose_units:
        return "比率" if match.group(1) == "%" else match.group(1)
    for unit, endings in words.name_units.items():
        if name.endswith(endings):
            return unit
    return None


def row_name(cell: Strip) -> Strip:
    """The name without list marker, 其中 and closing colon."""
    start, end = marker_level(cell.chars)[1], len(cell)
    if start >= end:
        return cell
    while cell.chars.startswith(("其中", "：", ":", "、", "#", "*"), start):
        start += 2 if cell.chars.startswith("其中", start) else 1
    while end > start and cell.chars[end - 1] in ":：":
        end -= 1
    return cell.cut(start, end) if end > start else cell
