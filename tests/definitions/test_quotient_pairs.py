"""Which quotients mean something follows from the dictionary and the declared pairs of units."""

from __future__ import annotations

import pytest

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.definitions.quotients import load_unit_pairs, quotient_of

METRICS = {metric.id: metric for metric in load_metrics()}
BUDGET = METRICS["budget_by_stage"]


def stage(name: str) -> tuple[tuple[str, str], ...]:
    return (("stage", name),)


def coverage(name: str) -> tuple[tuple[str, str], ...]:
    return (("coverage", name),)


@pytest.mark.parametrize(
    ("under", "over", "metric"),
    [
        ("adjusted", "executed", "execution_rate_adjusted"),
        ("initial", "executed", "execution_rate_initial"),
        ("initial", "received", "received_rate"),
        ("adjusted", "frozen", "frozen_share"),
    ],
)
def test_two_stages_have_the_ratio_of_the_dictionary(under: str, over: str, metric: str) -> None:
    found = quotient_of(BUDGET, stage(under), BUDGET, stage(over))
    assert found is not None
    assert (found.metric, found.unit, found.y_over_x) == (metric, "比率", True)
    turned = quotient_of(BUDGET, stage(over), BUDGET, stage(under))
    assert turned is not None
    assert (turned.metric, turned.y_over_x) == (metric, False)


def test_own_money_is_divided_by_own_activities_only() -> None:
    held = METRICS["activities"]
    own = quotient_of(held, coverage("own"), BUDGET, stage("executed"))
    assert own is not None
    assert (own.unit, own.barred, own.y_over_x) == ("元/场次", "", True)
    system = quotient_of(held, coverage("system"), BUDGET, stage("executed"))
    assert system is not None
    assert "不是本级" in system.barred
    assert quotient_of(held, coverage("own"), BUDGET, stage("initial")) is None


def test_audience_and_activities_share_a_coverage() -> None:
    held, reached = METRICS["activities"], METRICS["audience"]
    same = quotient_of(held, coverage("system"), reached, (("channel", "total"), *coverage("system")))
    assert same is not None
    assert not same.barred
    other = quotient_of(held, coverage("own"), reached, (("channel", "total"), *coverage("system")))
    assert other is not None
    assert "统计范围不同" in other.barred


def test_nothing_is_made_of_what_says_nothing() -> None:
    assert quotient_of(METRICS["execution_rate"], (), METRICS["self_score"], ()) is None
    assert quotient_of(BUDGET, stage("executed"), BUDGET, stage("executed")) is None


def test_declared_units_are_those_of_the_dictionary() -> None:
    units = {metric.unit for metric in METRICS.values()}
    assert all({pair.over, pair.under} <= units for pair in load_unit_pairs())
