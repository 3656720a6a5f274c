"""The static pack from a stick or a plain web server: nothing asked of anybody; filters that answer."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kexie_dash.cli import main
from kexie_dash.pipeline import build
from tests import many_bodies
from tests.conftest import copy_data
from tests.exports import hostile

_MARKS = "section.on a.row:visible"
_VIEWS = ["", "#k=dumbbell", "#k=line-1", "#k=heat", "#k=scatter", "#m=audience"]
_HELD = ("file:", "data:", "http://127.0.0.1:")


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    paths = copy_data(folder / "data")
    assert build(paths).publication is not None
    data = ["--data", str(paths.data)]
    assert main(["export", "site", "--out", str(folder / "site"), *data]) == 0
    assert main(["export", "site", "--single", str(folder / "one.html"), *data]) == 0
    hostile.fill(folder / "evil")
    many_bodies.fill(folder / "many", 143)
    for name in ("evil", "many"):
        target = str(folder / f"{name}.html")
        assert main(["export", "site", "--single", target, "--data", str(folder / name)]) == 0
    return folder


@pytest.fixture(scope="module")
def served(packs: Path) -> Iterator[str]:
    """`python -m http.server` over the folder, as an office would."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    process = subprocess.Popen(
        command, cwd=packs, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    yield found[0]
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A page whose console and requests are watched; only files of the pack may be read."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda one: None if one.url.startswith(_HELD) else said.append(one.url))
    yield page
    context.close()
    assert said == []


def _open(page: Page, file: Path, view: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}{view}")
    expect(page.locator("section.on .chart").locator(".picture, .heat").first).to_be_visible()


@pytest.mark.e2e
@pytest.mark.parametrize("place", ["site/index.html", "one.html", "http"])
def test_filters_fold_rows_and_stand_in_the_address(
    opened: Page, packs: Path, served: str, place: str
) -> None:
    opened.goto(f"{served}/site/" if place == "http" else (packs / place).as_uri())
    marks = opened.locator(_MARKS)
    expect(marks).to_have_count(5)
    opened.get_by_role("checkbox", name="深圳").check()
    opened.get_by_role("checkbox", name="江门").check()
    expect(marks).to_have_count(2)
    expect(opened.locator("section.on .figures li:not([hidden])")).to_have_count(2)
    expect(opened.get_by_text("已筛选：显示 2 个，共 5 个")).to_be_visible()
    picture = opened.locator("section.on .picture")
    said = picture.evaluate(
        "one => [...one.children].filter(g => g.style.display != 'none').map(g => g.textContent).join()"
    )
    assert "湛江" not in said
    assert "2021 部门整体" not in said
    assert "江门" in said
    expect(opened).to_have_url(re.compile(r"#b=440300\.440700$"))
    opened.reload()
    expect(marks).to_have_count(2)
    opened.get_by_role("button", name="全部显示").click()
    expect(marks).to_have_count(5)
    opened.get_by_role("combobox", name="指标").select_option("activities")
    expect(opened.get_by_role("heading", name="活动场次", exact=True)).to_be_visible()
    expect(opened.get_by_role("heading", name="预算执行率", exact=True)).to_be_hidden()
    expect(opened).to_have_url(re.compile(r"#m=activities$"))


@pytest.mark.e2e
def test_a_link_shows_the_same_view(opened: Page, packs: Path) -> None:
    """Picture, axes, columns, bodies and years; what the pack does not have is left out."""
    one = packs / "one.html"
    _open(opened, one)
    opened.get_by_role("combobox", name="图形").select_option("scatter")
    opened.get_by_role("combobox", name="纵轴").select_option("3")
    opened.get_by_role("checkbox", name="2022").check()
    points = opened.locator("section.on .picture a")
    expect(points).to_have_count(2)
    expect(opened).to_have_url(re.compile(r"#k=scatter&x=0&u=3&y=2022$"))
    address, title = opened.url, opened.locator("section.on h3").inner_text()
    opened.goto("about:blank")
    opened.goto(address)
    expect(points).to_have_count(2)
    assert opened.locator("section.on h3").inner_text() == title
    opened.locator("section.on details.twin > summary").click()
    expect(opened.locator("section.on .twin tbody tr")).to_have_count(2)
    _open(opened, one, "#k=heat&c=0.1&b=440300")
    expect(opened.locator(".heat tbody td:visible")).to_have_count(2)
    _open(opened, one, "#m=nothing&k=pie&b=%00&y=1&x=99&u=-1&c=99")
    expect(opened.locator(_MARKS)).to_have_count(5)
    _open(opened, one, "#k=dumbbell&b=440800")
    expect(opened.locator(_MARKS)).to_have_count(1)
    expect(opened.locator("section.on .picture")).to_contain_text("+34.6 百分点")


