"""The figures of the five reports, from what a person read there, checked one by one and a second way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.measures.compute import compute
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import round_half_up
from tests import naive
from tests.golden_loader import golden, reports

REPORTS = ("440300-2020", "440600-2020", "440117-2021", "440800-2022", "440700-2022")


@cache
def values(report_id: str) -> tuple[MeasureValue, ...]:
    report, region = reports()[report_id]
    return compute(report, golden(report_id), region, load_metrics())


def value(report_id: str, metric: str, **by: str) -> MeasureValue:
    wanted = tuple(sorted(by.items()))
    return next(v for v in values(report_id) if v.metric == metric and v.by == wanted)


@pytest.mark.parametrize(
    ("report_id", "rate", "basis", "status", "declared"),
    [
        ("440300-2020", "0.7169", "adjusted", "stated", "0.9399"),
        ("440600-2020", "1.0160", "adjusted", "derived", "1"),
        ("440117-2021", "1.0000", "initial", "stated", "1"),
        ("440800-2022", "0.6536", "initial", "stated", "1"),
        ("440700-2022", "0.6682", "initial", "derived", None),
    ],
)
def test_execution_rate(report_id: str, rate: str, basis: str, status: str, declared: str | None) -> None:
    found = value(report_id, "execution_rate")
    assert found.value is not None
    assert round_half_up(found.value, 4) == Decimal(rate)
    assert (found.basis, found.status, found.bound) == (basis, status, "exact")
    assert found.declared == (None if declared is None else Decimal(declared))
    assert found.low == found.high == found.value


def test_operands_of_execution_rate_lead_to_statements() -> None:
    found = value("440600-2020", "execution_rate")
    said = {o.id: o for o in golden("440600-2020")}
    roles = [(o.role, o.value) for o in found.operands]
    assert roles == [
        ("numerator", Decimal(35521800)),
        ("denominator", Decimal(34961900)),
        ("term", Decimal(8183900)),
        ("term", Decimal(26778000)),
        ("declared", Decimal(1)),
    ]
    for operand in found.operands:
        if operand.observation is None:
            assert operand.role == "denominator"
        else:
            assert said[operand.observation].value == operand.value


def test_sum_of_items_lists_every_item_once() -> None:
    found = value("440700-2022", "execution_rate")
    terms = [o.value for o in found.operands if o.role == "term"]
    assert terms == [Decimal(v) for v in (1061300, 690900, 198800, 1550000, 1010000, 360000)]
    assert [o.value for o in found.operands if o.role == "numerator"] == [Decimal(1951000)]
    assert [o.value for o in found.operands if o.role == "denominator"] == [Decimal(2920000)]


def test_execution_gap() -> None:
    found = {r: value(r, "execution_gap") for r in REPORTS}
    gaps = {r: None if v.value is None else round_half_up(v.value, 4) for r, v in found.items()}
    assert gaps == {
        "440300-2020": Decimal("0.2230"),
        "440600-2020": Decimal("-0.0160"),
        "440117-2021": Decimal(0),
        "440800-2022": Decimal("0.3464"),
        "440700-2022": None,
    }
    assert found["440700-2022"].status == "not_stated"


def test_self_scores_and_grades() -> None:
    scores = [value(r, "self_score").value for r in REPORTS]
    assert scores == [Decimal(s) for s in ("96.51", "95", "92.7", "100", "95")]
    assert [value(r, "grade").text for r in REPORTS] == ["优", "优", None, "优秀", "优秀"]
    assert value("440117-2021", "grade").status == "not_stated"


def test_stated_totals_of_activities_and_audience() -> None:
    activities = value("440300-2020", "activities", coverage="system")
    assert (activities.value, activities.bound, activities.basis) == (Decimal(5903), "at_least", "total")
    assert (activities.low, activities.high) == (Decimal(5903), None)
    assert any("科普活动" in caveat for caveat in activities.caveats)
    audience = value("440300-2020", "audience", coverage="system", channel="total")
    assert (audience.value, audience.bound) == (Decimal(51_000_000), "at_least")


def test_sum_counts_a_repeated_subject_once_and_is_a_lower_bound() -> None:
    found = value("440117-2021", "activities", coverage="own")
    assert (found.value, found.bound, found.basis, found.status) == (
        Decimal(18),
        "at_least",
        "sum",
        "derived",
    )
    assert [o.value for o in found.operands] == [Decimal(8), Decimal(10)]


def test_clicks_and_registrations_stay_out_of_attendance() -> None:
    found = value("440600-2020", "audience", coverage="own", channel="online")
    assert found.value == Decimal(100_000)
    assert any("点击" in caveat for caveat in found.caveats)
    assert any("报名" in caveat for caveat in found.caveats)
    clicks = value("440700-2022", "audience", coverage="own", channel="online")
    assert clicks.basis == "sum+clicks"


def test_project_figures_are_not_asked_of_a_project_report() -> None:
    assert value("440800-2022", "project_share").status == "not_applicable"
    share = value("440300-2020", "project_share").value
    assert share is not None
    assert round_half_up(share, 4) == Decimal("0.8122")


def test_audience_per_activity_takes_both_from_one_statement() -> None:
    found = value("440700-2022", "audience_per_activity", coverage="system", activity="全国科普日")
    assert found.value is not None
    assert round_half_up(found.value, 0) == 66667
    assert found.bound == "about"


def test_two_scores_of_one_item_leave_a_caveat() -> None:
    found = value("440300-2020", "score_rate", item="项目完成及时性")
    assert found.value == Decimal("0.83")
    assert any("6分" in caveat for caveat in found.caveats)


def test_not_stated_is_never_a_figure() -> None:
    for report_id in REPORTS:
        for found in values(report_id):
            if found.status not in ("stated", "derived", "pending_review"):
                assert (found.value, found.low, found.high, found.text) == (None, None, None, None)
                assert found.caveats


def test_every_metric_says_something_of_every_report() -> None:
    for report_id in REPORTS:
        assert {v.metric for v in values(report_id)} == {m.id for m in load_metrics()}
        ids = [v.id for v in values(report_id)]
        assert len(ids) == len(set(ids))


def test_same_input_gives_the_same_values() -> None:
    report, region = reports()["440300-2020"]
    backwards: tuple[Observation, ...] = tuple(reversed(golden("440300-2020")))
    assert compute(report, backwards, region, load_metrics()) == values("440300-2020")


def close(found: MeasureValue, expected: Fraction | None) -> bool:
    if expected is None or found.value is None:
        return expected is None and found.value is None
    return abs(Fraction(found.value) - expected) < Fraction(1, 10**9)


@pytest.mark.parametrize("report_id", REPORTS)
def test_naive_gives_the_same_money_and_scores(report_id: str) -> None:
    said, project = golden(report_id), reports()[report_id][0].kind == "project"
    rate = naive.execution_rate(said, project)
    assert rate is not None
    assert close(value(report_id, "execution_rate"), rate[0])
    assert value(report_id, "execution_rate").basis == rate[1]
    declared = naive.declared(said)
    assert close(value(report_id, "declared_execution_rate"), declared)
    assert close(value(report_id, "execution_gap"), None if declared is None else declared - rate[0])
    for stage in ("initial", "adjusted", "received", "executed"):
        assert close(value(report_id, "budget_by_stage", stage=stage), naive.whole(said, stage, project))
    assert close(value(report_id, "self_score"), naive.total_score(said))
    expected = naive.score_rates(said)
    found = {dict(v.by)["item"]: v for v in values(report_id) if v.metric == "score_rate" and v.by}
    assert found.keys() == expected.keys()
    assert all(close(found[name], expected[name]) for name in expected)


@pytest.mark.parametrize("report_id", REPORTS)
def test_naive_gives_the_same_activities_and_audience(report_id: str) -> None:
    said, residents = golden(report_id), reports()[report_id][1].population
    assert residents
    for found in values(report_id):
        by = dict(found.by)
        if found.metric in ("activities", "activities_by_category", "activities_per_10k"):
            expected = naive.activities(said, by["coverage"], by.get("category"))
        elif found.metric in ("audience", "audience_per_10k"):
            expected = naive.audience(said, by["coverage"], by["channel"])
        else:
            continue
        if found.metric.endswith("10k"):
            assert close(found, naive.per_10k(expected, residents)), found
        else:
            assert close(found, expected[0] if expected else None), found
        if expected and found.basis:
            assert (found.basis == "total") == expected[1]
