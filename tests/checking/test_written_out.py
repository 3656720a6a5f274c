"""Sums, products, changes and forms a report writes out: kept, broken by one figure, and near misses."""

from __future__ import annotations

import pytest

from tests.checking.checked import made_up
from tests.checking.test_made_up_reports import HEAD, verdicts

#: Check, sentence, the figure that is right, the figure that is planted, what the plant must be called.
SENTENCES = [
    ("stated_change", "“三公”经费3.25万元，比上年减少0.75万元，下降{}%。", "18.75", "17.85", "contradicts"),
    ("stated_change", "接待观众62万人次，较上年增加12万人次，增长{}%。", "24", "42", "contradicts"),
    ("stated_change", "户均收入由3.2万元提高到4.0万元，增长{}%。", "25", "52", "contradicts"),
    ("stated_change", "入会率由2020年41.5%提升至46.25%，提高{}个百分点。", "4.75", "4.57", "contradicts"),
    ("stated_change", "覆盖面达12.4%，比2020年的9.1%提高{}个百分点。", "3.3", "3.8", "contradicts"),
    ("stated_change", "会议费支出1.44万元，比年初预算1.80万元节约{}%。", "20", "25", "contradicts"),
    ("stated_change", "上年结转50万元，本年结转40万元，结转变动率为-{}%。", "20", "25", "contradicts"),
    ("behind_schedule", "前三季度支出进度61.2%，低于序时进度{}个百分点。", "13.8", "18.3", "contradicts"),
    ("list_sum", "省级下达70万元，县级配套15万元，共计{}万元。", "85", "88", "contradicts"),
    ("list_sum", "依次培训41人、62人、83人，合计{}人。", "186", "168", "contradicts"),
    ("list_sum", "举办讲座{}场（线上12场、线下30场）。", "42", "44", "contradicts"),
    ("list_sum", "获奖{}项（国家级2项、省级9项）。", "11", "10", "contradicts"),
    ("each_amount", "发放示范基地奖补{}万元（5个，每个4万元）。", "20", "22", "contradicts"),
    ("each_amount", "资助学生120名，按每名500元发放助学金{}万元。", "6", "5", "undecided"),
    (
        "adjusted_sum",
        "年初预算1.2亿元，追加650万元，收回150万元，调整后预算{}亿元。", "1.25", "1.52", "contradicts",
    ),
    ("score_left", "该指标满分8分，因未及时公开扣1.5分，得{}分。", "6.5", "5.6", "contradicts"),
    (
        "adjustment_rate",
        "部门整体支出年初预算200.00万元，调整预算231.00万元。预算调整率{}%。", "15.5", "15.8", "contradicts",
    ),
    (
        "quarter_sum",
        "部门整体全年执行数400.00万元。一季度支出60.5万元，二季度支出99.5万元，三季度支出{}万元，四季度支出140万元。",
        "100", "110", "contradicts",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "sentence", "right", "planted", "verdict"), SENTENCES)
def test_a_figure_that_follows_from_its_sentence(
    check: str, sentence: str, right: str, planted: str, verdict: str
) -> None:
    assert verdicts(made_up(HEAD + sentence.format(right)), check) == ["holds"]
    assert verdicts(made_up(HEAD + sentence.format(planted)), check) == [verdict]


@pytest.mark.parametrize(
    "sentence",
    [
        "年初预算100万元，支出80万元，三年共计500万元。",
        "获奖17项（国家级2项、省级4项）。",
        "接待观众62万人次，比上年有所增加，满意度提高24个百分点。",
        "举办讲座40多场（线上12场、线下30场）。",
        "全年开展活动12场，参加500人，共计发放资料300份。",
        "每场补助5万元，全年补助48万元。",
        "从3月到5月，下降12%。",
    ],
)
def test_what_only_looks_like_a_sum_is_let_be(sentence: str) -> None:
    found = made_up(HEAD + sentence)
    assert [f.message for f in found if f.verdict == "contradicts"] == []


ROWS = """
| 项目 | 年初 | 调整 | 调整后 | 支出 | 执行率 |
| 甲 | 120.00 | 15.00 | 135.00 | 121.50 | 90.00% |
| 乙 | 80.00 | 4.00 | {after} | 79.80 | 95.00% |
| 丙 | 64.00 | -4.00 | 60.00 | 57.30 | {rate} |
| 丁 | 30.00 | 2.00 | 32.00 | 24.64 | 77.00% |
| 戊 | 45.00 | 5.00 | 50.00 | 48.60 | 97.20% |
"""


def test_the_one_row_that_breaks_what_the_others_keep() -> None:
    def contradicted(after: str = "84.00", rate: str = "95.50%") -> list[str]:
        found = made_up(HEAD + ROWS.format(after=after, rate=rate))
        return [f.message for f in found if f.check == "row_relation" and f.verdict == "contradicts"]

    assert contradicted() == []
    assert any("80.00＋4.00应为84" in message for message in contradicted(after="85.00"))
    assert contradicted(rate="59.50%") == [
        "57.30÷60.00应为95.5%，表中写为59.50%（第9行）；同表其余4行均相符，请核对。"
    ]


def test_rates_capped_at_their_target_break_nothing() -> None:
    table = """
指标	目标	实际	完成率
甲	40	46	115.00%
乙	50	45	90.00%
丙	80	60	75.00%
丁	20	26	130.00%
成本	≤50	38	100.00%
"""
    assert [f for f in made_up(HEAD + table) if f.verdict == "contradicts"] == []


FORM = """
自评表
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
产出指标	数量指标	培训人数	≥200人	231人	20	20
		讲座场次	≥30场	33场	20	{score}
	质量指标	合格率	≥95%	96%	{mark}	10
效益指标	社会效益	受益人数	5000人	5300人	30	28
满意度指标	满意度	满意度	≥90%	95%	20	20
总分					100	{total}
"""


@pytest.mark.parametrize(
    ("score", "mark", "total", "wrong"),
    [
        ("19", "10", "97", set()),
        ("18", "10", "97", {"total_score"}),
        ("19", "10", "96", {"total_score"}),
        ("19", "15", "97", {"full_mark_total"}),
    ],
)
def test_a_form_adds_up(score: str, mark: str, total: str, wrong: set[str]) -> None:
    found = made_up(HEAD + FORM.format(score=score, mark=mark, total=total))
    assert {f.check for f in found if f.verdict == "contradicts"} == wrong


GROUP = """
单位：万元
项目	年初预算	调整预算	决算
一、基本支出	100.00	110.00	108.00
二、项目支出	60.00	62.00	55.00
科普活动	40.00	41.00	{spent}
学会工作	20.00	21.00	19.00
合计	160.00	172.00	163.00
"""


def test_rows_that_make_up_a_row_do_so_in_every_column() -> None:
    def found(spent: str) -> list[str]:
        made = made_up(HEAD + GROUP.format(spent=spent))
        return [f.message for f in made if f.verdict == "contradicts"]

    assert found("36.00") == []
    assert len(found("39.00")) == 1
    assert "项目支出" in found("39.00")[0]


def test_scores_of_one_sentence_make_up_its_total() -> None:
    text = (
        "2021年自评总分{}分，其中：决策类得分18分（满分20分），管理类得分29分（满分30分），"
        "效益类得分47分（满分50分）。"
    )
    assert "contradicts" not in verdicts(made_up(HEAD + text.format("94")), "total_score")
    assert "contradicts" in verdicts(made_up(HEAD + text.format("96")), "total_score")
