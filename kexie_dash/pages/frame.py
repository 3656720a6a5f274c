"""What every page stands in: style, navigation, notices, and the sentence shown when something fails."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec

import streamlit as st

from kexie_dash.charts.theme import ThemeName
from kexie_dash.pages import texts
from kexie_dash.pages import texts_frame as wording
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import EMPTY, Html, element, join, text
from kexie_dash.pages.menu import menu_html
from kexie_dash.pages.selection import Selection, as_lists, read
from kexie_dash.pages.selection_line import selection_line
from kexie_dash.pages.site_map import SITES
from kexie_dash.queries.catalogue import Catalogue, catalogue
from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database, View
from kexie_dash.store.errors import StoreError

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_HERE = Path(__file__).resolve().parent
_MENU = tuple((site.title, site.path) for site in SITES if site.listed)


#: Pictures are drawn anew for less room than this, and for no less than that; what a phone has, usually.
NARROW_SCREEN, NARROWEST, PHONE = 639, 280, 340
#: The title of the page, until its heading stands: what fails before that is shown under it.
_UNTITLED = "page-without-heading"


@st.cache_resource(show_spinner=False)
def database() -> Database:
    """One for the server's life; it notices new builds itself."""
    return Database(data_paths().data)


def open_page(title: str, path: str = "") -> None:
    """Style, the menu of every page with the selection taken along, and the line that shows and changes it.

    path: the page's own, without the slash before it.
    """
    st.session_state[_UNTITLED] = title
    st.set_page_config(page_title=wording.PAGE_TITLE.format(page=title, product=texts.PRODUCT))
    st.html(asset("style.css") + asset("print.css"))
    st.html(asset("frame.css"))
    scripts = ("navigate.js", "selection.js", "take.js", "focus.js")
    st.html("".join(map(asset, scripts)), unsafe_allow_javascript=True)
    content = element("span", EMPTY, id="kx-content", data_page=f"/{path}")
    st.html(join([menu_html(_MENU, title), _line(f"/{path}"), content]))


def menu_entries() -> tuple[tuple[str, str], ...]:
    """Name and address of every page of the menu."""
    return _MENU


def _line(path: str) -> Html:
    """Nothing where the data cannot be read or anything else fails: the page, which begins alike, says so."""
    try:
        view, known, chosen = start()
        return kept(view, ("line", path, chosen), lambda: selection_line(known, chosen, path))
    except StoreError:
        return EMPTY
    except Exception:
        _log.exception("selection line of %s", path)
        return EMPTY


@cache
def asset(name: str) -> str:
    """A stylesheet or script of the package as the element that carries it."""
    content = (_HERE / name).read_text(encoding="utf-8")
    return f"<style>{content}</style>" if name.endswith(".css") else f"<script>{content}</script>"


def guarded(draw: Callable[_P, None]) -> Callable[_P, None]:
    """Whatever fails inside shows a plain sentence with a number; the detail goes to the log under it."""

    @wraps(draw)
    def shown(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except StoreError as error:
            _titled()
            notice(texts.NO_DATABASE, str(error))
        except Exception:
            reference = secrets.token_hex(4)
            _log.exception("page failure %s", reference)
            _titled()
            notice(texts.FAILED_TITLE, texts.FAILED.format(reference=reference), grave=True)

    return shown


def _titled() -> None:
    """The heading of a page that came to none itself."""
    if title := st.session_state.get(_UNTITLED):
        heading(title)


def notice(title: str, sentence: str, *, grave: bool = False) -> None:
    """A designed message in the place of what cannot be shown."""
    words = join([text("strong", title), text("p", sentence)])
    st.html(element("div", words, class_="kx-notice kx-grave" if grave else "kx-notice", role="status"))


def aside(sentences: tuple[str, ...]) -> None:
    """Small notices above the content."""
    if sentences:
        items = join(text("p", sentence) for sentence in sentences)
        st.html(element("div", items, class_="kx-aside", role="status"))


def heading(title: str, lead: Html = EMPTY) -> None:
    """The page's title, once a page, and what it is about."""
    st.session_state.pop(_UNTITLED, None)
    st.html(join([text("h1", title), element("p", lead, class_="kx-lead") if lead else EMPTY]))


def section(title: str, more: Html = EMPTY) -> None:
    st.html(section_head(title, more))


def section_head(title: str, more: Html = EMPTY) -> Html:
    """The heading of a section and, below it, what is said of it."""
    return join([text("h2", title), element("p", more, class_="kx-sub") if more else EMPTY])


def theme() -> ThemeName:
    """The reader's, so that pictures are drawn on the right ground."""
    return "dark" if st.context.theme.type == "dark" else "light"


def room() -> int:
    """Pixels that a picture has on a narrow screen; 0 on a wide one.

    The browser says it in a cookie before it connects (navigate.js); at the very first visit a phone is
    known by its name.
    """
    said = st.context.cookies.get("kexie-room", "")
    if said.isascii() and said.isdigit() and len(said) < 5:
        return int(said) if NARROWEST <= int(said) <= NARROW_SCREEN else 0
    return PHONE if "Mobi" in st.context.headers.get("User-Agent", "") else 0


def start() -> tuple[View, Catalogue, Selection]:
    """The build to show all of this page from, what is in it, and what of it is asked for."""
    view = database().view()
    known = catalogue(view)
    parameters = as_lists((name, st.query_params.get_all(name)) for name in st.query_params)
    chosen = read(parameters, known, view)
    return view, known, chosen


def opening(view: View, known: Catalogue, chosen: Selection) -> None:
    """What the reader must know before reading: an older build, unread reports, a wrong address."""
    damaged = (view.snapshot.notice,) if view.snapshot.notice else ()
    unread = tuple(stored.report.file for stored in known.unreadable)
    said = (texts.UNREADABLE.format(count=len(unread), names="、".join(unread)),) if unread else ()
    aside((*damaged, *said, *chosen.notices))


def foot(view: View) -> None:
    """Which build the page shows."""
    snapshot = view.snapshot
    said = texts.SNAPSHOT.format(
        number=snapshot.number, build=snapshot.build, dictionary=snapshot.dictionary_version
    )
    st.html(text("footer", said, "kx-foot"))
