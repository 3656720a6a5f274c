"""No quotient mixes coverages, scopes or periods, and what is doubtful stays so when it is divided."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kexie_dash.definitions.metrics import load_entries, recipe_of
from kexie_dash.definitions.recipes import PerPopulation
from kexie_dash.measures.case import Case
from kexie_dash.measures.comparability import compare
from kexie_dash.measures.compute import compute
from kexie_dash.measures.quotients import per_population
from kexie_dash.measures.result import Result
from kexie_dash.model.assessment import MeasureValue
from tests.measures.test_compute import METRICS
from tests.observed import region, report, statements

PROJECT = {"subject": "科普项目"}
SPENT = {"family": "budget", "stage": "executed", "value": "6000", **PROJECT}
REACHED = {"family": "audience", "value": "300", "channel": "on_site", **PROJECT}
HELD = {"family": "activity", "value": "3", "sentence": 1, **PROJECT}


def values(metric: str, *said: dict[str, Any], kind: str = "department") -> list[MeasureValue]:
    return list(compute(report(kind), statements(*said), region(100_000), (METRICS[metric],)))


@pytest.mark.parametrize("coverage", ["system", "subordinate", "funded"])
def test_own_money_over_an_audience_of_others_is_undefined(coverage: str) -> None:
    (found,) = values("spending_per_person", SPENT, {**REACHED, "coverage": coverage})
    assert (found.status, found.value) == ("undefined", None)
    assert "统计范围不同" in found.caveats[0]


def test_each_coverage_of_a_project_has_a_figure_and_a_band_of_its_own() -> None:
    funded = {"coverage": "funded"}
    found = values(
        "spending_per_person", SPENT, REACHED, {**SPENT, "value": "900", **funded}, {**REACHED, **funded}
    )
    assert {dict(v.by)["coverage"]: v.value for v in found} == {"own": 20, "funded": 3}
    bands = compare(METRICS["spending_per_person"], found)
    assert [len({dict(one.value.by)["coverage"] for one in band.values}) for band in bands] == [1, 1]


def test_the_money_of_a_department_is_not_divided_by_the_people_of_a_project() -> None:
    whole = {"family": "budget", "stage": "executed", "subject": "部门整体", "value": "9000"}
    assert [v.status for v in values("spending_per_person", whole, REACHED)] == ["not_stated"]
    named = {**REACHED, "subject": "部门整体"}
    assert [v.status for v in values("spending_per_person", whole, named)] == ["not_stated"]


@pytest.mark.parametrize("period", ["q1", "上半年", "第三季度"])
def test_a_part_of_the_year_is_divided_by_no_whole_year(period: str) -> None:
    assert [v.status for v in values("spending_per_person", SPENT, {**REACHED, "period": period})] == [
        "not_stated"
    ]
    assert [v.status for v in values("spending_per_person", {**SPENT, "period": period}, REACHED)] == [
        "not_stated"
    ]


def test_an_audience_of_one_month_is_not_that_of_the_years_activities() -> None:
    there = {**REACHED, "sentence": 1}
    assert values("audience_per_activity", HELD, there)[0].value == 100
    assert values("audience_per_activity", HELD, {**there, "period": "9月"})[0].status == "not_stated"


@pytest.mark.parametrize("coverage", ["system", "subordinate", "funded"])
def test_activities_and_audience_of_two_coverages_never_meet(coverage: str) -> None:
    there = {**REACHED, "sentence": 1, "coverage": coverage}
    assert values("audience_per_activity", HELD, there)[0].status == "not_stated"
    whole = {"family": "budget", "stage": "executed", "subject": "部门整体", "value": "1000000"}
    per_million = values("activities_per_million", whole, {**HELD, "coverage": coverage})
    assert [v.status for v in per_million if dict(v.by)["coverage"] == coverage] == ["undefined"]
    assert all(v.value is None for v in per_million)


def test_every_quotient_of_counts_divides_by_coverage() -> None:
    for entry in load_entries():
        if entry.recipe.calculation.kind in ("per_statement", "per_person", "per_money"):
            assert "coverage" in entry.breakdown, entry.id
        if "coverage" in entry.breakdown:
            assert "coverage" in entry.compared_within, entry.id


def test_a_base_that_awaits_review_is_divided_and_awaits_it_too() -> None:
    calculation = recipe_of("activities_per_10k").calculation
    assert isinstance(calculation, PerPopulation)
    case = Case.of(report(), (), region(20_000))
    doubtful = Result("pending_review", Decimal(4), by=(("coverage", "own"),), caveats=("数值不合常理",))
    (found,) = per_population(case, calculation, [doubtful])
    assert (found.status, found.value, found.caveats[0]) == ("pending_review", 2, "数值不合常理")


def test_the_reason_for_a_review_stands_first_and_the_ends_are_filled() -> None:
    amounts: list[dict[str, Any]] = [
        {"family": "budget", "stage": "adjusted", "subject": "部门整体", "value": "1"},
        {"family": "budget", "stage": "executed", "subject": "部门整体", "value": "90"},
        {"family": "rate", "subject": "部门整体", "label": "预算执行率", "value": "0.9"},
        {"family": "rate", "subject": "部门整体", "label": "预算执行率", "value": "0.8"},
    ]
    for metric in ("execution_rate", "execution_gap", "execution_rate_adjusted"):
        (found,) = values(metric, *amounts)
        assert found.status == "pending_review", metric
        assert found.caveats[0].startswith("数值不合常理"), metric
        assert found.low == found.high == found.value or found.bound != "exact", metric
