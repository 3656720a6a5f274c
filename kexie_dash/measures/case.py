"""One report with its own year's observations, and the question what a subject name stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.model.observation import PERIOD_YEAR, Family, Narrative, Observation, Quarter
from kexie_dash.model.report import Region, Report

_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·•—\-－]+")
_YEAR = re.compile(r"^(?:19|20)\d\d年?度?")
_QUARTER = re.compile(r"q[1-4]|季度|上半年|下半年")
_YEAR_END = re.compile(r"全年|本年|年末|年底|12月31日")


@dataclass(frozen=True, slots=True)
class Case:
    """What a measure is computed from; observations and narratives stand in the order of the text."""

    report: Report
    region: Region
    observations: tuple[Observation, ...]
    narratives: tuple[Narrative, ...] = ()

    @classmethod
    def of(
        cls,
        report: Report,
        observations: Sequence[Observation],
        region: Region,
        narratives: Sequence[Narrative] = (),
    ) -> Case:
        """Keep the statements about the report's own year; a report may quote other years."""
        own = [o for o in observations if o.year in (None, report.year)]
        ordered = tuple(sorted(own, key=lambda o: (o.evidence.start, o.evidence.end)))
        told = tuple(sorted(narratives, key=lambda n: n.evidence.start))
        return cls(report, region, ordered, told)

    def family(self, family: Family) -> list[Observation]:
        """Observations of one family that are not about a part of the year."""
        return [o for o in self.observations if o.family == family and not _QUARTER.search(o.period)]

    def in_quarter(self, family: Family, quarter: Quarter) -> list[Observation]:
        """Observations of one family about exactly this quarter."""
        return [o for o in self.observations if o.family == family and o.period == quarter]

    def is_whole(self, subject: str) -> bool:
        """True if the subject is all the report is about: 部门整体, 项目整体 or the project's own name."""
        name = subject_key(subject)
        if name in map(subject_key, load_subjects().whole[self.report.kind]):
            return True
        project = subject_key(self.report.project or "")
        return bool(project) and name in {prefix + project for prefix in self._prefixes()}

    def is_whole_of_rate(self, subject: str, label: str) -> bool:
        """True if a rate said of this subject is about the whole; a rate may be its own subject."""
        name = subject_key(subject)
        return (
            self.is_whole(subject)
            or name in map(subject_key, load_subjects().whole_in_rates)
            or name == subject_key(label)
        )

    def _prefixes(self) -> tuple[str, ...]:
        return ("", self.region.name, self.region.name.rstrip("省市区县"), "市", "区", "县", "我市", "本级")


def is_year_figure(observation: Observation) -> bool:
    """True for a figure of the whole year; a quarter or a campaign is not one."""
    return observation.period == PERIOD_YEAR or bool(_YEAR_END.search(observation.period))


def subject_key(name: str) -> str:
    """A name without quotation marks, dashes, white space and a leading year, for comparison."""
    bare = _MARKS.sub("", name)
    return _YEAR.sub("", bare) or bare
