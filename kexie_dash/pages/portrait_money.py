"""The way of the money in a portrait: from 年初 to 执行 as a waterfall."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.budget import budget_captions, budget_path
from kexie_dash.pages import texts
from kexie_dash.pages import texts_portrait as wording
from kexie_dash.pages.frame import guarded, section, theme
from kexie_dash.pages.markup import escape
from kexie_dash.pages.picture import Picture, show_picture
from kexie_dash.pages.portrait_peers import picture_name
from kexie_dash.queries.body import own_comparison
from kexie_dash.queries.portrait import MONEY, FullPortrait
from kexie_dash.store.database import View


@guarded
def money_picture(view: View, found: FullPortrait) -> None:
    values = found.money
    if not found.base.stated(MONEY):
        section(wording.STAGES, escape(texts.NOT_STATED))
        return
    captions = budget_captions(values, view.snapshot)
    figures_of = own_comparison(view, found.base.report, MONEY)
    picture = Picture(
        "budget",
        picture_name(found, figures_of),
        captions,
        lambda style: budget_path(values, captions, style),
        lambda: alt_text(figures_of),
        figures_of,
        of=found.base.report.id,
    )
    with st.container(key=f"drawn-{theme()}-money"), st.container(key="portrait-money"):
        show_picture(picture, view)
