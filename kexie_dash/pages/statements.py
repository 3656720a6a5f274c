"""What a report says of activities and audience, and all it says in numbers, as tables of linked figures."""

from __future__ import annotations

import streamlit as st

from kexie_dash.model.labels import CATEGORY_LABEL, CHANNEL_LABEL, COVERAGE_LABEL
from kexie_dash.model.observation import Family, Observation
from kexie_dash.pages import figures, texts
from kexie_dash.pages.frame import section
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import Column, Html, Table, element, escape, join, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.body import LISTED, Portrait
from kexie_dash.store.database import View


def listed(view: View, found: Portrait, chosen: Selection) -> None:
    """Every statement of the report by family, folded away; each leads to its sentence."""
    section(texts.STATEMENTS, escape(texts.STATEMENTS_HINT))
    st.html(kept(view, ("statements", found.report.id, chosen), lambda: _families(found, chosen)))


def _families(found: Portrait, chosen: Selection) -> Html:
    parts = [
        _folded(family, found.statements[family], chosen) for family in LISTED if found.statements[family]
    ]
    return join(parts) or text("p", texts.NOT_STATED)


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
