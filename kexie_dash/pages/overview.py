"""总览: what stands out, who has reported, the gravest findings, headline measures, what changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.names import short_names
from kexie_dash.charts.strip import dot_strip
from kexie_dash.charts.titles import captions_for
from kexie_dash.model.assessment import Metric
from kexie_dash.pages import stated, texts
from kexie_dash.pages import texts_overview as wording
from kexie_dash.pages.change_list import changed
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.frame import (
    aside,
    asset,
    database,
    foot,
    guarded,
    heading,
    notice,
    opening,
    section,
    start,
)
from kexie_dash.pages.gravest_list import findings_html
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import (
    COMPARE_PATH,
    EMPTY,
    FINDINGS_PATH,
    Html,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.peers import peer_colours
from kexie_dash.pages.picture import Picture, in_pairs, show_card
from kexie_dash.pages.reported_matrix import finding, matrix_html
from kexie_dash.pages.selection import Selection
from kexie_dash.pages.standing_out import points_html
from kexie_dash.queries.catalogue import HEADLINE, Catalogue
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.gravest import MOST_OF_A_BODY, gravest
from kexie_dash.queries.list_tables import findings_table, reported_table
from kexie_dash.queries.panels import Panel, by_dimension, panels
from kexie_dash.queries.reported import reported
from kexie_dash.queries.standouts import standouts
from kexie_dash.store.database import View


@guarded
def show() -> None:
    view, known, chosen = start()
    heading(texts.OVERVIEW, escape(_lead(known)) if known.reports else EMPTY)
    opening(view, known, chosen)
    if not known.reports:
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    if len(known.bodies) == 1:
        aside((texts.ONE_BODY_ONLY,))
    st.html(asset("portrait.css"))
    _first_view(view, chosen)
    _gravest(view, known, chosen)
    _headlines(view, known, chosen)
    changed(view, database().before(), _names(known), chosen)
    stated.disclosed(view, chosen)
    stated.topics(view, chosen)
    foot(view)


def _lead(known: Catalogue) -> str:
    years = f"{known.years[-1]}—{known.years[0]} 年" if len(known.years) > 1 else f"{known.years[0]} 年"
    return texts.OVERVIEW_LEAD.format(reports=len(known.reports), bodies=len(known.bodies), years=years)


def _names(known: Catalogue) -> dict[str, str]:
    return short_names({body.code: body.name for body in known.bodies})


@guarded
def _first_view(view: View, chosen: Selection) -> None:
    """What stands out beside who has reported: the point of the page on one screen."""
    who = reported(view).among(chosen.years, chosen.own)
    names = short_names({body.code: body.name for body in who.bodies})
    with st.container(key="cards-first"):
        left, right = st.columns([64, 36], gap="large")
    with left:
        section(texts.STANDS_OUT)

        def points() -> Html:
            return points_html(view, standouts(view, chosen.years, chosen.own), names, chosen)

        st.html(kept(view, ("standouts", chosen), points))
    with right:
        section(finding(who, names))
        st.html(kept(view, ("reported", chosen), lambda: matrix_html(who, names, chosen)))
        name = f"{wording.REPORTED_FILE}_{view.snapshot.build}"
        table_buttons("reported", lambda: reported_table(name, who), view)


@guarded
def _gravest(view: View, known: Catalogue, chosen: Selection) -> None:
    found = gravest(view, years=chosen.years, own=chosen.own)
    lead = wording.GRAVEST_LEAD.format(
        which=_which(chosen),
        contradicts=found.contradicted,
        undecided=found.undecided,
        first=wording.OWN_FIRST if chosen.own else "",
        most=MOST_OF_A_BODY,
    )
    everything = link(chosen.address(FINDINGS_PATH, bodies=()), escape(wording.SEE_FINDINGS), "kx-more")
    section(wording.GRAVEST, join([escape(lead), everything], " "))
    if not found.shown:
        st.html(text("p", wording.NO_GRAVEST, "kx-sub"))
        return
    names = _names(known)
    shown = ((one, stated.who(one.report, names, chosen)) for one in found.shown)
    st.html(kept(view, ("gravest", chosen), lambda: findings_html(shown, chosen)))
    name = f"{wording.GRAVEST}_{view.snapshot.build}"
    table_buttons("gravest", lambda: findings_table(name, found.shown), view)


def _which(chosen: Selection) -> str:
    years = "、".join(str(year) for year in sorted(chosen.years))
    return wording.REPORTS_OF.format(years=years) if years else wording.ALL_REPORTS


@guarded
def _headlines(view: View, known: Catalogue, chosen: Selection) -> None:
    """Measures without a coverage share a row; the others take a section with one panel a coverage."""
    colours = peer_colours(view, known, chosen, chosen.own)
    compared = [
        comparison(view, metric_id, chosen.years) for metric_id in HEADLINE if known.metric(metric_id)
    ]
    whole = [one for one in compared if "coverage" not in one.metric.breakdown]
    if whole:
        section(texts.HEADLINES)
        _row([panels(one)[0] for one in whole], view, colours, chosen, leads_on=True)
    for one in compared:
        if one not in whole:
            section(one.metric.label, join([escape(one.metric.definition), _more(one.metric, chosen)], " "))
            _row(by_dimension(one, "coverage"), view, colours, chosen)


def _more(metric: Metric, chosen: Selection) -> Html:
    address = chosen.address(COMPARE_PATH, metric=metric.id, by="", bodies=())
    return link(address, escape(texts.MORE_COMPARE), "kx-more")


def _row(
    shown: Sequence[Panel],
    view: View,
    colours: BodyColours,
    chosen: Selection,
    *,
    leads_on: bool = False,
) -> None:
    """Two pictures beside each other; on a narrow screen one below the other. leads_on: to the comparison."""
    for column, panel in zip(in_pairs(shown[0].comparison.metric.id, len(shown)), shown, strict=True):
        with column:
            more = _more(panel.comparison.metric, chosen) if leads_on else EMPTY
            _picture(panel, view, chosen, colours, more)


@guarded
def _picture(panel: Panel, view: View, chosen: Selection, colours: BodyColours, more: Html) -> None:
    """The measure's dot strip under its finding."""
    compared = panel.comparison
    captions = captions_for(compared.metric, compared.bands, compared.snapshot)
    picture = Picture(
        f"{compared.metric.id}-{panel.key}",
        panel.name,
        captions,
        lambda style: dot_strip(compared.metric, compared.bands, captions, style, colours=colours),
        lambda: alt_text(compared),
        compared,
        of=chosen,
    )
    show_card(picture, view, more)
