"""What a briefing says, before it becomes slides or pages: sentences whose figures know their sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kexie_dash.charts import texts as shared
from kexie_dash.charts.colours import BodyColours
from kexie_dash.exports.stamp import Stamp
from kexie_dash.model.finding import Finding
from kexie_dash.model.mark import Mark
from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import Report
from kexie_dash.queries.comparison import Comparison

_BOUND = "|".join(filter(None, shared.BOUND_WORD.values()))
_FIGURE = re.compile(rf"(?:{_BOUND}|−)?\d")
#: dumbbell: declared against the ruler. bullet: bars against a threshold. matrix: breakdown × body.
Form = Literal["dots", "dumbbell", "bullet", "matrix"]


@dataclass(frozen=True, slots=True)
class Source:
    """One statement behind a figure. what: 执行数 45,689,999元. place: file and line, or a reference table.

    quote: exactly the characters that carry it. sentence: the sentence or table row around them.
    """

    what: str
    place: str
    quote: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure with all that is behind it. number: in the annex, from 1.

    key: the value's id and which figure of it. how: basis. of: the figures a median is the middle of.
    who: the body, or the group of a median, in front of what is shown.
    """

    number: int
    key: tuple[str, str]
    name: str
    shown: str
    how: str
    sources: tuple[Source, ...]
    of: tuple[int, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; references: of the figures in it, by number."""

    text: str
    references: tuple[int, ...] = ()

    @property
    def is_figure(self) -> bool:
        """A figure that stands for itself, so that it may be made to stand out."""
        return bool(self.references) and _FIGURE.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Sentence:
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def references(self) -> tuple[int, ...]:
        """Each once, in the order they are named."""
        return tuple(dict.fromkeys(number for part in self.parts for number in part.references))


@dataclass(frozen=True, slots=True)
class Section:
    """One metric. label: with its breakdown. comparison: the bands that are drawn.

    matrix: of a breakdown drawn as a whole, every panel of it; else empty.
    """

    title: str
    label: str
    form: Form
    comparison: Comparison
    sentences: tuple[Sentence, ...]
    subtitle: str
    foot: str
    matrix: tuple[tuple[str, Comparison], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a finding, where it stands."""

    evidence: Evidence
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A finding with its sentences. wanting: what would settle it. history: what was noted, oldest first."""

    finding: Finding
    report: Report
    body: str
    sides: tuple[Side, ...]
    wanting: str
    history: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """findings: contradictions first. found: how many contradictions and questions there are in all.

    silent: chosen metrics of which no body has a figure. own: code of the own body, else empty.
    finding: of the first metric that has one, over the summary; else empty.
    """

    title: str
    scope: str
    made_on: date
    summary: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    findings: tuple[FoundItem, ...]
    found: tuple[int, int]
    method: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    stamp: Stamp
    colours: BodyColours
    own: str = ""
    notices: tuple[str, ...] = ()
    finding: str = ""

    def reference(self, number: int) -> Reference:
        return self.references[number - 1]
