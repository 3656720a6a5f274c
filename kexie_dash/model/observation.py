"""One statement of a report with the exact place it was read from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.model.quantity import Bound
from kexie_dash.model.report import Document

Family = Literal[
    "budget", "rate", "score", "activity", "audience", "output", "target", "satisfaction", "staffing"
]
Stage = Literal[
    "initial",
    "adjusted",
    "received",
    "executed",
    "frozen",
    "income",
    "requested",
    "granted",
    "adjustment",
    "carried_over",
    "asset",
    "other",
]
ScoreLevel = Literal["total", "level_1", "level_2", "level_3", "item"]
Category = Literal[
    "popularization",
    "academic_exchange",
    "competition",
    "training",
    "lecture",
    "forum",
    "meeting",
    "exhibition",
    "broadcast",
    "volunteering",
    "field_study",
    "matchmaking",
    "publicity",
    "other",
]
Channel = Literal["on_site", "online", "broadcast", "total", "unstated"]
Coverage = Literal["own", "system", "subordinate", "funded"]
Quarter = Literal["q1", "q2", "q3", "q4"]
Period = Literal["year", "q1", "q2", "q3", "q4"]

#: `period` of a stock (编制 …), as opposed to the year's flow.
PERIOD_STOCK = "截至目前"
PERIOD_YEAR = "year"
#: End of `rule` where the statement was read from an image.
OCR_MARK = "+ocr"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A half-open span of code points: text[start:end] == quote, always; lines are 1-based."""

    start: int
    end: int
    line_first: int
    line_last: int
    page: int | None
    quote: str

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> Evidence:
        """Cut the span out of the document; an empty or outlying span is a programming error."""
        if not 0 <= start < end <= len(document.text):
            raise ValueError(f"span {start}:{end} is not inside a text of {len(document.text)}")
        return cls(
            start,
            end,
            document.line_at(start),
            document.line_at(end - 1),
            document.page_at(start),
            document.text[start:end],
        )


@dataclass(frozen=True, slots=True)
class Observation:
    """One statement with a number (or a stated grade or a target in words); fields as INTERFACE promises.

    value: base units, None where the statement has no number. sentence: offset at which the sentence or
    table row that carries it begins; statements of one sentence share it.
    """

    report: str
    family: Family
    label: str
    subject: str
    value: Decimal | None
    unit: str | None
    value_text: str
    bound: Bound
    coverage: Coverage
    is_total: bool
    period: str
    year: int | None
    evidence: Evidence
    rule: str
    confidence: float
    sentence: int
    metric: str | None = None
    stage: Stage | None = None
    level: ScoreLevel | None = None
    full_mark: Decimal | None = None
    criteria: str | None = None
    indicator_path: tuple[str, ...] | None = None
    target_text: str | None = None
    target: Decimal | None = None
    actual_text: str | None = None
    actual: Decimal | None = None
    category: Category | None = None
    channel: Channel | None = None

    @property
    def is_recognised(self) -> bool:
        """Whether it was read from an image (OCR)."""
        return self.rule.endswith(OCR_MARK)

    @property
    def id(self) -> str:
        """Short key, the same after a rebuild as long as report, place, kind and value are the same."""
        parts = (self.report, self.family, self.label, self.subject, self.value_text, self.stage)
        seed = "|".join(map(str, (*parts, self.evidence.start, self.evidence.end, self.full_mark)))
        return "o" + hashlib.sha256(seed.encode()).hexdigest()[:11]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A number that was seen and could not be read with certainty, with the reason in Chinese."""

    report: str
    evidence: Evidence
    reason: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """One item of 存在问题, 改进措施, 主要做法 or 下一步计划, in the body's own words."""

    report: str
    section: Literal["存在问题", "改进措施", "主要做法", "下一步计划"]
    item: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document, in the order of the text."""

    observations: tuple[Observation, ...]
    leftovers: tuple[Leftover, ...]
    narratives: tuple[Narrative, ...] = ()
