"""How a metric is got from observations: structured selectors, one type a kind of calculation.

The YAML files hold these as data; `kexie_dash.measures` carries them out. No SQL and no code in YAML.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kexie_dash.model.observation import Coverage, ScoreLevel, Stage
from kexie_dash.model.report import ReportKind

#: Subject of a selector that means the whole the report is about, not a part of it.
WHOLE = "whole"
CountBreakdown = Literal["coverage", "category", "channel"]


class Declared(BaseModel):
    """Base of everything that is read from a definition file: closed and unchangeable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Select(Declared):
    """One budget amount: a subject at a stage. subject: WHOLE or a subject's name."""

    subject: str = WHOLE
    stage: Stage


class Denominator(Declared):
    """One possible denominator; `basis` is the name shown beside the value."""

    basis: str
    select: Select


class Ratio(Declared):
    """numerator ÷ the first denominator the report gives; declared: metric of what the body itself says."""

    kind: Literal["ratio"]
    numerator: Select
    denominators: tuple[Denominator, ...] = Field(min_length=1)
    declared: str | None = None


class DeclaredRate(Declared):
    """The rate the body states, found by its printed name; labels in order of preference."""

    kind: Literal["declared_rate"]
    labels: tuple[str, ...] = Field(min_length=1)
    without: tuple[str, ...] = ()


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


class TotalScore(Declared):
    """The total the body gives itself."""

    kind: Literal["total_score"]


class ScoreRate(Declared):
    """Score ÷ full mark of every item whose full mark is printed."""

    kind: Literal["score_rate"]
    levels: tuple[ScoreLevel, ...]
    without: tuple[str, ...] = ()


class ScoreByDimension(Declared):
    """Scores ÷ full marks, or full marks less scores, of the items of each common dimension."""

    kind: Literal["score_by_dimension"]
    gives: Literal["rate", "lost"]
    without: tuple[str, ...] = ()


class Grade(Declared):
    """The grade in words."""

    kind: Literal["grade"]


class Counting(Declared):
    """Statements of one way of counting, which may be added to each other.

    suffix: added to the basis of the value ("" for the way the metric is meant).
    units: printed units that belong here; words: any of these in the label or quote, none needed if empty.
    label: what it is called in a caveat.
    """

    suffix: str = ""
    label: str
    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    addable: bool = True


class Count(Declared):
    """Activities or audience: the stated total, else the sum over different subjects as a lower bound.

    counting: ways of counting in order of preference; they are never added to one another.
    seen_later: words of statements that yield to another statement of the same subject and channel.
    planned: words that mark a plan. always: coverages that get a value even if nothing is stated.
    """

    kind: Literal["count"]
    family: Literal["activity", "audience"]
    by: tuple[CountBreakdown, ...]
    counting: tuple[Counting, ...] = Field(min_length=1)
    seen_later: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    always: tuple[Coverage, ...] = ()


class PerStatement(Declared):
    """Audience ÷ activities, both from one sentence on one subject; both counted as their metrics count."""

    kind: Literal["per_statement"]
    activities: str
    audience: str


class PerPerson(Declared):
    """Executed money of a named project ÷ the audience stated for that same project."""

    kind: Literal["per_person"]
    stage: Stage
    audience: str


class PerPopulation(Declared):
    """Another metric per so many residents, for the coverages named."""

    kind: Literal["per_population"]
    metric: str
    per: int = Field(gt=0)
    coverages: tuple[Coverage, ...]


Calculation = Annotated[
    Ratio
    | DeclaredRate
    | Difference
    | Amounts
    | TotalScore
    | ScoreRate
    | ScoreByDimension
    | Grade
    | Count
    | PerStatement
    | PerPerson
    | PerPopulation,
    Field(discriminator="kind"),
]


class Recipe(Declared):
    """Everything beside the texts that a metric needs.

    applies_to: kinds of report it makes sense for. rounding: values that differ by no more are not ranked
    apart. by_size: sorted by size, the sign left out of account.
    """

    calculation: Calculation
    applies_to: tuple[ReportKind, ...] = ("department", "project")
    not_applicable: str | None = None
    rounding: Decimal = Decimal(0)
    by_size: bool = False


class Subjects(Declared):
    """Names under which a report speaks of its whole, of the whole's top parts and of parts of those."""

    whole: dict[ReportKind, tuple[str, ...]]
    whole_in_rates: tuple[str, ...]
    parts_required: tuple[str, ...]
    parts_further: tuple[str, ...]
    nested: tuple[str, ...]
