"""单位画像: every metric with value, peers and lines; money, scores, targets, words; figures as elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kexie_dash.cli import main
from kexie_dash.model.state import is_disclosure
from kexie_dash.pages.frame import asset
from kexie_dash.store.database import Database
from tests.pages.conftest import OpenPage

REPORTS = ("440300-2020", "440600-2020", "440117-2021", "440800-2022", "440700-2022")


@pytest.mark.parametrize("report", REPORTS)
def test_every_figure_stands_on_the_page_and_leads_to_its_sentence(
    open_page: OpenPage, golden_folder: Path, report: str
) -> None:
    shown = open_page("body", own=report[:6], report=report)
    assert "没有显示出来" not in shown.text
    view = Database(golden_folder).view()
    led_to = {link.split("value=")[1].split("&")[0] for link in shown.links if "value=" in link}
    for value in view.values(report=report):
        # One item of a score tree may be said under two names; test_portrait_answers looks at the tree.
        told = value.metric != "score_rate" and not (is_disclosure(value) and value.value == 0)
        if value.has_figure and told:
            assert value.id in led_to, (value.metric, value.by)
    for metric in view.metrics():
        if metric.id not in ("score_rate", "disclosure"):
            assert metric.label in shown.text


def test_figures_are_those_of_the_command_line(
    open_page: OpenPage, golden_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["compare", "execution_rate", "--data", str(golden_folder), "--format", "json"]
    assert main(asked) == 0
    for one in json.loads(capsys.readouterr().out)["values"]:
        row = open_page("body", own=one["body_code"]).row(
            "预算执行率", "%", "目标 95%", f"{one['value']:.1%}"
        )
        assert ("目标 95% ✓ 合要求" in " ".join(row.split())) == (one["value"] >= 0.95)


def test_a_row_has_its_peers_lines_basis_and_findings(open_page: OpenPage) -> None:
    shown = open_page("body", own="440300")
    row = " ".join(shown.row("执行率（只按调整预算）", "71.7%").split())
    assert "101.6% （另 1 家）" in row
    assert "目标 95% ✕ 不合要求" in row
    assert "按调整预算" in row
    assert "2.31" not in row
    assert "同组无可比" in shown.row("冻结资金占比", "23.7%")
    assert "– 未载明：" in shown.text


def test_what_a_project_report_is_not_asked_is_not_applicable(open_page: OpenPage) -> None:
    text = open_page("body", own="440800").text
    assert "编制数" in text.split("／ 不适用：")[-1]


def test_the_unmet_targets_come_first_and_words_are_listed(open_page: OpenPage) -> None:
    shown = open_page("body", own="440300")
    assert "12 项未达到" in shown.text
    start = shown.text.index("✕ 未达到 ")
    assert start < shown.text.index("≫ 远超目标（10 倍以上）") < shown.text.index("只用文字的目标")
    assert "1,413 倍" in shown.row("受众人数", "2000", "282.68")


def test_problems_and_measures_are_the_bodys_own_words(open_page: OpenPage) -> None:
    # The store of goldens keeps no narrative: what is not there is said to be not there.
    assert "存在问题：报告没有写明" in open_page("body", own="440117").text


def test_paper_says_which_report_which_build_which_day(open_page: OpenPage) -> None:
    shown = open_page("body", own="440117")
    line = shown.html.split('class="kx-paper">')[1].split("<")[0]
    assert "440117-2021" in line
    assert "第 1 次生成" in line
    assert "size: A4 portrait" in asset("print.css")