@pytest.mark.e2e
def test_a_mark_leads_to_its_sentence(opened: Page, packs: Path) -> None:
    _open(opened, packs / "one.html")
    opened.locator(_MARKS).first.click()
    pointed = opened.locator("tr.pointed")
    expect(pointed).to_be_visible()
    expect(pointed.locator("blockquote").first).to_be_visible()
    expect(pointed).to_contain_text("440700-2022.txt 第")
    _open(opened, packs / "one.html", "#k=heat")
    opened.locator(".heat a", has_text="95").first.click()
    expect(pointed).to_be_visible()
    expect(opened.get_by_role("heading", name="自评得分", exact=True)).to_be_visible()
    opened.go_back()
    expect(opened.locator(".heat")).to_be_visible()
    _open(opened, packs / "one.html", "#k=scatter")
    opened.locator("section.on .picture a").first.click()
    expect(pointed).to_be_visible()


@pytest.mark.e2e
def test_no_column_of_the_table_is_one_character_wide(opened: Page, packs: Path) -> None:
    _open(opened, packs / "one.html")
    opened.locator("section.on details.twin > summary").first.click()
    heads = opened.locator("section.on .twin thead th")
    widths = heads.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert len(widths) > 8
    assert min(widths) > 60


@pytest.mark.e2e
def test_it_reads_without_scripts_and_by_keyboard(browser: Browser, opened: Page, packs: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((packs / "site/index.html").as_uri())
    expect(plain.get_by_text("66.8%").first).to_be_visible()
    expect(plain.locator("noscript p")).to_be_visible()
    expect(plain.get_by_role("heading", name="活动场次", exact=True)).to_be_visible()
    context.close()
    _open(opened, packs / "one.html")
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("link", name="跳到图表")).to_be_focused()
    opened.get_by_role("checkbox", name="2020").focus()
    opened.keyboard.press("Space")
    expect(opened.locator(_MARKS)).to_have_count(2)
    opened.get_by_role("button", name=re.compile("深色|浅色")).focus()
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("link", name=re.compile("^佛山 2020：101.6%"))).to_be_focused()
    opened.keyboard.press("ArrowDown")
    expect(opened.get_by_role("link", name=re.compile("^深圳 2020：71.7%"))).to_be_focused()
    opened.keyboard.press("Enter")
    expect(opened.locator("tr.pointed summary")).to_be_focused()


@pytest.mark.e2e
@pytest.mark.parametrize("view", _VIEWS)
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_in_either_theme(opened: Page, packs: Path, width: int, view: str) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    _open(opened, packs / "one.html", view)
    for _ in range(2):
        opened.locator("section.on details.twin").first.evaluate("one => { one.open = true }")
        found = Axe().run(opened).response["violations"]
        grave = {one["id"] for one in found if one["impact"] in ("serious", "critical")}
        assert grave == set()
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.locator("#theme").click()


@pytest.mark.e2e
@pytest.mark.parametrize("view", _VIEWS[:2] + _VIEWS[3:5])
def test_hostile_text_stays_text(opened: Page, packs: Path, view: str) -> None:
    _open(opened, packs / "evil.html", view)
    opened.locator("section.on details.twin").first.evaluate("one => { one.open = true }")
    assert opened.evaluate("document.images.length") == 0
    assert (
        opened.evaluate("[...document.links].filter(one => !one.getAttribute('href').startsWith('#')).length")
        == 0
    )
    expect(opened.locator("section.on .chart").get_by_text("<script>alert").first).to_be_attached()


@pytest.mark.e2e
def test_many_bodies_stand_apart_and_can_be_found(opened: Page, packs: Path) -> None:
    """143 bodies: no row on another, few of the points named, labels that do not meet."""
    _open(opened, packs / "many.html")
    assert opened.locator(_MARKS).count() > 100
    tops = sorted(
        opened.evaluate(
            f"[...document.querySelectorAll('{_MARKS.removesuffix(':visible')}')]"
            ".map(one => one.getBoundingClientRect().top)"
        )
    )
    assert min(b - a for a, b in pairwise(tops)) > 30
    opened.get_by_text("单位（全部 143 家）").click()
    name = many_bodies.name(17)
    opened.get_by_role("searchbox").fill(name)
    opened.get_by_role("checkbox", name=name).check()
    expect(opened.get_by_text("单位（1 家）")).to_be_visible()
    expect(opened.get_by_text("已筛选：显示 1 个，共 143 个")).to_be_visible()
    _open(opened, packs / "many.html", "#k=scatter")
    boxes = opened.locator("section.on .picture g > text .n").evaluate_all(
        """all => all.map(one => one.getBoundingClientRect())
        .map(one => [one.left, one.right, one.top, one.bottom])"""
    )
    assert 3 <= len(boxes) <= 25
    for at, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert (
                right <= other[0] + 1 or other[1] <= left + 1 or bottom <= other[2] + 4 or other[3] <= top + 4
            )


@pytest.mark.e2e
def test_paper_is_light_and_whole(opened: Page, packs: Path) -> None:
    _open(opened, packs / "one.html", "#m=audience")
    opened.locator("#theme").click()
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    articles = opened.locator("section.on article")
    for article in articles.all():
        expect(article.locator(".picture")).to_have_attribute("width", "680")
    assert articles.count() > 5
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(opened.locator("#controls")).to_be_hidden()
