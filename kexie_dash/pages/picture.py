"""A picture on a page: finding, subtitle, chart, foot, and what can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from kexie_dash.charts.frame import Captions
from kexie_dash.charts.paper import with_paper
from kexie_dash.charts.theme import Style
from kexie_dash.charts.wire import wire, with_ways
from kexie_dash.pages.chart_component import show_chart
from kexie_dash.pages.definition import definition_of, definition_words, headed
from kexie_dash.pages.export_buttons import export_buttons, export_word
from kexie_dash.pages.frame import room, theme
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import View

#: The narrowest a chart is shown: a tablet's column, and half of a desktop's. Wider, it stretches freely;
#: narrower than it was drawn for, labels would be cut.
PAGE_WIDTH, CARD_WIDTH = 772, 556


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways one picture can be drawn, chosen at the picture and kept in the address.

    name: of the address's parameter. options: words by its values. shown: the value drawn now. others: chart
    and words by value, as far as they can be drawn in the same place without asking the server.
    """

    name: str
    label: str
    options: Mapping[str, str]
    shown: str
    others: Mapping[str, tuple[Callable[[Style], Any], Callable[[], str]]]


@dataclass(frozen=True, slots=True)
class Picture:
    """key: unique on the page. name: of files. draw: the chart for a style. alt: the same in words,
    when they are asked for.

    figures: what CSV and XLSX of it hold, else what makes a table when asked. The chart is opaque here.
    definition: what is measured, in a sentence, where the figures are not of one metric.
    of: all that is drawn of a build under this key (the selection, the page of a long picture); then it is
    drawn once for all readers. None is drawn anew each time.
    ways: other ways of drawing it, sent along.
    """

    key: str
    name: str
    captions: Captions
    draw: Callable[[Style], Any]
    alt: Callable[[], str]
    figures: Comparison | Callable[[], FlatTable]
    definition: str = ""
    of: Hashable = None
    ways: Ways | None = None


def show_picture(picture: Picture, view: View) -> None:
    """The words stand on the page, where they wrap with the window; exports carry them inside."""
    captions = picture.captions
    subtitle = element("p", escape(captions.subtitle), class_="kx-sub")
    st.html(join([headed("h2", escape(captions.title), _definition(picture)), subtitle]))
    _chart(picture, view, PAGE_WIDTH)
    foot = element("p", escape(" ".join(captions.foot)), class_="kx-caveat") if captions.foot else EMPTY
    st.html(join([foot, export_word(picture.key, captions.title)]))
    export_buttons(picture, view)


def show_card(picture: Picture, view: View, more: Html) -> None:
    """Half a page wide, the finding alone above it; more leads on."""
    title = join([escape(picture.captions.title), more], " ")
    st.html(headed("h3", title, _definition(picture)))
    _chart(picture, view, CARD_WIDTH)
    st.html(export_word(picture.key, picture.captions.title))
    export_buttons(picture, view)


def _definition(picture: Picture) -> Html:
    if picture.definition:
        return definition_words(picture.definition, picture.captions.title)
    if isinstance(picture.figures, Comparison):
        return definition_of(picture.figures.metric)
    return definition_words(picture.captions.subtitle or picture.alt(), picture.captions.title)


def in_pairs(key: str, count: int) -> list[Any]:
    """Places for cards, two beside each other; style.css puts them below each other on a narrow screen."""
    with st.container(key=f"pairs-{key}"):
        return [st.container(key=f"pair-{key}-{place}") for place in range(count)]


def _chart(picture: Picture, view: View, width: int) -> None:
    style = Style(theme(), min(width, room() or width), captions=False)

    def drawn(draw: Callable[[Style], Any], alt: Callable[[], str], way: str = "") -> bytes:
        def make() -> bytes:
            wired = wire(draw(style), alt())
            return with_paper(wired) if style.colours.dark else wired

        key = ("picture", picture.key, picture.of, style, way)
        return make() if picture.of is None else kept(view, key, make)

    wired, ways = drawn(picture.draw, picture.alt), picture.ways
    if ways is not None:
        others = {value: drawn(*other, way=f"instead {value}") for value, other in ways.others.items()}
        wired = with_ways(wired, ways.name, ways.label, ways.options, ways.shown, others)
    show_chart(wired, picture.key)
