"""A picture in words, for those who do not see it: the same values, in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.charts import texts
from kexie_dash.charts import texts_titles as wording
from kexie_dash.charts.format import RATE, has_value, percent, scale_for, value_text
from kexie_dash.charts.lines import median_words, standing_of, threshold_sentence
from kexie_dash.charts.names import names_of, row_words
from kexie_dash.charts.rows import drawn_values, why_hollow
from kexie_dash.charts.titles import title_for
from kexie_dash.measures.ranking import place_words
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, Metric
from kexie_dash.queries.comparison import Absent, Comparison


def alt_text(comparison: Comparison) -> str:
    """Finding, then group by group every body with its value or the word for what is missing."""
    return alt_text_of(comparison.metric, comparison.bands, comparison.absent)


def alt_text_of(metric: Metric, bands: Sequence[Band], absent: Sequence[Absent] = ()) -> str:
    """As `alt_text`, for bands alone; with thresholds, medians, places, and who has no report."""
    names = names_of(item.value for band in bands for item in band.values)
    standing = standing_of(metric, bands)
    scale = scale_for(metric.unit, drawn_values(bands))
    groups = []
    for band in bands:
        words = row_words(item.value for item in band.values)
        said = [
            _said(metric, item, names[item.value.body_code], words[item.value.id]) for item in band.values
        ]
        if band.group in standing.medians:
            said.append(median_words(standing.medians[band.group], scale))
        said += [standing.unranked[band.group]] if band.group in standing.unranked else []
        groups.append(texts.LABELLED.format(label=band.label, said=texts.BETWEEN_CLAUSES.join(said)))
    if absent:
        without = texts.BETWEEN_NAMES.join(
            one.body.name + (wording.OF_YEAR.format(year=one.year) if one.year else "") for one in absent
        )
        groups.append(texts.LABELLED.format(label=STATUS_LABEL["no_report"], said=without))
    if lines := threshold_sentence(metric, scale):
        groups.append(wording.LINES_SAID.format(lines=lines))
    return wording.DOT_PLOT.format(
        title=title_for(metric, bands), label=metric.label, groups=texts.BETWEEN_SENTENCES.join(groups)
    ).replace(texts.TWO_STOPS, texts.BETWEEN_SENTENCES)


def _said(metric: Metric, item: ComparedValue, name: str, words: str) -> str:
    value = item.value
    who = wording.BODY_OF_YEAR.format(name=name, year=value.year, words=words)
    if not has_value(value):
        return f"{who}{STATUS_LABEL[value.status]}"
    declared = (
        wording.DECLARED.format(declared=percent(value.declared))
        if value.declared is not None and metric.unit == RATE
        else ""
    )
    why = why_hollow(item)
    place = wording.AND_ITS_PLACE.format(place=place_words(item)) if place_words(item) else ""
    note = texts.IN_BRACKETS.format(said=why) if why else ""
    return f"{who} {value_text(value, metric)}{declared}{place}{note}"
