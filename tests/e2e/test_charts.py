"""A picture in the browser: changed in place, reached by the keyboard, in words where it cannot be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import PATIENCE, Server
from tests.e2e.the_pages import choose_year

pytestmark = pytest.mark.e2e

DRAWN = ".kx-chart.kx-there .main-svg"


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(DRAWN).first).to_be_visible()


@pytest.fixture
def bare(browser: Browser, server: Server) -> Iterator[Page]:
    """A page whose console may complain: the test takes something away from it."""
    context = browser.new_context(base_url=server.address, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_a_change_keeps_the_picture_and_changes_it(page: Page) -> None:
    _open(page, "/compare")
    plot = page.locator(".kx-plot").first
    plot.evaluate("(one) => { one.marked = one.querySelector('.main-svg').marked = true; }")
    expect(plot).to_contain_text("深圳")
    choose_year(page, "2022")
    expect(plot).not_to_contain_text("深圳")
    expect(plot).to_contain_text("湛江")
    assert plot.evaluate("(one) => one.marked && one.querySelector('.main-svg').marked")
    label = plot.get_attribute("aria-label") or ""
    assert "湛江" in label
    assert "佛山" not in label


def test_every_picture_has_words_and_links_that_lead_to_evidence(page: Page) -> None:
    _open(page, "/")
    count = page.locator(".kx-plot").count()
    assert count >= 4
    expect(page.locator(".kx-chart.kx-there")).to_have_count(count)
    for number in range(count):
        plot = page.locator(".kx-plot").nth(number)
        assert plot.get_attribute("role") == "img"
        assert len(plot.get_attribute("aria-label") or "") > 10
    expect(page.locator("a.kx-mark").first).to_be_attached()
    links = page.locator("a.kx-mark").evaluate_all("all => all.map((one) => [one.href, one.ariaLabel])")
    assert all(re.search(r"/evidence\?value=v", address) and words for address, words in links)


def test_the_keyboard_reaches_every_mark_and_its_evidence(page: Page) -> None:
    _open(page, "/compare?year=2020")
    marks = page.locator(".kx-chart").first.locator("a.kx-mark")
    expect(marks).to_have_count(2)
    assert [mark.get_attribute("tabindex") for mark in marks.all()] == ["0", "-1"]
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    said = marks.nth(1).get_attribute("aria-label") or ""
    dot = page.locator(".kx-plot").first.locator(".scatterlayer .point")
    places = [box for box in (one.bounding_box() for one in dot.all()) if box]
    ring = marks.nth(1).bounding_box()
    assert ring
    middle = (ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
    assert any(
        abs(box["x"] + box["width"] / 2 - middle[0]) < 2 and abs(box["y"] + box["height"] / 2 - middle[1]) < 2
        for box in places
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/evidence\?.*value=v"))
    expect(page.locator("mark").first).to_be_visible()
    value = re.search(r"[\d.]+%", said)
    assert value
    expect(page.locator("body")).to_contain_text(value[0])


def test_a_picture_fits_the_window_as_it_changes(page: Page) -> None:
    _open(page, "/compare")
    box = page.locator(".kx-chart").first
    for width, drawn in ((1440, None), (1000, None), (390, 640)):
        page.set_viewport_size({"width": width, "height": 900})
        wanted = drawn or box.evaluate("one => one.clientWidth")
        expect(box.locator(".main-svg").first).to_have_attribute("width", str(wanted))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_the_script_the_words_stand_there(bare: Page) -> None:
    def cut(route: Route) -> None:
        route.abort()

    bare.route("**/plotly-cartesian.min.js*", cut)
    bare.goto("/compare")
    said = bare.locator(".kx-chart .kx-instead").first
    expect(said).to_contain_text("71.7%")
    expect(said).to_contain_text("湛江")


def test_a_reader_in_the_dark_gets_dark_pictures(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.address, color_scheme="dark", locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    _open(page, "/compare")
    ground = page.locator(".kx-plot .main-svg").first
    expect(ground).to_have_css("background-color", "rgb(23, 22, 20)")
    page.emulate_media(color_scheme="light")
    expect(ground).to_have_css("background-color", "rgb(255, 255, 255)")
    context.close()


def test_paper_gets_pictures_of_its_own_width(page: Page) -> None:
    _open(page, "/compare")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".kx-plot .main-svg").first).to_have_attribute("width", "680")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".kx-plot .main-svg").first).to_have_attribute("width", "1200")


_HOSTILE = """async (words) => {
  const address = document.querySelector("script[data-kexie-plotly]").src;
  const script = document.querySelector('link[rel=modulepreload][href*="chart.js"]').href;
  const { show } = await import(script);
  const place = document.createElement("div");
  place.innerHTML = '<div class="kx-chart"><div class="kx-plot" role="img"></div></div>';
  document.body.append(place);
  const keys = ["javascript:window.hit=1", "//127.0.0.2/evil", "v0123456789a"];
  const trace = { type: "scatter", mode: "markers+text", x: [1, 2, 3], y: [1, 2, 3],
    text: keys.map(() => words), hovertext: keys.map(() => words), customdata: keys };
  const layout = { height: 200, annotations: [{ x: 1, y: 1, text: words }],
    xaxis: { ticktext: [words], tickvals: [1] } };
  const data = new TextEncoder().encode(JSON.stringify({ alt: words, data: [trace], layout }));
  show({ data, parentElement: place }, address);
}"""


def test_nothing_in_a_figure_runs_or_leads_outside(page: Page) -> None:
    """Words that nobody escaped, though every page escapes them."""
    words = "<img src=x onerror='window.hit=1'><a href='javascript:window.hit=1'>深圳</a>"
    _open(page, "/compare")
    page.evaluate(_HOSTILE, words)
    box = page.locator("body > div > .kx-chart")
    expect(box.locator("a.kx-mark")).to_have_count(1)
    expect(box.locator("a.kx-mark")).to_have_attribute("href", "/evidence?value=v0123456789a")
    assert box.locator(".kx-plot").get_attribute("aria-label") == words
    assert box.locator("img, script, foreignObject").count() == 0
    addresses = box.locator("a").evaluate_all("all => all.map((one) => one.outerHTML.split('>')[0])")
    assert not [one for one in addresses if "script:" in one]
    assert page.evaluate("window.hit") is None
