"""The line under the menu, saved views and the keyboard, in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server
from tests.e2e.the_pages import accessibility, choose_year, settle

pytestmark = pytest.mark.e2e

HOSTILE = "<img src=x onerror=alert(1)>${7*7}甲"


def test_what_is_chosen_in_the_line_shows_at_once_and_going_back_undoes_it(page: Page) -> None:
    page.goto("/compare")
    settle(page)
    page.locator(".kx-select select[name=own]").select_option(label="深圳")
    expect(page).to_have_url(re.compile(r"\?own=440300$"))
    expect(page.locator(".kx-select select[name=own]")).to_be_focused()
    expect(page.locator(".kx-select details[data-part=peer]")).to_be_visible()
    choose_year(page, "2020")
    expect(page).to_have_url(re.compile(r"own=440300&year=2020$"))
    expect(page.locator(".kx-table").last).not_to_contain_text("湛江")
    expect(page.locator(".kx-select details[data-part=year]")).to_have_attribute("open", "")
    choose_year(page, "2022")
    expect(page).to_have_url(re.compile(r"own=440300&year=(2020\.2022|2022\.2020)$"))
    expect(page.locator(".kx-table").last).to_contain_text("湛江")
    page.locator(".kx-select select[name=metric]").select_option(label="自评得分")
    expect(page.locator(".kx-table").last).to_contain_text("96.51")
    page.go_back()
    expect(page.locator(".kx-table").last).to_contain_text("71.7%")
    page.go_forward()
    expect(page.locator(".kx-table").last).to_contain_text("96.51")
    page.get_by_role("link", name="清除").click()
    expect(page).to_have_url(re.compile(r"/compare$"))
    expect(page.locator(".kx-select select[name=own]")).to_have_value("")


def test_a_view_is_kept_under_its_name_and_opened_again(page: Page, server: Server) -> None:
    page.goto("/compare?own=440300&year=2020")
    settle(page)
    views = page.locator(".kx-select details[data-part=views]")
    views.locator("summary").click()
    views.get_by_role("button", name="保存").click()
    expect(views.get_by_role("status")).to_have_text("请先起个名字")
    views.get_by_label("给现在的样子起个名").fill(HOSTILE)
    page.keyboard.press("Enter")
    expect(views.get_by_role("status")).to_have_text("已保存")
    expect(views.get_by_role("link")).to_have_text(HOSTILE)
    assert accessibility(page) == []
    page.goto("/dictionary")
    settle(page)
    views.locator("summary").click()
    views.get_by_role("link", name=HOSTILE).click()
    expect(page).to_have_url(f"{server.address}/compare?own=440300&year=2020")
    expect(page.locator(".kx-table").last).to_contain_text("71.7%")
    assert page.locator(".kx-select img").count() == 0
    views.locator("summary").click()
    views.get_by_role("button", name="删除").click()
    expect(views.get_by_role("status")).to_have_text("已删除")
    expect(views.get_by_role("link")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('kexie.views')") == "[]"


def test_what_another_program_left_in_the_browser_opens_nothing(page: Page) -> None:
    page.goto("/guide")
    settle(page)
    for left in ('[{"name":"甲","address":"javascript:alert(1)"},{"name":"乙","address":"//evil"}]', "{"):
        page.evaluate("left => localStorage.setItem('kexie.views', left)", left)
        page.reload()
        settle(page)
        page.locator(".kx-select details[data-part=views] summary").click()
        expect(page.locator(".kx-select details[data-part=views] li")).to_have_text(["还没有保存的视图。"])


def test_the_link_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/compare?own=440300")
    settle(page)
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".kx-select-said")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_keyboard_alone_reaches_content_menu_and_choices(page: Page) -> None:
    page.goto("/compare")
    settle(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.locator(".kx-select details[data-part=year] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".kx-select input[name=year]").first).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("year=2022"))
    expect(page.locator(".kx-select input[name=year]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".kx-select details[data-part=year] summary")).to_be_focused()
    outline = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"


def test_the_search_box_leads_to_the_page_of_what_was_found(page: Page) -> None:
    page.goto("/compare?own=440300")
    settle(page)
    page.get_by_role("searchbox", name="检索全部报告").fill("预算执行率")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?own=440300&q=%E9%A2%84"))
    expect(page.locator("h1")).to_have_text("检索")
