"""简报: what the document will say, sentence by sentence with its sources, before it is taken away."""

from __future__ import annotations

import streamlit as st

from kexie_dash.exports.briefing.content import Briefing, Sentence
from kexie_dash.exports.briefing.make import Choice, make_briefing
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.notes import today
from kexie_dash.pages import texts
from kexie_dash.pages import texts_briefing as wording
from kexie_dash.pages.briefing_check import check_file
from kexie_dash.pages.briefing_take import take_away
from kexie_dash.pages.figures import evidence_address
from kexie_dash.pages.frame import aside, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import FINDINGS_PATH, Html, element, escape, join, link, text
from kexie_dash.pages.packs import packs_section
from kexie_dash.pages.selection import Selection, shortened
from kexie_dash.queries.catalogue import HEADLINE, Catalogue
from kexie_dash.queries.facets import split_key
from kexie_dash.settings import data_paths
from kexie_dash.store.errors import StoreError
from kexie_dash.store.marks import NO_MARKS, Marks, read_marks

#: The metrics chosen here, in the address: pick=execution_rate.self_score.
PICK, _BETWEEN = "pick", "."
_KEY = "briefing-metrics"


@guarded
def show() -> None:
    view, known, chosen = start()
    heading(wording.TITLE, escape(wording.LEAD))
    if not known.reports:
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    opening(view, known, chosen)
    picked = _picked(known, chosen)
    _choices(known, chosen, picked)
    choice = Choice(picked, chosen.bodies, chosen.years, chosen.own)
    marks, problems = _marks()
    aside(problems)
    try:
        made = make_briefing(view, choice, today(), marks=marks)
    except ExportError as error:
        notice(wording.NOTHING, str(error))
    else:
        take_away(view, known, chosen, made, marks)
        _said(made, chosen)
    packs_section(view, known, chosen)
    check_file(view)
    foot(view)


def _picked(known: Catalogue, chosen: Selection) -> tuple[str, ...]:
    """What the address picks; else the metrics compared elsewhere, where they are not the first ones.

    Picked by nobody and emptied by the reader are two things: the second is an empty word in the address.
    """
    asked = [one for words in st.query_params.get_all(PICK) for one in words.split(_BETWEEN) if one]
    unknown = [one for one in asked if known.metric(one) is None]
    if unknown:
        aside((wording.UNKNOWN_METRIC.format(shown="、".join(map(shortened, unknown[:3]))),))
    found = [one for one in dict.fromkeys(asked) if known.metric(one) is not None]
    if found or (PICK in st.query_params and not asked):
        return tuple(found)
    usual = chosen.metric == chosen.default_metric and not chosen.also
    compared = () if usual else (chosen.metric, *chosen.also)
    metrics = (split_key(one)[0] for one in compared)
    return tuple(one for one in dict.fromkeys(metrics) if known.metric(one) is not None)


def _choices(known: Catalogue, chosen: Selection, picked: tuple[str, ...]) -> None:
    labels = {one.id: texts.METRIC_LABEL.format(topic=one.topic, label=one.label) for one in known.metrics}
    default = "、".join(one.label for name in HEADLINE if (one := known.metric(name)) is not None)
    st.session_state[_KEY] = list(picked)
    st.multiselect(
        wording.METRICS,
        list(labels),
        format_func=lambda one: labels.get(one, one),
        key=_KEY,
        placeholder=wording.METRICS_HINT.format(names=default),
        on_change=_pick,
    )


def _pick() -> None:
    st.query_params[PICK] = _BETWEEN.join(st.session_state[_KEY])


def _marks() -> tuple[Marks, tuple[str, ...]]:
    try:
        return read_marks(data_paths().marks), ()
    except StoreError as error:
        return NO_MARKS, (str(error),)


def _said(made: Briefing, chosen: Selection) -> None:
    """The sentences in the order of the document."""
    parts = [text("p", f"{made.title}。{made.scope}", "kx-sub"), text("h2", wording.SUMMARY)]
    parts.append(element("ol", join(element("li", _sentence(s, made, chosen)) for s in made.summary)))
    parts.append(text("h2", wording.SECTIONS))
    for one in made.sections:
        parts.append(text("h3", f"{one.label}：{one.title}"))
        parts += [element("p", _sentence(sentence, made, chosen)) for sentence in one.sentences]
        parts.append(text("p", f"{one.subtitle}。{one.foot}", "kx-caveat"))
    st.html(element("div", join(parts), class_="kx-briefing"))
    against, asked = made.found
    to_all = link(chosen.address(FINDINGS_PATH), escape(wording.SEE_FINDINGS))
    said = wording.FINDINGS_SAID.format(against=against, asked=asked, shown=len(made.findings))
    section(wording.FINDINGS, join([escape(said), to_all], " "))
    items = join(
        element("li", escape(f"{item.body} {item.report.year} 年：{item.finding.message}"))
        for item in made.findings
    )
    st.html(element("ol", items))


def _sentence(sentence: Sentence, made: Briefing, chosen: Selection) -> Html:
    """Every figure leads to its sentences; what follows from several stands plain beside them."""
    return join(
        _figure(part.text, part.references[0], made, chosen) if part.is_figure else escape(part.text)
        for part in sentence.parts
    )


def _figure(said: str, number: int, made: Briefing, chosen: Selection) -> Html:
    one = made.reference(number)
    if one.of:
        return element("span", escape(said), title=one.how)
    return link(evidence_address(chosen, "value", one.key[0]), escape(said), "kx-figure", one.name)
