"""The way from what is looked at to the briefing of it."""

from __future__ import annotations

import streamlit as st

from kexie_dash.pages import texts_briefing as wording
from kexie_dash.pages.markup import BRIEFING_PATH, element, escape, link
from kexie_dash.pages.selection import Selection


def briefing_link(chosen: Selection) -> None:
    """The selection goes along."""
    there = link(chosen.address(BRIEFING_PATH), escape(wording.MAKE_BRIEFING))
    st.html(element("p", there, class_="kx-sub kx-noprint"))
