"""The dashboard's entry: serves the pages that site_map names."""

from __future__ import annotations

from importlib import import_module

import streamlit as st

from kexie_dash.pages import frame
from kexie_dash.pages.site_map import SITES

st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
page = st.navigation(
    [
        st.Page(
            import_module(f"kexie_dash.pages.{site.module}").show,
            title=site.title,
            url_path=site.path.strip("/") or "overview",
            default=site is SITES[0],
        )
        for site in SITES
    ],
    position="hidden",
)
frame.open_page(page.title, page.url_path)
page.run()
