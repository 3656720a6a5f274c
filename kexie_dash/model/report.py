"""Bodies, regions, the reports they publish and the text those reports hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

ReportKind = Literal["department", "project"]
Level = Literal["province", "city", "county"]

KIND_LABEL: dict[ReportKind, str] = {"department": "部门整体", "project": "项目"}


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative division by its GB/T 2260 code (text), with its resident population if known."""

    code: str
    name: str
    level: Level
    parent: str | None
    population: int | None = None
    population_source: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One entry of origins.yaml: who reports, on which year, in which file.

    body_code is the region code, with a suffix for a body that is not a 科协 (440600-fl).
    project names the reported project; None for 部门整体.
    """

    id: str
    file: str
    region_code: str
    body_code: str
    body: str
    year: int
    kind: ReportKind
    level: Level
    project: str | None
    publisher: str | None
    received: date | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A half-open span of the text that was read from an image; score: how sure the recogniser is, 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Document:
    """The canonical text of one report.

    text: decoded file without BOM, otherwise unchanged; every offset of the project counts its code points.
    page_starts: offsets at which pages begin, empty where the source has no pages.
    gaps: Chinese sentences without full stop on parts of the source that could not be read.
    recognised: what was read from images (OCR), in the order of the text, no two over each other.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    gaps: tuple[str, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    line_starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        object.__setattr__(self, "line_starts", tuple(starts))

    def line_at(self, offset: int) -> int:
        """1-based line that holds the character at offset."""
        return bisect_right(self.line_starts, offset)

    def page_at(self, offset: int) -> int | None:
        """1-based page that holds the character at offset; None where the source has no pages."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None

    def recognised_in(self, start: int, end: int) -> tuple[Recognised, ...]:
        """The parts of a span that were read from images; empty where all of it was printed as text."""
        first = bisect_right(self.recognised, start, key=lambda one: one.end)
        last = bisect_left(self.recognised, end, key=lambda one: one.start)
        return self.recognised[first:last]

    @property
    def notices(self) -> tuple[str, ...]:
        """Chinese sentences without full stop on parts that were read but must be checked by a person."""
        pages = list(dict.fromkeys(self.page_at(one.start) for one in self.recognised))
        if not pages:
            return ()
        shown = "、".join(map(str, pages[:10])) + ("" if len(pages) <= 10 else f" 等 {len(pages)}")
        return (f"第 {shown} 页由图像识别（OCR），请与原件核对",)


@dataclass(frozen=True, slots=True)
class Population:
    """Resident population of a region at a census date, with where the figure comes from."""

    region_code: str
    value: Decimal
    as_of: date
    source: str
