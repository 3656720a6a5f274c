"""Copies of the five with one planted error, and copies changed so that everything still fits."""

from __future__ import annotations

from functools import cache

import pytest

from kexie_dash.model.finding import Finding
from tests.checking.checked import altered, checked

SHENZHEN, FOSHAN, CONGHUA, ZHANJIANG, JIANGMEN = (
    "440300-2020", "440600-2020", "440117-2021", "440800-2022", "440700-2022",
)  # fmt: skip

#: Report, passage, what it becomes, one of the checks that must object.
PLANTED = [
    # sums of tables
    (SHENZHEN, "11600507.00\t11600507.00", "11700507.00\t11600507.00", "column_sum"),
    (SHENZHEN, "7752000.00\t7752000.00", "7752000.00\t7742000.00", "column_sum"),
    (SHENZHEN, "3249137.75\t3249137.75", "3249137.75\t3249138.75", "within_row"),
    (SHENZHEN, "83\t63734886.83\t45692420.17", "83\t63734886.83\t45692420.71", "column_sum"),
    (FOSHAN, "人员经费 767.54", "人员经费 757.54", "parts_sum"),
    (FOSHAN, "60.70 71.32 71.32", "60.70 72.32 71.32", "parts_sum"),
    (FOSHAN, "2824.13 2677.80 2733.79", "2824.13 2677.80 2723.79", "repeat_amount"),
    # sums of prose
    (FOSHAN, "部门整体支出3552.18", "部门整体支出3652.18", "of_which"),
    (FOSHAN, "基本支出 818.39 万元", "基本支出 828.39 万元", "of_which"),
    (CONGHUA, "项目支出收入 41.12", "项目支出收入 42.12", "of_which"),
    (JIANGMEN, "支出106.13万元", "支出107.13万元", "of_which"),
    (JIANGMEN, "决算支出58.09万元", "决算支出59.09万元", "of_which"),
    (SHENZHEN, "在职人员12人", "在职人员11人", "of_which"),
    (SHENZHEN, "人员经费7,629,501.10元", "人员经费7,629,501.01元", "of_which"),
    # ratios
    (SHENZHEN, "实际执行数为 1,356,040.00", "实际执行数为 1,365,040.00", "rate"),
    (SHENZHEN, "采购执行率 89.47%", "采购执行率 98.47%", "rate"),
    (SHENZHEN, "33,052.61元", "35,052.61元", "rate"),
    (SHENZHEN, "×100%=81.68%", "×100%=82.68%", "rate"),
    (SHENZHEN, "冻结资金）93.99%", "冻结资金）93.39%", "rate"),
    (SHENZHEN, "已冻结资金 15,120,498.92", "已冻结资金 15,220,498.92", "rate"),
    (SHENZHEN, "58.30%\t", "59.30%\t", "rate"),
    (SHENZHEN, "28,342,529.09", "28,432,529.09", "rate"),
    (CONGHUA, "85.4%", "84.5%", "share"),
    (CONGHUA, "完成率为 100%", "完成率为 98%", "rate"),
    (ZHANJIANG, "财政资金划拨100万元", "财政资金划拨110万元", "rate"),
    (ZHANJIANG, "率100%。\n\n2.资金", "率95%。\n\n2.资金", "rate"),
    (SHENZHEN, "4/（4+13）=23.53%", "4/（4+13）=25.53%", "formula"),
    (SHENZHEN, "总人数的23.52%", "总人数的25.32%", "share"),
    (SHENZHEN, "25%\t50%\t75%", "25%\t55%\t75%", "schedule"),
    (SHENZHEN, "其中有 33 个", "其中有 34 个", "formula_operand"),
    (FOSHAN, "对 9个项目开展", "对 8个项目开展", "counted_rate"),
    # scores
    (FOSHAN, "绩效得分为 95分", "绩效得分为 96分", "total_score"),
    (FOSHAN, "分值 30分，自评得分 28分", "分值 30分，自评得分 27分", "total_score"),
    (FOSHAN, "分值 11分，自评得分 11分", "分值 12分，自评得分 11分", "full_mark_total"),
    (FOSHAN, "分值 6分，自评得分 6分", "分值 5分，自评得分 6分", "score_within"),
    (CONGHUA, "自评 42.7 分", "自评 43.7 分", "total_score"),
    (CONGHUA, "自评分值为 92.7", "自评分值为 97.2", "total_score"),
    (SHENZHEN, "评价得分 7.89 分", "评价得分 7.98 分", "score_sum"),
    (SHENZHEN, "得分率 98.63%", "得分率 96.83%", "score_rate"),
    (SHENZHEN, "满分 8 分，评价得分 7.89", "满分 9 分，评价得分 7.89", "score_rate"),
    (SHENZHEN, "管理指标满分3分", "管理指标满分4分", "full_mark_total"),
    (SHENZHEN, "部门管理 (20分)", "部门管理 (25分)", "full_mark_total"),
    (SHENZHEN, "17.62 分，得分率", "17.26 分，得分率", "score_sum"),
    (SHENZHEN, "综合评分\t\t\t\t\t96.51", "综合评分\t\t\t\t\t95.61", "total_score"),
    (SHENZHEN, "执行率（扣1.36分）", "执行率（扣1.63分）", "deduction"),
    (SHENZHEN, "该项指标 8 分，评价得分 8 分", "该项指标 8 分，评价得分 7 分", "repeat_score"),
    (SHENZHEN, "指标满分 6 分，评价得分 4.64", "指标满分 5 分，评价得分 4.64", "repeat_full_mark"),
    (SHENZHEN, "\t0.59\t", "\t0.69\t", "repeat_score"),
    (SHENZHEN, "25%) × 1 分 = 0.59 分", "25%) × 1 分 = 0.95 分", "formula_named"),
    (ZHANJIANG, "等级为：100\n\n分", "等级为：120\n\n分", "score_within"),
    # the report's own rules
    (SHENZHEN, "=82.63%，根据", "=92.63%，根据", "rubric_bands"),
    (SHENZHEN, "该指标满分3分，评价得分3分。 市科协", "该指标满分3分，评价得分2分。 市科协", "rubric_bands"),
    (SHENZHEN, "平均满意度达99%以上", "平均满意度达92%", "rubric_bands"),
    (SHENZHEN, "有效执行（1.5分）", "有效执行（2.5分）", "criteria_points"),
    (ZHANJIANG, "等级为：100\n\n分，优秀", "等级为：85\n\n分，优秀", "grade"),
    (SHENZHEN, "固定资产比率为100%", "固定资产比率为85%", "rubric_bands"),
    (SHENZHEN, "5%≤比率≤10%的，得0.5分", "5%≤比率≤30%的，得0.5分", "rubric_bands"),
    (SHENZHEN, "\\geq95%的，得6分", "\\geq95%的，得5分", "criteria_points"),
    (SHENZHEN, "固定资产利用率≥90%的，得1分", "固定资产利用率≥90%的，得0.7分", "criteria_points"),
    (SHENZHEN, "固定资产利用率≥90%的，得1分", "固定资产利用率≥90%的，得1.5分", "criteria_points"),
    (ZHANJIANG, "90（含）-100分为优", "90（含）-100分为良", "grade"),
    (ZHANJIANG, "等级为：100\n\n分", "等级为：88\n\n分", "grade"),
    # staff
    (SHENZHEN, "=13/13=100%", "=13/14=100%", "formula"),
    (SHENZHEN, "实有人数13人", "实有人数15人", "of_which"),
    (SHENZHEN, "=4/（4+13）=23.53%", "=5/（5+13）=23.53%", "formula"),
    # shifted rows
    (SHENZHEN, "1800000.00\t1562000.00\t1562000.00", "1562000.00\t1562000.00\t1800000.00", "within_budget"),
    (SHENZHEN, "450000.00\t450000.00\t107411.00", "450000.00\t107411.00", "column_sum"),
    (FOSHAN, "分值 30分，自评得分 28分", "分值 31分，自评得分 28分", "full_mark_total"),
    (CONGHUA, "14.6%", "16.4%", "share"),
    (SHENZHEN, "93.99%\n", "99.39%\n", "rate"),
    # said twice
    (SHENZHEN, "预算总指标 63,734,886.83", "预算总指标 63,374,886.83", "repeat_amount"),
    (SHENZHEN, "项目支出共计37,113,577.07", "项目支出共计37,113,577.70", "repeat_amount"),
    (SHENZHEN, "采购预算数为 1,515,600.00", "采购预算数为 1,551,600.00", "rate"),
    (ZHANJIANG, "预算安排153万元", "预算安排135万元", "repeat_amount"),
    (CONGHUA, "1 家国家级科普教育基地，组织开展科普", "2 家国家级科普教育基地，组织开展科普", "repeat_count"),
    (CONGHUA, "科普惠民行动 8 场次。组织开展 2021", "科普惠民行动 9 场次。组织开展 2021", "repeat_count"),
    (CONGHUA, "配合活动 10 场。", "配合活动 12 场。", "repeat_count"),
    # parts and wholes
    (FOSHAN, "27个项目通过验收", "26个项目通过验收", "complement"),
    (FOSHAN, "其中已获授权 81项", "其中已获授权 184项", "part_of"),
    (FOSHAN, "301份评审", "361份评审", "part_of"),
    (ZHANJIANG, "问题中的24项", "问题中的34项", "part_of"),
    (SHENZHEN, "固定资产比率为100%", "固定资产比率为110%", "possible_rate"),
]  # fmt: skip

