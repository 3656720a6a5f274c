"""The kinds of scoring rules that rubrics print, and where the quantity a rule asks for comes from.

The YAML files hold these as data; `kexie_dash.scoring` carries them out.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kexie_dash.definitions.declared import Declared

Points = Annotated[Decimal, Field(ge=0)]


class MetricSource(Declared):
    """A value of the metric dictionary; by: which of its breakdown; basis: only on this one, if given."""

    kind: Literal["metric"]
    metric: str
    by: dict[str, str] = Field(default_factory=dict)
    basis: str | None = None


class RateSource(Declared):
    """A rate the body states, found by words of its label.

    words: all must occur; any_of: one must, if there are any. of_whole: said of all the report is about, or
    of one of the subjects.
    """

    kind: Literal["rate"]
    family: Literal["rate", "satisfaction", "target"] = "rate"
    words: tuple[str, ...] = Field(min_length=1)
    any_of: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    period: Literal["year", "q1", "q2", "q3", "q4"] = "year"
    of_whole: bool = False
    subjects: tuple[str, ...] = ()


class CountWords(Declared):
    """One count, found by words of its label."""

    words: tuple[str, ...] = Field(min_length=1)
    without: tuple[str, ...] = ()


class CountsSource(Declared):
    """numerator ÷ the sum of the denominators; without denominators the count itself."""

    kind: Literal["counts"]
    family: Literal["staffing", "output"]
    numerator: CountWords
    denominators: tuple[CountWords, ...] = ()


Source = Annotated[MetricSource | RateSource | CountsSource, Field(discriminator="kind")]


class Input(Declared):
    """A quantity a rule asks for. sources: the first that has it counts.

    missing: the figures that are wanting where none has it, if they are called otherwise than the quantity.
    """

    label: str
    missing: str = ""
    unit: Literal["比率", "项"] = "比率"
    sources: tuple[Source, ...] = ()


class Band(Declared):
    """The quantities that earn these points: limits inclusive (at_least, at_most) or not (above, below)."""

    points: Points
    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None


class Bands(Declared):
    """Points by the band the quantity falls into; the bands cover every quantity."""

    kind: Literal["bands"]
    label: str
    input: str
    bands: tuple[Band, ...] = Field(min_length=2)

    @property
    def most(self) -> Decimal:
        return max(band.points for band in self.bands)

    @model_validator(mode="after")
    def _cover(self) -> Bands:
        """Neither a gap nor an overlap between neighbours, nothing left out at the ends."""
        ordered = sorted(self.bands, key=_lower)
        first, last = ordered[0], ordered[-1]
        if first.at_least is not None or first.above is not None:
            raise ValueError("最低一档应没有下限")
        if last.at_most is not None or last.below is not None:
            raise ValueError("最高一档应没有上限")
        for lower, upper in pairwise(ordered):
            meets = (lower.below is not None and lower.below == upper.at_least) or (
                lower.at_most is not None and lower.at_most == upper.above
            )
            if not meets:
                raise ValueError("相邻两档之间有空当或重叠")
        return self


def _lower(band: Band) -> Decimal:
    limit = band.at_least if band.at_least is not None else band.above
    return Decimal("-Infinity") if limit is None else limit


class Times(Declared):
    """quantity ÷ of × points, at most the points; zero_above: a larger quantity earns nothing."""

    kind: Literal["times"]
    label: str
    input: str
    points: Points
    of: Decimal = Field(default=Decimal(1), gt=0)
    zero_above: Decimal | None = None

    @property
    def most(self) -> Decimal:
        return self.points


class MeanTimes(Declared):
    """Mean of the quantities × points, at most the points."""

    kind: Literal["mean_times"]
    label: str
    inputs: tuple[str, ...] = Field(min_length=2)
    points: Points

    @property
    def most(self) -> Decimal:
        return self.points


class Minus(Declared):
    """points less `each` for every full `step` of the quantity beyond `beyond`, never below zero."""

    kind: Literal["minus"]
    label: str
    input: str
    points: Points
    each: Decimal = Field(gt=0)
    step: Decimal = Field(default=Decimal(1), gt=0)
    beyond: Decimal = Field(default=Decimal(0), ge=0)

    @property
    def most(self) -> Decimal:
        return self.points


class Judgement(Declared):
    """What no figure decides (按规定…酌情扣分): anything from nothing to the points."""

    kind: Literal["judgement"]
    label: str
    points: Points

    @property
    def most(self) -> Decimal:
        return self.points


Rule = Annotated[Bands | Times | MeanTimes | Minus | Judgement, Field(discriminator="kind")]


def inputs_of(rule: Bands | Times | MeanTimes | Minus | Judgement) -> tuple[str, ...]:
    """Ids of the quantities the rule asks for."""
    if isinstance(rule, Judgement):
        return ()
    return rule.inputs if isinstance(rule, MeanTimes) else (rule.input,)
