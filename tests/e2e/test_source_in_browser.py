"""报告原文 in the browser: from a figure to its observation, from an observation to its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kexie_dash.pipeline import build
from kexie_dash.store.database import Database
from tests.conftest import copy_data
from tests.e2e.conftest import Server, Witness, reader_of, start_server
from tests.e2e.the_pages import settle

pytestmark = pytest.mark.e2e

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>[链接](javascript:alert(3))$x$~2021~**粗**#𠮷"
TEXT = f"""某市科学技术协会2022年度部门整体支出绩效自评报告

2022年度部门整体支出年初预算100万元，执行数80万元。
2022年我会举办“{HOSTILE}”科普活动12场次，参加人数300人次。
指标	预期值	实际值
<b onclick=alert(4)>𠮷举办讲座</b>	10场	12场
"""
#: Choose every item of the list in turn; what is lit then, without line ends and tabs.
_LIT = """() => [...document.querySelectorAll('.kx-list a')].map((item) => {
  item.click();
  const [range] = CSS.highlights.get('kx-chosen');
  const marks = [...document.querySelectorAll('.kx-m.kx-on')].map((mark) => mark.textContent).join('');
  return [item.dataset.keys, range.toString(), marks];
})"""
_WIDTHS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return [main.scrollWidth, main.clientWidth];
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The five reports and one that means harm."""
    folder = tmp_path_factory.mktemp("source")
    paths, content = copy_data(folder / "data"), TEXT.encode()
    (paths.reports / "hostile.txt").write_bytes(content)
    entry = f"""
  - id: 440400-2022
    file: hostile.txt
    region_code: "440400"
    body: 珠海市科学技术协会
    year: 2022
    kind: department
    publisher: 珠海市科学技术协会
    received: 2026-11-21
    sha256: {hashlib.sha256(content).hexdigest()}
"""
    paths.origins.write_text(paths.origins.read_text("utf-8") + entry, "utf-8")
    assert build(paths).problems == ()
    process, address = start_server(paths, folder / "server.log")
    yield Server(address, paths, folder / "server.log")
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def visited(browser: Browser, served: Server) -> Iterator[Page]:
    context = reader_of(browser, served.address)
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    page.on("dialog", lambda dialog: witness.errors.append(dialog.message))
    yield page
    context.close()
    assert witness.errors == []
    assert witness.outside == []


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".kx-source[data-ready]")).to_be_visible()


def _mark(page: Page, words: str) -> Locator:
    return page.locator(".kx-m", has_text=re.compile(f"^{re.escape(words)}$")).first


def test_a_figure_shows_its_observation_and_leads_to_its_evidence_and_back(visited: Page) -> None:
    _open(visited, "/source?own=440300&report=440300-2020")
    panel = visited.locator(".kx-panel")
    expect(panel).to_be_hidden()
    _mark(visited, "5903余场次").click()
    expect(panel).to_be_visible()
    for words in ("活动", "5903余场次", "≥5,903场次", "至少", "全市系统", "440300-2020.txt 第"):
        expect(panel).to_contain_text(words)
    expect(visited.locator(".kx-list a[aria-current]")).to_be_in_viewport()
    expect(visited).to_have_url(re.compile(r"obs=o\w+$"))
    panel.get_by_role("link", name="查看依据").click()
    expect(visited.locator("mark").first).to_contain_text("5903")
    visited.get_by_role("link", name="在原文中查看").click()
    expect(visited.locator(".kx-m.kx-on")).to_have_text("5903余场次")
    expect(visited.locator(".kx-m.kx-on")).to_be_in_viewport()
    expect(visited.locator(".kx-panel")).to_contain_text("≥5,903场次")


def test_an_observation_scrolls_to_its_place_and_all_its_evidence_is_lit(
    visited: Page, served: Server
) -> None:
    _open(visited, "/source?own=440300&report=440300-2020")
    item = visited.locator(".kx-list a[data-family=target]").nth(120)
    item.click()
    expect(visited.locator(".kx-m.kx-on").first).to_be_in_viewport()
    lit = visited.evaluate(_LIT)
    read = {one.id: one for one in Database(served.paths.data).view().observations(report="440300-2020")}
    found = {key: (words, marks) for key, words, marks in lit if key in read}
    assert found.keys() == read.keys()
    for key, one in read.items():
        words, marks = found[key]
        assert words == one.evidence.quote.replace("\n", "").replace("\t", "")
        printed = one.value_text or one.actual_text or one.target_text or ""
        assert "".join(printed.split()) in "".join(marks.split())


def test_the_key_filters_text_and_list(visited: Page) -> None:
    _open(visited, "/source?own=440300&report=440300-2020")
    button = visited.locator(".kx-key button", has_text="满意度")
    count = int(re.findall(r"\d+", button.inner_text())[0])
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(visited.locator(".kx-list li:visible")).to_have_count(count)
    assert visited.locator(".kx-m.kx-satisfaction.kx-off").count() == 0
    assert visited.locator(".kx-m.kx-budget:not(.kx-off)").count() == 0
    visited.locator(".kx-key button", has_text="全部").click()
    visited.get_by_role("searchbox", name="筛选").fill("5903")
    expect(visited.locator(".kx-list li:visible")).to_have_count(1)
    visited.get_by_role("searchbox", name="筛选").fill("没有这样的数字")
    expect(visited.locator(".kx-none")).to_be_visible()


