"""The static pack opened from a stick: no server, no error, nothing asked of anybody; filters that answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kexie_dash.cli import main
from tests.e2e.conftest import Server
from tests.exports import hostile

_FIRST = "section.metric:not([hidden]) .chart .points path"


@pytest.fixture(scope="module")
def packs(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    data = ["--data", str(server.paths.data)]
    assert main(["export", "site", "--out", str(folder / "site"), *data]) == 0
    assert main(["export", "site", "--single", str(folder / "one.html"), *data]) == 0
    evil = folder / "evil"
    hostile.fill(evil)
    assert main(["export", "site", "--single", str(folder / "evil.html"), "--data", str(evil)]) == 0
    return folder


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A page whose console and requests are watched; only files of the pack may be read."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda one: None if one.url.startswith(("file:", "data:")) else said.append(one.url))
    yield page
    context.close()
    assert said == []


def _open(page: Page, file: Path, view: str = "") -> None:
    page.goto(f"{file.as_uri()}{view}")
    expect(page.locator(_FIRST).first).to_be_visible()


@pytest.mark.e2e
@pytest.mark.parametrize("name", ["site/index.html", "one.html"])
def test_filters_fold_rows_and_stand_in_the_address(opened: Page, packs: Path, name: str) -> None:
    _open(opened, packs / name)
    expect(opened.locator(_FIRST)).to_have_count(5)
    opened.get_by_role("checkbox", name="深圳").check()
    opened.get_by_role("checkbox", name="江门").check()
    expect(opened.locator(_FIRST)).to_have_count(2)
    expect(opened.locator("section.metric:not([hidden]) .figures li:not([hidden])")).to_have_count(2)
    expect(opened.get_by_text("已筛选：显示 2 个，共 5 个")).to_be_visible()
    labels = opened.locator("section.metric:not([hidden]) .chart .annotation-text").all_text_contents()
    assert not [label for label in labels if "湛江" in label or "2021 部门整体" in label]
    assert "b=440300" in opened.url
    opened.reload()
    expect(opened.locator(_FIRST)).to_have_count(2)
    opened.get_by_role("button", name="全部显示").click()
    expect(opened.locator(_FIRST)).to_have_count(5)
    opened.get_by_role("combobox", name="指标").select_option("activities")
    expect(opened.get_by_role("heading", name="活动场次", exact=True)).to_be_visible()
    expect(opened.get_by_role("heading", name="预算执行率", exact=True)).to_be_hidden()


@pytest.mark.e2e
def test_a_mark_leads_to_its_sentence(opened: Page, packs: Path) -> None:
    _open(opened, packs / "one.html")
    opened.locator(".chart .nsewdrag").first.wait_for()
    box = opened.locator(_FIRST).first.bounding_box()
    assert box is not None
    opened.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    pointed = opened.locator("tr.pointed")
    expect(pointed).to_be_visible()
    expect(pointed.locator("blockquote").first).to_be_visible()
    expect(pointed).to_contain_text("440700-2022.txt 第")


@pytest.mark.e2e
def test_it_reads_without_scripts_and_by_keyboard(browser: Browser, opened: Page, packs: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((packs / "site/index.html").as_uri())
    expect(plain.get_by_text("66.8%").first).to_be_visible()
    context.close()
    _open(opened, packs / "one.html")
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("link", name="跳到图表")).to_be_focused()
    opened.get_by_role("checkbox", name="2020").focus()
    opened.keyboard.press("Space")
    expect(opened.locator(_FIRST)).to_have_count(2)


@pytest.mark.e2e
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_in_either_theme(opened: Page, packs: Path, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    _open(opened, packs / "one.html")
    for _ in range(2):
        opened.locator("details.twin").first.evaluate("one => { one.open = true }")
        found = Axe().run(opened).response["violations"]
        grave = {one["id"] for one in found if one["impact"] in ("serious", "critical")}
        assert grave == set()
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.locator("#theme").click()


@pytest.mark.e2e
def test_hostile_text_stays_text(opened: Page, packs: Path) -> None:
    _open(opened, packs / "evil.html")
    assert opened.evaluate("document.images.length") == 0
    expect(opened.get_by_text("<script>alert(1)</script>").first).to_be_attached()
