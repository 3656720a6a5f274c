"""使用说明: what the pages answer, how to read them, what may not be compared. Two minutes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import streamlit as st

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.pages import figures
from kexie_dash.pages import texts_guide as wording
from kexie_dash.pages.frame import asset, foot, guarded, heading, menu_entries, opening, section, start
from kexie_dash.pages.guide_marks import drawn
from kexie_dash.pages.markup import Html, element, escape, join, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import HEADLINE
from kexie_dash.queries.standouts import standouts
from kexie_dash.store.database import View


@guarded
def show() -> None:
    view, known, chosen = start()
    st.html(asset("guide.css"))
    heading(wording.GUIDE, escape(wording.LEAD))
    opening(view, known, chosen)
    _answers()
    section(wording.MARKS_TITLE)
    st.html(join([_marks(), text("p", wording.COLOUR, "kx-sub")]))
    section(wording.TO_SENTENCE_TITLE)
    st.html(join([_list("ol", wording.TO_SENTENCE), _example(view, chosen), text("p", wording.DEFINITION)]))
    section(wording.LIMITS_TITLE)
    st.html(_list("ul", wording.LIMITS))
    section(wording.EXPORT_TITLE)
    st.html(_list("ul", wording.EXPORTS))
    section(wording.KEYS_TITLE)
    st.html(text("p", wording.KEYS))
    foot(view)


def _answers() -> None:
    """Every page of the menu with the question it answers."""
    section(wording.ANSWERS_TITLE)
    entries = [(name, path) for name, path in menu_entries() if path in wording.ANSWERS]
    rows = (
        join([element("dt", _to(name, path)), text("dd", wording.ANSWERS[path])]) for name, path in entries
    )
    st.html(element("dl", join(rows), class_="kx-facts kx-guide-pages"))


def _to(name: str, path: str) -> Html:
    return element("a", escape(name), href=path, target="_self", data_nav="carry")


def _marks() -> Html:
    rows = (
        join([element("dt", drawn(name)), text("dd", meaning)]) for name, meaning in wording.MARKS.items()
    )
    return element("dl", join(rows), class_="kx-facts kx-guide-signs")


def _list(tag: str, sentences: Sequence[str]) -> Html:
    return element(tag, join(text("li", one) for one in sentences), class_="kx-guide-steps")


def _example(view: View, chosen: Selection) -> Html:
    """A figure of the present build to try it on: the one that stands out most, else the first there is."""
    value = _telling(view)
    metric = view.metric(value.metric) if value is not None else None
    if value is None or metric is None:
        return Html("")
    parts = {
        "body": escape(value.body),
        "year": escape(value.year),
        "metric": escape(metric.label),
        "value": figures.figure(value, metric, chosen),
    }
    return element("p", Html(escape(wording.EXAMPLE).format(**parts)), class_="kx-try")


def _telling(view: View) -> MeasureValue | None:
    stands_out = (one.values[0] for one in standouts(view))
    stated = (value for name in HEADLINE for value in view.values(metric=name) if value.status == "stated")
    return next(chain(stands_out, stated), None)
