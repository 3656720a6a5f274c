"""One short made-up report a kind of check: what contradicts, what is a question, what holds."""

from __future__ import annotations

import pytest

from kexie_dash.model.finding import Finding
from tests.checking.checked import made_up

HEAD = "某市科学技术协会2021年度部门整体支出绩效自评报告\n\n一、基本情况\n\n"


def verdicts(found: tuple[Finding, ...], check: str) -> list[str]:
    return [f.verdict for f in found if f.check == check]


TABLE = """
单位：元
项目	年初预算数	调整预算数	决算数
基本支出	300000.00	310000.00	305000.00
科普项目	100000.00	120000.00	{spent}
学会项目	50000.00	50000.00	42000.00
合计	450000.00	480000.00	{total}
"""


@pytest.mark.parametrize(
    ("spent", "total", "verdict"),
    [
        ("118000.00", "465000.00", "holds"),
        ("118000.00", "466000.00", "contradicts"),
        ("117000.00", "465000.00", "contradicts"),
    ],
)
def test_a_table_adds_up_or_not(spent: str, total: str, verdict: str) -> None:
    found = made_up(HEAD + TABLE.format(spent=spent, total=total))
    executed = [f for f in found if f.check == "column_sum" and "决算" in f.message]
    assert [f.verdict for f in executed] == [verdict]
    assert verdicts(found, "column_sum").count("holds") == (3 if verdict == "holds" else 2)


def test_rows_inside_rows_are_not_added_twice() -> None:
    table = """
单位：万元
项目	年初预算	决算
一、基本支出	100.00	98.00
二、项目支出	60.00	55.00
1.科普活动	40.00	36.00
2.学会工作	20.00	19.00
合计	160.00	153.00
"""
    assert "contradicts" not in {f.verdict for f in made_up(HEAD + table) if f.check == "column_sum"}


@pytest.mark.parametrize(
    ("rate", "verdict"),
    [
        ("96.46%", "holds"),  # 96.456 rounded
        ("96.45%", "holds"),  # 96.456 cut off
        ("95.46%", "contradicts"),
        ("98.92%", "holds"),  # of the initial budget
    ],
)
def test_a_rate_against_every_denominator(rate: str, verdict: str) -> None:
    text = f"2021年部门整体支出年初预算465.03万元，调整预算476.90万元，实际支出460.00万元，预算执行率{rate}。"
    assert verdicts(made_up(HEAD + text), "rate") == [verdict]


def test_a_rate_without_its_figures_is_a_question_that_names_them() -> None:
    (one,) = [f for f in made_up(HEAD + "2021年部门整体支出预算执行率为95%。") if f.check == "rate"]
    assert one.verdict == "undecided"
    assert one.wanting is not None
    assert "执行数" in one.wanting


def test_figures_without_decimals_leave_room_for_rounding() -> None:
    text = "2021年部门整体支出年初预算153万元，实际支出100万元，预算执行率{rate}。"
    assert verdicts(made_up(HEAD + text.format(rate="65.36%")), "rate") == ["holds"]
    assert verdicts(made_up(HEAD + text.format(rate="65.50%")), "rate") == ["undecided"]
    assert verdicts(made_up(HEAD + text.format(rate="75.36%")), "rate") == ["contradicts"]


def test_of_which() -> None:
    text = (
        "全年支出{whole}万元，其中：基本支出60.50万元（人员经费50.00万元、公用经费10.50万元），"
        "项目支出39.50万元。"
    )
    assert verdicts(made_up(HEAD + text.format(whole="100.00")), "of_which")[0] == "holds"
    assert "contradicts" in verdicts(made_up(HEAD + text.format(whole="101.00")), "of_which")


SCORES = """
二、自评结果

2021年部门整体支出绩效自评得分为{total}分，绩效等级为“{grade}”（90分（含）以上为优，80（含）-90分为良，60（含）-80分为中，60分以下为差）。

（一）预算编制情况

该指标分值{mark}分，自评得分{score}分。

（二）过程管理情况

该指标分值40分，自评得分38分。

（三）履职效果情况

该指标分值30分，自评得分27分。
"""


@pytest.mark.parametrize(
    ("total", "grade", "mark", "score", "wrong"),
    [
        ("93", "优", "30", "28", set()),
        ("94", "优", "30", "28", {"total_score"}),
        ("93", "优", "35", "28", {"full_mark_total"}),
        ("96", "优", "30", "31", {"score_within"}),
        ("93", "良", "30", "28", {"grade"}),
        ("93", "优秀", "30", "28", set()),
    ],
)
def test_scores_marks_and_grade(total: str, grade: str, mark: str, score: str, wrong: set[str]) -> None:
    found = made_up(HEAD + SCORES.format(total=total, grade=grade, mark=mark, score=score))
    assert {f.check for f in found if f.verdict == "contradicts"} == wrong
    if not wrong:
        assert {"total_score", "full_mark_total", "grade"} <= {f.check for f in found if f.verdict == "holds"}


