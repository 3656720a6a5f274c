"""A picture on a page: finding, subtitle, chart, foot, and what can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from kexie_dash.charts.frame import Captions
from kexie_dash.charts.theme import Style
from kexie_dash.pages.frame import theme
from kexie_dash.pages.markup import EMPTY, element, escape, join, text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: A page column on a desktop; the chart's own margins are in pixels, so it stretches without collisions.
PAGE_WIDTH = 1100
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "locale": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Picture:
    """draw: the chart for a style. alt: the same in words. key: unique on the page."""

    key: str
    captions: Captions
    draw: Callable[[Style], Figure]
    alt: str


def show_picture(picture: Picture, *, tag: str = "h2", width: int = PAGE_WIDTH) -> None:
    """The words stand on the page, where they wrap with the window; exports carry them inside."""
    captions = picture.captions
    subtitle = element("p", escape(captions.subtitle), class_="kx-sub") if captions.subtitle else EMPTY
    st.html(join([text(tag, captions.title), subtitle]))
    figure = picture.draw(Style(theme(), width, captions=False))
    st.plotly_chart(figure, key=picture.key, theme=None, config=_CONFIG, alt=picture.alt)
    if captions.foot:
        st.html(element("p", escape(" ".join(captions.foot)), class_="kx-caveat"))
