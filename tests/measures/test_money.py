"""Rates, quarters and projects: the figures of the five reports as a person read and divided them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.measures.comparability import compare
from kexie_dash.measures.compute import compute
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.quantity import round_half_up
from tests.measures.test_five_reports import REPORTS, value, values
from tests.observed import region, report, statements

METRICS = {metric.id: metric for metric in load_metrics()}
SHENZHEN, FOSHAN, CONGHUA, ZHANJIANG, JIANGMEN = REPORTS


def budget(stage: str, subject: str, figure: str, **other: Any) -> dict[str, Any]:
    return {"family": "budget", "stage": stage, "subject": subject, "value": figure, **other}


def one(metric: str, *said: dict[str, Any], kind: str = "department", residents: int = 0) -> MeasureValue:
    place = region(residents or None)
    found = compute(report(kind), statements(*said), place, (METRICS[metric],))
    assert len(found) == 1
    return found[0]


#: Printed figures and their quotient to four places: 深圳 45,692,420.17 ÷ (63,734,886.83 − 15,120,498.92), …
@pytest.mark.parametrize(
    ("metric", "report_id", "rate", "status", "declared"),
    [
        ("execution_rate_initial", JIANGMEN, "0.6682", "derived", None),  # 195.10 / 292
        ("execution_rate_initial", ZHANJIANG, "0.6536", "stated", "1"),  # 100 / 153
        ("execution_rate_initial", FOSHAN, "0.9726", "derived", "1"),  # 3552.18 / 3652.37
        ("execution_rate_adjusted", FOSHAN, "1.0160", "derived", "1"),  # 3552.18 / 3496.19
        ("execution_rate_adjusted", SHENZHEN, "0.7169", "stated", "0.9399"),
        ("execution_rate_received", ZHANJIANG, "1.0000", "stated", "1"),  # 100 / 100
        ("execution_rate_unfrozen", SHENZHEN, "0.9399", "stated", "0.9399"),  # / 48,614,387.91
        ("received_rate", ZHANJIANG, "0.6536", "stated", "0.6536"),
        ("carried_over_rate", FOSHAN, "0.0000", "stated", None),
        ("frozen_share", SHENZHEN, "0.2372", "stated", None),  # 15,120,498.92 / 63,734,886.83
        ("adjustment_rate", FOSHAN, "-0.0428", "derived", None),  # (3496.19 − 3652.37) / 3652.37
        ("adjustment_rate", SHENZHEN, "0.1827", "derived", None),  # 9,844,900 / 53,889,986.83
        ("public_funds_rate", SHENZHEN, "0.8263", "stated", "0.8263"),  # 33,052.61 / 40,000
        ("office_cost_rate", SHENZHEN, "0.8168", "stated", "0.8168"),  # 949,342 / 1,162,281.29
        ("office_cost_rate", FOSHAN, "1.0000", "stated", None),  # 71.32 / 71.32, 52.71 elsewhere
        ("procurement_rate", SHENZHEN, "0.8947", "stated", "0.8947"),  # 1,356,040 / 1,515,600
        ("basic_execution_rate", SHENZHEN, "0.8871", "stated", None),  # 8,578,843.10 / 9,670,343.73
        ("basic_execution_rate", FOSHAN, "1.0000", "stated", None),  # 818.39 / 818.39
        ("project_spending_execution_rate", SHENZHEN, "0.6865", "derived", None),  # / 54,064,543.10
        ("project_spending_execution_rate", FOSHAN, "1.0209", "stated", None),  # 2733.79 / 2677.80
        ("spending_per_resident", SHENZHEN, "2.6021", "stated", None),  # / 17,560,061
        ("spending_per_resident", FOSHAN, "3.7396", "stated", None),  # 35,521,800 / 9,498,863
        ("spending_per_resident", CONGHUA, "3.9350", "stated", None),  # 2,824,100 / 717,684
        ("spending_per_resident", JIANGMEN, "0.4066", "derived", None),  # 1,951,000 / 4,798,090
        ("spending_per_resident", ZHANJIANG, "0.1432", "stated", None),  # 1,000,000 / 6,981,236
    ],
)
def test_rates_of_the_five(metric: str, report_id: str, rate: str, status: str, declared: str | None) -> None:
    found = value(report_id, metric)
    assert found.value is not None
    assert round_half_up(found.value, 4) == Decimal(rate)
    assert found.status == status
    assert found.declared == (None if declared is None else Decimal(declared))


@pytest.mark.parametrize(
    ("metric", "report_id"),
    [
        ("execution_rate_initial", SHENZHEN),
        ("execution_rate_adjusted", CONGHUA),
        ("execution_rate_received", JIANGMEN),
        ("execution_rate_unfrozen", FOSHAN),
        ("frozen_share", FOSHAN),
        ("adjustment_rate", CONGHUA),
        ("public_funds_rate", FOSHAN),
        ("procurement_rate", FOSHAN),
        ("projects_under_90", FOSHAN),
        ("quarterly_progress", FOSHAN),
    ],
)
def test_what_a_report_does_not_state_is_not_stated(metric: str, report_id: str) -> None:
    assert [(v.status, v.value) for v in values(report_id) if v.metric == metric] == [("not_stated", None)]


@pytest.mark.parametrize("metric", ["public_funds_rate", "office_cost_rate", "procurement_rate"])
def test_a_project_is_not_asked_for_the_controls_of_a_department(metric: str) -> None:
    for report_id in (ZHANJIANG, JIANGMEN):
        found = value(report_id, metric)
        assert found.status == "not_applicable"
        assert "项目报告不涉及" in found.caveats[0]


def test_a_declared_zero_is_zero_and_says_that_it_is_declared() -> None:
    found = value(FOSHAN, "carried_over_rate")
    assert (found.value, found.basis) == (Decimal(0), "declared")


def test_the_variants_list_each_other() -> None:
    ids = {m for m in METRICS if m.startswith("execution_rate")}
    assert len(ids) == 5
    assert all(set(METRICS[m].variants) == ids - {m} for m in ids)
    assert all(
        {line.value for line in METRICS[m].thresholds} == {Decimal("0.95"), Decimal("0.9")} for m in ids
    )


def test_a_derived_initial_budget_brings_its_tolerance() -> None:
    """984.49万元 is printed to 100 元, the budget to 0.01 元: 9,844,850 to 9,844,950 on what is left."""
    found = value(SHENZHEN, "adjustment_rate")
    assert found.low is not None
    assert found.high is not None
    assert abs(found.low - Decimal(9_844_850) / (Decimal("63734886.83") - 9_844_850)) < Decimal("1e-9")
    assert abs(found.high - Decimal(9_844_950) / (Decimal("63734886.83") - 9_844_950)) < Decimal("1e-9")
    assert "53,889,986.83元" in found.caveats[0]
    assert "50.005元" in found.caveats[0]
    assert "没有写明增减" in found.caveats[1]


def test_quarters_of_shenzhen() -> None:
    """7,131,193.10, 19,174,530.08, 28,342,529.09 and 45,692,420.17 of 63,734,886.83."""
    rates = ("0.1119", "0.3008", "0.4447", "0.7169")
    gaps = ("-0.1381", "-0.1992", "-0.3053", "-0.2831")
    declared = ("0.1467", "0.3944", "0.583", "0.9399")
    for n, (rate, gap, said) in enumerate(zip(rates, gaps, declared, strict=True), start=1):
        progress = value(SHENZHEN, "quarterly_progress", quarter=f"q{n}")
        behind = value(SHENZHEN, "schedule_gap", quarter=f"q{n}")
        assert progress.value is not None
        assert behind.value is not None
        assert round_half_up(progress.value, 4) == Decimal(rate)
        assert progress.declared == Decimal(said)
        assert round_half_up(behind.value, 4) == Decimal(gap)
        assert behind.operands[-1].label.endswith("序时进度")
        assert behind.operands[-1].observation
    assert (
        value(SHENZHEN, "quarterly_progress", quarter="q4").value == value(SHENZHEN, "execution_rate").value
    )


def test_projects_of_shenzhen() -> None:
    slow = {
        "院士(专家)工作站资助经费": "0.0000",
        "预算准备金": "0.2387",
        "公务接待(非公用经费部分)": "0.3600",
        "政府投资项目": "0.7645",
        "学会能力提升和学术交流促进项目": "0.7997",
        "课题调研活动": "0.8678",
    }
    other = {
        "科普能力提升项目": "0.9070",
        "前期费": "0.9391",
        "科协组织建设与事业发展": "0.9587",
        "上级下达资金": "1.0000",
    }
    found = {dict(v.by)["project"]: v.value for v in values(SHENZHEN) if v.metric == "project_execution_rate"}
    rates = {name: str(round_half_up(rate, 4)) for name, rate in found.items() if rate is not None}
    assert rates == slow | other
    counted = value(SHENZHEN, "projects_under_90")
    assert (counted.value, counted.status) == (Decimal(6), "derived")
    assert "10个项目" in counted.caveats[0]
    assert all(any(name in caveat for caveat in counted.caveats) for name in slow)
    # 12,000,000 + 342,589 + 5,248 + 1,000,862.25 + 2,023,367.43 + 238,000
    assert value(SHENZHEN, "money_under_90").value == Decimal("15610066.68")
    assert value(SHENZHEN, "projects_at_zero").value == Decimal(1)
    assert value(SHENZHEN, "money_at_zero").value == Decimal(12_000_000)


def test_projects_of_jiangmen() -> None:
    """106.13 of 155, 69.09 of 101, 19.88 of 36: all under 90 %, 48.87 + 31.91 + 16.12 万元 left."""
    assert value(JIANGMEN, "projects_under_90").value == Decimal(3)
    assert value(JIANGMEN, "money_under_90").value == Decimal(969_000)
    assert value(JIANGMEN, "projects_at_zero").value == Decimal(0)
    assert value(JIANGMEN, "money_at_zero").value == Decimal(0)


def test_own_money_is_never_divided_by_the_activities_of_others() -> None:
    for report_id in REPORTS:
        for found in (v for v in values(report_id) if v.metric == "activities_per_million"):
            if found.by and dict(found.by)["coverage"] != "own":
                assert found.value is None
    system = value(SHENZHEN, "activities_per_million", coverage="system")
    assert system.status == "undefined"
    assert "统计范围不同" in system.caveats[0]
    own = value(CONGHUA, "activities_per_million", coverage="own")
    assert own.value is not None
    assert (round_half_up(own.value, 4), own.bound) == (Decimal("6.3737"), "at_least")  # 18 / 2.8241


@pytest.mark.parametrize(
    ("executed", "status"),
    [
        ("5000000", "pending_review"),  # a hundred times the budget
        ("500001", "pending_review"),
        ("500000", "stated"),
        ("51000", "stated"),  # 102 % can be true
        ("0", "stated"),  # a reported zero is one
        ("50", "stated"),
        ("49", "pending_review"),
    ],
)
@pytest.mark.parametrize("metric", ["execution_rate", "execution_rate_adjusted", "basic_execution_rate"])
def test_an_impossible_rate_is_kept_for_review(metric: str, executed: str, status: str) -> None:
    subject = "基本支出" if metric.startswith("basic") else "部门整体"
    found = one(metric, budget("adjusted", subject, "50000"), budget("executed", subject, executed))
    assert found.status == status
    assert found.value == Decimal(executed) / 50000
    assert (status == "pending_review") == any("请核对两个数的单位" in c for c in found.caveats)


def test_a_rate_under_review_is_not_ranked_and_says_why() -> None:
    metric = METRICS["execution_rate"]
    found = []
    for number, executed in enumerate(("60", "70", "80", "9000"), start=1):
        said = statements(budget("adjusted", "部门整体", "100"), budget("executed", "部门整体", executed))
        own = report(id=f"{number}-2020", body_code=str(number))
        found += compute(own, said, region(), (metric,))
    (band,) = compare(metric, found)
    ranks = {c.value.value: (c.comparable, c.rank_low) for c in band.values}
    assert ranks == {
        Decimal(90): (False, None),
        Decimal("0.8"): (True, 1),
        Decimal("0.7"): (True, 2),
        Decimal("0.6"): (True, 3),
    }
    assert next(c.reasons for c in band.values if not c.comparable)[0] == "待核"


def test_a_gap_from_a_rate_under_review_is_under_review() -> None:
    said = [budget("adjusted", "部门整体", "1"), budget("executed", "部门整体", "90")]
    rate = {"family": "rate", "subject": "部门整体", "label": "预算执行率", "value": "0.9"}
    found = one("execution_gap", *said, rate)
    assert (found.status, found.value) == ("pending_review", Decimal("-89.1"))


def test_a_project_that_bounds_leave_open_makes_a_lower_bound() -> None:
    said = [
        *(budget(s, "甲", v) for s, v in (("adjusted", "100"), ("executed", "40"))),
        *(
            budget(s, "乙", v, bound=b)
            for s, v, b in (("adjusted", "100", "exact"), ("executed", "80", "at_least"))
        ),
        *(budget(s, "丙", v) for s, v in (("adjusted", "1"), ("executed", "900"))),
        budget("adjusted", "丁", "5"),
    ]
    found = one("projects_under_90", *said)
    assert (found.value, found.bound, found.high) == (Decimal(1), "at_least", None)
    assert found.caveats[0].startswith("查看了写明预算数和执行数的2个项目")
    assert any("另有1个只写了预算数" in c for c in found.caveats)
    assert any("乙" in c and "不能判断" in c for c in found.caveats)
    assert any("丙" in c and "待核" in c for c in found.caveats)


@pytest.mark.parametrize(
    ("words", "rate"),
    [("追加预算", "0.25"), ("预算核减", "-0.1667"), ("年中压减", "-0.1667"), ("预算调整", "0.25")],
)
def test_the_words_of_an_adjustment_give_its_sign(words: str, rate: str) -> None:
    found = one(
        "adjustment_rate",
        budget("adjusted", "部门整体", "100"),
        budget("adjustment", "部门整体", "20", label=words),
    )
    assert found.value is not None
    assert round_half_up(found.value, 4) == Decimal(rate)
    assert any("没有写明增减" in c for c in found.caveats) == (words == "预算调整")


def test_an_adjustment_as_large_as_the_budget_leaves_nothing_to_divide_by() -> None:
    found = one(
        "adjustment_rate", budget("adjusted", "部门整体", "20"), budget("adjustment", "部门整体", "20")
    )
    assert (found.status, found.value) == ("undefined", None)


def test_the_rate_of_a_quarter_is_not_the_rate_of_the_year() -> None:
    said = {"family": "rate", "subject": "部门整体", "label": "预算执行率", "value": "0.3", "period": "q1"}
    assert one("declared_execution_rate", said).status == "not_stated"
    assert one("quarterly_progress", said).value == Decimal("0.3")


def test_a_further_part_keeps_the_rest_from_being_project_spending() -> None:
    said = [budget("adjusted", "部门整体", "100"), budget("adjusted", "基本支出", "20")]
    spent = budget("executed", "项目支出", "60")
    assert one("project_spending_execution_rate", *said, spent).value == Decimal("0.75")
    more = budget("adjusted", "经营支出", "5")
    assert one("project_spending_execution_rate", *said, spent, more).status == "not_stated"
