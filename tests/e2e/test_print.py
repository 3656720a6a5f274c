"""On paper: sheets of A4 without menu and controls, with words and pictures whole, whatever the screen."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from kexie_dash.pages.site_map import Site
from tests.e2e.conftest import PATIENCE, Server
from tests.e2e.the_pages import address_of, listed, settle

pytestmark = pytest.mark.e2e

_A4 = (595, 842)
#: Points kept free at the sides, and above and below (pages/print.css).
_SIDE, _END = 34, 31
_WHITE = 250
#: What can only be clicked.
_CONTROLS = (
    "我的视图",
    "复制链接",
    "检索全部报告",
    "导出图片",
    "体检单（一页 A4）",
    "跳到正文",
    "按可比组混排",
    "写成简报，或导出",
)
#: What must not be the last of a sheet: titles, words that unfold what is below them, heads of tables.
_TITLES = """() => [...document.querySelectorAll(
    ".stHtml :is(h1, h2, h3), .stHtml summary, .kx-table :is(thead th, th[scope=rowgroup])")]
  .filter((one) => !one.closest(".kx-select"))
  .map((one) => one.innerText.replace(/\\s/g, ""))"""
#: Sheets a page may take with five reports.
_MOST = {"/dictionary": 40, "/findings": 30}
_USUALLY = 12


class Line(NamedTuple):
    words: str
    left: float
    bottom: float
    right: float
    top: float


def _printed(page: Page, address: str) -> pypdfium2.PdfDocument:
    """As the browser's own print command makes it."""
    page.goto(address)
    settle(page)
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))


def _text(paper: pypdfium2.PdfDocument) -> str:
    return "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in paper)


def _lines(sheet: pypdfium2.PdfPage) -> list[Line]:
    """Stretches of text as pdfium finds them, in points from the lower left."""
    text = sheet.get_textpage()
    boxes = (text.get_rect(number) for number in range(text.count_rects()))
    return [Line("".join(text.get_text_bounded(*box).split()), *box) for box in boxes]


def _faults(paper: pypdfium2.PdfDocument, titles: list[str]) -> list[str]:
    """Empty sheets, ink in the margins, titles parted from what they are of."""
    found = []
    for number, sheet in enumerate(paper, start=1):
        assert tuple(round(side) for side in sheet.get_size()) == _A4
        lines = [line for line in _lines(sheet) if line.words]
        if sum(len(line.words) for line in lines) < 20:
            found.append(f"sheet {number} is empty")
            continue
        if (least := _darkest_of_margins(sheet)) < _WHITE:
            found.append(f"sheet {number} has ink in a margin: {least}")
        if number < len(paper) and (last := _last_words(lines)) in titles:
            found.append(f"sheet {number} ends with a title: {last}")
    return found


def _last_words(lines: list[Line]) -> str:
    """What stands lowest on the sheet; pdfium may find each letter for itself."""
    lowest = min(lines, key=lambda line: line.bottom + line.top)
    middle = (lowest.bottom + lowest.top) / 2
    row = [line for line in lines if line.bottom - 3 < middle < line.top + 3]
    return "".join(line.words for line in sorted(row, key=lambda line: line.left))


def _darkest_of_margins(sheet: pypdfium2.PdfPage) -> int:
    """0 black … 255 white; a point of a picture is a point of the paper."""
    drawn = sheet.render(scale=1, grayscale=True).to_pil()
    width, height = drawn.size
    edges = (
        (0, 0, _SIDE - 3, height),
        (width - _SIDE + 3, 0, width, height),
        (0, 0, width, _END - 3),
        (0, height - _END + 3, width, height),
    )
    return min(int(drawn.crop(edge).getextrema()[0]) for edge in edges)


def _size_of_title(sheet: pypdfium2.PdfPage, title: str) -> float:
    """Points from one letter of the page's title to the next: fewer than set where a sheet was shrunk."""
    text = sheet.get_textpage()
    place, _ = text.search(title).get_next()
    lefts = [text.get_charbox(place + step, loose=True)[0] for step in range(len(title))]
    return median(other - one for one, other in pairwise(lefts))


@pytest.mark.parametrize("one", listed(), ids=lambda one: one.path)
def test_every_page_prints_whole_and_without_controls(desk: Page, server: Server, one: Site) -> None:
    paper = _printed(desk, address_of(server, one))
    words = _text(paper)
    # The guide names the controls.
    assert one.path == "/guide" or [control for control in _CONTROLS if control in words] == []
    assert "深圳" in words or one.path in (
        "/guide",
        "/dictionary",
        "/briefing",
        "/body",
        "/source",
        "/evidence",
    )
    assert len(paper) <= _MOST.get(one.path, _USUALLY)
    titles = desk.evaluate(_TITLES)
    assert _faults(paper, [title for title in titles if title]) == []
    title = desk.locator("h1").inner_text().split("：")[0]
    assert _size_of_title(paper[0], title) == pytest.approx(17 if one.path == "/body" else 21, abs=0.8)


@pytest.mark.parametrize("path", ["/compare", "/activities"])
def test_a_dark_screen_prints_as_a_light_one(desk: Page, browser: Browser, server: Server, path: str) -> None:
    dark = browser.new_page(
        base_url=server.address,
        viewport={"width": 1440, "height": 1000},
        color_scheme="dark",
        locale="zh-CN",
    )
    dark.set_default_timeout(PATIENCE)
    there, here = (_ink(_printed(page, path)) for page in (desk, dark))
    dark.close()
    assert len(there) == len(here)
    for light, darker in zip(there, here, strict=True):
        assert darker == pytest.approx(light, rel=0.03)


def _ink(paper: pypdfium2.PdfDocument) -> list[int]:
    """Of every sheet, how many of its points are dark enough to be read."""
    found = []
    for sheet in paper:
        shades = sheet.render(scale=1, grayscale=True).to_pil().histogram()
        found.append(sum(shades[:128]))
    return found


def test_the_portrait_prints_on_a_few_sheets(desk: Page) -> None:
    paper = _printed(desk, "/body?own=440300")
    assert 3 <= len(paper) <= 12
    words = _text(paper)
    for said in (
        "深圳市科学技术协会(本级)",
        "71.7%",
        "96.51分",
        "自评96.51分",
        "绩效目标",
        "问题与措施",
        "报告原文",
    ):
        assert said in words, said
    assert _faults(paper, [title for title in desk.evaluate(_TITLES) if title]) == []


def test_targets_of_one_body_print_without_controls(desk: Page) -> None:
    words = _text(_printed(desk, "/targets?own=440300"))
    assert [control for control in _CONTROLS if control in words] == []
    assert "深圳" in words
