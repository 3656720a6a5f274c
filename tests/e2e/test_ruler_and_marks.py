"""同一把尺子 and a mark on 矛盾核查 in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def test_the_ruler_shows_what_rules_allow_against_what_was_declared(page: Page) -> None:
    page.goto("/ruler")
    expect(page.get_by_role("heading", name="同一把尺子", level=1)).to_be_visible()
    expect(page.locator(".js-plotly-plot .main-svg").nth(2)).to_be_visible()
    expect(page.locator(".js-plotly-plot").nth(1)).to_contain_text("自评 96.51")
    expect(page.locator(".js-plotly-plot").nth(1)).to_contain_text("23.85 – 95.85 分")
    expect(page.locator(".kx-rubric")).to_contain_text("规则原文")


def test_a_mark_is_set_and_stays(page: Page) -> None:
    page.goto("/findings")
    expect(page.get_by_role("heading", name="矛盾核查", level=1)).to_be_visible()
    page.get_by_role("link", name="标记", exact=True).first.click()
    expect(page).to_have_url(re.compile("mark="))
    page.get_by_label("文字").first.fill("已请单位核对")
    page.get_by_role("button", name="记下").click()
    expect(page.locator("body")).to_contain_text("已记下")
    page.reload()
    expect(page.locator("body")).to_contain_text("已请单位核对")