#: Copies in which every figure still fits every other.
CONSISTENT = [
    (FOSHAN, [
        ("自评得分 28分", "自评得分 27分"), ("绩效得分为 95分", "绩效得分为 94分"),
    ]),
    (FOSHAN, [
        ("部门整体支出3552.18", "部门整体支出3553.18"), ("基本支出 818.39 万元", "基本支出 819.39 万元"),
        ("828.24 818.39 818.39", "828.24 819.39 819.39"), ("767.54 747.07 747.07", "767.54 748.07 748.07"),
    ]),
    (CONGHUA, [
        ("安排数为 282.41", "安排数为 284.41"), ("执行数为 282.41", "执行数为 284.41"),
        ("项目支出收入 41.12", "项目支出收入 43.12"), ("85.4%", "84.8%"), ("14.6%", "15.2%"),
    ]),
    (CONGHUA, [("42.7 分", "43.1 分"), ("92.7 分", "93.1 分")]),
    (JIANGMEN, [("实际支出106.13", "实际支出108.13"), ("经费60.2万元", "经费62.2万元")]),
    (ZHANJIANG, [
        ("预期投入153万元", "预期投入160万元"), ("专项经费153万元", "专项经费160万元"),
        ("预算安排153万元", "预算安排160万元"), ("65.36%", "62.5%"),
    ]),
    (SHENZHEN, [
        ("实际执行数为 1,356,040.00", "实际执行数为 1,366,040.00"), ("89.47%；", "90.13%；"),
        ("实际使用数为 1,356,040.00", "实际使用数为 1,366,040.00"), ("执行率为 89.47%", "执行率为 90.13%"),
    ]),
    (SHENZHEN, [("10 次\t10 次", "12 次\t12 次"), ("咨询及交流 10 次", "咨询及交流 12 次")]),
    (SHENZHEN, [
        ("决算金额33,052.61元", "决算金额34,052.61元"), ("×100%=82.63%", "×100%=85.13%"),
    ]),
]  # fmt: skip


