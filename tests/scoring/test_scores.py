"""Reports by the one rubric with rules: by hand against what the report declares, and made-up reports."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from kexie_dash.definitions.dimensions import load_dimensions
from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.definitions.rubrics import RubricEntry, load_rubrics
from kexie_dash.measures.compute import compute
from kexie_dash.model.quantity import round_half_up
from kexie_dash.model.rubric import IndicatorScore, RubricScore
from kexie_dash.scoring import score
from tests import naive_scores
from tests.golden_loader import golden, reports
from tests.observed import region, report, statements

OWN = "440300-2020"


def rubric() -> RubricEntry:
    (found,) = (one for one in load_rubrics() if one.has_rules)
    return found


@cache
def scored(report_id: str) -> RubricScore:
    found, where = reports()[report_id]
    return score(found, golden(report_id), where, rubric())


def indicator(found: RubricScore, name: str) -> IndicatorScore:
    return next(one for one in found.indicators if one.indicator == name)


@pytest.mark.parametrize(
    ("name", "low", "high", "declared", "beyond"),
    [
        # Rates and counts as the report prints them, points by the printed rule, worked out by hand.
        ("procurement", "0.89", "1.89", "1.89", "0"),  # 1,356,040 ÷ 1,515,600 × 1, and 1 point judged
        ("fixed_assets", "1", "1", "1", "0"),  # 100 % in use
        ("staff_control", "1", "1", "1", "0"),  # 13 ÷ 13
        ("external_staff", "0", "0", "0", "0"),  # 4 ÷ 17 = 23.53 % > 10 %
        ("office_costs", "6", "6", "6", "0"),  # 82.63 % and 81.68 %, both under 90 %
        # 0.5868 + 0.7888 + 0.7773 + 0.9399 + 51.59 % × 2 = 4.12; declared with a mean of 77.32 %
        ("execution", "4.12", "4.12", "4.64", "0.52"),
        ("timely_projects", "4.83", "4.83", "4.98", "0.15"),  # 33 ÷ 41 × 6
        ("satisfaction", "6", "6", "6", "0"),  # above 99 %
        ("priorities", "0", "8", "8", "0"),
        ("effects", "0", "25", "25", "0"),
        ("financial_compliance", "0", "3", "3", "0"),
    ],
)
def test_its_own_rubric_by_hand(name: str, low: str, high: str, declared: str, beyond: str) -> None:
    found = indicator(scored(OWN), name)
    assert found.low is not None
    assert found.high is not None
    assert (round_half_up(found.low, 2), round_half_up(found.high, 2)) == (Decimal(low), Decimal(high))
    assert found.declared == Decimal(declared)
    assert round_half_up(found.beyond, 2) == Decimal(beyond)


def test_its_own_total_stands_beside_the_declared() -> None:
    found = scored(OWN)
    assert found.full_mark == 100
    assert found.declared == Decimal("96.51")
    assert (round_half_up(found.low, 2), round_half_up(found.high, 2)) == (Decimal("23.85"), Decimal("95.85"))
    assert sum(one.declared or 0 for one in found.indicators) == Decimal("96.51")


def test_evidence_leads_to_statements_of_the_report() -> None:
    said = {o.id: o for o in golden(OWN)}
    found = indicator(scored(OWN), "timely_projects")
    assert [said[o.observation or ""].value for o in found.parts[0].inputs] == [33, 41]
    assert said[found.declared_by or ""].value == Decimal("4.98")


@pytest.mark.parametrize(
    ("report_id", "full", "missing"),
    [
        ("440600-2020", 100, "缺“三公”经费控制率"),
        ("440117-2021", 100, "缺固定资产利用率"),
        ("440800-2022", 92, "缺一季度末累计支出进度"),
        ("440700-2022", 92, "缺公众或服务对象满意度"),
    ],
)
def test_others_as_far_as_their_figures_reach(report_id: str, full: int, missing: str) -> None:
    found = scored(report_id)
    assert found.full_mark == full
    assert missing in found.missing
    assert 0 < found.low < found.high <= full
    for name in ("office_costs", "staff_control", "external_staff"):
        assert (indicator(found, name).state == "not_applicable") == (full == 92)
    # None of them prints a score of this rubric's indicators.
    assert all(one.declared is None for one in found.indicators)


def test_the_other_city_earns_what_its_figures_say() -> None:
    found = scored("440600-2020")
    costs = indicator(found, "office_costs")
    # 公用经费 71.32 ÷ 71.32 = 100 %: 2 points; 三公 is spent 1.67万 without a budget: 0 to 3.
    assert (costs.low, costs.high, costs.state) == (2, 5, "partly")
    execution = indicator(found, "execution")
    assert execution.high == 6
    assert execution.parts[3].low == 1


def made(*said: Any, kind: str = "department") -> RubricScore:
    project = "某项目" if kind == "project" else None
    return score(report(kind, project), statements(*said), region(), rubric())


def rate(label: str, value: str, **more: Any) -> dict[str, Any]:
    return {"family": "rate", "subject": more.pop("subject", label), "label": label, "value": value, **more}


@pytest.mark.parametrize(
    ("value", "bound", "ends"),
    [
        ("0.9", "exact", (1, 1)),
        ("0.8999", "exact", ("0.7", "0.7")),
        ("0.75", "exact", ("0.7", "0.7")),
        ("0.9", "at_least", (1, 1)),
        ("0.8", "at_least", ("0.7", 1)),
        ("0.7", "at_most", (0, "0.4")),
        ("0.9", "about", (0, 1)),
    ],
)
def test_a_bound_gives_a_range_of_points(value: str, bound: str, ends: tuple[Any, Any]) -> None:
    found = indicator(made(rate("固定资产利用率", value, bound=bound)), "fixed_assets")
    assert (found.low, found.high) == tuple(Decimal(end) for end in ends)
    assert found.state == ("scored" if found.low == found.high else "partly")


def test_a_missing_figure_is_named_and_never_zero() -> None:
    found = made()
    fixed = indicator(found, "fixed_assets")
    assert (fixed.low, fixed.high, fixed.state) == (0, 1, "undecided")
    assert fixed.missing == ("缺固定资产利用率",)
    # By the printed bands the least satisfaction still earns one point.
    assert (indicator(found, "satisfaction").low, indicator(found, "satisfaction").high) == (1, 6)
    assert (found.low, found.high, found.declared) == (1, 100, None)


def test_purchases_above_plan_earn_nothing() -> None:
    found = made(
        {"family": "budget", "subject": "政府采购", "stage": "initial", "value": "100"},
        {"family": "budget", "subject": "政府采购", "stage": "executed", "value": "101"},
    )
    assert (indicator(found, "procurement").low, indicator(found, "procurement").high) == (0, 1)


def test_the_year_rate_is_the_progress_of_the_last_quarter() -> None:
    found = made(
        {"family": "budget", "subject": "项目整体", "stage": "adjusted", "value": "200"},
        {"family": "budget", "subject": "项目整体", "stage": "executed", "value": "150"},
        kind="project",
    )
    execution = indicator(found, "execution")
    assert execution.parts[3].low == Decimal("0.75")
    assert execution.low == Decimal("1.125")
    assert found.full_mark == 92


def test_unfinished_priorities_cost_four_each() -> None:
    one = {"family": "output", "subject": "重点工作", "label": "重点工作未完成", "value": "1", "unit": "项"}
    assert indicator(made(one), "priorities").low == 4


@pytest.mark.parametrize("report_id", [OWN, "440600-2020"])
def test_dimensions_a_second_way(report_id: str) -> None:
    found, where = reports()[report_id]
    metrics = tuple(m for m in load_metrics() if m.id in ("score_rate_by_dimension", "points_lost"))
    values = compute(found, golden(report_id), where, metrics)
    crosswalk = {n: d.label for d in load_dimensions() for n in (*d.names, *d.noted)}
    level = next(v.basis for v in values if v.value is not None) or ""
    expected = naive_scores.lost(golden(report_id), crosswalk, level)
    rates = {dict(v.by)["dimension"]: v for v in values if v.metric == "score_rate_by_dimension"}
    lost = {dict(v.by)["dimension"]: v for v in values if v.metric == "points_lost"}
    assert {name for name, v in rates.items() if v.value is not None} == set(expected)
    for name, (got, full) in expected.items():
        assert round_half_up(rates[name].value or Decimal(0), 8) == round_half_up(
            Decimal(got.numerator * full.denominator) / Decimal(got.denominator * full.numerator), 8
        )
        assert lost[name].value == Decimal(str(float(full - got)))
    total = {OWN: "3.49", "440600-2020": "5"}[report_id]
    assert sum(v.value or 0 for v in lost.values()) == Decimal(total)


@pytest.mark.parametrize("report_id", ["440117-2021", "440800-2022", "440700-2022"])
def test_without_full_marks_there_is_no_rate(report_id: str) -> None:
    found, where = reports()[report_id]
    metrics = tuple(m for m in load_metrics() if m.id == "score_rate_by_dimension")
    values = compute(found, golden(report_id), where, metrics)
    assert len(values) == 11
    assert {v.status for v in values} == {"not_stated"}
