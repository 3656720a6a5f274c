"""Long exports on the page show how far they are; 取消, or leaving the page, ends them without a trace."""

from __future__ import annotations

import io
import time
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from kexie_dash.exports.stamp import read_stamp
from kexie_dash.pages import texts_packs as words
from tests.e2e.conftest import PATIENCE, Server

pytestmark = pytest.mark.e2e

_BAR = "[data-testid='stProgress']"
_SLOW = 4 * PATIENCE


def _files(server: Server) -> list[str]:
    return sorted(str(one) for one in server.paths.data.parent.rglob("*") if "__pycache__" not in one.parts)


def _asked_for(page: Page, product: str) -> None:
    page.goto("/briefing", timeout=_SLOW)
    page.get_by_role("heading", name=words.TITLE).wait_for(timeout=_SLOW)
    box = page.locator(".st-key-pack")
    box.scroll_into_view_if_needed()
    box.locator("input").click()
    page.get_by_role("option", name=words.PRODUCTS[product]).click()
    page.locator(".st-key-pack-make button").click()


def _taken(page: Page, tmp_path: Path) -> bytes:
    with page.expect_download(timeout=_SLOW) as waiting:
        page.locator(".st-key-pack-take button").click(timeout=_SLOW)
    target = tmp_path / "taken"
    waiting.value.save_as(target)
    return target.read_bytes()


@pytest.mark.parametrize("how", ["cancel", "leave"])
def test_stopped_it_leaves_nothing_and_the_next_one_is_whole(
    page: Page, server: Server, tmp_path: Path, how: str
) -> None:
    before = _files(server)
    _asked_for(page, "evidence")
    bar = page.locator(_BAR)
    bar.wait_for(timeout=_SLOW)
    expect(bar).to_contain_text("体检单", timeout=_SLOW)
    if how == "cancel":
        page.locator(".st-key-pack-cancel button").click()
        expect(bar).to_have_count(0, timeout=_SLOW)
        expect(page.locator(".st-key-pack-make button")).to_be_visible()
        time.sleep(2)
    else:
        page.goto("/dictionary", timeout=_SLOW)
        page.get_by_role("heading", level=1).wait_for(timeout=_SLOW)
        page.goto("/briefing", timeout=_SLOW)
        page.get_by_role("heading", name=words.TITLE).wait_for(timeout=_SLOW)
    expect(bar).to_have_count(0)
    expect(page.locator(".st-key-pack-take")).to_have_count(0)
    assert [one for one in _files(server) if one not in before] == []
    _asked_for(page, "workbook")
    data = _taken(page, tmp_path)
    assert "说明" in openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert read_stamp(data).product == "workbook"
