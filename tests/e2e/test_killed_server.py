"""F8: the server is killed while pages stand open, comes up again, and nobody has to load a page anew."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kexie_dash.pipeline import build
from tests.conftest import copy_data
from tests.e2e.conftest import PATIENCE, Witness, free_port, start_server
from tests.e2e.the_pages import choose_year, english, settle
from tests.e2e.the_view import differences, view_of

pytestmark = pytest.mark.e2e

#: What stands open when the server is killed, and by when all of it is back once the server answers.
_LEFT_OPEN = ("/compare?year=2022", "/search?q=执行率", "/findings?body=440600")
_BACK_SECONDS = 5
#: Milliseconds until the client tells that the server is away; it asks a second time before.
_TOLD = 40_000

#: Its own words the client says in English; those in their place are the stylesheet's.
_SAID = """() => [...document.querySelectorAll("[role=dialog] *")]
  .map((one) => getComputedStyle(one, "::after").content).join(" ")"""


@contextmanager
def _restartable(folder: Path) -> Iterator[tuple[Callable[[], str], Callable[[], None]]]:
    """A server of one's own: how to start it, always at the same address, and how to kill it."""
    paths, port = copy_data(folder / "data"), free_port()
    assert build(paths).publication is not None
    running: list[subprocess.Popen[bytes]] = []

    def start() -> str:
        process, address = start_server(paths, folder / f"server-{len(running)}.log", port)
        running.append(process)
        return address

    def kill() -> None:
        running[-1].kill()
        running[-1].wait(timeout=20)

    try:
        yield start, kill
    finally:
        for process in running:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=20)


def _opened(context: BrowserContext, witness: Witness, address: str) -> Page:
    page = context.new_page()
    witness.watch(page)
    # A page that is loaded anew forgets this.
    page.goto(address)
    page.evaluate("window.loadedOnce = true")
    return page


def test_pages_come_back_by_themselves_when_the_server_does(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    witness = Witness()
    with _restartable(tmp_path_factory.mktemp("killed")) as (start, kill):
        context = browser.new_context(base_url=start(), viewport={"width": 1440, "height": 1000})
        context.set_default_timeout(PATIENCE)
        pages = [_opened(context, witness, address) for address in _LEFT_OPEN]
        before = [view_of(page) for page in pages]
        addresses = [page.url for page in pages]
        assert witness.errors == []

        kill()
        for page in pages:
            expect(page.get_by_role("dialog", name="连接中断")).to_be_visible(timeout=_TOLD)
            assert english(page) == []
            assert "恢复后本页会自动接上" in page.evaluate(_SAID)
        start()
        up = time.monotonic()
        for page in pages:
            rest = max(up + _BACK_SECONDS - time.monotonic(), 0.1)
            expect(page.get_by_role("dialog")).to_be_hidden(timeout=rest * 1_000)
        # What follows is the first click after it, with nothing in between.
        first, second, third = pages
        choose_year(first, "2021")
        expect(first.locator(".kx-table").last).to_contain_text("从化")
        expect(first).to_have_url(re.compile(r"/compare\?year=2022\.2021$"))
        second.locator(".kx-nav-menu").get_by_role("link", name="趋势", exact=True).click()
        expect(second.locator("h1")).to_have_text("趋势")
        third.get_by_role("link", name=re.compile("相符")).click()
        expect(third).to_have_url(re.compile(r"verdict=holds"))
        expect(third.locator(".kx-finding").first).to_contain_text("相符")
        for page, view, address in zip(pages, before, addresses, strict=True):
            page.go_back()
            expect(page).to_have_url(address)
            _until_same(page, view)
            assert page.evaluate("window.loadedOnce") is True
        context.close()


def _until_same(page: Page, before: dict[str, object]) -> None:
    deadline = time.monotonic() + PATIENCE / 1_000
    while found := differences(before, view_of(page)):
        assert time.monotonic() < deadline, found
        page.wait_for_timeout(100)
    settle(page)
