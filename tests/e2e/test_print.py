"""On paper: sheets of A4 without menu and controls, with the words and pictures whole."""

from __future__ import annotations

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.e2e.the_pages import settle

pytestmark = pytest.mark.e2e

_A4 = (595, 842)
#: What can only be clicked.
_CONTROLS = ("我的视图", "复制链接", "检索全部报告", "导出图片", "体检单（一页 A4）")
_DRAWN = """() => document.querySelectorAll(".kx-chart").length
  && [...document.querySelectorAll(".kx-chart")]
    .every((one) => !one.clientWidth || one.querySelector(".main-svg"))"""


def _printed(page: Page, address: str) -> pypdfium2.PdfDocument:
    """As the browser's own print command makes it."""
    page.goto(address)
    settle(page)
    page.wait_for_function(_DRAWN)
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def _text(paper: pypdfium2.PdfDocument) -> str:
    return "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in paper)


def _beyond(paper: pypdfium2.PdfDocument) -> list[tuple[int, float]]:
    """Sheet and right edge, in points, of whatever reaches over the paper's edge."""
    found = []
    for number, sheet in enumerate(paper, start=1):
        width, height = sheet.get_size()
        assert (round(width), round(height)) == _A4
        for one in sheet.get_objects(max_depth=4):
            left, _, right, _ = one.get_bounds()
            if right > width + 1 or left < -1:
                found.append((number, right))
    return found


def test_the_portrait_prints_on_a_few_sheets(page: Page) -> None:
    paper = _printed(page, "/body?own=440300")
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
    assert [control for control in _CONTROLS if control in words] == []
    assert _beyond(paper) == []


@pytest.mark.parametrize("address", ["/", "/compare", "/targets?own=440300"])
def test_other_pages_print_without_controls(page: Page, address: str) -> None:
    paper = _printed(page, address)
    words = _text(paper)
    assert [control for control in _CONTROLS if control in words] == []
    assert "深圳" in words
    assert _beyond(paper) == []
