"""Metrics, the values they take, and what may be compared with what."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kexie_dash.model.observation import Evidence
from kexie_dash.model.quantity import Bound
from kexie_dash.model.report import Level, ReportKind

Direction = Literal["higher", "lower", "none"]
Status = Literal[
    "stated", "derived", "not_stated", "not_applicable", "undefined", "pending_review", "no_report"
]
ThresholdSide = Literal["at_least", "at_most"]
OperandRole = Literal["value", "numerator", "denominator", "term", "declared"]

STATUS_LABEL: dict[Status, str] = {
    "stated": "已载明",
    "derived": "由报告数字推算",
    "not_stated": "未载明",
    "not_applicable": "不适用",
    "undefined": "无法计算",
    "pending_review": "待核",
    "no_report": "无报告",
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line a value is held against, with the rule it comes from.

    value: in the metric's own unit. side: on which side of it a value is as wanted, itself included.
    """

    value: Decimal
    side: ThresholdSide
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Metric:
    """One reviewed entry of the metric dictionary (definitions/metrics/*.yaml); texts are Chinese.

    topic: heading it stands under. variants: ids of metrics that measure the same with another denominator.
    examples: each what is given and what comes out, in a line.
    """

    id: str
    topic: str
    label: str
    unit: str
    direction: Direction
    definition: str
    formula: str
    numerator: str | None
    denominator: str | None
    breakdown: tuple[str, ...]
    compared_within: tuple[str, ...]
    limits: tuple[str, ...]
    why: str
    since: str
    checked_by: str
    declared_label: str | None = None
    variants: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operand:
    """One input of a value: a statement of the report, or a reference figure with its source.

    evidence: the place of a statement that is no observation (存在问题 in words).
    """

    role: OperandRole
    label: str
    value: Decimal | None
    unit: str | None
    bound: Bound = "exact"
    observation: str | None = None
    source: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """The value one metric takes for one body, year, kind of report, project and breakdown.

    value: None unless status is stated, derived or pending_review (kept, and not to be ranked).
    low/high: what the bound and the printed digits allow, None where open.
    A range (audience from on site to all channels) has its ends in low and high, the upper one as value.
    basis: which denominator or statement was used (adjusted, initial, total, sum …), None if there is one.
    by: the breakdown as sorted pairs, e.g. (("coverage", "system"),).
    declared: what the body itself says of the same thing. text: a value that is a word (grade 优).
    """

    metric: str
    report: str
    region_code: str
    body_code: str
    body: str
    year: int
    kind: ReportKind
    level: Level
    project: str | None
    status: Status
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    text: str | None = None
    basis: str | None = None
    declared: Decimal | None = None
    declared_label: str | None = None
    by: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()
    operands: tuple[Operand, ...] = ()

    @property
    def has_figure(self) -> bool:
        """True where there is a figure or a word to show; one that awaits review keeps its figure."""
        given = self.status in ("stated", "derived", "pending_review")
        return given and (self.value is not None or self.text is not None)

    @property
    def id(self) -> str:
        """Short key of metric, report, project and breakdown; the same after a rebuild."""
        seed = "|".join((self.metric, self.report, self.project or "", repr(self.by)))
        return "v" + hashlib.sha256(seed.encode()).hexdigest()[:11]


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A value in a comparison: the group (band) it stands in and why it may not be ranked there."""

    value: MeasureValue
    group: str
    group_label: str
    reasons: tuple[str, ...] = ()
    rank_low: int | None = None
    rank_high: int | None = None

    @property
    def comparable(self) -> bool:
        """True when nothing speaks against ranking it inside its group."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Band:
    """Values that may be ranked together, in the order they are drawn."""

    group: str
    label: str
    values: tuple[ComparedValue, ...] = field(default_factory=tuple)
