"""总览: sentences whose every figure is a link, who reported, gravest findings, changes; 143 bodies."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from kexie_dash.pages.frame import asset
from kexie_dash.queries.gravest import gravest
from kexie_dash.queries.reported import reported
from kexie_dash.queries.standouts import standouts
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests import many_bodies
from tests.pages.conftest import OpenPage
from tests.pages.golden_store import fill


@pytest.fixture
def folder(request: pytest.FixtureRequest, golden_folder: Path, built: Paths, tmp_path: Path) -> Path:
    if "findings" in request.node.name:
        return built.data
    if "143" in request.node.name:
        many_bodies.fill(tmp_path, 143)
        return tmp_path
    return tmp_path if "since" in request.node.name else golden_folder


def test_every_figure_of_a_sentence_is_a_link(open_page: OpenPage) -> None:
    page = open_page("overview").html
    points = page.split('<ul class="kx-points">')[1].split("</ul>")[0]
    sentences = re.findall(r"<li>(.*?)</li>", points, re.DOTALL)
    assert len(sentences) >= 5
    for sentence in sentences:
        outside = re.sub(r"<a .*?</a>", "", sentence)
        assert not re.search(r"\d", outside), outside


def test_a_sentence_says_why_from_values_of_the_same_report(open_page: OpenPage) -> None:
    text = open_page("overview").text
    assert "自报与 支出率（按到位资金） 100.0% 相符，分母不同" in text
    assert "冻结资金占比 23.7% ，可能与此有关" in text
    assert "换用词典里的其他分母也得不出自报数" in text


def test_sentences_stay_inside_a_group(golden_folder: Path) -> None:
    for one in standouts(Database(golden_folder)):
        assert len({(v.year, v.kind, v.level) for v in one.values}) == 1


def test_who_reported_when_and_how_much_of_it_is_stated(open_page: OpenPage, golden_folder: Path) -> None:
    shown = open_page("overview")
    view = Database(golden_folder).view()
    for (_, year), (cell,) in reported(view).cells.items():
        values = view.values(metric="disclosure", report=cell.report.id)
        given = sum(v.value == 1 for v in values)
        asked = sum(v.status == "stated" for v in values)
        assert (cell.stated, cell.asked) == (given, asked)
        assert f"● {given}／{asked}" in shown.text
        assert cell.report.year == year
    assert shown.text.count("□") >= 5 * 3 - 5


def test_the_gravest_findings_have_both_figures_as_links(open_page: OpenPage) -> None:
    page = open_page("overview").html
    part = page.split("kx-gravest")[1].split("</ul>")[0]
    entries = part.split('class="kx-grav"')[1:]
    assert 4 <= len(entries) <= 6
    for entry in entries:
        assert "side=1" in entry
        assert len(re.findall(r'class="kx-figure"', entry)) == 2
    assert "▲✕ 矛盾" in re.sub(r"<[^>]+>", "", entries[0])


def test_what_changed_since_the_last_build(open_page: OpenPage, folder: Path) -> None:
    fill(folder, ids=("440117-2021", "440600-2020"))
    assert "没有可以比较的上一次生成" in open_page("overview").text
    fill(folder)
    text = open_page("overview").text
    assert "第 1 次 → 第 2 次" in text
    assert "新增报告 3：" in text


def test_143_bodies_stay_readable(open_page: OpenPage) -> None:
    shown = open_page("overview")
    assert "没有显示出来" not in shown.text
    assert "kx-tall" in shown.html.replace(asset("portrait.css"), "")
    assert "143 个单位" in shown.text
    sentences = shown.html.split('<ul class="kx-points">')[1].split("</ul>")[0].count("<li>")
    assert sentences <= 7


def test_a_year_is_heeded_everywhere(open_page: OpenPage, golden_folder: Path) -> None:
    view = Database(golden_folder).view()
    year = max(value.year for value in view.values(metric="execution_rate"))
    shown = open_page("overview", year=str(year))
    others = {stored.report.year for stored in view.reports()} - {year}
    heads = re.findall(r'<th scope="col"[^>]*>(\d{4})</th>', shown.html)
    assert heads == [str(year)]
    assert all(not re.search(rf'class="kx-year">{other}\b', shown.html) for other in others)
    assert {one.values[0].year for one in standouts(view, [year])} == {year}
    assert standouts(view, [year]) != standouts(view)


def test_the_own_body_comes_first(open_page: OpenPage, golden_folder: Path) -> None:
    view = Database(golden_folder).view()
    own = max(body for body in (stored.report.body_code for stored in view.reports()))
    shown = open_page("overview", own=own)
    for table in re.findall(r'<div class="kx-matrix[^"]*">.*?<tbody>(.*?)</tbody>', shown.html, re.DOTALL):
        rows = table.split("<tr>")[1:]
        mine = [place for place, row in enumerate(rows) if ">本单位</span>" in row]
        assert mine == list(range(len(mine))), table
        assert mine
    about = [any(value.body_code == own for value in one.values) for one in standouts(view, own=own)]
    assert about == sorted(about, reverse=True)
    assert any(about)


def test_the_gravest_findings_of_the_own_body_come_first(built: Paths) -> None:
    view = Database(built.database).view()
    own = gravest(view).shown[-1].report.body_code
    assert gravest(view).shown[0].report.body_code != own
    assert gravest(view, own=own).shown[0].report.body_code == own
    assert len(gravest(view, own=own).shown) == len(gravest(view).shown)


def test_143_bodies_are_sent_one_topic_at_a_time(open_page: OpenPage) -> None:
    shown = open_page("overview")
    ways = [href for href in shown.links if "topic=" in href]
    assert len(ways) == 10
    assert '<details class="kx-entry"' not in shown.html
    assert len(shown.html) < 1_500_000
    opened = open_page("overview", topic=parse_qs(urlparse(ways[0]).query)["topic"][0])
    assert opened.html.count('<details class="kx-entry" open=""') == 1
    assert len([href for href in opened.links if "topic=" in href]) == 9


def test_a_topic_nobody_knows_is_no_topic(open_page: OpenPage) -> None:
    assert 'open=""' not in open_page("overview", topic="<b>无</b>").html
