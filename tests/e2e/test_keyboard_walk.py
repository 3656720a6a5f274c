"""By keyboard alone over every page: each stop is seen, in the order of the text, and is never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kexie_dash.pages.site_map import Site
from tests.e2e.conftest import Server
from tests.e2e.the_pages import address_of, listed, settle
from tests.e2e.the_walk import walked

pytestmark = pytest.mark.e2e

DESK, PHONE = 1440, 390
#: What stands first on every page: 跳到正文, the mark of the product.
_FIRST = "跳到正文"


@pytest.mark.parametrize(
    ("one", "width"),
    [
        *((one, DESK) for one in listed()),
        *((one, PHONE) for one in listed() if one.path in ("/compare", "/source", "/findings")),
    ],
    ids=lambda one: getattr(one, "path", str(one)),
)
def test_the_whole_page_is_walked(desk: Page, server: Server, one: Site, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 1000})
    desk.goto(address_of(server, one))
    settle(desk)
    desk.wait_for_function(
        "document.querySelectorAll('.kx-chart .kx-plot.js-plotly-plot').length === "
        "document.querySelectorAll('.kx-chart .kx-plot').length"
    )
    walk = walked(desk)
    assert walk.wrong == []
    assert walk.missed == []
    assert _FIRST in walk.stops[0]
    assert len(walk.stops) >= 15


def _enter(page: Page, selector: str, keys: str) -> None:
    page.locator(selector).first.focus()
    for key in keys.split():
        page.keyboard.press(key)


#: What is pressed on which page, and what has the focus once the page has been drawn anew.
_DRAWN_ANEW = {
    "metric of the line": ("/compare", ".kx-select select[name=metric]", "ArrowDown", "select[name=metric]"),
    "导出 under a picture": ("/compare", "button.kx-take", "Enter", "button.kx-take[aria-expanded=true]"),
    "way of drawing": ("/compare", ".kx-ways input:checked", "ArrowRight", ".kx-ways input:checked"),
    "kind of picture": (
        "/compare",
        "[role=radiogroup] [aria-checked=true]",
        "ArrowRight Space",
        "[role=radio]",
    ),
    "filter of findings": ("/findings", ".kx-filter a:not([aria-current])", "Enter", ".kx-filter a"),
    "page of the menu": ("/", '.kx-nav-menu a[href="/compare"]', "Enter", "h1"),
    "figure in a table": ("/compare", ".kx-table a.kx-figure", "Enter", "h1"),
    "mark of a picture": ("/compare", ".kx-chart a.kx-mark", "Enter", "h1"),
    "search in the bar": ("/guide", ".kx-nav-search input", "Enter", "h1"),
}


@pytest.mark.parametrize("case", list(_DRAWN_ANEW))
def test_the_focus_is_never_lost(desk: Page, case: str) -> None:
    path, pressed, keys, holding = _DRAWN_ANEW[case]
    desk.goto(path)
    settle(desk)
    expect(desk.locator(pressed).first).to_be_attached()
    before, title = desk.url, desk.title()
    _enter(desk, pressed, keys)
    expect(desk).not_to_have_url(before)
    settle(desk)
    expect(desk.locator(f"{holding}:focus")).to_have_count(1)
    if holding == "h1":
        expect(desk).not_to_have_title(title)


def test_escape_folds_the_menu_of_a_phone_and_gives_the_focus_back(desk: Page) -> None:
    desk.set_viewport_size({"width": PHONE, "height": 800})
    desk.goto("/guide")
    settle(desk)
    toggle = desk.locator("[data-do=menu]")
    toggle.focus()
    desk.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.locator(".kx-nav-menu a").first.focus()
    desk.keyboard.press("Escape")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(toggle).to_be_focused()