def test_the_keyboard_goes_from_figure_to_figure(visited: Page) -> None:
    _open(visited, "/source?own=440600&report=440600-2020")
    first, second = (visited.locator(".kx-list a").nth(at) for at in (0, 1))
    first.focus()
    visited.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-current", "true")
    visited.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-current", "true")
    visited.locator(".kx-m[tabindex='0']").focus()
    visited.keyboard.press("ArrowLeft")
    expect(first).to_have_attribute("aria-current", "true")
    expect(visited.locator(".kx-m.kx-on").first).to_be_focused()
    visited.keyboard.press("Escape")
    expect(visited.locator(".kx-panel")).to_be_hidden()
    expect(visited).not_to_have_url(re.compile("obs="))


def test_hostile_text_is_text(visited: Page, served: Server) -> None:
    _open(visited, "/source?own=440400&report=440400-2022")
    expect(visited.locator(".kx-text")).to_contain_text(HOSTILE)
    expect(visited.locator(".kx-text")).to_contain_text("<b onclick=alert(4)>𠮷举办讲座</b>")
    assert visited.locator(".kx-source :is(img, script, b, iframe)").count() == 0
    read = {one.id: one for one in Database(served.paths.data).view().observations(report="440400-2022")}
    lit = {key: words for key, words, _ in visited.evaluate(_LIT)}
    assert read
    for key, one in read.items():
        assert lit[key] == one.evidence.quote.replace("\n", "").replace("\t", "")
    assert visited.locator(".kx-source :is(img, script, b, iframe)").count() == 0


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_it_fits_the_screen(visited: Page, width: int) -> None:
    visited.set_viewport_size({"width": width, "height": 1000})
    _open(visited, "/source?own=440300&report=440300-2020")
    mark = visited.locator(".kx-m").nth(40)
    mark.click()
    expect(visited.locator(".kx-panel")).to_be_in_viewport()
    expect(visited.locator(".kx-m.kx-on").first).to_be_in_viewport()
    scroll, client = visited.evaluate(_WIDTHS)
    assert scroll <= client


_CITED = """() => {
  const [range] = CSS.highlights.get('kx-cited') ?? [], place = range?.getBoundingClientRect();
  return range ? [range.toString(), place.top > 60 && place.bottom < innerHeight] : null;
}"""


def _shows(page: Page, words: str) -> None:
    """The words asked for are marked, in view, and stay there when the page has come to rest."""
    expect(page.locator(".kx-source[data-ready][data-cited]")).to_be_visible()
    settle(page)
    page.wait_for_function(f"({_CITED})()?.[1]")
    assert page.evaluate(_CITED) == [words, True]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_jump_from_another_page_ends_at_the_sentence(visited: Page, width: int) -> None:
    visited.set_viewport_size({"width": width, "height": 1000})
    visited.goto("/search?q=满意度")
    settle(visited)
    hit = visited.locator(".kx-hits li", has=visited.locator("mark")).last
    hit.scroll_into_view_if_needed()
    words = hit.locator("mark").first.inner_text()
    hit.get_by_role("link", name="看原文").click()
    _shows(visited, words)
    visited.go_back()
    expect(visited.locator(".kx-hits").first).to_be_visible()

    visited.goto("/ruler?own=440300")
    settle(visited)
    row = visited.locator(".kx-rubric tr", has_text="项目完成及时性")
    row.locator("summary").click()
    rule = "".join(row.locator("pre").inner_text().split())
    row.get_by_role("link", name="报告原文").click()
    marked = visited.wait_for_function(f"({_CITED})()?.[1] && ({_CITED})()[0]").json_value()
    assert "".join(marked.split())
    assert "".join(marked.split()) in rule

    visited.goto("/body?own=440600")
    settle(visited)
    line = visited.locator(".kx-words li a").first
    said = line.locator("xpath=..").inner_text()
    line.click()
    marked = visited.wait_for_function(f"({_CITED})()?.[1] && ({_CITED})()[0]").json_value()
    assert "".join(marked.split())[:20] in "".join(said.split())


def test_the_sentence_stays_in_view_while_the_page_changes_above_it(visited: Page) -> None:
    _open(visited, "/source?own=440300&report=440300-2020&span=7478-7480")
    visited.wait_for_function(f"({_CITED})()?.[1]")
    visited.add_style_tag(content="* { overflow-anchor: none !important; }")
    above = "document.querySelector('.kx-source').insertAdjacentHTML('beforebegin', '<p style=height:{}px>')"
    visited.evaluate(above.format(3000))
    visited.wait_for_function(f"({_CITED})()[1]")
    visited.mouse.move(400, 500)
    visited.mouse.wheel(0, 1)
    visited.evaluate(above.format(5000))
    visited.wait_for_timeout(300)
    assert not visited.evaluate(_CITED)[1]
