"""How a metric is got from observations: structured selectors, one type a kind of calculation.

The YAML files hold these as data; `kexie_dash.measures` carries them out. No SQL and no code in YAML.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.recipes_money import (
    AdjustmentRate,
    Amounts,
    DeclaredRate,
    Difference,
    PerMoney,
    ProjectRates,
    ProjectsBelow,
    QuarterProgress,
    Ratio,
    ScheduleGap,
)
from kexie_dash.definitions.stated_recipes import (
    AudienceRange,
    Disclosure,
    DisclosureRate,
    Headcount,
    HeadcountRate,
    Outputs,
    Satisfaction,
    Targets,
)
from kexie_dash.model.observation import Coverage, ScoreLevel, Stage
from kexie_dash.model.report import ReportKind

CountBreakdown = Literal["coverage", "category", "channel"]


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
    """Another metric per so many residents, for the coverages named, or of the one stage named."""

    kind: Literal["per_population"]
    metric: str
    per: int = Field(gt=0)
    coverages: tuple[Coverage, ...] = ()
    stage: Stage | None = None


Calculation = Annotated[
    Ratio
    | DeclaredRate
    | Difference
    | Amounts
    | AdjustmentRate
    | QuarterProgress
    | ScheduleGap
    | ProjectRates
    | ProjectsBelow
    | PerMoney
    | TotalScore
    | ScoreRate
    | ScoreByDimension
    | Grade
    | Count
    | PerStatement
    | PerPerson
    | PerPopulation
    | Targets
    | Outputs
    | Satisfaction
    | Headcount
    | HeadcountRate
    | AudienceRange
    | Disclosure
    | DisclosureRate,
    Field(discriminator="kind"),
]


class Plausible(Declared):
    """Between which values, zero apart, a value is believed without a look at its figures."""

    least: Decimal | None = None
    most: Decimal | None = None


class Recipe(Declared):
    """Everything beside the texts that a metric needs.

    applies_to: kinds of report it makes sense for. rounding: values that differ by no more are not ranked
    apart. by_size: sorted by size, the sign left out of account. plausible: what lies outside is to be
    reviewed before it is used.
    """

    calculation: Calculation
    applies_to: tuple[ReportKind, ...] = ("department", "project")
    not_applicable: str | None = None
    rounding: Decimal = Decimal(0)
    by_size: bool = False
    plausible: Plausible = Plausible()


class Subjects(Declared):
    """Names under which a report speaks of its whole, of the whole's top parts and of parts of those."""

    whole: dict[ReportKind, tuple[str, ...]]
    whole_in_rates: tuple[str, ...]
    parts_required: tuple[str, ...]
    parts_further: tuple[str, ...]
    nested: tuple[str, ...]
