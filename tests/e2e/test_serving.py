"""The server as `make serve` starts it: its settings are in force, and what it sends is small."""

from __future__ import annotations

import gzip
import json
import urllib.request

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.conftest import Server

pytestmark = pytest.mark.e2e

#: Bytes of a first visit over the line, with nothing in the browser's cache.
MOST_BYTES = 1_900_000


def test_the_settings_of_the_project_are_in_force(server: Server) -> None:
    with urllib.request.urlopen(f"{server.address}/healthz", timeout=10) as answer:
        assert json.load(answer) == {"status": "ok", "collects_after_each_run": False}
    with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=10) as answer:
        assert answer.read() == b"ok"
    with urllib.request.urlopen(f"{server.address}/_stcore/host-config", timeout=10) as answer:
        assert json.load(answer)["metricsUrl"] == ""


def test_streamlits_own_script_is_compressed(server: Server) -> None:
    asked = urllib.request.Request(server.address, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        page = gzip.decompress(answer.read()).decode()
    script = page.split('<script type="module" crossorigin src=".')[1].split('"')[0]
    asked = urllib.request.Request(server.address + script, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        sent = answer.read()
    assert len(sent) < len(gzip.decompress(sent)) / 2


def test_a_first_visit_is_small_and_asks_for_the_bundle_once(page: Page) -> None:
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto("/compare")
    expect(page.locator(".kx-chart.kx-there").nth(1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    sizes = {one.url: one.sizes()["responseBodySize"] for one in asked if "woff" not in one.url}
    assert sum("plotly" in url.lower() for url in (one.url for one in asked)) == 1
    assert 0 < sum(sizes.values()) < MOST_BYTES


@pytest.mark.parametrize("address", ["/", "/compare"])
def test_the_figures_stand_there_before_the_pictures(page: Page, address: str) -> None:
    """While the pictures' script is held back the figures are read as text, and then the pictures come."""
    held: list[Route] = []
    page.route("**/plotly-cartesian.min.js*", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    expect(page.locator(".stHtml", has_text="65.4%").first).to_be_visible()
    expect(page.locator(".kx-foot")).to_be_visible()
    assert page.locator(".kx-chart").first.bounding_box()
    assert page.locator(".main-svg").count() == 0
    for route in held:
        route.continue_()
    page.unroute("**/plotly-cartesian.min.js*")
    expect(page.locator(".kx-chart.kx-there .main-svg").first).to_be_visible()
