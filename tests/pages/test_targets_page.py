"""绩效指标 on the five reports and on none, one and 143 made-up ones."""

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


def test_the_finding_is_the_title_and_the_unmet_come_first(open_page: OpenPage) -> None:
    shown = open_page("targets")
    assert "深圳2020年183项目标中12项未达成，22项大幅超出，91项只有文字" in shown.text
    assert "未达成 12，大幅超出 22，只有文字 91，无结果 4" in shown.text
    assert "91.7%（77／84）" in shown.row("各级合计", "12")
    assert shown.text.index("工作会议次数") < shown.text.index("1,413 倍")
    assert "未载明绩效指标" in shown.text
    assert "财预〔2020〕10号" in shown.text
    first = shown.row("年度课题数量", "10")
    assert all(word in first for word in ("深圳", "7", "70.0%", "✕ 未达成", "产出指标 › 数量指标"))


def test_every_row_leads_to_its_sentence(open_page: OpenPage) -> None:
    shown = open_page("targets", state="missed")
    assert sum(link.startswith("/evidence") and "obs=" in link for link in shown.links) == 12
    assert "第 1–12 条，共 12 条" in shown.text


def test_filters_stand_in_the_address_and_nonsense_is_left_out(open_page: OpenPage) -> None:
    words = open_page("targets", state="missed", form="words")
    assert "第 1–5 条，共 5 条" in words.text
    kind = open_page("targets", kind="受众、参加人数")
    assert "282.68万" in kind.row("受众人数", "2000", "282.68万")
    strange = open_page("targets", state="' OR 1=1--", kind="x", level="\x00", form="?", page="99999999")
    assert "共 185 条" in strange.text
    assert "没有报告列出绩效指标" in open_page("targets", body="440117").text
    assert any("state=missed" in link and "body=440300" in link for link in open_page("targets").links)


def test_little_data(open_page: OpenPage, folder: Path) -> None:
    assert "make build" in open_page("targets").text
    fill(folder, ids=())
    assert "kexie add" in open_page("targets").text
    fill(folder, ids=("440117-2021",))
    assert "没有报告列出绩效指标" in open_page("targets").text


def test_143_bodies_come_in_pages(open_page: OpenPage) -> None:
    shown = open_page("targets", own="440600")
    assert "没有显示出来" not in shown.text
    assert "第 1–50 条，共 480 条" in shown.text
    assert "图上画前24份" in shown.text
    last = open_page("targets", page="10")
    assert "第 451–480 条，共 480 条" in last.text
