"""同一把尺子 on the five reports, as the program itself built them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_dash.exports.flat import flat_csv, flat_xlsx
from kexie_dash.queries.rubric_tables import indicators_table, totals_table
from kexie_dash.queries.rubrics import (
    dimension_grid,
    inputs_behind,
    known_rubrics,
    scored_indicators,
    scored_reports,
)
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests.pages.conftest import OpenPage


@pytest.fixture
def folder(built: Paths) -> Path:
    return built.data


def test_pictures_say_their_point_with_figures(open_page: OpenPage) -> None:
    shown = open_page("same_ruler", own="440300")
    assert "深圳2020年在“人员管理”上得分率最低，50.0%" in shown.text
    assert "深圳自评96.51分，高于规则允许的最高分95.85分" in shown.text
    assert "深圳2020年部门整体失分3.49分，其中“履职效率”2.38分，占68%" in shown.text
    dimensions, ranges, lost = shown.charts
    assert "佛山：预算编制87.5%，目标设置87.5%" in dimensions
    assert "湛江：预算编制未载明" in dimensions
    assert "湛江按规则1.98至91.65分（满分92），自评 100（另一张表）" in ranges
    assert "满分100分，履职效率失2.38分，人员管理失1分，资金管理失0.11分，余96.51分" in lost


def test_every_indicator_with_rule_inputs_and_gaps(open_page: OpenPage) -> None:
    shown = open_page("same_ruler", own="440300")
    row = shown.row("项目完成及时性", "规则原文")
    assert "4.83" in row
    assert "4.98" in row
    assert "高出规则 0.15 分" in row
    assert "已完成项目数/计划完成项目总数×6分" in row
    assert "440300-2020.txt 第 495 行" in row
    assert "33个" in row
    foshan = open_page("same_ruler", own="440600")
    assert "缺“三公”经费控制率" in foshan.row("公用经费控制率", "规则原文")
    assert "2–5" in foshan.row("公用经费控制率", "规则原文")
    assert any("/evidence" in address and "obs=o" in address for address in foshan.links)


def test_what_is_not_stated_is_said(open_page: OpenPage) -> None:
    shown = open_page("same_ruler", own="440800", rubric="nothing")
    assert "湛江2022年项目没有印出各项分值，看不出失分在哪一类（未载明）" in shown.text
    assert "没有这个能打分的评分体系：nothing" in shown.text
    assert "项目报告不适用这项指标" in shown.row("编外人员控制率", "规则原文")
    assert "只记录结构的评分体系" in shown.text


def test_the_store_gives_back_what_was_built(built: Paths) -> None:
    view = Database(built.database).view()
    able, *others = known_rubrics(view)
    assert able.scores
    assert not any(one.scores for one in others)
    assert all(one.spans for one in able.indicators)
    document = view.document(able.report)
    assert document is not None
    for one in able.indicators:
        assert all(document.text[s.start : s.end] == s.quote for s in one.spans)
    scored = scored_reports(view, able.id)
    assert len({one.group for one in scored}) == 3
    assert [one.report.id for one in scored_reports(view, able.id, years=[2021])] == ["440117-2021"]
    rows = scored_indicators(view, able, "440300-2020")
    table = indicators_table(able, "440300-2020", rows, inputs_behind(view, rows))
    assert len(table.rows) == 21
    text = flat_csv(table, "第 1 次").decode("utf-8-sig")
    assert "33/41" in text
    assert flat_xlsx(totals_table(able, scored), "第 1 次").startswith(b"PK")
    grid = dimension_grid(view, bodies=["440600"])
    assert grid is not None
    assert [reports[0].id for _, reports in grid.bands] == ["440600-2020"]
