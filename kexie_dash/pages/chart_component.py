"""The chart on a page: Plotly's cartesian bundle in a component of our own, which changes it in place."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import streamlit as st

#: What the server serves under /app/static, beside app.py.
STATIC = Path(__file__).resolve().parents[2] / "static"
BUNDLE, SCRIPT, LINKS = "plotly/plotly-cartesian.min.js", "chart/chart.js", "chart/links.js"
#: A picture only once it has its words (static/chart/chart.js).
_PLACE = '<div class="kx-chart"><div class="kx-plot"></div></div>'
#: Sent with every figure, so it only calls what the browser has in its cache.
_LOADER = """const at = (path) => new URL("app/static/" + path, document.baseURI).href;
export default async (component) => (await import(at("{script}"))).show(component, at("{bundle}"));"""


@cache
def versioned(name: str) -> str:
    """The path of a static file with the mark of its content, so that browsers may keep it for good."""
    # The drawing's two scripts change together: the one imports the other by name.
    parts = (SCRIPT, LINKS) if name in (SCRIPT, LINKS) else (name,)
    content = b"".join((STATIC / part).read_bytes() for part in parts)
    return f"{name}?v={hashlib.sha256(content).hexdigest()[:16]}"


_chart = st.components.v2.component(
    "kexie_chart",
    html=_PLACE,
    js=_LOADER.replace("{script}", versioned(SCRIPT)).replace("{bundle}", versioned(BUNDLE)),
    isolate_styles=False,
)


def show_chart(wired: bytes, key: str) -> None:
    """wired: the figure as `wire` writes it. key: unique on the page; under it the chart is only changed."""
    _chart(key=key, data=wired)
