"""单位画像: every metric is told once, by topic, with a figure or a word for what is missing."""

from __future__ import annotations

from tests.pages.conftest import OpenPage


def test_a_portrait_tells_metrics_by_topic(open_page: OpenPage) -> None:
    shown = open_page("body", own="440300")
    assert "预算执行：21 个指标，19 个有数值" in shown.text
    assert "人员：5 个指标，5 个有数值" in shown.text
    row = shown.row("执行率（不含冻结资金）", "94.0%")
    assert "●" in row
    assert "– 未载明" in shown.row("披露项", "年初预算")


def test_what_a_project_report_is_not_asked_is_not_applicable(open_page: OpenPage) -> None:
    assert "人员：不适用" in open_page("body", own="440800").text


def test_a_difference_is_printed_as_a_difference(open_page: OpenPage) -> None:
    row = next(
        link for link in open_page("compare", metric="execution_gap", body="440300").links if "value=" in link
    )
    shown = open_page("evidence", value=row.split("value=")[1].split("&")[0])
    assert "自报 93.99% － " in shown.text
    assert "+22.3 百分点" in shown.text
