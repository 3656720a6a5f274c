"""All that was measured of one report, by topic: figures with their state, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, is_disclosure, is_reported_zero, shown_status
from kexie_dash.pages import figures, texts
from kexie_dash.pages.frame import section
from kexie_dash.pages.markup import Column, Html, Table, element, escape, join, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.body import Portrait
from kexie_dash.store.database import View

#: Drawn as pictures of their own on the portrait.
_DRAWN = ("budget_by_stage", "score_rate")


def measured(view: View, found: Portrait, chosen: Selection, told: Sequence[str]) -> None:
    """told: metrics that stand in a table of their own already."""
    topics: dict[str, list[Metric]] = {}
    for metric in view.metrics():
        if metric.id not in told and metric.id not in _DRAWN:
            topics.setdefault(metric.topic, []).append(metric)
    section(texts.ALL_METRICS, escape(texts.ALL_METRICS_HINT))
    st.html(join(_topic(topic, metrics, found, chosen) for topic, metrics in topics.items()))


def _topic(topic: str, metrics: Sequence[Metric], found: Portrait, chosen: Selection) -> Html:
    asked = [m for m in metrics if any(v.status != "not_applicable" for v in found.of(m.id))]
    given = [metric for metric in asked if found.stated(metric.id)]
    title = texts.TOPIC_GIVEN.format(topic=topic, given=len(given), count=len(asked))
    if not asked:
        title = texts.TOPIC_NOT_ASKED.format(topic=topic)
    table = Table(
        [
            Column(texts.METRIC),
            Column(texts.VALUE, numeric=True),
            Column(texts.BASIS_AND_STATE),
            Column(texts.CAVEATS),
        ],
        title,
    )
    for metric in given:
        for value in found.stated(metric.id):
            table.row(*_cells(metric, value, chosen))
    parts = [text("summary", title), *([table.html()] if given else []), *_missing(metrics, found)]
    return element("details", join(parts), class_="kx-entry")


def _cells(metric: Metric, value: MeasureValue, chosen: Selection) -> tuple[Html, ...]:
    words = "·".join(by_label(*pair) for pair in value.by)
    name = [escape(metric.label), *([text("span", words, "kx-year")] if words else [])]
    state = "zero" if is_reported_zero(value, metric.unit) else shown_status(value)
    said = [
        basis_label(value.basis),
        "" if is_disclosure(value) else f"{STATE_SIGN[state]} {STATE_LABEL[state]}",
    ]
    return (
        join(name, " "),
        figures.figure(value, metric, chosen),
        join(text("div", word, "kx-soft") for word in said if word),
        figures.caveats(value.caveats),
    )


def _missing(metrics: Sequence[Metric], found: Portrait) -> list[Html]:
    """The metrics without a figure, by the word for it: one line a word."""
    by_word: dict[str, list[str]] = {}
    for metric in metrics:
        values = found.of(metric.id)
        if found.stated(metric.id):
            continue
        status = values[0].status if values else "not_stated"
        by_word.setdefault(f"{STATE_SIGN[status]} {STATE_LABEL[status]}", []).append(metric.label)
    return [text("p", f"{word}：{'、'.join(labels)}", "kx-sub") for word, labels in by_word.items()]
