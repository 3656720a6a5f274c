"""The bar above every page: the way to the first page, the search, and the pages in groups."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.pages import texts
from kexie_dash.pages import texts_frame as wording
from kexie_dash.pages.markup import EMPTY, OVERVIEW_PATH, SEARCH, Html, element, escape, join, link, void

Entry = tuple[str, str]
#: Where a page stands in the menu, in this order; a page named nowhere joins the last group.
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("/",)),
    (wording.GROUP_COMPARE, ("/compare", "/trend", "/activities", "/targets")),
    (wording.GROUP_BODY, ("/body", "/ruler", "/briefing")),
    (wording.GROUP_EVIDENCE, ("/findings", "/narrative", "/source")),
    (wording.GROUP_HELP, ("/dictionary", "/guide")),
)
#: Reached by the box in the bar instead of an entry.
_SEARCH_PATH = "/search"


def menu_html(entries: Sequence[Entry], title: str) -> Html:
    """title: of the page shown; its entry is marked as the current one."""
    skip = element("a", escape(wording.SKIP), href="#kx-content", class_="kx-skip", data_do="skip")
    brand = link(OVERVIEW_PATH, escape(texts.PRODUCT), "kx-brand")
    toggle = element(
        "button",
        escape(wording.MENU),
        type="button",
        class_="kx-nav-toggle",
        data_do="menu",
        aria_expanded="false",
        aria_controls="kx-nav-menu",
    )
    top = element("div", join([brand, toggle, _search(entries)]), class_="kx-nav-top")
    groups = join(_group(name, those, title) for name, those in _grouped(entries))
    menu = element("div", groups, class_="kx-nav-menu", id="kx-nav-menu")
    bar = element("nav", join([top, menu]), class_="kx-nav", aria_label=texts.NAVIGATION)
    return join([skip, bar])


def _grouped(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Groups that have a page; inside a group the order is that of the group."""
    placed = {path: name for name, paths in _GROUPS for path in paths}
    order = [path for _, paths in _GROUPS for path in paths]
    last = _GROUPS[-1][0]
    found: dict[str, list[Entry]] = {name: [] for name, _ in _GROUPS}
    for entry in entries:
        if entry[1] != _SEARCH_PATH:
            found[placed.get(entry[1], last)].append(entry)
    for those in found.values():
        those.sort(key=lambda entry: order.index(entry[1]) if entry[1] in order else len(order))
    return [(name, those) for name, those in found.items() if those]


def _group(name: str, entries: Sequence[Entry], title: str) -> Html:
    items = join(element("li", _entry(*entry, current=entry[0] == title)) for entry in entries)
    listed = element("ul", items, aria_label=name or None)
    heading = element("span", escape(name), class_="kx-nav-group", aria_hidden="true") if name else EMPTY
    return element("div", join([heading, listed]))


def _entry(name: str, path: str, *, current: bool) -> Html:
    return element(
        "a",
        escape(name),
        href=path,
        target="_self",
        data_nav="carry",
        aria_current="page" if current else None,
    )


def _search(entries: Sequence[Entry]) -> Html:
    """A form that navigate.js sends without loading the page anew; none while there is no such page."""
    if all(path != _SEARCH_PATH for _, path in entries):
        return EMPTY
    label = element("label", escape(wording.SEARCH_LABEL), class_="kx-hidden", for_="kx-nav-search")
    box = void(
        "input",
        type="search",
        name=SEARCH,
        id="kx-nav-search",
        autocomplete="off",
        maxlength="100",
        placeholder=wording.SEARCH_EXAMPLE,
    )
    send = element("button", escape(wording.SEARCH_DO), type="submit")
    return element(
        "form",
        join([label, box, send]),
        class_="kx-nav-search",
        role="search",
        action=_SEARCH_PATH,
        method="get",
        data_do="search",
    )
