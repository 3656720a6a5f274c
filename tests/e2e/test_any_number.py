"""Every page, in a browser, with no report, with one, and with 21 and 143 made-up ones that were built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database
from tests import many_bodies, topic_bodies
from tests.e2e.conftest import Server, Witness, reader_of, start_server
from tests.e2e.the_hand import answered
from tests.e2e.the_pages import collisions, english, listed, overflow, overlaps, settle, sideways

pytestmark = pytest.mark.e2e

_DESK, _PHONE = 1440, 390
#: Without a report nothing is built; a database without one is left where none of them could be read.
_COUNTS = {"none": 0, "empty": -1, "one": 1, "21": 21, "143": 143}
#: A page says what is missing and how to get it.
_REMEDY = "make build", "kexie", "登记", "生成"


@pytest.fixture(scope="module", params=_COUNTS)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("number")
    count = _COUNTS[request.param]
    if count < 0:
        many_bodies.fill(folder / "data", 0)
    paths = data_paths(folder / "data") if count < 0 else topic_bodies.fill(folder / "data", count)
    process, address = start_server(paths, folder / "server.log")
    yield Server(address, paths, folder / "server.log")
    process.terminate()
    process.wait(timeout=20)


@pytest.mark.parametrize("width", [_DESK, _PHONE])
def test_every_page_can_be_read(browser: Browser, served: Server, width: int) -> None:
    context = reader_of(browser, served.address, width)
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    page.goto("/guide")
    settle(page)
    found = {path: _wrong(page, path) for path in _paths(served)}
    context.close()
    assert {path: what for path, what in found.items() if what} == {}
    assert (witness.errors, witness.outside) == ([], [])
    assert "Traceback" not in served.log.read_text("utf-8", errors="replace")


def _paths(served: Server) -> Iterator[str]:
    """As a reader would go: an evidence page is come to by a figure, a search with a word."""
    for one in listed():
        if one.path == "/evidence" and served.paths.database.exists():
            values = Database(served.paths.database).view().values(metric="execution_rate")
            yield f"/evidence?value={values[0].id}" if values else "/evidence"
        elif one.path != "/guide":
            yield "/search?q=预算" if one.path == "/search" else one.path


def _wrong(page: Page, path: str) -> dict[str, Any]:
    with answered(page):
        page.evaluate("address => window.kexieGo(address)", path)
    found: dict[str, Any] = {
        "english": english(page),
        "wider than the window": max(overflow(page), 0),
        "scrolls sideways": sideways(page),
        "collisions": collisions(page),
        "words on words": overlaps(page),
        "failures": page.locator(".kx-notice.kx-grave, .stException").all_inner_texts(),
        "titles": page.locator("h1").count() - 1,
    }
    if path.split("?")[0] != page.evaluate("document.getElementById('kx-content').dataset.page"):
        found["another page"] = page.url
    return {name: what for name, what in found.items() if what}


def test_without_reports_every_page_says_so_and_what_to_do(browser: Browser, served: Server) -> None:
    reports = served.paths.database.exists() and Database(served.paths.database).view().reports()
    page = reader_of(browser, served.address).new_page()
    page.goto("/compare")
    settle(page)
    notices = page.locator("[data-testid=stMain] .kx-notice").all_inner_texts()
    page.context.close()
    assert any(remedy in said for said in notices for remedy in _REMEDY) != bool(reports)
