"""The dashboard's entry: which pages there are."""

from __future__ import annotations

import streamlit as st

from kexie_dash.pages import (
    activities,
    body,
    briefing,
    compare,
    dictionary,
    evidence,
    findings,
    frame,
    guide,
    narrative,
    overview,
    same_ruler,
    search,
    source,
    targets,
    texts,
    texts_briefing,
    texts_guide,
    texts_narrative,
    texts_search,
    texts_targets,
    trend,
)
from kexie_dash.pages.texts_activities import ACTIVITIES
from kexie_dash.pages.texts_trend import TREND

st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
page = st.navigation(
    [
        st.Page(overview.show, title=texts.OVERVIEW, url_path="overview", default=True),
        st.Page(compare.show, title=texts.COMPARE, url_path="compare"),
        st.Page(trend.show, title=TREND, url_path="trend"),
        st.Page(body.show, title=texts.BODY, url_path="body"),
        st.Page(targets.show, title=texts_targets.TITLE, url_path="targets"),
        st.Page(narrative.show, title=texts_narrative.TITLE, url_path="narrative"),
        st.Page(activities.show, title=ACTIVITIES, url_path="activities"),
        st.Page(same_ruler.show, title=texts.RULER, url_path="ruler"),
        st.Page(briefing.show, title=texts_briefing.TITLE, url_path="briefing"),
        st.Page(findings.show, title=texts.FINDINGS, url_path="findings"),
        st.Page(source.show, title=texts.SOURCE, url_path="source"),
        st.Page(evidence.show, title=texts.EVIDENCE, url_path="evidence"),
        st.Page(search.show, title=texts_search.TITLE, url_path="search"),
        st.Page(dictionary.show, title=texts.DICTIONARY, url_path="dictionary"),
        st.Page(guide.show, title=texts_guide.GUIDE, url_path="guide"),
    ],
    position="hidden",
)
frame.open_page(page.title, page.url_path)
page.run()
