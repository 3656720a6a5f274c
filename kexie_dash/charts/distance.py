"""How far the reader's own body lies from the median of its group, in words."""

from __future__ import annotations

from collections.abc import Sequence

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
                said.append(f"{who}：{_sentence(metric, item, median)}")
    return tuple(said)


def _sentence(metric: Metric, item: ComparedValue, median: Median) -> str:
    middle = median_words(median, _alone(metric, median))
    lead = f"{value_text(item.value, metric)}，同组{middle}"
    found = distance(item, median)
    assert found is not None
    if not found.decided:
        return f"{lead}；有一方不是准确数，高低不能判定"
    if not found.size:
        return f"{lead}；与中位数相同"
    unit = POINTS if metric.unit in (RATE, POINTS) else metric.unit
    size = scale_for(unit, [abs(found.size)]).with_unit(abs(found.size)).removeprefix("+")
    least = "至少" if found.bound == "at_least" else ""
    return f"{lead}；{least}{'高' if found.size > 0 else '低'} {size}"


def _alone(metric: Metric, median: Median) -> Scale:
    """A scale that carries its unit, as the median stands alone in a sentence."""
    scale = scale_for(metric.unit, [median.value])
    return scale if scale.suffix else Scale(scale.unit, scale.factor, scale.digits, scale.trim, scale.unit)
