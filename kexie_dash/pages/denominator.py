"""The same metric on another denominator: whether the order changes, in words and body by body."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.format import scale_for
from kexie_dash.charts.names import names_of
from kexie_dash.measures.order import GroupOrder
from kexie_dash.measures.ranking import place_words
from kexie_dash.model.assessment import ComparedValue, MeasureValue, Metric
from kexie_dash.pages import figures, texts
from kexie_dash.pages.markup import Column, Html, Table, element, escape, join, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.variants import denominator_orders

_MOST_NAMED = 6


def denominator_result(compared: Comparison, variant: Comparison, chosen: Selection) -> None:
    """A sentence a group, then every body with both values, folded."""
    groups = denominator_orders(compared, variant)
    names = names_of(item.value for band in compared.bands for item in band.values)
    sentences = [
        sentence(group, names) for group in groups if any(i.value.has_figure for i, _ in group.pairs)
    ]
    st.html(element("ul", join(text("li", one) for one in sentences), class_="kx-plain kx-verdict"))
    table = Table(
        [
            Column(texts.BODY_COLUMN),
            Column(compared.metric.label, numeric=True),
            Column(texts.PLACE_IN_GROUP),
            Column(variant.metric.label, numeric=True),
            Column(texts.PLACE_IN_GROUP),
        ],
        texts.BOTH_DENOMINATORS,
    )
    for group in groups:
        table.group(group.label)
        for one, other in group.pairs:
            who = join([escape(names[one.value.body_code]), figures.year(one.value.year)], " ")
            there = (
                _figure(other, variant.metric, chosen)
                if other
                else text("span", texts.NOTHING_OF_IT, "kx-missing")
            )
            places = (escape(place_words(item)) if item else Html("") for item in (one, other))
            table.row(who, _figure(one, compared.metric, chosen), next(places), there, next(places))
    st.html(element("details", join([text("summary", texts.BOTH_DENOMINATORS), table.html()])))


def _figure(item: ComparedValue, metric: Metric, chosen: Selection) -> Html:
    values = [item.value.value] if item.value.value is not None else []
    return figures.figure(item.value, metric, chosen, scale_for(metric.unit, values))


def sentence(group: GroupOrder, names: dict[str, str]) -> str:
    """2020 部门整体·市级：次序改变：甲与乙换位；丙没有可比数值."""
    said = [texts.ORDER_VERDICT[group.verdict].format(count=group.undecided)]
    pairs = [f"{names[s.ahead.body_code]}与{names[s.behind.body_code]}" for s in group.swaps]
    if pairs:
        more = f"等 {len(pairs)} 对" if len(pairs) > _MOST_NAMED else ""
        said.append(texts.CHANGE_PLACES.format(pairs="、".join(pairs[:_MOST_NAMED]) + more))
    if group.lost:
        said.append(texts.FALL_OUT.format(names=_named([item.value for item in group.lost], names)))
    if group.gained:
        said.append(texts.COME_IN.format(names=_named([item.value for item in group.gained], names)))
    return f"{group.label}：{'；'.join(said)}。"


def _named(values: list[MeasureValue], names: dict[str, str]) -> str:
    told = list(dict.fromkeys(names.get(value.body_code, value.body) for value in values))
    more = f"等 {len(told)} 家" if len(told) > _MOST_NAMED else ""
    return "、".join(told[:_MOST_NAMED]) + more
