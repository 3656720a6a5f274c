"""Rates, quarters and projects against the naive way, on the five reports and on random statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.measures.compute import compute
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Region, Report
from tests import naive, naive_money
from tests.golden_loader import golden, reports
from tests.naive_money import NONE, SENSELESS, Figure
from tests.observed import region, report, statements

METRICS = {metric.id: metric for metric in load_metrics()}
RESIDENTS = 1_000_000
STAGES = (
    *("initial", "adjusted", "adjusted", "executed", "executed"),
    *("frozen", "received", "carried_over", "adjustment"),
)
PARTS = ("基本支出", "项目支出", "公用经费", "日常公用经费", "三公经费", "政府采购", "甲", "乙")
Said = Sequence[Observation]

#: What the naive way gives for metrics of one value, of a report of either kind.
SINGLE: dict[str, Callable[[Said, bool], Figure]] = {
    "execution_rate_initial": lambda s, p: naive_money.rate(s, p, "executed", "initial"),
    "execution_rate_adjusted": lambda s, p: naive_money.rate(s, p, "executed", "adjusted"),
    "execution_rate_received": lambda s, p: naive_money.rate(s, p, "executed", "received"),
    "execution_rate_unfrozen": naive_money.without_frozen,
    "received_rate": lambda s, p: naive_money.rate(s, p, "received", "initial", "adjusted"),
    "carried_over_rate": naive_money.carried_over,
    "frozen_share": lambda s, p: naive_money.rate(s, p, "frozen", "adjusted"),
    "adjustment_rate": naive_money.adjustment,
}
#: The same for metrics of a department alone.
DEPARTMENT: dict[str, Callable[[Said], Figure]] = {
    "public_funds_rate": lambda s: naive_money.of_subject(s, ["三公经费"], "executed", "initial", "adjusted"),
    "office_cost_rate": lambda s: naive_money.of_subject(
        s, naive_money.OFFICE, "executed", "adjusted", "initial"
    ),
    "procurement_rate": lambda s: naive_money.of_subject(s, ["政府采购"], "executed", "initial", "adjusted"),
    "basic_execution_rate": lambda s: naive_money.of_subject(
        s, ["基本支出"], "executed", "adjusted", "initial"
    ),
    "project_spending_execution_rate": lambda s: naive_money.of_subject(
        s, ["项目支出"], "executed", "adjusted", "initial"
    ),
}


def same(found: MeasureValue, expected: Figure) -> bool:
    if expected == NONE:
        return found.status == "not_stated" and found.value is None
    if expected == SENSELESS:
        return found.status == "undefined" and found.value is None
    assert isinstance(expected, Fraction)
    return found.value is not None and abs(Fraction(found.value) - expected) < Fraction(1, 10**9)


def check(said: Said, own: Report, place: Region) -> None:
    """Every metric of this half of the dictionary, by both ways."""
    project = own.kind == "project"
    values = compute(own, said, place, tuple(METRICS.values()))
    of: dict[str, list[MeasureValue]] = {}
    for value in values:
        of.setdefault(value.metric, []).append(value)
    for metric, way in SINGLE.items():
        assert same(of[metric][0], way(said, project)), of[metric][0]
    for metric, department_way in DEPARTMENT.items():
        found = of[metric][0]
        if project:
            assert (found.status, found.value) == ("not_applicable", None)
        else:
            assert same(found, department_way(said)), found
    check_quarters(of, said, project)
    check_projects(of, said)
    spent, residents = naive.whole(said, "executed", project), place.population
    per_head = NONE if spent is None or not residents else spent / residents
    assert same(of["spending_per_resident"][0], per_head)
    for found in of["activities_per_million"]:
        if dict(found.by)["coverage"] == "own":
            assert same(found, naive_money.per_million(said, project)), found
        else:
            assert found.value is None


def check_quarters(of: dict[str, list[MeasureValue]], said: Said, project: bool) -> None:
    for metric, way in (
        ("quarterly_progress", naive_money.quarters),
        ("schedule_gap", naive_money.schedule_gaps),
    ):
        found = {dict(v.by)["quarter"]: v for v in of[metric] if v.by}
        expected = way(said, project)
        assert found.keys() == expected.keys()
        assert all(same(found[q], expected[q]) for q in expected), (found, expected)


def check_projects(of: dict[str, list[MeasureValue]], said: Said) -> None:
    expected = naive_money.by_project(said)
    found = {dict(v.by)["project"]: v for v in of["project_execution_rate"] if v.by}
    assert found.keys() == expected.keys()
    assert all(same(found[name], expected[name][0]) for name in expected)
    for zero, number, money in (
        (False, "projects_under_90", "money_under_90"),
        (True, "projects_at_zero", "money_at_zero"),
    ):
        left = naive_money.left_behind(said, zero)
        assert same(of[number][0], NONE if left is None else Fraction(left[0]))
        assert same(of[money][0], NONE if left is None else left[1])
        if left is not None:
            assert of[number][0].operands[1].value == Decimal(left[2])


@pytest.mark.parametrize("report_id", sorted(reports()))
def test_the_five_reports_give_the_same_both_ways(report_id: str) -> None:
    own, place = reports()[report_id]
    check(golden(report_id), own, place)


def _rows(whole: str, subjects: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    amounts = st.fixed_dictionaries(
        {
            "family": st.just("budget"),
            "subject": st.sampled_from((whole, whole, *subjects)),
            "stage": st.sampled_from(STAGES),
            "value": st.sampled_from((0, 1, 2, 40, 90, 100, 300, 7000)).map(str),
            "is_total": st.booleans(),
            "period": st.sampled_from(("year", "year", "year", "q1", "q2", "q3", "q4")),
            "coverage": st.sampled_from(("own", "own", "own", "system")),
        }
    )
    rates = st.fixed_dictionaries(
        {
            "family": st.just("rate"),
            "subject": st.just(whole),
            "label": st.just("预算执行率"),
            "value": st.sampled_from(("0", "0.4", "0.97")),
            "period": st.sampled_from(("q1", "q3")),
        }
    )
    held = st.fixed_dictionaries(
        {
            "family": st.just("activity"),
            "subject": st.sampled_from(("讲堂", "论坛")),
            "value": st.integers(0, 40).map(str),
            "coverage": st.sampled_from(("own", "system")),
        }
    )
    return st.lists(st.one_of(amounts, amounts, amounts, rates, held), max_size=22)


@settings(max_examples=200, deadline=None)
@given(
    _rows(
        "部门整体", ("基本支出", "项目支出", "公用经费", "日常公用经费", "三公经费", "政府采购", "甲", "乙")
    )
)
def test_random_departments_give_the_same_both_ways(rows: list[dict[str, Any]]) -> None:
    check(statements(*rows), report(), region(RESIDENTS))


@settings(max_examples=120, deadline=None)
@given(_rows("项目整体", ("甲", "乙", "丙", "人员经费")))
def test_random_projects_give_the_same_both_ways(rows: list[dict[str, Any]]) -> None:
    check(statements(*rows), report("project"), region(RESIDENTS))


_QUARTER = st.lists(st.integers(0, 60), min_size=4, max_size=4)


@settings(max_examples=150, deadline=None)
@given(_QUARTER, st.sampled_from(("single", "running", "as said")), st.integers(-3, 3), st.booleans())
def test_random_quarters_give_the_same_both_ways(
    figures: list[int], how: str, off: int, stated: bool
) -> None:
    """Quarters that add up to the year, that end with it, or that just miss either."""
    said = figures if how != "running" else [sum(figures[: n + 1]) for n in range(4)]
    year = max(sum(figures) + off, 0) if how != "as said" else max(figures[-1] + off, 0)
    rows: list[dict[str, Any]] = [
        {"family": "budget", "stage": "executed", "subject": "部门整体", "value": str(v), "period": f"q{n}"}
        for n, v in enumerate(said, start=1)
    ]
    rows.append({"family": "budget", "stage": "adjusted", "subject": "部门整体", "value": "240"})
    names = ("部门整体",) if stated else ("基本支出", "项目支出")
    for share, name in zip((year,) if stated else (year // 2, year - year // 2), names, strict=True):
        rows.append({"family": "budget", "stage": "executed", "subject": name, "value": str(share)})
    check(statements(*rows), report(), region(RESIDENTS))
