"""What a reader has come to on a page is what the copied link opens for somebody else, on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kexie_dash.pages.selection import Selection
from kexie_dash.pages.texts_frame import COPIED, COPY_BY_HAND
from tests.e2e.conftest import PATIENCE, Server, Witness
from tests.e2e.the_pages import listed
from tests.e2e.the_view import differences, view_of
from tests.e2e.the_ways import (
    Way,
    address_of,
    at_rest,
    box,
    choose,
    pick,
    press,
    press_at,
    tick,
    unfold,
    way,
    way_of_drawing,
    write,
)

pytestmark = pytest.mark.e2e

_SEARCH_BOX, _TEXT_BOX = ".kx-nav input[name=q]", "[data-testid=stMain] [data-testid=stTextInput] input"
WAYS = (
    way("/", "/", "own peer year", choose("own", "深圳"), tick("peer", "佛山"), tick("year", "2020")),
    way(
        "/compare", "/compare", "metric by own body year",
        choose("metric", "活动场次"), box("统计口径", -1), choose("own", "深圳"),
        tick("body", "深圳"), tick("body", "佛山"), tick("year", "2020"),
    ),
    way(
        "/compare?own=440300", "/compare", "own order against",
        way_of_drawing("混排"), pick("按年初预算"),
    ),
    way(
        "/compare", "/compare", "chart also year",
        pick("热力图"), box("并列的指标", -1), tick("year", "2022"),
    ),
    way("/compare", "/compare", "chart also", pick("散点"), box("另一个指标", 0)),
    way("/compare", "/compare", "chart line", pick("对照参照线"), pick("低于 90%")),
    way(
        "/trend", "/trend", "own metric year",
        choose("own", "佛山"), choose("metric", "活动场次"), tick("year", "2020"),
    ),
    way("/compare?own=440300", "/body", "own report", press("佛山市科学技术协会")),
    way(
        "/targets", "/targets", "year body state level",
        press_at("a[href*='state=missed'][href*='level=']"),
    ),
    way("/targets?own=440300", "/targets", "own page", press("更多 →")),
    way("/narrative", "/narrative", "section page", press(re.compile("^全部")), press("更多 →")),
    way(
        "/narrative", "/narrative", "theme who year",
        press_at("a[href*='who=440300']"), tick("year", "2020"),
    ),
    way("/activities", "/activities", "coverage own", pick("全市系统"), choose("own", "佛山")),
    way("/ruler", "/ruler", "own", choose("own", "深圳")),
    way(
        "/briefing", "/briefing", "own year",
        choose("own", "佛山"), tick("year", "2020"),
    ),
    way("/findings", "/findings", "verdict page", press(re.compile("相符")), press("更多 →")),
    way(
        "/findings", "/findings", "severity kind",
        press(re.compile("^涉及资金")), press(re.compile("^合理性|^比率")),
    ),
    way("/source", "/source", "own", choose("own", "深圳")),
    way("/findings", "/source", "own report finding side", unfold(".kx-finding summary:has-text('2 处')",
        press_at("details[open] a[href*='/source'][href*='side=2']"))),
    way("/search?q=预算执行率", "/source", "own report span", press_at("a[href*='span=']")),
    way("/compare?year=2020", "/evidence", "year value", press_at(".kx-table a[href*='value=']")),
    way("/compare?own=440300", "/evidence", "own obs", press_at(".kx-table a[href*='value=']"),
        press_at(".kx-table a[href*='obs=']")),
    way("/guide", "/search", "q view family body", write(_SEARCH_BOX, "预算"), press(re.compile("^数字")),
        press_at("a[href*='family=']"), tick("body", "深圳")),
    way("/search?q=科普", "/search", "q view page", press(re.compile("^原文")), press("更多 →")),
    way("/dictionary", "/dictionary", "q", write(_TEXT_BOX, "满意度")),
    way("/compare?own=440300&year=2020", "/guide", "own year", press("使用说明", ".kx-nav")),
)  # fmt: skip
#: Not walked: one rubric scores the reports at hand, so there is no choice of it; weights are folded away.
_NO_CHOICE = {"rubric", "weigh"}
#: Parts of a view that no Selection has: filters, places and figures of single pages.
_OF_PAGES = {
    "verdict", "severity", "kind", "view", "state", "level", "section", "theme", "who",
    "page", "finding", "side", "span", "value", "obs", "q", "family",
}  # fmt: skip


@pytest.fixture(scope="module")
def reader(browser: Browser, server: Server) -> Iterator[tuple[Page, Witness]]:
    """Somebody who looks for something, in one page all the while."""
    context = _context(browser, server, permissions=["clipboard-read", "clipboard-write"])
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    page.goto("/guide")
    at_rest(page)
    yield page, witness
    context.close()


def _context(browser: Browser, server: Server, **more: object) -> BrowserContext:
    context = browser.new_context(
        base_url=server.address, viewport={"width": 1440, "height": 1000}, locale="zh-CN", **more
    )  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    return context


def test_the_ways_lead_to_every_page_and_to_every_part_of_a_selection() -> None:
    assert {one.path for one in WAYS} == {one.path for one in listed()}
    every = Selection(
        "a", "b", years=(1,), bodies=("a",), by="a", order="a", own="a", report="a", peers=("a",),
        weights=(0,), against="a", rubric="a", chart="a", also=("a",), line="a", coverage="a",
    )  # fmt: skip
    assert {name for one in WAYS for name in one.names} == (set(every.query()) - _NO_CHOICE) | _OF_PAGES


@pytest.mark.parametrize("one", WAYS, ids=lambda one: f"{one.path} {' '.join(sorted(one.names))}")
def test_the_copied_link_opens_the_same_view(
    browser: Browser, server: Server, reader: tuple[Page, Witness], one: Way
) -> None:
    page, witness = reader
    page.evaluate("address => kexieGo(address)", one.start)
    at_rest(page)
    began = view_of(page)
    one.walk(page)
    asked = urlparse(address_of(page))
    assert (asked.path, {name for name, _ in parse_qsl(asked.query)}) == (one.path, set(one.names))
    reached = view_of(page)
    assert differences(began, reached) != []
    page.locator(".kx-select").get_by_role("button", name="复制链接").click()
    expect(page.locator(".kx-select-said")).to_have_text(COPIED)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == address_of(page)
    context = _context(browser, server)
    # The page of a colleague whose browser has no clipboard for this site, as on an intranet without TLS.
    context.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "document.execCommand = () => false;"
    )
    other = context.new_page()
    witness.watch(other)
    other.goto(link)
    at_rest(other)
    assert address_of(other) == link
    assert differences(reached, view_of(other)) == []
    other.locator(".kx-select").get_by_role("button", name="复制链接").click()
    expect(other.locator(".kx-select-said")).to_have_text(COPY_BY_HAND)
    field = other.locator(".kx-select textarea")
    expect(field).to_have_value(link)
    expect(field).to_be_focused()
    assert other.evaluate("getSelection().toString()") == link
    other.locator("h1").click()
    expect(field).to_have_count(0)
    context.close()
    assert witness.errors == []
    assert witness.outside == []
