"""axe on every page in the dark and on a phone, closed and with everything opened that a reader can open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kexie_dash.pages.site_map import Site
from tests.e2e.conftest import Server, reader_of
from tests.e2e.the_pages import accessibility, address_of, listed, overflow, settle, sideways

pytestmark = pytest.mark.e2e

#: Texts of a page below this many pixels; the signs and numbers of lines beside a report's text are none.
_SMALL = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    const told = parent.checkVisibility() && !parent.closest("style, script, svg, .kx-hidden");
    if (text && told && size > 0 && size < 13)
      found.push(`${size}: ${text.slice(0, 30)}`);
  }
  return found;
}"""


class Window(NamedTuple):
    context: BrowserContext
    width: int


@pytest.fixture(scope="module", params=[(1440, "dark"), (390, "light")], ids=["1440-dark", "390-light"])
def window(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Window]:
    width, scheme = request.param
    context = reader_of(browser, server.address, width, scheme)
    yield Window(context, width)
    context.close()


@pytest.mark.parametrize("one", listed(), ids=lambda one: one.path)
def test_nothing_serious_closed_or_opened(window: Window, server: Server, one: Site) -> None:
    page = window.context.new_page()
    page.goto(address_of(server, one))
    settle(page)
    found = {"closed": accessibility(page), "small": page.evaluate(_SMALL)}
    _take(page)
    _unfold(page)
    found["opened"] = accessibility(page)
    found["sideways"] = sideways(page)
    assert overflow(page) <= 0
    _over_the_page(page, window.width)
    found["over it"] = accessibility(page, ".kx-nav, .kx-select")
    assert {name: what for name, what in found.items() if what} == {}
    page.close()


def _take(page: Page) -> None:
    """What can be taken of the first picture or table."""
    words = page.locator("button.kx-take")
    if words.count():
        words.first.click()
        expect(words.first).to_have_attribute("aria-expanded", "true")
        settle(page)
        expect(page.locator("[class*=st-key-taking-] button").last).to_be_visible()


def _unfold(page: Page) -> None:
    """Every definition, expander and long text of the page, nothing that lies over it."""
    page.evaluate(
        "() => document.querySelectorAll('[data-testid=stMain] details:not(.kx-select *)')"
        ".forEach((one) => { one.open = true; })"
    )


def _over_the_page(page: Page, width: int) -> None:
    """The first list of the selection line, on a phone the menu."""
    page.locator("[data-testid=stMain]").evaluate("(one) => one.scrollTo(0, 0)")
    if width < 640:
        page.locator("[data-do=menu]").click()
        expect(page.locator(".kx-nav-menu")).to_be_visible()
    folded = page.locator(".kx-select details").first
    folded.locator("summary").click()
    expect(folded).to_have_attribute("open", "")