def test_a_grade_without_bands_is_a_question() -> None:
    text = HEAD + "2021年部门整体支出绩效自评得分为93分，绩效等级为“优”。"
    (one,) = [f for f in made_up(text) if f.check == "grade"]
    assert one.verdict == "undecided"
    assert "等级划分" in str(one.wanting)


@pytest.mark.parametrize(
    ("body", "verdict"), [("得4.25分", "holds"), ("得4.35分", "contradicts"), ("得4.2分", "holds")]
)
def test_a_worked_formula(body: str, verdict: str) -> None:
    text = f"项目完成及时性：指标得分=按期完成项目数/计划完成项目数×5=17/20×5={body[1:]}。"
    assert verdicts(made_up(HEAD + text), "formula") == [verdict]


def test_bands_of_the_report_are_applied_to_its_own_rate() -> None:
    text = (
        "公用经费控制情况。2021年公用经费调整预算10.00万元，决算{spent}万元，公用经费控制率={rate}，"
        "根据评分规则：（1）公用经费控制率<90%的，得3分；（2）90%≤公用经费控制率≤100%的，得2分；"
        "（3）公用经费控制率>100%的，得0分。该指标满分3分，评价得分{score}分。"
    )
    assert verdicts(made_up(HEAD + text.format(spent="8.50", rate="85%", score="3")), "rubric_bands") == [
        "holds"
    ]
    wrong = verdicts(made_up(HEAD + text.format(spent="9.50", rate="95%", score="3")), "rubric_bands")
    assert wrong == ["contradicts"]


TARGETS = """
绩效指标	一级指标	二级指标	三级指标	预期指标值	实际完成指标值
	产出指标	数量指标	举办讲座场次	≥20场	{lectures}
			投诉次数	≤1次	{complaints}
		质量指标	会议开展情况	顺利开展	{meeting}
	效益指标	社会效益指标	受众人数	2000人	{people}
"""


def test_targets_in_figures_and_words() -> None:
    good = {"lectures": "22场", "complaints": "0次", "meeting": "顺利开展", "people": "2600人"}
    bad = {"lectures": "12场", "complaints": "3次", "meeting": "未开展", "people": "262万人"}
    met, missed = (made_up(HEAD + TARGETS.format(**cells)) for cells in (good, bad))
    assert set(verdicts(met, "target_met")) == {"holds"}
    assert verdicts(missed, "target_met").count("undecided") == 3
    assert verdicts(missed, "target_far") == ["undecided"]
    claimed = made_up(HEAD + "年初工作目标任务全部完成。\n" + TARGETS.format(**(good | {"lectures": "12场"})))
    assert verdicts(claimed, "all_done") == ["contradicts"]


def test_parts_complements_and_quotas() -> None:
    text = (
        "共安排项目20个，其中15个项目按期完成，{late}个项目未按期完成。"
        "申请专利30项，其中已获授权{granted}项。"
    )
    good = made_up(HEAD + text.format(late=5, granted=12))
    bad = made_up(HEAD + text.format(late=6, granted=32))
    assert "contradicts" not in {f.verdict for f in good}
    assert {"of_which", "part_of"} <= {f.check for f in bad if f.verdict == "contradicts"}


def test_bounds_and_different_coverages_never_contradict() -> None:
    text = (
        "全市科协系统开展科普活动120多场次，线下惠及市民近10万人次，线上惠及市民30万人次，"
        "共有超过45万人次接受科普教育。市科协本级开展科普活动30场次。"
    )
    found = made_up(HEAD + text)
    assert "contradicts" not in {f.verdict for f in found}
    assert verdicts(found, "audience_sum") == ["undecided"]


def test_audience_above_residents_and_above_a_limit() -> None:
    text = "全市举办科普日活动100场，受益群众900万人次。按照疫情防控要求，每场次活动人次需要控制在50人以下。"
    found = made_up(HEAD + text, population=4_000_000)
    assert verdicts(found, "beyond_residents") == ["undecided"]
    assert verdicts(found, "per_activity") == ["undecided"]
    assert verdicts(made_up(HEAD + text), "beyond_residents") == []


def test_an_empty_report_has_nothing_to_check() -> None:
    assert made_up("本报告没有数字。") == ()
