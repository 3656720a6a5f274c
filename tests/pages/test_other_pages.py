"""总览, 单位画像 and 指标词典 on the five reports."""

from __future__ import annotations

import re
from pathlib import Path

from kexie_dash.model.state import STATE_SIGN
from kexie_dash.store.database import Database
from tests.pages.conftest import OpenPage


def test_the_overview_shows_who_has_reported_and_what_stands_out(open_page: OpenPage) -> None:
    shown = open_page("overview")
    assert "5 份报告，5 个单位，2020—2022 年" in shown.text
    assert "湛江 2022 年自报支出率 100.0% ，按同一把尺子是 65.4% ，相差 +34.6 百分点" in shown.text
    assert "深圳 2020 年自报预算执行率（不含冻结资金） 94.0%" in shown.text
    assert "佛山 2020 年 预算执行率 101.6% ，支出大于预算：执行 3,552.2万元" in shown.text


def test_the_four_headline_measures_have_a_panel_a_coverage(open_page: OpenPage) -> None:
    charts = open_page("overview").charts
    told = " ".join(charts)
    for figure in ("71.7%", "101.6%", "65.4%", "66.8%", "96.51分", "≥5,903场次", "≥5,100万人次"):
        assert figure in told
    system = next(alt for alt in charts if "全市系统活动场次" in alt)
    for silent in ("佛山", "湛江", "从化"):
        assert f"{silent} " in system
    assert "未载明" in system


BODIES = (("440300", "深圳"), ("440600", "佛山"), ("440117", "从化"), ("440800", "湛江"), ("440700", "江门"))


def test_every_metric_of_every_report_leads_on_or_says_why_not(
    open_page: OpenPage, golden_folder: Path
) -> None:
    page = open_page("overview").html
    topics: dict[str, list[str]] = {}
    for metric in Database(golden_folder).view().metrics():
        topics.setdefault(metric.topic, []).append(metric.label)
    for topic, labels in topics.items():
        start = page.index(f"{topic}（{len(labels)} 个指标）</summary>")
        opened = page[start : page.index("</details>", start)]
        assert re.findall(r'<th scope="col">([^<]+)</th>', opened) == ["单位", *labels]
        rows = re.findall(r'<tr><th scope="row".*?</tr>', opened)
        assert len(rows) == len(BODIES)
        for row in rows:
            cells = re.findall(r"<td.*?</td>", row)
            assert len(cells) == len(labels)
            assert all("href=" in cell or "aria-label=" in cell for cell in cells)
            assert all(any(f">{sign}<" in cell for sign in STATE_SIGN.values()) for cell in cells)


def test_a_topic_counts_the_metrics_that_have_a_figure(open_page: OpenPage, golden_folder: Path) -> None:
    page = open_page("overview").html
    start = page.index(">按主题看：有数值的指标</caption>")
    table = page[start : page.index("</table>", start)]
    view = Database(golden_folder).view()
    topic_of = {metric.id: metric.topic for metric in view.metrics()}
    for stored in view.reports():
        report = stored.report
        given: dict[str, set[str]] = {topic: set() for topic in topic_of.values()}
        for value in view.values(report=report.id):
            if value.value is not None or value.text is not None:
                given[topic_of[value.metric]].add(value.metric)
        row = next(r for r in re.findall(r"<tr>.*?</tr>", table) if f'title="{report.body}"' in r)
        said = re.findall(r"<td.*?>(?:(\d+)／\d+|／ 不适用)<", row)
        assert [int(number or 0) for number in said] == [len(ids) for ids in given.values()]


def test_the_items_each_report_should_state_are_signs_with_their_sentence(open_page: OpenPage) -> None:
    page = open_page("overview").html
    start = page.index(">各报告写明了什么</caption>")
    table = page[start : page.index("</table>", start)]
    items = re.findall(r'<th scope="col">([^<]+)</th>', table)[1:]
    signs = {}
    for row in re.findall(r'<tr><th scope="row".*?</tr>', table):
        body = re.search(r'title="[^"]+">([^<]+)<', row)
        assert body
        found = [re.search(r">([^<>]+)</(?:a|span)></td>", cell) for cell in re.findall(r"<td.*?</td>", row)]
        signs[body[1]] = dict(zip(items, (one[1] if one else None for one in found), strict=True))
    assert [signs[name]["满意度"] for _, name in BODIES] == ["●", "–", "–", "–", "–"]
    assert [signs[name]["到位资金"] for _, name in BODIES] == ["／", "／", "／", "●", "–"]
    assert [signs[name]["年初预算"] for _, name in BODIES] == ["–", "●", "●", "●", "●"]


def test_a_portrait_tells_money_score_activities_and_peers(open_page: OpenPage) -> None:
    shown = open_page("body", own="440300")
    for words in (
        "深圳市科学技术协会(本级)",
        "71.7%",
        "96.51分",
        "81.2%",
        "≥5,903",
        "≥5,100万",
        "+22.3 百分点",
    ):
        assert words in shown.text
    assert any("深圳2020年部门整体" in alt or "深圳 2020年" in alt for alt in shown.charts)
    told = " ".join(shown.charts)
    assert "佛山 2020年 101.6%" in told
    assert "湛江 2022年 65.4%" not in told


def test_a_project_report_says_what_does_not_apply(open_page: OpenPage) -> None:
    shown = open_page("body", own="440800")
    assert "不适用" in shown.text
    assert "科普专项经费" in shown.text


def test_the_portrait_changes_with_the_body_chosen(open_page: OpenPage) -> None:
    assert "71.7%" in open_page("body", own="440300").text
    assert "101.6%" in open_page("body", own="440600").text


def test_the_dictionary_lists_every_metric(open_page: OpenPage, golden_folder: Path) -> None:
    shown = open_page("dictionary")
    for metric in Database(golden_folder).view().metrics():
        assert metric.label in shown.text
        assert metric.id in shown.text
        for line in metric.thresholds:
            assert line.source in shown.text
        assert all(example in shown.text.replace("&lt;", "<") for example in metric.examples)


def test_the_dictionary_is_searched_from_the_address(open_page: OpenPage) -> None:
    shown = open_page("dictionary", q="满意度")
    assert "含“满意度”的有" in shown.text
    assert "报告写明的公众或服务对象满意度" in shown.text
    assert "全年执行数占调整预算数的比重" not in shown.text
    shown.test.text_input(key="dictionary-search").set_value("编外 控制率").run()
    assert shown.test.query_params["q"] == "编外 控制率"
    assert "编外人数占在编与编外合计的比重" in shown.text
    shown.test.text_input(key="dictionary-search").set_value("没有这样的词").run()
    assert "没有相符的指标" in shown.text


def test_the_id_of_a_metric_shows_it_alone(open_page: OpenPage) -> None:
    shown = open_page("dictionary", q="audience")
    assert "只列出“受众人次”" in shown.text
    assert "audience" not in str(shown.test.text_input(key="dictionary-search").value)
    assert "受众区间" not in shown.text
    assert any(
        link.startswith("/dictionary?") and "q=grade" in link
        for link in open_page("compare", metric="grade").links
    )


def test_a_variant_leads_to_its_entry(open_page: OpenPage) -> None:
    shown = open_page("dictionary")
    assert "/dictionary?q=target_completion_all" in shown.links
