"""The widgets of 横向对比 that choose the picture, further metrics and what bullets stand against."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kexie_dash.charts.bullet import MEDIAN, bullet_choices
from kexie_dash.charts.bullet_words import reference_name
from kexie_dash.charts.format import scale_for
from kexie_dash.charts.rows import drawn_values
from kexie_dash.pages import texts_compare as texts
from kexie_dash.pages.choices import change, show_value
from kexie_dash.pages.selection import CHARTS, MOST_METRICS, Selection
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.facets import offers
from kexie_dash.store.database import View

_SEARCHED = 12
#: Of dots: with the first metric as many as have room.
_MOST_BESIDE = {"multi": 7, "heat": MOST_METRICS}


def chart_choice(chosen: Selection) -> None:
    """Which picture; back to dots of one metric the further metrics are dropped."""
    key = show_value("chart", chosen.chart)
    st.segmented_control(
        texts.CHART,
        list(CHARTS),
        format_func=lambda one: texts.CHART_NAME.get(one, one),
        key=key,
        required=True,
        on_change=_chart_changed,
        args=(chosen, key),
    )


def _chart_changed(chosen: Selection, key: str) -> None:
    chart = st.session_state[key]
    also = () if not chart else chosen.also[:1] if chart == "scatter" else chosen.also
    change(replace(chosen, chart=chart, also=also), "chart", key)


def also_choice(view: View, chosen: Selection, shown: tuple[str, ...]) -> None:
    """Further metrics, each in one breakdown. shown: keys of the columns, the first metric first."""
    labels = _labels(view)
    key = show_value("also", list(shown[1:]))
    st.multiselect(
        texts.ALSO,
        [one for one in dict.fromkeys((*labels, *shown[1:])) if one != shown[0]],
        format_func=lambda one: labels.get(one, one),
        key=key,
        max_selections=_MOST_BESIDE.get(chosen.chart, MOST_METRICS),
        on_change=change,
        args=(chosen, "also", key),
    )


def second_choice(view: View, chosen: Selection, shown: tuple[str, ...]) -> None:
    """The metric that runs up in a scatter."""
    labels = _labels(view)
    key = show_value("second", shown[1])
    st.selectbox(
        texts.SECOND,
        [one for one in dict.fromkeys((*labels, shown[1])) if one != shown[0]],
        format_func=lambda one: labels.get(one, one),
        key=key,
        on_change=_second_changed,
        args=(chosen, key),
        filter_mode=None if len(labels) < _SEARCHED else "fuzzy",
    )


def _second_changed(chosen: Selection, key: str) -> None:
    change(replace(chosen, also=(st.session_state[key],)), "", key)


def line_choice(compared: Comparison, chosen: Selection) -> str:
    """What bullets stand against; empty where there is nothing."""
    metric = compared.metric
    found = bullet_choices(metric, compared.bands)
    if not found:
        return ""
    line = chosen.line if chosen.line in found else found[0]
    scale = scale_for(metric.unit, drawn_values(compared.bands))
    labels = {
        one: texts.MEDIAN_LINE if one == MEDIAN else reference_name(metric, one, scale) for one in found
    }
    key = show_value("line", line)
    st.segmented_control(
        texts.LINE,
        list(labels),
        format_func=lambda one: labels.get(one, one),
        key=key,
        required=True,
        on_change=change,
        args=(chosen, "line", key),
    )
    return line


def _labels(view: View) -> dict[str, str]:
    return {
        one.key: (texts.FACET_BREAKDOWN if one.breakdown else texts.FACET_LABEL).format(
            topic=one.metric.topic, label=one.metric.label, breakdown=one.breakdown
        )
        for one in offers(view)
    }
