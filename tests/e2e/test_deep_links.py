"""What is chosen stands in the address: it shows the same to another reader, and back and forward undo it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server, Witness, reader_of
from tests.e2e.the_hand import Step, answered, take
from tests.e2e.the_view import differences, view_of

pytestmark = pytest.mark.e2e

#: Where a reader begins, and what he chooses one after the other.
WALKS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "overview": ("/", (Step("line", "own", "深圳"), Step("box", "year", "2020"))),
    "dots": (
        "/compare",
        (
            Step("radio", "执行率（按年初预算）"),
            Step("radio", "混排（跨组）"),
            Step("line", "own", "湛江"),
            Step("box", "peer", "江门"),
        ),
    ),
    "measure": ("/compare", (Step("line", "metric", "自评得分"), Step("box", "body", "佛山"))),
    "several": ("/compare", (Step("radio", "多指标点图"), Step("list", "并列的指标", "预算调整率"))),
    "heat": ("/compare", (Step("radio", "热力图"), Step("box", "year", "2020"))),
    "scatter": ("/compare", (Step("radio", "散点"), Step("list", "另一个指标（纵轴）", "预算调整率"))),
    "bullet": ("/compare", (Step("radio", "对照参照线"), Step("radio", "低于 90% 视为未完成"))),
    "trend": ("/trend", (Step("line", "metric", "自评得分"), Step("line", "own", "从化"))),
    "portrait": (
        "/body",
        (Step("line", "own", "佛山"), Step("fold", "同伴怎样选出", "常住人口权重（0 为不计） 2")),
    ),
    "activities": ("/activities", (Step("radio", "全市系统（2 家写明）"), Step("box", "year", "2020"))),
    "targets": ("/targets", (Step("filter", "未达成"), Step("line", "own", "深圳"))),
    "ruler": ("/ruler", (Step("line", "own", "深圳"), Step("box", "year", "2020"))),
    "findings": ("/findings", (Step("filter", "✕ 矛盾"), Step("box", "year", "2020"))),
    "draft": ("/findings", (Step("filter", "核查一份草稿"),)),
    "problems": ("/narrative", (Step("filter", "改进措施"), Step("filter", "预算编制与执行"))),
    "dictionary": ("/dictionary", (Step("words", "查找指标", "执行率"),)),
    "search": ("/search", (Step("words", "找什么", "预算执行率"), Step("filter", "数字"))),
    "briefing": ("/briefing", (Step("list", "指标", "自评得分"), Step("line", "own", "深圳"))),
}


@pytest.fixture
def other(browser: Browser, server: Server) -> Any:
    """Somebody else's browser, which gets the address alone."""
    context = reader_of(browser, server.address)
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    yield page
    context.close()
    assert witness.errors == []


@pytest.mark.parametrize("walk", WALKS)
def test_a_view_is_its_address(page: Page, other: Page, server: Server, walk: str) -> None:
    begin, steps = WALKS[walk]
    page.goto(begin)
    views, addresses = [view_of(page)], [page.url]
    for step in steps:
        take(page, step)
        views.append(view_of(page))
        addresses.append(page.url)
        # What changes inside of what is folded away is no part of a view.
        assert step.kind == "fold" or differences(views[-2], views[-1]), step
        assert page.url not in addresses[:-1], step
    assert len(page.url) - len(server.address) <= 300

    other.goto(page.url)
    assert differences(views[-1], view_of(other)) == []

    for place in reversed(range(len(steps))):
        _move(page, "back", addresses[place])
        assert differences(views[place], view_of(page)) == []
    for place in range(1, len(views)):
        _move(page, "forward", addresses[place])
        assert differences(views[place], view_of(page)) == []


def _move(page: Page, way: str, address: str) -> None:
    with answered(page):
        page.go_back() if way == "back" else page.go_forward()
    expect(page).to_have_url(address)


@pytest.mark.parametrize("path", ["/", "/compare", "/trend", "/body", "/activities", "/ruler", "/briefing"])
def test_the_selection_goes_along_to_every_page_and_back(page: Page, server: Server, path: str) -> None:
    """Own body, peers, years and metric, by the menu; back leads to the page before, as it stood."""
    asked = "own=440300&peer=440600&year=2020&metric=self_score"
    page.goto(f"{path}?{asked}")
    before = view_of(page)
    menu = page.get_by_role("navigation").first
    for name in ("横向对比", "单位画像", "矛盾核查", "问题与做法"):
        address = page.url
        with answered(page):
            menu.get_by_role("link", name=name, exact=True).click()
        if page.url != address:
            chosen = dict(one.split("=") for one in urlsplit(page.url).query.split("&"))
            assert chosen == dict(one.split("=") for one in asked.split("&"))
            with answered(page):
                page.go_back()
        assert differences(before, view_of(page)) == []