def _key(finding: Finding) -> tuple[object, ...]:
    spans = tuple("".join(e.quote.split()) for e in finding.evidence)
    return finding.check, finding.verdict, finding.declared, finding.expected, spans


@cache
def _known(report_id: str) -> frozenset[tuple[object, ...]]:
    return frozenset(_key(finding) for finding in checked(report_id))


def _new(report_id: str, *changes: tuple[str, str]) -> list[Finding]:
    return [f for f in checked(report_id, altered(report_id, *changes)) if _key(f) not in _known(report_id)]


@pytest.mark.parametrize(("report_id", "old", "new", "check"), PLANTED)
def test_a_planted_error_is_found(report_id: str, old: str, new: str, check: str) -> None:
    found = [f for f in _new(report_id, (old, new)) if f.verdict == "contradicts"]
    assert check in {f.check for f in found}, [f.message for f in found]


@pytest.mark.parametrize(("report_id", "changes"), CONSISTENT)
def test_a_consistent_copy_raises_nothing(report_id: str, changes: list[tuple[str, str]]) -> None:
    before = {f.check for f in checked(report_id) if f.verdict != "holds"}
    found = [f for f in _new(report_id, *changes) if f.verdict != "holds"]
    assert [f.message for f in found if f.verdict == "contradicts" and f.check not in before] == []
    count = sum(f.verdict == "contradicts" for f in checked(report_id))
    assert sum(f.verdict == "contradicts" for f in checked(report_id, altered(report_id, *changes))) == count
