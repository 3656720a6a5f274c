"""横向对比: one metric, bodies beside each other in bands of what may be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from typing import Any

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.dumbbell import dumbbell, dumbbell_captions, is_dumbbell
from kexie_dash.charts.names import names_of
from kexie_dash.charts.theme import Style
from kexie_dash.charts.titles import captions_for
from kexie_dash.model.assessment import STATUS_LABEL
from kexie_dash.pages import choices, texts
from kexie_dash.pages.briefing_link import briefing_link
from kexie_dash.pages.chart_choices import chart_choice
from kexie_dash.pages.compare_table import heading_of_table, table_of
from kexie_dash.pages.denominator import denominator_result
from kexie_dash.pages.frame import aside, foot, guarded, heading, notice, opening, start
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import element, escape, join, text
from kexie_dash.pages.peers import own_sentences, peer_colours, peers_control
from kexie_dash.pages.picture import Picture, Ways, show_picture
from kexie_dash.pages.selection import MIXED, Selection
from kexie_dash.pages.standing_out import dictionary_link
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.queries.paging import ROWS, drawn, first_id, page_holding, pages_of
from kexie_dash.queries.panels import Panel, one_order, panels
from kexie_dash.queries.variants import like, variants_of
from kexie_dash.store.database import View

#: More names than this without a figure are folded away.
_MOST_SILENT = 12


@guarded
def show() -> None:
    view, known, chosen = start()
    metric = known.metric(chosen.metric)
    if not known.reports or metric is None:
        heading(texts.COMPARE)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    more = dictionary_link(metric, texts.DEFINITION, chosen, "kx-noprint")
    heading(texts.COMPARE, join([escape(f"{metric.label}：{metric.definition}"), more], " "))
    opening(view, known, chosen)
    peers_control(view, chosen, chosen.own)
    compared = comparison(view, chosen.metric, chosen.years, chosen.bodies)
    _absent(compared)
    if not compared.bands:
        notice(texts.COMPARE, texts.NOTHING_HERE)
    else:
        panel = choices.panel_choice(panels(compared), chosen)
        colours = peer_colours(view, known, chosen, chosen.own)
        chart_choice(chosen)
        if chosen.chart:
            # Whoever stays with the dots does not wait for the other pictures.
            from kexie_dash.pages.compare_views import show_view

            show_view(view, known, panel, chosen, colours)
        else:
            _dots(panel, view, chosen, colours)
        briefing_link(chosen)
    foot(view)


def _dots(panel: Panel, view: View, chosen: Selection, colours: BodyColours) -> None:
    _in_bands(panel, view, chosen, colours)
    metric = panel.comparison.metric
    if is_dumbbell(metric):
        _declared(panel, view, chosen, colours)
    heading_of_table(metric)
    st.html(kept(view, ("compared", panel.key, chosen), lambda: table_of(panel, chosen)))


@st.fragment
@guarded
def _in_bands(panel: Panel, view: View, chosen: Selection, colours: BodyColours) -> None:
    """The dot plot; a change of denominator or page draws only this anew, one of order needs no server."""
    base = panel.comparison
    variants = variants_of(view, base.metric)
    against = choices.against_choice(base.metric, variants) if variants else None
    mixed = chosen.order == MIXED and len(base.bands) > 1
    asked = comparison(view, against.id, chosen.years, chosen.bodies) if against else base
    compared = like(base, asked) if against else base
    shown = one_order(compared, texts.ORDER_ONE) if mixed else compared
    captions = captions_for(shown.metric, compared.bands, shown.snapshot)
    if mixed:
        captions = replace(captions, subtitle=f"{captions.subtitle}；{texts.ORDER_SAID}")
    part = _part(shown, chosen.own)

    def draw(whole: Comparison, drawn: Comparison) -> Callable[[Style], Any]:
        return lambda style: dot_plot(
            whole.metric, drawn.bands, captions, style,
            colours=colours, whole=whole.bands, absent=whole.absent,
        )  # fmt: skip

    picture = Picture(
        "dots",
        panel.name if against is None else f"{against.label}_{shown.snapshot.build}",
        captions,
        draw(shown, part),
        lambda: alt_text(shown),
        compared,
        of=(chosen, panel.key, mixed, shown.metric.id, first_id(part)),
        ways=_orders(compared, mixed, draw) if len(base.bands) > 1 else None,
    )
    show_picture(picture, view)
    if against:
        denominator_result(base, compared, chosen)
    own_sentences(compared, chosen.own)
    _silent(replace(panel, comparison=compared))


def _orders(
    compared: Comparison, mixed: bool, draw: Callable[[Comparison, Comparison], Callable[[Style], Any]]
) -> Ways:
    """The bands, or all in one order; of a picture in pages the other is asked for."""
    other = compared if mixed else one_order(compared, texts.ORDER_ONE)
    whole = len(pages_of(compared)) == 1 and len(pages_of(other)) == 1
    return Ways(
        "order",
        texts.ORDER,
        {"": texts.ORDER_BANDS, MIXED: texts.ORDER_ONE},
        MIXED if mixed else "",
        {"" if mixed else MIXED: (draw(other, other), lambda: alt_text(other))} if whole else {},
    )


def _part(shown: Comparison, own: str) -> Comparison:
    """Of a long picture one page, at first that of the own body."""
    pages = pages_of(shown)
    if len(pages) == 1:
        return shown
    ends = list(accumulate(len(drawn(page)) for page in pages))
    spans = [
        texts.PAGE_SPAN.format(first=end - len(drawn(page)) + 1, last=end)
        for page, end in zip(pages, ends, strict=True)
    ]
    return pages[choices.page_choice(spans, page_holding(pages, own))]


@guarded
def _declared(panel: Panel, view: View, chosen: Selection, colours: BodyColours) -> None:
    """What bodies declare against the one ruler."""
    compared = panel.comparison
    captions = dumbbell_captions(compared.metric, compared.bands, compared.snapshot)
    pages = pages_of(compared)
    part = pages[0]
    if len(pages) > 1:
        captions = replace(captions, subtitle=f"{captions.subtitle}；{texts.FIRST_ROWS.format(count=ROWS)}")
    picture = Picture(
        "dumbbell",
        f"{panel.name}_{texts.DECLARED}",
        captions,
        lambda style: dumbbell(
            compared.metric, part.bands, captions, style, colours=colours, absent=compared.absent
        ),
        lambda: alt_text(compared),
        compared,
        of=(chosen, panel.key),
    )
    show_picture(picture, view)


def _absent(compared: Comparison) -> None:
    """Bodies and years asked for that have no report, by name."""
    named = [f"{one.body.name}{f' {one.year} 年' if one.year else ''}" for one in compared.absent]
    if named:
        aside((texts.NO_REPORT_OF.format(names="、".join(named)),))


def _silent(panel: Panel) -> None:
    """Those without a figure, by name: not stated is not zero. A long list is folded."""
    if not panel.silent:
        return
    names = names_of(one.value for one in panel.values)
    said = "、".join(
        f"{names[value.body_code]} {value.year}（{STATUS_LABEL[value.status]}）" for value in panel.silent
    )
    words = text("p", texts.WITHOUT_FIGURE.format(names=said), "kx-sub")
    if len(panel.silent) > _MOST_SILENT:
        title = text("summary", texts.FOLDED.format(count=len(panel.silent)))
        words = element("details", join([title, words]))
    st.html(words)
