"""Addresses nobody meant: of no page, of nothing there is, over-long, with markup or SQL in them."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, expect

from kexie_dash.pages import texts
from tests.e2e.conftest import Server, Witness
from tests.e2e.test_little_data import WIDTHS, every_page, walk, window

pytestmark = pytest.mark.e2e

_EVERY_PARAMETER = (
    "own", "peer", "body", "year", "metric", "by", "order", "report", "weigh", "against", "rubric", "chart",
    "also", "line", "coverage", "verdict", "kind", "severity", "state", "mark", "view", "level", "form",
    "section", "theme", "who", "family", "pick", "page", "part", "finding", "side", "span", "value", "obs",
    "q", "take", "quarters",
)  # fmt: skip
_HARM = "'\"><img src=x onerror=alert(1)>\");DROP TABLE report;--' OR 1=1${7*7}\0😀"
WRONG = {
    "unknown": dict.fromkeys(_EVERY_PARAMETER, "乌有"),
    "harm": dict.fromkeys(_EVERY_PARAMETER, _HARM),
    "long": dict.fromkeys(_EVERY_PARAMETER, "9" * 5_000),
    "next to right": {
        "own": "999999", "body": "440300.999998", "year": "2020.1999", "metric": "execution_rates",
        "page": "99999", "report": "440300-1999",
        "value": "v00000000000", "obs": "o00000000000", "finding": "f00000000000",
        "part": "0", "side": "-1", "span": "9-3.0-999999999", "weigh": "9-9-9", "chart": "pie", "pick": "x.y",
        "quarters": "00019999", "mark": "f00000000000",
    },
}  # fmt: skip
NO_PAGES = (
    "/nowhere",
    "/compare/deeper",
    "/compare.html",
    "/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "/admin/?own=440300",
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", WRONG)
def test_what_is_not_there_is_named_on_every_page(
    browser: Browser, server: Server, kind: str, width: int
) -> None:
    query = urlencode(WRONG[kind])
    with window(browser, server.address, width) as context:
        seen = walk(context, {path: f"{path}?{query}" for path in every_page()})
    assert seen.failures == {}
    assert not {path for path, words in seen.words.items() if texts.FAILED_TITLE in words}
    for said in ("没有这个单位", "没有这个年度", "没有这个指标"):
        assert not {path for path, words in seen.words.items() if said not in words}, said


@pytest.mark.parametrize("width", WIDTHS)
def test_an_address_of_no_page_opens_the_first_and_names_it(
    browser: Browser, server: Server, width: int
) -> None:
    with window(browser, server.address, width) as context:
        for address in NO_PAGES:
            page, witness = context.new_page(), Witness()
            witness.watch(page)
            page.goto(address)
            expect(page.locator("h1")).to_have_text(texts.OVERVIEW)
            expect(page.locator(".kx-aside")).to_contain_text("这个页面，现在看到的是总览")
            expect(page.locator(".kx-foot")).to_be_visible()
            assert witness.errors == [], address
            page.close()


def test_ten_thousand_bodies_and_ten_thousand_letters_are_answered(browser: Browser, server: Server) -> None:
    """Loaded as a link is: the server gets the whole address."""
    bodies = ".".join(str(100_000 + number) for number in range(10_000))
    with window(browser, server.address, WIDTHS[0]) as context:
        page, witness = context.new_page(), Witness()
        witness.watch(page)
        page.goto(f"/search?q={quote('执行率' * 1_100)}")
        expect(page.locator(".kx-foot")).to_be_visible()
        expect(page.locator("h1")).to_have_count(1)
        page.goto(f"/compare?body={bodies}")
        expect(page.locator(".kx-aside")).to_contain_text("没有这个单位")
        expect(page.locator(".kx-foot")).to_be_visible()
        assert page.locator(".kx-aside").inner_text().count("\n") < 10
        assert witness.errors == []
