"""A rubric as a report prints it, and what a report earns by its rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Evidence

#: scored: one figure; bounded: an input has a bound; missing: no figure; judgement: no figure decides it.
PartState = Literal["scored", "bounded", "missing", "judgement"]
ScoreState = Literal["scored", "partly", "undecided", "not_applicable"]

SCORE_STATE_LABEL: dict[ScoreState, str] = {
    "scored": "可以算出",
    "partly": "部分可以算出",
    "undecided": "无法判定",
    "not_applicable": "不适用",
}
PART_STATE_LABEL: dict[PartState, str] = {
    "scored": "可以算出",
    "bounded": "数字是约数或上下限",
    "missing": "缺数字",
    "judgement": "需人评定",
}
#: A printed score is rounded to this; every part of an indicator may have been rounded by itself.
_PRINTED_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. printed: its rule (or name) as the report prints it, in pieces; spans: where they stand,
    empty while the report that prints it is not at hand. has_rule: points follow from `printed`."""

    id: str
    path: tuple[str, ...]
    level: int
    full_mark: Decimal | None
    dimension: str
    printed: tuple[str, ...]
    has_rule: bool
    spans: tuple[Evidence, ...] = ()

    @property
    def name(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A scoring system of one report. scores: it has a rule for every point and can score any report."""

    id: str
    report: str
    title: str
    full_mark: Decimal | None
    note: str
    scores: bool
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class PartScore:
    """A part of an indicator: points from low to high. missing: the figures that would decide it, in Chinese.

    measured: the quantities the rule was applied to, in words. inputs: the statements they were made of.
    """

    label: str
    kind: str
    points: Decimal
    state: PartState
    low: Decimal
    high: Decimal
    measured: str = ""
    missing: tuple[str, ...] = ()
    inputs: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """What a report earns in one indicator, lowest and highest; None where it does not apply.

    declared: the score the report gives itself in this indicator; declared_by: the observation that says so.
    note: why it does not apply, or what else could take the points.
    """

    rubric: str
    report: str
    indicator: str
    full_mark: Decimal
    state: ScoreState
    low: Decimal | None = None
    high: Decimal | None = None
    parts: tuple[PartScore, ...] = ()
    declared: Decimal | None = None
    declared_by: str | None = None
    note: str = ""

    @property
    def id(self) -> str:
        """Short key, the same after a rebuild."""
        seed = "|".join((self.rubric, self.report, self.indicator))
        return "s" + hashlib.sha256(seed.encode()).hexdigest()[:11]

    @property
    def missing(self) -> tuple[str, ...]:
        """Each figure that is wanting, once."""
        return tuple(dict.fromkeys(word for part in self.parts for word in part.missing))

    @property
    def beyond(self) -> Decimal:
        """How far the declared score is above (+) or below (−) what the rule allows; 0: inside, not given."""
        if self.declared is None or self.low is None or self.high is None:
            return Decimal(0)
        return _beyond(self.declared, self.low, self.high, len(self.parts))


@dataclass(frozen=True, slots=True)
class RubricScore:
    """A report by one rubric. declared: the total the report gives itself, on its own form."""

    rubric: str
    report: str
    indicators: tuple[IndicatorScore, ...]
    declared: Decimal | None = None
    declared_by: str | None = None

    @property
    def applicable(self) -> tuple[IndicatorScore, ...]:
        return tuple(one for one in self.indicators if one.state != "not_applicable")

    @property
    def low(self) -> Decimal:
        """The least the report can have earned."""
        return _sum(one.low for one in self.applicable)

    @property
    def high(self) -> Decimal:
        """The most the report can have earned."""
        return _sum(one.high for one in self.applicable)

    @property
    def full_mark(self) -> Decimal:
        """Out of how many points: those of the indicators that apply."""
        return _sum(one.full_mark for one in self.applicable)

    @property
    def decided(self) -> Decimal:
        """How many points are settled, earned or lost: the full mark less the width of the range."""
        return self.full_mark - (self.high - self.low)

    @property
    def missing(self) -> tuple[str, ...]:
        """Each figure that is wanting, once, in the order of the rubric."""
        return tuple(dict.fromkeys(word for one in self.applicable for word in one.missing))


def _beyond(declared: Decimal, low: Decimal, high: Decimal, rounded: int) -> Decimal:
    slack = _PRINTED_STEP / 2 * max(rounded, 1)
    if declared > high + slack:
        return declared - high
    return declared - low if declared < low - slack else Decimal(0)


def _sum(figures: Iterable[Decimal | None]) -> Decimal:
    return sum((figure for figure in figures if figure is not None), Decimal(0))
