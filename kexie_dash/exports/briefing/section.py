"""What one metric of a briefing is of, how it is drawn, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kexie_dash.charts import texts as shared
from kexie_dash.charts.dumbbell import dumbbell_captions, is_dumbbell
from kexie_dash.charts.format import RATE
from kexie_dash.charts.titles import captions_for, finding_for
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.exports.briefing.clauses import Teller
from kexie_dash.exports.briefing.content import Form, Section
from kexie_dash.exports.briefing.sentences import sentences
from kexie_dash.measures.median import comparable
from kexie_dash.model.assessment import Band, MeasureValue, Metric
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.panels import Panel, panels

#: A breakdown that is drawn as a whole, once bodies state so many parts of it.
_MATRIX_BY, _MATRIX_FROM = "dimension", 3


@dataclass(frozen=True, slots=True)
class Subject:
    """told: the bands that sentences are made of. finding: what the rules find there, else empty.

    matrix: every part of a breakdown that is drawn whole.
    """

    metric: Metric
    label: str
    title: str
    form: Form
    told: Comparison
    finding: str = ""
    matrix: tuple[Panel, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[MeasureValue, ...]:
        """Everything that is drawn."""
        drawn = [panel.comparison for panel in self.matrix] or [self.told]
        return tuple(item.value for one in drawn for band in one.bands for item in band.values)


def subject(found: Comparison, key: str) -> Subject:
    """key: of the breakdown asked for; else the one most bodies state."""
    metric, apart = found.metric, panels(found)
    by_key = {panel.key: panel for panel in apart}
    panel = by_key.get(key) or max(apart, key=lambda one: len(one.stated))
    stated = tuple(one for one in apart if one.stated)
    if _MATRIX_BY in metric.breakdown and metric.unit == RATE and len(stated) >= _MATRIX_FROM and not key:
        told = replace(found, bands=tuple(sorted(found.bands, key=_apart, reverse=True)))
        title, finding = captions_for(metric, found.bands).title, finding_for(metric, found.bands)
        return Subject(metric, metric.label, title, "matrix", told, finding, stated)
    label = shared.WITH_NOTE.format(label=metric.label, note=panel.label) if panel.label else metric.label
    others = tuple(one.label for one in stated if one.key != panel.key)
    shown = panel.comparison
    captions = captions_for(metric, shown.bands)
    form, finding = _form(metric, shown.bands), finding_for(metric, shown.bands)
    return Subject(metric, label, captions.title, form, shown, finding, (), others)


def _form(metric: Metric, bands: tuple[Band, ...]) -> Form:
    declared = any(item.value.declared is not None for band in bands for item in band.values)
    if is_dumbbell(metric) and declared:
        return "dumbbell"
    return "bullet" if metric.thresholds else "dots"


def _apart(band: Band) -> tuple[bool, object]:
    """Groups in which something can be compared first, then by how far they lie apart."""
    figures = [item.value.value for item in comparable(band) if item.value.value is not None]
    return len(figures) > 1, max(figures) - min(figures) if figures else 0


def section(teller: Teller, one: Subject) -> Section:
    """The picture's words and the sentences."""
    bands = one.told.bands
    captions = (dumbbell_captions if one.form == "dumbbell" else captions_for)(one.metric, bands)
    foot = " ".join(captions.foot)
    if one.others:
        shown = shared.BETWEEN_NAMES.join(one.others[:_MOST_OTHERS]) + (
            wording.AND_OTHERS if len(one.others) > _MOST_OTHERS else ""
        )
        foot += wording.OTHERS_APART.format(shown=shown)
    if one.form == "matrix":
        foot += wording.DARKER_IS_HIGHER
    foot += wording.LIMIT.format(limit=one.metric.limits[0])
    parts = tuple((panel.label, panel.comparison) for panel in one.matrix)
    told = sentences(teller, one.told)
    return Section(
        captions.title, one.label, one.form, one.told, told, captions.subtitle, foot.strip(), parts
    )


_MOST_OTHERS = 3
