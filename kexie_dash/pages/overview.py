"""总览: who has reported, what each states, the four headline measures, what stands out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.names import short_names
from kexie_dash.charts.strip import dot_strip
from kexie_dash.charts.titles import captions_for
from kexie_dash.model.assessment import Metric
from kexie_dash.pages import figures, stated, texts
from kexie_dash.pages.frame import aside, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import (
    COMPARE_PATH,
    EMPTY,
    Html,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.picture import Picture, in_pairs, show_card
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import HEADLINE, Catalogue
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.panels import Panel, by_dimension, panels
from kexie_dash.queries.standouts import Standout, standouts
from kexie_dash.store.database import View

#: So many reports are named at the top; all stand in the matrix.
_MOST_NAMED = 12


@guarded
def show() -> None:
    view, known, chosen = start()
    heading(texts.OVERVIEW, escape(_lead(known)) if known.reports else EMPTY)
    _reports(known, chosen)
    opening(view, known, chosen)
    if not known.reports:
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    if len(known.bodies) == 1:
        aside((texts.ONE_BODY_ONLY,))
    _stands_out(view, known, chosen)
    _headlines(view, known, chosen)
    stated.disclosed(view, chosen)
    stated.topics(view, chosen)
    foot(view)


def _lead(known: Catalogue) -> str:
    years = f"{known.years[-1]}—{known.years[0]} 年" if len(known.years) > 1 else f"{known.years[0]} 年"
    return texts.OVERVIEW_LEAD.format(reports=len(known.reports), bodies=len(known.bodies), years=years)


def _reports(known: Catalogue, chosen: Selection) -> None:
    """Who has reported on which year; each leads to its portrait."""
    names = short_names({body.code: body.name for body in known.bodies})
    entries = [stated.who(stored.report, names, chosen) for stored in known.reports[:_MOST_NAMED]]
    if len(known.reports) > _MOST_NAMED:
        entries.append(text("span", texts.AND_MORE.format(count=len(known.reports)), "kx-soft"))
    if entries:
        st.html(element("ul", join(element("li", one) for one in entries), class_="kx-reports"))


def _stands_out(view: View, known: Catalogue, chosen: Selection) -> None:
    found = standouts(view)
    if found:
        names = short_names({body.code: body.name for body in known.bodies})
        section(texts.STANDS_OUT)
        items = join(element("li", _sentence(view, one, names, chosen)) for one in found)
        st.html(element("ul", items, class_="kx-points"))


def _sentence(view: View, one: Standout, names: dict[str, str], chosen: Selection) -> Html:
    """A plain sentence; its figures are links."""
    first, last = one.values[0], one.values[-1]
    metric = view.metric(first.metric) or one.metric
    said = {
        "body": escape(names[first.body_code]),
        "year": escape(first.year),
        "metric": escape(metric.label),
        "value": figures.figure(first, metric, chosen),
        "group": escape(one.group_label),
        "first_body": escape(names[first.body_code]),
        "last_body": escape(names[last.body_code]),
        "first": figures.figure(first, metric, chosen),
        "last": figures.figure(last, one.metric, chosen),
        "gap": figures.figure(last, one.metric, chosen),
        "declared_label": escape(first.declared_label or ""),
        "declared": figures.declared(first, chosen),
    }
    return Html(escape(texts.STANDOUT[one.kind]).format(**said))


@guarded
def _headlines(view: View, known: Catalogue, chosen: Selection) -> None:
    """Measures without a coverage share a row; the others take a section with one panel a coverage."""
    compared = [comparison(view, metric_id) for metric_id in HEADLINE if known.metric(metric_id)]
    whole = [one for one in compared if "coverage" not in one.metric.breakdown]
    if whole:
        section(texts.HEADLINES)
        _row([panels(one)[0] for one in whole], view, chosen)
    for one in compared:
        if one not in whole:
            section(one.metric.label, join([escape(one.metric.definition), _more(one.metric, chosen)], " "))
            _row(by_dimension(one, "coverage"), view)


def _more(metric: Metric, chosen: Selection) -> Html:
    address = chosen.address(COMPARE_PATH, metric=metric.id, by="", years=(), bodies=())
    return link(address, escape(texts.MORE_COMPARE), "kx-more")


def _row(shown: Sequence[Panel], view: View, chosen: Selection | None = None) -> None:
    """Two pictures beside each other; on a narrow screen one below the other."""
    for column, panel in zip(in_pairs(shown[0].comparison.metric.id, len(shown)), shown, strict=True):
        with column:
            _picture(panel, view, _more(panel.comparison.metric, chosen) if chosen else EMPTY)


@st.fragment
@guarded
def _picture(panel: Panel, view: View, more: Html) -> None:
    """The measure's dot strip under its finding."""
    compared = panel.comparison
    captions = captions_for(compared.metric, compared.bands, compared.snapshot)
    picture = Picture(
        f"{compared.metric.id}-{panel.key}",
        panel.name,
        captions,
        lambda style: dot_strip(compared.metric, compared.bands, captions, style),
        alt_text(compared),
        compared,
    )
    show_card(picture, view, more)
