"""What is said of one group: who lies above whom or above the middle, in a word chosen by the difference.

Nothing is said across groups, nobody gets a place, and where bounds leave the order open that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import RATE, has_value
from kexie_dash.definitions.phrases import Step, load_phrases, measure_of
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.exports.briefing.content import Part
from kexie_dash.exports.briefing.register import Register
from kexie_dash.exports.briefing.words import (
    apart,
    as_printed,
    difference_words,
    figure,
    group_words,
    said,
    size_of,
)
from kexie_dash.measures.median import Median, distance, group_median
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue, Metric
from kexie_dash.model.labels import basis_label

#: How a group is told: the clause, how many bodies it compares, how much apart they are.
Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """own: code of the own body, which is named first where there are many.

    tells_breakdown: the groups are parts of a breakdown, and each says of which.
    """

    metric: Metric
    names: Mapping[str, str]
    register: Register
    own: str = ""
    tells_breakdown: bool = False

    def group(self, band: Band) -> Parts:
        """One clause on the values of a group that may be compared; empty where it has none."""
        able = [item for item in band.values if item.comparable and has_value(item.value)]
        numbers = [item for item in able if item.value.value is not None]
        if not able:
            return ()
        head = self._head(able)
        if len(able) == 1:
            return (Part(head), *self._alone(able[0].value))
        if not numbers:
            return (Part(head), *self._words(able))
        if len({item.value.body_code for item in numbers}) < 2:
            return (Part(head), *self._listed(numbers))
        if (median := group_median(band)) is not None:
            return (Part(head), *self._around(band, median, numbers))
        if len(numbers) == 2:
            return (Part(head), *self._pair(numbers[0].value, numbers[1].value))
        return (Part(head), *self._listed(numbers))

    def _head(self, items: Sequence[ComparedValue]) -> str:
        """2022年市级项目（按年初预算）中，"""
        bases = {item.value.basis for item in items}
        basis = basis_label(bases.pop()) if self.metric.unit == RATE and len(bases) == 1 else ""
        told = group_words(items[0].value, items[0].value.by if self.tells_breakdown else ())
        return wording.IN_GROUP.format(
            told=told, basis=shared.IN_BRACKETS.format(said=basis) if basis else ""
        )

    def _figure(self, value: MeasureValue) -> Part:
        return Part(said(value, self.metric), (self.register.value(value, self.metric),))

    def _name(self, value: MeasureValue) -> str:
        return self.names[value.body_code]

    def _alone(self, value: MeasureValue) -> Parts:
        return (
            Part(wording.ONLY_ONE.format(name=self._name(value))),
            self._figure(value),
            Part(wording.NOBODY_TO_COMPARE),
        )

    def _words(self, items: Sequence[ComparedValue]) -> Parts:
        """Grades and other words side by side."""
        parts: list[Part] = []
        for item in items[:_MOST_LISTED]:
            parts += [
                Part(
                    wording.NAME_IS.format(
                        joiner=shared.BETWEEN_NAMES if parts else "", name=self._name(item.value)
                    )
                ),
                self._figure(item.value),
            ]
        return tuple(parts)

    def _listed(self, items: Sequence[ComparedValue]) -> Parts:
        """Values of one body, or of two in several projects: side by side, nobody above anybody."""
        parts: list[Part] = []
        for item in items[:_MOST_LISTED]:
            project = item.value.project or dict(item.value.by).get("activity", "")
            named = self._name(item.value) + (wording.QUOTED.format(said=project) if project else "")
            joiner = shared.BETWEEN_NAMES if parts else ""
            parts += [Part(f"{joiner}{named}"), self._figure(item.value)]
        if len(items) > _MOST_LISTED:
            parts.append(Part(wording.AND_FIGURES_IN_ALL.format(count=len(items))))
        return tuple(parts)

    def _pair(self, first: MeasureValue, second: MeasureValue) -> Parts:
        """佛山（101.6%）明显高于深圳（71.7%），相差29.9个百分点."""
        assert first.value is not None
        assert second.value is not None
        if first.value < second.value:
            first, second = second, first
        one, two = self._in_brackets(first), self._in_brackets(second)
        found = apart(self.metric, first, second)
        if found is None:
            return (*one, Part(shared.BETWEEN_NAMES), *two, Part(wording.OPEN_BY_BOUNDS))
        difference, more = found
        step = load_phrases().step(self.metric.unit, size_of(self.metric, difference, first))
        told = (*one, Part(step.higher), *two, Part(step.tail))
        if as_printed(self.metric, difference) == 0:
            return told
        assert first.value is not None
        assert second.value is not None
        shown = as_printed(self.metric, first.value) - as_printed(self.metric, second.value)
        words = difference_words(self.metric, difference, shown, more)
        return (*told, Part(shared.BETWEEN_PARTS), Part(words, (*one[1].references, *two[1].references)))

    def _in_brackets(self, value: MeasureValue) -> tuple[Part, Part, Part]:
        figure_part = self._figure(value)
        return (
            Part(wording.NAME_BEFORE_FIGURE.format(name=self._name(value))),
            figure_part,
            Part(wording.BRACKET_CLOSES),
        )

    def _around(self, band: Band, median: Median, items: Sequence[ComparedValue]) -> Parts:
        """中位数 85.2%，甲（99.0%）、乙（97.1%）明显高于中位数，丙（60.1%）等3家明显低于中位数."""
        of = [self.register.value(item.value, self.metric) for item in items]
        shown = figure(median.value, median.bound, self.metric)
        label = group_words(items[0].value)
        number = self.register.median(band.group, label, median, self.metric, shown, of)
        parts: list[Part] = [Part(wording.MEDIAN_OF.format(count=len(items))), Part(shown, (number,))]
        bodies = {item.value.body_code for item in items}
        placed = self._placed(median, items)
        own = [(value, word) for value, word in placed if value.body_code == self.own]
        if own and own[0][1] is not None:
            parts += self._stands([own[0][0]], own[0][1], len(bodies), first=wording.OWN_BODY)
        far = [step for step in dict.fromkeys(word for _, word in placed) if step is not None]
        far = [word for word in far if not word.step.tail]
        told = 0
        for word in sorted(far, key=lambda one: (-one.step.least, one.lower))[:_MOST_SIDES]:
            there = [value for value, its in placed if its == word]
            parts += self._stands(there, word, len(bodies))
            told += len(there)
        if not far:
            parts.append(Part(wording.ALL_NEAR_MEDIAN))
        return tuple(parts)

    def _placed(
        self, median: Median, items: Sequence[ComparedValue]
    ) -> list[tuple[MeasureValue, _Word | None]]:
        """Each with the word for its distance; None where its bound leaves the side open."""
        made: list[tuple[MeasureValue, _Word | None]] = []
        for item in items:
            apart_by = distance(item, median)
            if apart_by is None or not apart_by.decided:
                made.append((item.value, None))
                continue
            size = abs(apart_by.size)
            larger = max(abs(item.value.value or median.value), abs(median.value))
            measured = size if _is_plain(self.metric) else (size / larger if larger else size)
            step = load_phrases().step(self.metric.unit, measured)
            made.append((item.value, _Word(step, apart_by.size < 0)))
        return made

    def _stands(self, values: Sequence[MeasureValue], word: _Word, total: int, first: str = "") -> list[Part]:
        """，甲（99.0%）、乙（97.1%）等4家明显高于中位数; the farthest are named."""
        ordered = sorted(values, key=lambda value: value.value or 0, reverse=not word.lower)
        parts: list[Part] = []
        for value in ordered[:_MOST_NAMED]:
            name = (
                wording.ROLE_BEFORE_FIGURE.format(role=first, name=self._name(value))
                if first
                else wording.NAME_BEFORE_FIGURE.format(name=self._name(value))
            )
            parts += [
                Part((shared.BETWEEN_NAMES if parts else shared.BETWEEN_PARTS) + name),
                self._figure(value),
                Part(wording.BRACKET_CLOSES),
            ]
        more = wording.AND_BODIES.format(count=len(values)) if len(values) > _MOST_NAMED else ""
        verb = word.step.lower if word.lower else word.step.higher
        parts.append(Part(wording.STANDS.format(more=more, verb=verb, tail=word.step.tail)))
        return parts


@dataclass(frozen=True, slots=True)
class _Word:
    step: Step
    lower: bool


def _is_plain(metric: Metric) -> bool:
    """Rates and scores are told apart by their difference, all else by its share."""
    return measure_of(metric.unit) != "relative"


#: So many are named on one side; the others are counted.
_MOST_NAMED, _MOST_LISTED = 2, 4
#: So many steps of distance are told.
_MOST_SIDES = 2
