"""Rules of the measures on small made-up reports, and against the naive way on random ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.measures.compute import compute
from kexie_dash.measures.precision import resolution
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import Bound, bound_of_quotient, bound_of_sum
from tests import naive
from tests.observed import observed, region, report, statements

METRICS = {metric.id: metric for metric in load_metrics()}


def budget(stage: str, subject: str, value: str, **other: Any) -> dict[str, Any]:
    return {"family": "budget", "stage": stage, "subject": subject, "value": value, **other}


def one(metric: str, said: tuple[Observation, ...], kind: str = "department", **other: Any) -> MeasureValue:
    found = compute(report(kind, **other), said, region(), (METRICS[metric],))
    assert len(found) == 1
    return found[0]


def test_the_projects_own_name_is_the_whole() -> None:
    said = statements(
        budget("initial", "某市科普专项经费", "100"),
        budget("executed", "科普专项经费", "60"),
        budget("initial", "其他科普专项经费", "7"),
    )
    found = one("execution_rate", said, "project", project="科普专项经费")
    assert (found.value, found.status) == (Decimal("0.6"), "stated")


def test_parts_are_not_the_whole_when_a_stated_whole_is_larger() -> None:
    said = statements(
        budget("executed", "项目整体", "900"),
        budget("adjusted", "讲座", "10"),
        budget("initial", "项目整体", "1000"),
        budget("initial", "讲座", "10"),
    )
    found = one("execution_rate", said, "project")
    assert (found.value, found.basis) == (Decimal("0.9"), "initial")


def test_parts_inside_a_sentence_with_their_total_are_not_added_beside_it() -> None:
    said = statements(
        budget("initial", "科普活动", "100", is_total=True, sentence=1),
        budget("initial", "讲座", "30", sentence=1),
        budget("initial", "竞赛", "70", sentence=1),
        budget("executed", "科普活动", "80", sentence=1),
    )
    found = one("execution_rate", said, "project")
    assert (found.value, found.status) == (Decimal("0.8"), "derived")


@pytest.mark.parametrize("stage", ["granted", "received", "frozen", "income", "requested"])
def test_only_executed_money_is_executed(stage: str) -> None:
    said = statements(budget("adjusted", "部门整体", "100"), budget(stage, "部门整体", "60"))
    assert one("execution_rate", said).status == "not_stated"


def test_money_of_others_and_of_other_years_is_not_the_bodys() -> None:
    said = statements(
        budget("adjusted", "部门整体", "100"),
        budget("executed", "部门整体", "900", coverage="system"),
        budget("executed", "部门整体", "800", year=2019),
        budget("executed", "部门整体", "50"),
    )
    assert one("execution_rate", said).value == Decimal("0.5")


def test_two_statements_that_disagree_leave_a_caveat_and_rounding_does_not() -> None:
    exact = budget("executed", "部门整体", "45692420.17", value_text="45,692,420.17元")
    rounded = budget("executed", "部门整体", "45692400", value_text="4569.24万元")
    other = budget("executed", "部门整体", "46000000", value_text="4600.00万元")
    whole = budget("adjusted", "部门整体", "63734886.83", value_text="63,734,886.83元")
    agreeing = one("execution_rate", statements(rounded, exact, whole))
    assert agreeing.operands[0].value == Decimal("45692420.17")
    assert not agreeing.caveats
    differing = one("execution_rate", statements(other, exact, whole))
    assert differing.operands[0].value == Decimal("45692420.17")
    assert any("4600.00万元" in caveat for caveat in differing.caveats)


def test_a_stated_total_wins_over_a_finer_figure() -> None:
    said = statements(
        budget("executed", "部门整体", "500000", value_text="50万元", is_total=True),
        budget("executed", "部门整体", "123456.78"),
        budget("adjusted", "部门整体", "1000000"),
    )
    assert one("execution_rate", said).value == Decimal("0.5")


def test_ratios_are_decimals_rounded_half_up_at_the_tenth_place() -> None:
    said = statements(budget("executed", "部门整体", "2"), budget("adjusted", "部门整体", "3"))
    assert one("execution_rate", said).value == Decimal("0.6666666667")


def test_bounds_of_operands_reach_the_value() -> None:
    said = statements(
        budget("executed", "部门整体", "50", bound="at_least"), budget("adjusted", "部门整体", "100")
    )
    found = one("execution_rate", said)
    assert (found.bound, found.low, found.high) == ("at_least", Decimal("0.5"), None)


def test_plans_limits_and_stocks_are_not_counted() -> None:
    said = statements(
        {"family": "activity", "subject": "讲座", "value": "3"},
        {"family": "activity", "subject": "报告会", "label": "拟举办报告会", "value": "15"},
        {"family": "activity", "subject": "影视周", "value": "5", "period": "截至目前"},
        {"family": "activity", "subject": "上限", "value": "9", "bound": "at_most"},
        {"family": "activity", "subject": "一季度讲座", "value": "8", "period": "q1"},
    )
    own = next(
        v
        for v in compute(report(), said, region(), (METRICS["activities"],))
        if dict(v.by)["coverage"] == "own"
    )
    assert own.value == Decimal(3)


def test_persons_and_attendances_do_not_add_up() -> None:
    said = statements(
        {"family": "audience", "subject": "讲座", "value": "300", "channel": "on_site"},
        {"family": "audience", "subject": "论坛", "value": "400", "unit": "人", "channel": "on_site"},
        {"family": "audience", "subject": "竞赛", "value": "83", "unit": "支", "channel": "on_site"},
    )
    found = compute(report(), said, region(), (METRICS["audience"],))
    own = next(v for v in found if v.by == (("channel", "on_site"), ("coverage", "own")))
    assert own.value == Decimal(300)
    assert any("400人" in caveat for caveat in own.caveats)


def test_population_unknown_is_undefined_with_the_reason() -> None:
    said = statements({"family": "activity", "subject": "讲座", "value": "3"})
    found = {
        dict(v.by)["coverage"]: v for v in compute(report(), said, region(), (METRICS["activities_per_10k"],))
    }
    assert found["own"].status == "undefined"
    assert "常住人口" in found["own"].caveats[0]
    assert found["system"].status == "not_stated"


def test_population_is_an_operand_with_its_source() -> None:
    said = statements({"family": "activity", "subject": "讲座", "value": "3"})
    found = compute(report(), said, region(20_000), (METRICS["activities_per_10k"],))
    own = next(v for v in found if dict(v.by)["coverage"] == "own")
    assert own.value == Decimal("1.5")
    assert own.operands[-1].source == "某次普查"


def test_contest_and_lecture_of_one_project_do_not_share_an_audience() -> None:
    row: dict[str, Any] = {"subject": "科普项目", "sentence": 1}
    said = statements(
        {"family": "activity", "label": "科普活动", "value": "69", "category": "popularization", **row},
        {"family": "activity", "label": "竞赛", "value": "2", "category": "competition", **row},
        {"family": "audience", "label": "科普活动受众", "value": "6900", "category": "popularization", **row},
    )
    assert one("audience_per_activity", said).value == Decimal(100)


@pytest.mark.parametrize(
    ("value", "text", "step"),
    [
        ("2824100", "282.41万元", "100"),
        ("0.9399", "93.99%", "0.0001"),
        ("5903", "5903余场次", "1"),
        ("45692420.17", "45,692,420.17元", "0.01"),
        ("8183900", "818.39", "100"),
        ("100", "百余批次", "100"),
        ("0", "0.00", "0.01"),
    ],
)
def test_resolution_is_that_of_the_printed_digits(value: str, text: str, step: str) -> None:
    o = observed(1, {"family": "budget", "subject": "x", "value": value, "value_text": text})
    assert resolution(o) == Decimal(step)


_NAMES = st.sampled_from(("甲", "乙", "丙"))
_COUNT_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "family": st.just("audience"),
            "subject": _NAMES,
            "label": st.sampled_from(("参加人数", "浏览量", "线上报名", "直播观看")),
            "value": st.integers(0, 5000).map(str),
            "unit": st.sampled_from(("人次", "人", "支")),
            "bound": st.sampled_from(("exact", "about", "at_least", "nearly", "at_most")),
            "coverage": st.sampled_from(("own", "system")),
            "channel": st.sampled_from(("total", "on_site", "online")),
            "is_total": st.booleans(),
            "period": st.sampled_from(("year", "科普日", "截至目前", "q2")),
        }
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(_COUNT_ROWS)
def test_audience_of_random_statements_is_what_the_naive_way_gives(rows: list[dict[str, Any]]) -> None:
    said = statements(*rows)
    for found in compute(report(), said, region(), (METRICS["audience"],)):
        by = dict(found.by)
        expected = naive.audience(said, by["coverage"], by["channel"])
        assert (found.value is None) == (expected is None)
        if found.value is not None and expected is not None:
            assert Fraction(found.value) == expected[0]
            assert found.basis is not None
            assert found.basis.startswith("total") == expected[1]


_BUDGET_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "family": st.just("budget"),
            "subject": st.sampled_from(("部门整体", "基本支出", "项目支出", "人员经费", "某项目")),
            "stage": st.sampled_from(("initial", "adjusted", "executed", "frozen")),
            "value": st.integers(0, 900).map(str),
            "is_total": st.booleans(),
            "period": st.sampled_from(("year", "q1")),
        }
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(_BUDGET_ROWS)
def test_execution_rate_of_random_statements_is_what_the_naive_way_gives(rows: list[dict[str, Any]]) -> None:
    said = statements(*rows)
    found, expected = one("execution_rate", said), naive.execution_rate(said, project=False)
    if expected is None:
        assert found.value is None
    else:
        assert found.value is not None
        assert abs(Fraction(found.value) - expected[0]) < Fraction(1, 10**9)
        assert found.basis == expected[1]


_BOUND = st.sampled_from(("exact", "about", "at_least", "nearly", "at_most"))


@given(st.lists(_BOUND, max_size=5), st.permutations(range(5)))
def test_bound_of_a_sum_knows_no_order(bounds: list[Bound], order: list[int]) -> None:
    shuffled = [bounds[i] for i in order if i < len(bounds)]
    assert bound_of_sum(bounds) == bound_of_sum(shuffled)
    assert bound_of_sum([*bounds, "exact"]) == bound_of_sum(bounds)


@given(
    *(st.integers(1, 50) for _ in range(2)),
    *(_BOUND for _ in range(2)),
    st.integers(0, 50),
    st.integers(0, 49),
)
def test_bound_of_a_quotient_never_promises_too_much(
    top: int, bottom: int, above: Bound, below: Bound, more: int, less: int
) -> None:
    """Whatever the true parts are inside their bounds, the true quotient keeps the bound it is given."""
    bound = bound_of_quotient(above, below)
    quotient = Fraction(top, bottom)
    true_top = {"at_least": top + more, "at_most": max(top - less, 0), "exact": top}.get(above)
    true_bottom = {"at_least": bottom + more, "at_most": max(bottom - less, 1), "exact": bottom}.get(below)
    if true_top is None or true_bottom is None:
        assert bound == "about"
        return
    true = Fraction(true_top, true_bottom)
    kept = {"exact": true == quotient, "at_least": true >= quotient, "at_most": true <= quotient}
    assert kept.get(bound, True)


def test_one_figure_under_a_long_and_a_short_name_counts_once() -> None:
    said = statements(
        {"family": "activity", "subject": "“健康先行”等主题科普惠民行动", "value": "8"},
        {"family": "activity", "subject": "科普惠民行动", "value": "8"},
        {"family": "activity", "subject": "惠民行动", "value": "3"},
    )
    found = compute(report(), said, region(), (METRICS["activities"],))
    own = next(v for v in found if dict(v.by)["coverage"] == "own")
    assert own.value == Decimal(11)
