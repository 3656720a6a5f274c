"""问题与做法 on the five reports and on none, one and 143 made-up ones."""

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


def test_the_problem_most_bodies_name_is_the_title(open_page: OpenPage) -> None:
    shown = open_page("narrative")
    assert "5家中5家把预算编制与执行列为问题" in shown.text
    assert "先在上面选本单位" in shown.text
    assert "存在问题 17 条" in shown.text


def test_what_others_do_stands_beside_the_own_words(open_page: OpenPage) -> None:
    shown = open_page("narrative", own="440600")
    assert "佛山写为问题的，别家怎么做" in shown.text
    assert "按“预算执行率”高的在前" in shown.text
    own = shown.text.index("预算编制有待更严格执行")
    assert own < shown.text.index("从而提高绩效评价工作效率")
    assert "预算执行率 71.7%" in shown.text
    other = open_page("narrative", own="440600", metric="self_score")
    assert "自评总分" in other.text or "自评得分" in other.text


def test_counts_lead_to_sentences_and_sentences_to_their_place(open_page: OpenPage) -> None:
    shown = open_page("narrative", section="存在问题", theme="staffing")
    assert "第 1–3 条，共 3 条" in shown.text
    assert "由于人员缺乏，制约对外交流发展" in shown.text
    assert any(link.startswith("/source?") and "span=" in link for link in shown.links)
    only = open_page("narrative", theme="staffing", who="440800-2022")
    assert "第 1–2 条，共 2 条" in only.text
    assert any("theme=staffing" in link and "who=440800-2022" in link for link in shown.links)
    everything = open_page("narrative", section="all")
    assert "共 62 条" in everything.text
    strange = open_page("narrative", section="<b>", theme="x", page="-1")
    assert "共 17 条" in strange.text


def test_the_span_of_a_sentence_is_marked_in_the_source(open_page: OpenPage) -> None:
    shown = open_page("source", report="440600-2020", own="440600", span="100-120")
    assert 'data-cited="100-120"' in shown.html
    several = open_page("source", report="440600-2020", own="440600", span="100-120.x.140-150")
    assert 'data-cited="100-120 140-150"' in several.html
    for wrong in ("120-100", "1-99999999", "a-b", "-", "1", "９-１０"):
        assert "data-cited" not in open_page("source", report="440600-2020", own="440600", span=wrong).html


def test_little_data(open_page: OpenPage, folder: Path) -> None:
    assert "make build" in open_page("narrative").text
    fill(folder, ids=())
    assert "kexie add" in open_page("narrative").text
    fill(folder, ids=("440117-2021",))
    assert "没有报告写存在问题" in open_page("narrative").text


def test_143_bodies(open_page: OpenPage) -> None:
    shown = open_page("narrative", own="440600")
    assert "没有显示出来" not in shown.text
    assert "108家中" in shown.text
    assert "第 1–20 条，共 216 条" in shown.text
