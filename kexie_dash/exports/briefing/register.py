"""The annex as it grows: every figure that is said or drawn gets a number, and keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import percent, value_text
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.exports.briefing.content import Reference, Source
from kexie_dash.exports.clean import clean
from kexie_dash.exports.sentence import operand_figure, sentence_around
from kexie_dash.exports.stamp import value_name
from kexie_dash.measures.median import Median
from kexie_dash.model.assessment import MeasureValue, Metric, Operand
from kexie_dash.model.labels import basis_label
from kexie_dash.model.observation import Evidence, Observation
from kexie_dash.store.database import View

VALUE, DECLARED, MEDIAN = "value", "declared", "median"


class Register:
    """names: short names of bodies by code. values: all that may be asked for, so that they are read once."""

    def __init__(self, view: View, names: dict[str, str], values: Iterable[MeasureValue]) -> None:
        self._view, self._names = view, names
        ids = (operand.observation for value in values for operand in value.operands)
        self._behind = view.observations_by_id(list(dict.fromkeys(one for one in ids if one)))
        self._files = {stored.report.id: stored.report.file for stored in view.reports()}
        self._found: dict[tuple[str, str], Reference] = {}

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(self._found.values())

    def value(self, value: MeasureValue, metric: Metric) -> int:
        """The number of a figure on the one ruler."""
        used = [operand for operand in value.operands if operand.role != "declared"]
        return self._numbered(value, metric, VALUE, value_text(value, metric), basis_label(value.basis), used)

    def declared(self, value: MeasureValue, metric: Metric) -> int:
        """The number of what the body says itself."""
        assert value.declared is not None
        used = [operand for operand in value.operands if operand.role == "declared"]
        label = value.declared_label or wording.DECLARED
        return self._numbered(value, metric, DECLARED, percent(value.declared), label, used)

    def median(
        self, group: str, label: str, median: Median, metric: Metric, shown: str, of: Sequence[int]
    ) -> int:
        """The number of a middle, by the figures it is the middle of."""
        key = (f"{metric.id}|{group}", MEDIAN)
        if key not in self._found:
            how = wording.MEDIAN_SEE.format(count=median.count) + shared.BETWEEN_NAMES.join(
                f"[{number}]" for number in of
            )
            name = wording.MEDIAN_OF_METRIC.format(group=label, metric=metric.label)
            who = wording.MEDIAN_OF_GROUP.format(group=label)
            self._found[key] = Reference(len(self._found) + 1, key, name, shown, how, (), tuple(of), who)
        return self._found[key].number

    def _numbered(
        self,
        value: MeasureValue,
        metric: Metric,
        which: str,
        shown: str,
        how: str,
        used: Sequence[Operand],
    ) -> int:
        key = (value.id, which)
        if key not in self._found:
            name = value_name(value, metric, self._names[value.body_code])
            if which == DECLARED:
                name = wording.DECLARED_VALUE.format(name=name)
            sources = tuple(self._sources(value, used))
            who = self._names[value.body_code] + (wording.DECLARED if which == DECLARED else "")
            self._found[key] = Reference(
                len(self._found) + 1, key, name, shown, clean(how)[0], sources, who=clean(who)[0]
            )
        return self._found[key].number

    def _sources(self, value: MeasureValue, used: Sequence[Operand]) -> Iterable[Source]:
        seen: set[tuple[str, str]] = set()
        for operand in used:
            observation = self._behind.get(operand.observation or "")
            evidence = observation.evidence if observation else operand.evidence
            what = _what(operand)
            if evidence is None:
                yield Source(what, clean(operand.source or wording.FROM_OTHER_FIGURES)[0])
                continue
            place = f"{self._files.get(value.report, value.report)} {lines_of(evidence)}"
            sentence = self._sentence(value.report, evidence, observation)
            if (what, place) not in seen:
                seen.add((what, place))
                yield Source(what, clean(place)[0], clean(evidence.quote)[0], sentence)

    def _sentence(self, report: str, evidence: Evidence, observation: Observation | None) -> str:
        document = self._view.document(report)
        start = observation.sentence if observation else evidence.start
        return clean(sentence_around(document, evidence, start))[0]


def _what(operand: Operand) -> str:
    return clean(f"{operand.label} {operand_figure(operand)}")[0]


def lines_of(span: Evidence) -> str:
    """第 12 行, 第 12–14 行; with the page where there are pages."""
    many = f"–{span.line_last}" if span.line_last != span.line_first else ""
    page = wording.PAGE_BEFORE.format(page=span.page) if span.page else ""
    return wording.LINES.format(page=page, first=span.line_first, more=many)
