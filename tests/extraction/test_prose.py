"""Statements of prose, on sentences that stand in no report of the project."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kexie_dash.extraction import extract
from kexie_dash.model.observation import Extraction, Observation
from kexie_dash.model.report import Document, ReportKind


def read(text: str, kind: ReportKind = "department", year: int = 2023) -> Extraction:
    return extract(Document(text), report="made-up", year=year, kind=kind)


def only(text: str, kind: ReportKind = "department") -> Observation:
    found = read(text, kind).observations
    assert len(found) == 1, found
    return found[0]


def test_evidence_is_exact_over_line_breaks() -> None:
    text = "2023年本部门年初预算安排 1,2\n34.50 万\n元，由市财政拨付。"
    for observation in read(text).observations:
        e = observation.evidence
        assert text[e.start : e.end] == e.quote


@pytest.mark.parametrize(
    ("sentence", "stage", "subject", "value"),
    [
        ("2023年部门整体支出年初预算为312.6万元。", "initial", "部门整体", "3126000"),
        ("全年预算数为88.5万元。", "adjusted", "部门整体", "885000"),
        ("调整预算数7200元。", "adjusted", "部门整体", "7200"),
        ("人员经费支出45.2万元。", "executed", "人员经费", "452000"),
        ("“三公”经费决算数为1.2万元。", "executed", "三公经费", "12000"),
        ("冻结资金30万元。", "frozen", "部门整体", "300000"),
        ("财政资金到位260万元。", "received", "部门整体", "2600000"),
    ],
)
def test_budget_stage_and_subject(sentence: str, stage: str, subject: str, value: str) -> None:
    o = only(sentence)
    assert (o.family, o.stage, o.subject, o.value) == ("budget", stage, subject, Decimal(value))


def test_numbered_items_of_a_project_report_are_its_subprojects() -> None:
    text = "一、项目概况\n\n1、乡村振兴科普行动：面向农民开展活动。2023年预算安排40万元，实际支出36万元。\n"
    assert {o.subject for o in read(text, "project").observations} == {"乡村振兴科普行动"}


def test_money_that_results_from_the_work_is_output() -> None:
    assert only("帮助企业实现新增产值5600万元。").family == "output"


def test_score_with_full_mark_under_its_heading() -> None:
    o = only("（二）预算执行情况\n\n该指标分值 12分，自评得分 10.5分。\n")
    assert (o.family, o.subject, o.full_mark, o.value) == ("score", "预算执行", Decimal(12), Decimal("10.5"))


def test_total_score_and_grade() -> None:
    found = read("经自评，绩效自评得分为91.3分，绩效等级为“优”。").observations
    assert [(o.level, o.value, o.value_text) for o in found] == [
        ("total", Decimal("91.3"), "91.3分"),
        ("total", None, "优"),
    ]


def test_points_and_thresholds_of_a_rule_are_no_statements() -> None:
    text = "满意度≥95%的，得6分；90%≤满意度<95%的，得4分；满意度<80%的，得1分。"
    assert read(text).observations == ()


def test_bands_of_a_grading_scheme_are_no_statements() -> None:
    assert read("等级一般划分为四档：90（含）-100分为优、80（含）-90分为良。").observations == ()


def test_operands_of_a_worked_formula() -> None:
    found = read("项目完成率得分=已完成项目数/计划完成项目数×5=19/20×5=4.75分。").observations
    assert [(o.family, o.value) for o in found] == [
        ("score", Decimal("4.75")),
        ("output", Decimal(19)),
        ("output", Decimal(20)),
    ]


@pytest.mark.parametrize(
    ("sentence", "coverage"),
    [
        ("全市科协系统开展科普活动320余场次。", "system"),
        ("支持所属学会举办培训15场。", "subordinate"),
        ("我会举办科普讲座12场。", "own"),
    ],
)
def test_whose_doing_an_activity_is(sentence: str, coverage: str) -> None:
    o = only(sentence)
    assert (o.family, o.coverage) == ("activity", coverage)


def test_audience_of_an_activity_shares_its_subject_and_category() -> None:
    activity, audience = read("举办“银龄课堂”培训8期，线下参加超过600人次。").observations
    assert (activity.family, audience.family) == ("activity", "audience")
    assert (audience.subject, audience.category) == (activity.subject, "training")
    assert (audience.channel, audience.bound) == ("on_site", "at_least")


def test_a_vague_count_is_a_leftover_or_nothing_but_no_figure() -> None:
    assert read("全年举办数十场学术交流活动。").observations == ()


def test_a_plan_is_a_target_without_a_result() -> None:
    o = only("拟邀请6名专家进校园。")
    assert (o.family, o.target, o.actual, o.value) == ("target", Decimal(6), None, None)


def test_a_year_said_beside_the_figure_is_its_year() -> None:
    assert only("2021年新增会员单位12家。").year == 2021


def test_new_figures_follow_through() -> None:
    template = "全市共举办科普活动{}场次，参与群众超过{}万人次。"
    first = read(template.format(410, 36)).observations
    second = read(template.format(977, 5.2)).observations
    assert [o.value for o in first] == [Decimal(410), Decimal(360000)]
    assert [o.value for o in second] == [Decimal(977), Decimal(52000)]
    assert [o.family for o in first] == [o.family for o in second]


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("青少年活动", "青少年活动"),
        ("其他农村文化推广支出", "其他农村文化推广支出"),
        ("基层宣教经费", "基层宣教经费"),
        ("项目资金支出", "项目整体"),
        ("专项经费使用情况", "项目整体"),
    ],
)
def test_an_amount_of_a_project_is_about_its_numbered_item(heading: str, subject: str) -> None:
    o = only(f"3、{heading}：统筹做好各项保障工作。2023年预算安排47.5万元。", "project")
    assert (o.stage, o.subject, o.value) == ("initial", subject, Decimal(475000))


def test_parts_of_the_year_in_a_list_are_each_figures_own() -> None:
    listed = "一季度、上半年、前三季度执行率分别为9.4%、36.1%、61.8%。"
    found = read(listed + "第四季度支出占全年支出的41.5%，全年执行率90%。").observations
    assert [o.period for o in found] == ["q1", "上半年", "前三季度", "q4", "year"]


@pytest.mark.parametrize(
    ("title", "coverage"), [("清河县科学技术协会", "own"), ("清河市科学技术协会", "subordinate")]
)
def test_the_county_association_is_itself_in_its_own_report(title: str, coverage: str) -> None:
    text = f"{title}2021年绩效自评报告\n\n一、基本情况\n县科协在县电视台开办栏目52期。\n"
    found = read(text).observations
    assert [o.coverage for o in found if o.value == 52] == [coverage]


def test_projects_given_money_are_funded() -> None:
    text = "今年对“数字农业大会”等19个重点学术活动项目给予资助。"
    found = read(text).observations
    assert [(o.value, o.coverage) for o in found] == [(19, "funded")]
