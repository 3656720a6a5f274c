"""Recipes over amounts of money and declared rates, one type a kind of calculation."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from kexie_dash.definitions.declared import Declared
from kexie_dash.model.observation import Period, Stage

#: Subject of a selector that means the whole the report is about, not a part of it.
WHOLE = "whole"


class Select(Declared):
    """One budget amount: a subject at a stage, `less` another stage of the same subject.

    subject: WHOLE or a subject's name; also: further names of the same subject.
    """

    subject: str = WHOLE
    also: tuple[str, ...] = ()
    stage: Stage
    less: Stage | None = None
    period: Period = "year"

    @property
    def names(self) -> tuple[str, ...]:
        """The subject under all its names."""
        return (self.subject, *self.also)


class Denominator(Declared):
    """One possible denominator; `basis` is the name shown beside the value."""

    basis: str
    select: Select


class DeclaredRate(Declared):
    """The rate the body states, found by its printed name; labels in order of preference.

    subjects: names of what the rate is about, the whole if empty.
    """

    kind: Literal["declared_rate"]
    labels: tuple[str, ...] = Field(min_length=1)
    without: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


class Ratio(Declared):
    """numerator ÷ the first denominator the report gives.

    declared: what the body itself says, as a metric's id or as a rate to look for.
    declared_stands: where an amount is wanting, the declared rate is the value, its basis says so.
    """

    kind: Literal["ratio"]
    numerator: Select
    denominators: tuple[Denominator, ...] = Field(min_length=1)
    declared: str | DeclaredRate | None = None
    declared_stands: bool = False


class Difference(Declared):
    """Value of one metric less the value of another; both by their ids."""

    kind: Literal["difference"]
    minuend: str
    subtrahend: str


class Amounts(Declared):
    """Amounts of one subject by stage: `stages` always, `if_stated` only where the report has them."""

    kind: Literal["amounts"]
    subject: str = WHOLE
    stages: tuple[Stage, ...]
    if_stated: tuple[Stage, ...] = ()


class AdjustmentRate(Declared):
    """(adjusted − initial) ÷ initial; an initial budget that is not stated follows from the adjustment.

    raised, lowered: words that say which way an adjustment went.
    """

    kind: Literal["adjustment_rate"]
    raised: tuple[str, ...]
    lowered: tuple[str, ...]


class QuarterProgress(Declared):
    """Money executed by the end of each quarter ÷ the year's budget; else the rate stated for the quarter."""

    kind: Literal["quarter_progress"]
    stage: Stage
    denominators: tuple[Denominator, ...] = Field(min_length=1)
    declared: DeclaredRate


class ScheduleGap(Declared):
    """A metric by quarter less the share of the year that has gone by."""

    kind: Literal["schedule_gap"]
    progress: str


class ProjectRates(Declared):
    """Executed ÷ the first budget stated, of every named project that has both."""

    kind: Literal["project_rates"]
    numerator: Stage
    denominators: tuple[Stage, ...] = Field(min_length=1)


class ProjectsBelow(Declared):
    """Number of projects whose rate lies below the limit, or the budget they left unspent.

    rates: metric that gives the rate of each project. included: a rate at the limit counts too.
    """

    kind: Literal["projects_below"]
    rates: str
    limit: Decimal
    included: bool = False
    gives: Literal["number", "money"]


class PerMoney(Declared):
    """Another metric per so much money of the whole, only where both are the body's own."""

    kind: Literal["per_money"]
    metric: str
    stage: Stage
    per: int = Field(gt=0)
