"""A picture in words, for those who do not see it: the same values, in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.charts.format import has_value, percent, value_text
from kexie_dash.charts.names import names_of, row_words
from kexie_dash.charts.titles import title_for
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, Metric
from kexie_dash.queries.comparison import Comparison


def alt_text(comparison: Comparison) -> str:
    """Finding, then group by group every body with its value or the word for what is missing."""
    return alt_text_of(comparison.metric, comparison.bands)


def alt_text_of(metric: Metric, bands: Sequence[Band]) -> str:
    """As `alt_text`, for bands alone."""
    names = names_of(item.value for band in bands for item in band.values)
    groups = []
    for band in bands:
        words = row_words(item.value for item in band.values)
        said = [
            _said(metric, item, names[item.value.body_code], words[item.value.id]) for item in band.values
        ]
        groups.append(f"{band.label}：{'；'.join(said)}")
    return f"{title_for(metric, bands)}。{metric.label}点图。{'。'.join(groups)}。".replace("。。", "。")


def _said(metric: Metric, item: ComparedValue, name: str, words: str) -> str:
    value = item.value
    who = f"{name} {value.year}年{words}"
    if not has_value(value):
        return f"{who}{STATUS_LABEL[value.status]}"
    declared = (
        f"，自报 {percent(value.declared)}" if value.declared is not None and metric.unit == "比率" else ""
    )
    reasons = f"（组内不可比：{'，'.join(item.reasons)}）" if item.reasons else ""
    return f"{who} {value_text(value, metric)}{declared}{reasons}"
