"""Every page of app.py in the browser: opens without an error, fits, is Chinese, can be used by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from kexie_dash.pages.site_map import Site
from tests.e2e.conftest import Server, Witness, reader_of
from tests.e2e.the_pages import (
    accessibility,
    address_of,
    collisions,
    english,
    listed,
    overflow,
    overlaps,
    settle,
    sideways,
)

pytestmark = pytest.mark.e2e

PAGES = listed()
#: Where a reader is told that something is not there or has failed.
_NOTICES = ".kx-notice.kx-grave, .stException, [data-testid=stAlert]"


@pytest.fixture(scope="module", params=[(1440, "light"), (390, "dark")], ids=["1440-light", "390-dark"])
def window(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """One browser's profile for all pages: what is cached stays cached, as for a reader."""
    context = reader_of(browser, server.address, *request.param)
    yield context
    context.close()


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.path)
def test_every_page_opens_and_can_be_read(window: BrowserContext, server: Server, one: Site) -> None:
    page, witness = window.new_page(), Witness()
    witness.watch(page)
    page.goto(address_of(server, one))
    settle(page)
    found: dict[str, Any] = {
        "errors": witness.errors,
        "asked elsewhere": witness.outside,
        "english": english(page),
        "wider than the window": max(overflow(page), 0),
        "scrolls sideways": sideways(page),
        "collisions": collisions(page),
        "words on words": overlaps(page),
        "axe": accessibility(page),
        "failures": [one.inner_text() for one in page.locator(_NOTICES).all()],
    }
    assert {name: what for name, what in found.items() if what} == {}
    expect(page.locator("h1")).to_have_count(1)
    expect(page).to_have_title(f"{one.title} · 科协绩效对照")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    current = page.locator("nav [aria-current=page]")
    if current.count():
        assert current.first.get_attribute("href") == one.path
    else:
        assert one.path in ("/evidence", "/search")
    page.close()


def test_the_menu_leads_to_every_page_and_the_selection_goes_along(window: BrowserContext) -> None:
    page, witness = window.new_page(), Witness()
    witness.watch(page)
    page.goto("/?own=440300&year=2020")
    settle(page)
    entries = page.locator(".kx-nav-menu a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert set(entries) >= {one.path for one in PAGES} - {"/evidence", "/search"}
    for href in entries:
        toggle = page.locator("[data-do=menu]")
        if toggle.is_visible() and toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        page.locator(f'.kx-nav-menu a[href="{href}"]').click()
        expect(page.locator(f'.kx-nav-menu a[href="{href}"]')).to_have_attribute("aria-current", "page")
        settle(page)
        assert page.url.endswith(f"{href}?own=440300&year=2020")
        expect(page.locator("h1")).to_have_count(1)
    page.go_back()
    expect(page.locator(f'.kx-nav-menu a[href="{entries[-2]}"]')).to_have_attribute("aria-current", "page")
    page.go_forward()
    expect(page.locator(f'.kx-nav-menu a[href="{entries[-1]}"]')).to_have_attribute("aria-current", "page")
    assert witness.errors == []
    page.close()
