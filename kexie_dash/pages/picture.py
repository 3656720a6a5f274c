"""A picture on a page: finding, subtitle, chart, foot, and what can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from kexie_dash.charts.frame import Captions
from kexie_dash.charts.theme import Style
from kexie_dash.pages.export_buttons import export_buttons
from kexie_dash.pages.frame import theme
from kexie_dash.pages.markup import Html, element, escape, join, text
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import View

#: The narrowest a chart is shown: a tablet's column, and half of a desktop's. Wider, it stretches freely;
#: narrower than it was drawn for, labels would be cut.
PAGE_WIDTH, CARD_WIDTH = 772, 556
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True, slots=True)
class Picture:
    """key: unique on the page. name: of files. draw: the chart for a style. alt: the same in words.

    figures: what CSV and XLSX of it hold, or what makes it when asked. The chart itself is opaque here.
    """

    key: str
    name: str
    captions: Captions
    draw: Callable[[Style], Any]
    alt: str
    figures: Comparison | FlatTable | Callable[[], FlatTable]


def show_picture(picture: Picture, view: View) -> None:
    """The words stand on the page, where they wrap with the window; exports carry them inside."""
    captions = picture.captions
    subtitle = element("p", escape(captions.subtitle), class_="kx-sub")
    st.html(join([text("h2", captions.title), subtitle]))
    _chart(picture, PAGE_WIDTH)
    if captions.foot:
        st.html(element("p", escape(" ".join(captions.foot)), class_="kx-caveat"))
    export_buttons(picture, view)


def show_card(picture: Picture, view: View, more: Html) -> None:
    """Half a page wide, the finding alone above it; more leads on."""
    st.html(element("h3", join([escape(picture.captions.title), more], " ")))
    _chart(picture, CARD_WIDTH)
    export_buttons(picture, view)


def in_pairs(key: str, count: int) -> list[Any]:
    """Places for cards, two beside each other; style.css puts them below each other on a narrow screen."""
    with st.container(key=f"cards-{key}"):
        return [place for _ in range(0, count, 2) for place in st.columns(2, gap="large")][:count]


def _chart(picture: Picture, width: int) -> None:
    figure = picture.draw(Style(theme(), width, captions=False))
    st.plotly_chart(figure, key=picture.key, theme=None, config=_CONFIG, alt=picture.alt)
