"""检索 as a page: what is shown, where it leads, what hostile addresses do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_dash.settings import Paths
from tests.pages.conftest import OpenPage
from tests.pages.golden_store import fill


@pytest.fixture
def folder(request: pytest.FixtureRequest, built: Paths, tmp_path: Path) -> Path:
    if "143" in request.node.name:
        many: Paths = request.getfixturevalue("many_topics")
        return many.data
    return tmp_path if "little" in request.node.name else built.data


def test_an_empty_question_shows_examples_from_the_data(open_page: OpenPage) -> None:
    shown = open_page("search")
    assert "取自现有报告" in shown.text
    assert sum(link.startswith("/search?q=") for link in shown.links) >= 3


def test_hits_are_marked_and_lead_to_their_place(open_page: OpenPage) -> None:
    shown = open_page("search", q="科普基地")
    assert "3 份报告的 6 段里有 8 处" in shown.text
    assert "<mark>科普基地</mark>" in shown.html
    assert any(link.startswith("/source?") and "span=" in link for link in shown.links)
    assert any(link.startswith("/evidence") and "obs=" in link for link in shown.links)
    assert "154个" in shown.text


def test_numbers_metrics_and_computed_values(open_page: OpenPage) -> None:
    assert "282.68万人" in open_page("search", q="2826800").text
    metric = open_page("search", q="预算执行率")
    assert any(link.startswith("/dictionary?q=execution_rate") for link in metric.links)
    assert any(link.startswith("/compare") for link in metric.links)
    assert "算出来的值" in open_page("search", q="71.69%").text


def test_filters_and_pages(open_page: OpenPage) -> None:
    text = open_page("search", q="科普", view="text", page="2")
    assert "第 21–40 条" in text.text
    foshan = open_page("search", q="科普", view="text", body="440600")
    assert "1 份报告的 15 段" in foshan.text
    family = open_page("search", q="科普", view="figures", family="activity")
    assert "活动 14" in family.text
    nothing = open_page("search", q="科普 鲸鱼")
    assert "没有找到" in nothing.text
    assert "“鲸鱼”0 段" in nothing.text


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "%00", "\x00", "' OR 1=1--", "<script>alert(1)</script>", "[a](javascript:1)", "$x$ ~~"],
)
def test_hostile_questions_are_text(open_page: OpenPage, query: str) -> None:
    shown = open_page("search", q=query, view="?", family="?", page="x")
    assert "没有显示出来" not in shown.text
    assert "<script>alert" not in shown.html


def test_little_data(open_page: OpenPage, folder: Path) -> None:
    assert "make build" in open_page("search", q="科普").text
    fill(folder, ids=())
    assert "没有找到" in open_page("search", q="鲸鱼").text
    fill(folder, ids=("440117-2021",))
    assert "数字" in open_page("search", q="科普").text


def test_143_bodies(open_page: OpenPage) -> None:
    shown = open_page("search", q="科普活动")
    assert "143 份报告" in shown.text
    assert "没有显示出来" not in shown.text
