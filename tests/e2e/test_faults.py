"""A new build, a wrong address, a narrow screen: seen in the browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlparse

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from kexie_dash.pipeline import build
from tests.conftest import copy_data
from tests.e2e.conftest import PATIENCE, Server, Witness, start_server
from tests.e2e.line import Line
from tests.e2e.the_pages import choose_year, english, overflow, settle
from tests.e2e.the_view import differences, view_of

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("address", ["/", "/compare", "/body?own=440300", "/dictionary"])
def test_every_page_is_chinese_and_fits_the_screen(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".kx-foot")).to_be_visible()
    # Names of file formats are no English.
    assert english(page) == []
    for width in (1440, 820):
        page.set_viewport_size({"width": width, "height": 1000})
        assert overflow(page) <= 0


def test_a_wrong_address_gets_a_plain_notice(page: Page) -> None:
    page.goto("/compare?body=%27%20OR%201%3D1--&year=%00&metric=" + "x" * 4000)
    notice = page.locator(".kx-aside")
    expect(notice).to_contain_text("没有这个单位")
    expect(notice).to_contain_text("没有这个年度")
    expect(notice).to_contain_text("没有这个指标")
    expect(page.locator(".kx-table")).to_contain_text("71.7%")


def test_keyboard_reaches_the_evidence(page: Page) -> None:
    page.goto("/compare")
    expect(page.locator(".kx-table")).to_contain_text("71.7%")
    page.locator(".kx-table").get_by_role("link", name="71.7%").focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()


@contextmanager
def _visitor(browser: Browser, address: str) -> Iterator[tuple[Page, Witness]]:
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE)
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    try:
        yield page, witness
    finally:
        context.close()


def test_a_new_build_is_shown_without_a_restart(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("growing")
    paths = copy_data(folder / "data")
    whole = paths.origins.read_text("utf-8")
    origins = yaml.safe_load(whole)
    origins["reports"] = [entry for entry in origins["reports"] if entry["year"] != 2022]
    paths.origins.write_text(yaml.safe_dump(origins, allow_unicode=True), "utf-8")
    build(paths)
    process, address = start_server(paths, folder / "server.log")
    try:
        with _visitor(browser, address) as (page, witness):
            page.goto("/compare")
            expect(page.locator(".kx-table")).to_contain_text("71.7%")
            expect(page.locator(".kx-table")).not_to_contain_text("湛江")
            expect(page.locator(".kx-foot")).to_contain_text("第 1 次生成")
            paths.origins.write_text(whole, "utf-8")
            build(paths)
            page.get_by_role("navigation").get_by_role("link", name="总览").click()
            expect(page.locator(".kx-foot")).to_contain_text("第 2 次生成")
            page.get_by_role("navigation").get_by_role("link", name="横向对比").click()
            expect(page.locator(".kx-table")).to_contain_text("65.4%")
            choose_year(page, "2022")
            expect(page.locator(".kx-table")).not_to_contain_text("71.7%")
            assert witness.errors == []
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_an_answer_that_was_overtaken_leads_nobody_away(browser: Browser, server: Server) -> None:
    """A slow server, a quick reader: what he asked for last stays, in the address and in the way back too."""
    line = Line()
    with _visitor(browser, server.address) as (page, witness):
        line.lay(page.context)
        page.goto("/compare?year=2022")
        settle(page)
        steps = page.evaluate("history.length")
        line.held = True
        page.evaluate("kexieGo('/?year=2022')")
        _until(page, lambda: line.waiting > 5)
        page.evaluate("kexieGo('/compare?year=2022')")
        page.evaluate(
            "() => { window.been = []; navigation.onnavigate = (one) => been.push(one.destination.url); }"
        )
        line.release()
        settle(page)
        expect(page.locator("h1")).to_have_text("横向对比")
        choose_year(page, "2021")
        expect(page).to_have_url(re.compile(r"/compare\?year=2022\.2021$"))
        expect(page.locator(".kx-table")).to_contain_text("从化")
        assert {urlparse(one).path for one in page.evaluate("window.been")} == {"/compare"}
        assert page.evaluate("history.length") == steps + 3
        page.go_back()
        page.go_back()
        expect(page.locator("h1")).to_have_text("总览")
        page.go_forward()
        expect(page.locator("h1")).to_have_text("横向对比")
        assert witness.errors == []


def test_a_page_that_is_not_the_address_is_asked_for_again(browser: Browser, server: Server) -> None:
    """As long as Streamlit's client has no list of pages, whatever is asked for is the first page."""
    line = Line()
    with _visitor(browser, server.address) as (page, witness):
        line.lay(page.context)
        page.goto("/trend?year=2020")
        settle(page)
        # As the client would, had it lost its list of pages: the first page, under the address of another.
        page.evaluate(
            "history.replaceState({}, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate', {}));"
            "history.replaceState({}, '', '/trend?year=2020')"
        )
        expect(page.locator("h1")).to_have_text("总览")
        expect(page.locator("h1")).to_have_text("趋势")
        expect(page).to_have_url(re.compile(r"/trend\?year=2020$"))
        assert witness.errors == []


def test_ten_seconds_without_network_lose_nothing(browser: Browser, server: Server) -> None:
    line = Line()
    with _visitor(browser, server.address) as (page, witness):
        line.lay(page.context)
        page.goto("/compare?order=mixed")
        before = view_of(page)
        line.cut = True
        choose_year(page, "2020")
        page.wait_for_timeout(10_000)
        assert "2022" in page.locator(".kx-table").inner_text()
        line.release()
        expect(page.locator(".kx-table")).not_to_contain_text("湛江", timeout=5_000)
        expect(page).to_have_url(re.compile(r"/compare\?order=mixed&year=2020$"))
        page.go_back()
        expect(page.locator(".kx-table")).to_contain_text("湛江")
        _until(page, lambda: differences(before, view_of(page)) == [])
        assert witness.errors == []


def _until(page: Page, come: Callable[[], bool]) -> None:
    """Let the browser work until it has come."""
    deadline = time.monotonic() + PATIENCE / 1_000
    while not come():
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)
