"""How targets, outputs, satisfaction, staffing, the range of the audience and disclosure are got.

Structured selectors like those of `recipes`; words are looked for in the report's own names of things.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from kexie_dash.definitions.declared import Declared
from kexie_dash.model.observation import Family, Stage
from kexie_dash.model.report import ReportKind


class Targets(Declared):
    """The rows of the target tables. rows: those in figures or all; times: how far is set too low."""

    kind: Literal["targets"]
    measure: Literal["met", "unmet", "overshoot", "too_low", "in_words"]
    rows: Literal["figures", "all"] = "all"
    times: Decimal = Decimal(10)


class OutputKind(Declared):
    """One kind of output: any of `words` and none of `without` in its name, counted in any of `units`.

    stock: what there is (截至目前), or what came in the year; None: either. new: words of the quote that make
    a figure one of the year whatever its period. adds: statements on different subjects may be added.
    """

    name: str
    words: tuple[str, ...] = Field(min_length=1)
    without: tuple[str, ...] = ()
    units: tuple[str, ...] = Field(min_length=1)
    families: tuple[Family, ...] = ("output",)
    stock: bool | None = None
    adds: bool = False


class Outputs(Declared):
    """Outputs by coverage and kind; a statement belongs to the first kind it fits.

    new: words that make a figure one of the year whatever its period. planned: words that mark a plan.
    """

    kind: Literal["outputs"]
    kinds: tuple[OutputKind, ...] = Field(min_length=1)
    new: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()


class Satisfaction(Declared):
    """The satisfaction on the whole. words: in the name of it; whole: words of a statement on the whole."""

    kind: Literal["satisfaction"]
    words: tuple[str, ...] = Field(min_length=1)
    whole: tuple[str, ...]
    without: tuple[str, ...] = ()


class Names(Declared):
    """Printed names of a number of staff, the surest first; statements whose name holds `without` are others.

    added: names that stand beside each other and make up the number where none of the first is given.
    """

    names: tuple[str, ...] = Field(min_length=1)
    added: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Headcount(Declared):
    """A number of staff the report states."""

    kind: Literal["headcount"]
    select: Names


class HeadcountRate(Declared):
    """numerator ÷ denominator; with_numerator: ÷ (denominator + numerator).

    declared: names of the rate the report itself states.
    """

    kind: Literal["headcount_rate"]
    numerator: Names
    denominator: Names
    with_numerator: bool = False
    declared: tuple[str, ...] = ()


class AudienceRange(Declared):
    """From on-site only to all channels; counted as the metric `audience` counts."""

    kind: Literal["audience_range"]
    audience: str


class Item(Declared):
    """One thing a report should say. It is stated if any selector finds it.

    metric, by: another metric has a value there. families, words: an observation whose name holds a word.
    targets: a target with what became of it. section: an item of that section of the text.
    denominator: an amount of the whole that gives the declared rate (of `metric`) over the executed one.
    """

    name: str
    applies_to: tuple[ReportKind, ...] = ("department", "project")
    metric: str | None = None
    by: dict[str, str] = Field(default_factory=dict)
    families: tuple[Family, ...] = ()
    words: tuple[str, ...] = ()
    without_by: dict[str, str] = Field(default_factory=dict)
    targets: bool = False
    section: Literal["存在问题", "改进措施"] | None = None
    denominator: tuple[Stage, ...] = ()
    not_applicable: str | None = None


class Disclosure(Declared):
    """Which items a report states; source: the rule that asks for them."""

    kind: Literal["disclosure"]
    source: str
    items: tuple[Item, ...] = Field(min_length=1)


class DisclosureRate(Declared):
    """Items stated ÷ items that apply; items: id of the metric that lists them."""

    kind: Literal["disclosure_rate"]
    items: str
