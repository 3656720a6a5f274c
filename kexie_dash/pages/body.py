"""单位画像: one report of one body: rates, money, scores, activities and audience, beside its peers."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.budget import budget_captions, budget_path
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.names import short_names
from kexie_dash.charts.scores import score_bullets, score_captions, score_items
from kexie_dash.charts.strip import dot_strip
from kexie_dash.charts.titles import captions_for
from kexie_dash.model.assessment import Metric
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.pages import by_topic, choices, figures, statements, texts
from kexie_dash.pages.frame import foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import COMPARE_PATH, EMPTY, SOURCE_PATH, Html, element, escape, join, link, text
from kexie_dash.pages.peers import own_sentences, peer_colours, peers_control
from kexie_dash.pages.picture import Picture, in_pairs, show_card, show_picture
from kexie_dash.pages.selection import Selection, report_shown
from kexie_dash.queries.body import Portrait, own_comparison, peer_comparison, portrait
from kexie_dash.queries.catalogue import HEADLINE, Catalogue
from kexie_dash.queries.comparison import Comparison
from kexie_dash.store.database import View

#: What stands at the top in large type, as far as the dictionary has it.
_CARDS = (
    "execution_rate",
    "declared_execution_rate",
    "execution_gap",
    "self_score",
    "grade",
    "project_share",
)


@guarded
def show() -> None:
    view, known, chosen = start()
    if not known.reports:
        heading(texts.BODY)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    report_id = report_shown(known, chosen)
    found = portrait(view, report_id)
    if found is None:
        raise LookupError(report_id)
    heading(found.report.body, join([escape(_lead(found)), _whole_text(found, chosen)], " "))
    opening(view, known, chosen)
    left, right = st.columns([4, 6])
    with left:
        choices.own_choice(known, chosen, found.report.body_code)
    with right:
        choices.report_choice(known.reports_of(found.report.body_code), chosen, report_id)
    _cards(view, found, chosen)
    _peers(view, found, known, chosen)
    _money(view, found)
    _scores(view, found, known)
    statements.counted(view, found, chosen)
    by_topic.measured(view, found, chosen, statements.COUNTED)
    statements.listed(found, chosen)
    foot(view)


def _lead(found: Portrait) -> str:
    report = found.report
    named = f"（{report.project}）" if report.project else ""
    said = texts.STATEMENT_COUNT.format(count=found.observations)
    left = texts.LEFTOVERS.format(count=found.leftovers) if found.leftovers else ""
    return f"{report.year} 年{KIND_LABEL[report.kind]}{named}绩效自评报告。{said}{left}"


def _whole_text(found: Portrait, chosen: Selection) -> Html:
    address = chosen.address(SOURCE_PATH, own=found.report.body_code, report=found.report.id)
    return link(address, escape(texts.SEE_SOURCE))


def _cards(view: View, found: Portrait, chosen: Selection) -> None:
    """The main measures as large figures, each a link to its sentence."""
    cards = [
        _card(metric, found, chosen) for metric_id in _CARDS if (metric := view.metric(metric_id)) is not None
    ]
    st.html(element("div", join(cards), class_="kx-cards"))


def _card(metric: Metric, found: Portrait, chosen: Selection) -> Html:
    shown = join((figures.figure(value, metric, chosen) for value in found.of(metric.id)), " ")
    number = element("div", shown or escape(texts.NOT_STATED), class_="kx-big")
    reason = next((value.caveats[0] for value in found.of(metric.id) if value.caveats), "")
    remark = text("div", reason, "kx-caveat") if reason else EMPTY
    return element("div", join([text("div", metric.label, "kx-soft"), number, remark]))


@st.fragment
@guarded
def _money(view: View, found: Portrait) -> None:
    values = found.of("budget_by_stage")
    if not found.stated("budget_by_stage"):
        return
    captions = budget_captions(values, view.snapshot)
    figures_of = own_comparison(view, found.report, "budget_by_stage")
    picture = Picture(
        "budget",
        _name(found, figures_of),
        captions,
        lambda style: budget_path(values, captions, style),
        alt_text(figures_of),
        figures_of,
    )
    show_picture(picture, view)


@st.fragment
@guarded
def _scores(view: View, found: Portrait, known: Catalogue) -> None:
    items = score_items(found.scores)
    if not items:
        return
    report = found.report
    names = short_names({body.code: body.name for body in known.bodies})
    who = f"{names[report.body_code]}{report.year}年{KIND_LABEL[report.kind]}"
    captions = score_captions(who, items, view.snapshot)
    figures_of = own_comparison(view, report, "score_rate")
    picture = Picture(
        "scores",
        _name(found, figures_of),
        captions,
        lambda style: score_bullets(items, report.body_code, captions, style),
        alt_text(figures_of),
        figures_of,
    )
    show_picture(picture, view)


def _name(found: Portrait, compared: Comparison) -> str:
    """What a file made of it is called."""
    return f"{found.report.body}_{found.report.year}_{compared.metric.label}"


def _peers(view: View, found: Portrait, known: Catalogue, chosen: Selection) -> None:
    """The headline measures with everyone of the same group."""
    section(texts.PEERS, escape(texts.PEERS_HINT))
    own = found.report.body_code
    peers_control(view, known, replace(chosen, own=own), own, choose_own=False)
    colours = peer_colours(view, known, chosen, own)
    asked = [peer_comparison(view, found.report, one) for one in HEADLINE if view.metric(one) is not None]
    shown = [compared for compared in asked if compared.bands]
    for column, compared in zip(in_pairs("peers", len(shown)), shown, strict=True):
        with column:
            metric = compared.metric.id
            address = chosen.address(
                COMPARE_PATH, metric=metric, by="", years=(found.report.year,), own=own, report=""
            )
            more = link(address, escape(texts.MORE_COMPARE), "kx-more")
            _peer_picture(view, found, compared, more, colours)


@st.fragment
@guarded
def _peer_picture(
    view: View, found: Portrait, compared: Comparison, more: Html, colours: BodyColours
) -> None:
    captions = captions_for(compared.metric, compared.bands, compared.snapshot)
    picture = Picture(
        f"peers-{compared.metric.id}",
        _name(found, compared),
        captions,
        lambda style: dot_strip(compared.metric, compared.bands, captions, style, colours=colours),
        alt_text(compared),
        compared,
    )
    show_card(picture, view, more)
    own_sentences(compared, found.report.body_code)
