"""绩效指标: what was aimed at and what was reached, across bodies; the unmet first."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.completions import completion_captions, completion_strips, completion_words
from kexie_dash.charts.target_bars import target_bars, target_captions, target_words
from kexie_dash.pages import texts
from kexie_dash.pages import texts_targets as wording
from kexie_dash.pages.definition import defined
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.filters import PER_PAGE, page_within, pager
from kexie_dash.pages.frame import asset, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import escape, join, text
from kexie_dash.pages.peers import peer_colours
from kexie_dash.pages.picture import Picture, show_picture
from kexie_dash.pages.selection import Selection
from kexie_dash.pages.target_filters import Asked, asked_for, filters_html
from kexie_dash.pages.target_rows import kinds_html, rows_html, summary_html
from kexie_dash.queries.target_tables import rows_table, tally_table
from kexie_dash.queries.targets import Targets, tally, targets
from kexie_dash.store.database import View


@guarded
def show() -> None:
    view, known, chosen = start()
    st.html(asset("findings.css") + asset("topics.css"))
    if not known.reports:
        heading(wording.TITLE)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    found = targets(view, chosen.bodies, chosen.years, chosen.own)
    asked = asked_for(chosen, found)
    heading(wording.TITLE, escape(_lead(found)))
    opening(view, known, chosen)
    if not found.rows:
        notice(wording.NOTHING, wording.NOTHING_REMEDY)
        foot(view)
        return
    colours = peer_colours(view, known, chosen, chosen.own)
    _bars(view, found, chosen, colours)
    _strips(view, found, chosen, colours)
    section(wording.SUMMARY, escape(wording.SUMMARY_HINT))
    st.html(summary_html(found, asked))
    _list(view, found, asked)
    if found.kinds:
        alone = len(found.reports) == 1
        section(wording.SAME, escape(wording.SAME_ONE if alone else wording.SAME_HINT))
        st.html(kinds_html(found, asked))
    foot(view)


def _lead(found: Targets) -> str:
    counted = tally(found.rows)
    return wording.LEAD.format(
        reports=len(found.reports),
        count=f"{counted.total:,}",
        missed=counted.of("missed"),
        gross=counted.of("gross"),
        words=counted.of("words"),
        plan=counted.of("plan"),
    )


@guarded
def _bars(view: View, found: Targets, chosen: Selection, colours: BodyColours) -> None:
    captions = target_captions(found, chosen.own, view.snapshot)
    picture = Picture(
        "target-states",
        f"{wording.TITLE}_{captions.title}",
        captions,
        lambda style: target_bars(found, captions, style, colours=colours),
        lambda: f"{captions.title}。{target_words(found)}。",
        lambda: tally_table(found),
        defined(view, "target_completion_all", "target_overshoot"),
        of=chosen,
    )
    show_picture(picture, view)


@guarded
def _strips(view: View, found: Targets, chosen: Selection, colours: BodyColours) -> None:
    if all(row.completion is None for row in found.rows):
        return
    captions = completion_captions(found, chosen.own, view.snapshot)
    picture = Picture(
        "target-completions",
        f"{wording.TITLE}_{captions.title}",
        captions,
        lambda style: completion_strips(found, captions, style, colours=colours),
        lambda: f"{captions.title}。{completion_words(found)}。",
        lambda: rows_table([row for row in found.rows if row.completion is not None]),
        defined(view, "target_completion_rate", "target_overshoot"),
        of=chosen,
    )
    show_picture(picture, view)


def _list(view: View, found: Targets, asked: Asked) -> None:
    rows = found.fitting(asked.filter)
    page = page_within(asked.page, len(rows))
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    section(wording.ROWS, escape(wording.ROWS_HINT))
    st.html(filters_html(found, asked))
    if not shown:
        st.html(text("p", wording.NONE_SUCH, "kx-lead"))
        return
    st.html(rows_html(found, shown, asked))
    st.html(join([pager(page, len(rows), lambda number: asked.address(page=number))]))
    table_buttons("target-rows", lambda: rows_table(rows), view)
