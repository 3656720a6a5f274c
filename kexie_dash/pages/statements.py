"""What a report says of activities and audience, and all it says in numbers, as tables of linked figures."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.format import scale_for
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.labels import CATEGORY_LABEL, CHANNEL_LABEL, COVERAGE_LABEL, basis_label, by_label
from kexie_dash.model.observation import Family, Observation
from kexie_dash.pages import figures, texts
from kexie_dash.pages.frame import section
from kexie_dash.pages.markup import Column, Html, Table, element, escape, join, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.body import LISTED, Portrait
from kexie_dash.store.database import View

#: Metrics of activities and audience, in the order they are read; one the dictionary lacks is left out.
COUNTED = (
    "activities",
    "activities_by_category",
    "activities_per_10k",
    "audience",
    "audience_per_activity",
    "audience_per_10k",
    "spending_per_person",
)


def counted(view: View, found: Portrait, chosen: Selection) -> None:
    """Activities and audience by coverage; the composition of a figure is one click away."""
    table = Table(
        [
            Column(texts.OF_WHAT),
            Column(texts.VALUE, numeric=True),
            Column(texts.BASIS),
            Column(texts.CAVEATS),
        ],
        texts.ACTIVITIES_AND_AUDIENCE,
    )
    silent = []
    for metric_id in COUNTED:
        metric = view.metric(metric_id)
        stated = found.stated(metric_id)
        if metric is None:
            continue
        if not stated:
            silent.append(metric.label)
            continue
        table.group(metric.label)
        for value in stated:
            table.row(*_cells(metric, value, found.report.project, chosen))
    section(texts.ACTIVITIES_AND_AUDIENCE, escape(texts.NEVER_ADDED))
    st.html(table.html() if table.groups else text("p", texts.NOT_STATED))
    if silent:
        st.html(text("p", texts.NOT_STATED_BY.format(names="、".join(silent)), "kx-sub"))


def _cells(metric: Metric, value: MeasureValue, project: str | None, chosen: Selection) -> tuple[Html, ...]:
    """project: the report's own, which its page names already."""
    named = [value.project] if value.project and value.project != project else []
    words = "·".join([*(by_label(*pair) for pair in value.by), *named])
    scale = scale_for(metric.unit, [value.value] if value.value is not None else [])
    return (
        escape(words),
        join([figures.figure(value, metric, chosen, scale), text("span", f" {scale.unit}", "kx-soft")]),
        escape(basis_label(value.basis)),
        figures.caveats(value.caveats),
    )


def listed(found: Portrait, chosen: Selection) -> None:
    """Every statement of the report by family, folded away; each leads to its sentence."""
    section(texts.STATEMENTS, escape(texts.STATEMENTS_HINT))
    parts = [
        _folded(family, found.statements[family], chosen) for family in LISTED if found.statements[family]
    ]
    st.html(join(parts) or text("p", texts.NOT_STATED))


def _folded(family: Family, statements: tuple[Observation, ...], chosen: Selection) -> Html:
    title = f"{texts.FAMILY[family]}（{len(statements)}）"
    columns = [Column(texts.BODY_SUBJECT), Column(texts.FIELD["label"]), Column(texts.OF_WHAT)]
    table = Table([*columns, Column(texts.FIELD["value_text"], numeric=True), Column(texts.LINE)], title)
    for one in statements:
        line = escape(one.evidence.line_first)
        words = (escape(one.subject), escape(one.label), escape(_kind(one)))
        table.row(*words, figures.statement(one, chosen), line)
    return element("details", join([text("summary", title), table.html()]), class_="kx-entry")


def _kind(one: Observation) -> str:
    words = [CATEGORY_LABEL[one.category] if one.category else "", COVERAGE_LABEL[one.coverage]]
    return "·".join(word for word in [*words, CHANNEL_LABEL[one.channel] if one.channel else ""] if word)
