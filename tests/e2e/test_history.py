"""Back and forward over all pages: every step of the browser's history shows the view of its address."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PATIENCE
from tests.e2e.the_pages import listed
from tests.e2e.the_view import differences, view_of
from tests.e2e.the_ways import address_of, at_rest, choose, take, tick, write

pytestmark = pytest.mark.e2e

_OWN = ("深圳", "佛山", "江门", "湛江", "从化")
_YEARS = ("2020", "2021", "2022")
#: Where it stands: the heading, what the line under the menu says, and which page of the menu is marked.
_STANDS = """() => [
  document.getElementById("kx-content").dataset.page,
  document.querySelector("h1").textContent,
  [...document.querySelectorAll(".kx-select select")].map((one) => one.selectedOptions[0]?.textContent),
  [...document.querySelectorAll(".kx-select summary b")].map((one) => one.textContent),
  document.querySelector("nav [aria-current=page]")?.textContent ?? "",
]"""


class Stop(NamedTuple):
    """A step of the history."""

    address: str
    stands: list[Any]
    view: dict[str, Any]


def test_back_and_forward_over_all_pages_show_what_was_left(page: Page) -> None:
    page.goto("/")
    stops = [_stop(page)]
    for number, site in enumerate(listed()):
        if number:
            _turn_to(page, site.path)
            stops.append(_stop(page))
            assert stops[-1].stands[0] == site.path
        if _change(page, number):
            stops.append(_stop(page))
    assert {one.stands[0] for one in stops} == {one.path for one in listed()}
    assert len({one.address for one in stops}) == len(stops) >= 2 * len(listed()) - 3
    for stop in reversed(stops[:-1]):
        page.evaluate("history.back()")
        _same(page, stop)
    for stop in stops[1:]:
        page.evaluate("history.forward()")
        _same(page, stop)


def _turn_to(page: Page, path: str) -> None:
    """As a reader does: by the menu, by the search box, by a figure of the page."""
    if path == "/search":
        page.locator(".kx-nav input[name=q]").fill("科普")
        page.keyboard.press("Enter")
    elif path == "/evidence":
        page.evaluate("kexieGo('/compare' + location.search)")
        _arrived(page, "/compare")
        page.locator(".kx-table a[href*='value=']").first.click()
    else:
        page.locator(f'.kx-nav-menu a[href="{path}"]').click()
    _arrived(page, path)


def _change(page: Page, number: int) -> bool:
    """Another own body, else year, else word to look for; False where nothing can be chosen."""
    if page.locator(".kx-select select[name=own]").count():
        take(page, choose("own", _OWN[number % len(_OWN)]))
    elif page.locator(".kx-select details[data-part=year]").count():
        take(page, tick("year", _YEARS[number % len(_YEARS)]))
    elif page.url.partition("?")[0].endswith("/dictionary"):
        take(page, write("[data-testid=stMain] [data-testid=stTextInput] input", "满意度"))
    else:
        return False
    return True


def _arrived(page: Page, path: str) -> None:
    expect(page.locator("#kx-content")).to_have_attribute("data-page", path)
    at_rest(page)


def _stop(page: Page) -> Stop:
    at_rest(page)
    view = view_of(page)
    return Stop(address_of(page), page.evaluate(_STANDS), view)


def _same(page: Page, stop: Stop) -> None:
    """Until it shows all of it; what is still another after the time is told."""
    deadline = time.monotonic() + PATIENCE / 1_000
    page.wait_for_function("address => location.href === address", arg=stop.address)
    while True:
        now = _stop(page)
        found = differences(stop.view, now.view)
        if now.stands == stop.stands and not found:
            return
        assert time.monotonic() < deadline, (stop.address, stop.stands, now.stands, found)
        page.wait_for_timeout(100)
