"""How far the reader's own body lies from the median of its group, in words."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.charts import texts
from kexie_dash.charts.format import POINTS, RATE, Scale, scale_for, value_text
from kexie_dash.charts.lines import median_words
from kexie_dash.charts.names import names_of, row_words
from kexie_dash.measures.median import Median, distance, group_median
from kexie_dash.model.assessment import Band, ComparedValue, Metric


def median_sentences(metric: Metric, bands: Sequence[Band], own: str) -> tuple[str, ...]:
    """One a value of the body in a group that has a median."""
    names = names_of(item.value for band in bands for item in band.values)
    said = []
    for band in bands:
        median = group_median(band)
        words = row_words(item.value for item in band.values)
        for item in band.values:
            if median and item.value.body_code == own and item.comparable and item.value.value is not None:
                who = " ".join(filter(None, (names[own], str(item.value.year), words[item.value.id])))
                said.append(texts.LABELLED.format(label=who, said=_sentence(metric, item, median)))
    return tuple(said)


def _sentence(metric: Metric, item: ComparedValue, median: Median) -> str:
    middle = median_words(median, _alone(metric, median))
    lead = texts.IN_GROUP.format(value=value_text(item.value, metric), median=middle)
    found = distance(item, median)
    assert found is not None
    if not found.decided:
        return texts.NOT_DECIDED_FROM_MEDIAN.format(lead=lead)
    if not found.size:
        return texts.SAME_AS_MEDIAN.format(lead=lead)
    unit = POINTS if metric.unit in (RATE, POINTS) else metric.unit
    size = scale_for(unit, [abs(found.size)]).with_unit(abs(found.size)).removeprefix("+")
    least = texts.AT_LEAST if found.bound == "at_least" else ""
    return texts.FROM_MEDIAN.format(
        lead=lead, least=least, way=texts.HIGHER if found.size > 0 else texts.LOWER, size=size
    )


def _alone(metric: Metric, median: Median) -> Scale:
    """A scale that carries its unit, as the median stands alone in a sentence."""
    scale = scale_for(metric.unit, [median.value])
    return scale if scale.suffix else Scale(scale.unit, scale.factor, scale.digits, scale.trim, scale.unit)
