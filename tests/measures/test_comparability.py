"""Bands, what keeps a value from being ranked, and places as ranges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.measures.comparability import compare, with_not_stated
from kexie_dash.measures.compute import compute
from kexie_dash.measures.ranking import Span, places
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue, Metric
from kexie_dash.model.quantity import interval
from tests.golden_loader import golden, reports

METRICS = {metric.id: metric for metric in load_metrics()}


def of_five(metric_id: str) -> tuple[Band, ...]:
    metric = METRICS[metric_id]
    values = [
        v
        for name, (report, region) in reports().items()
        for v in compute(report, golden(name), region, (metric,))
    ]
    return compare(metric, values)


def made(number: int, figure: str | None, **other: Any) -> MeasureValue:
    """A value of the report of body `number`, in 2020, of a city's department."""
    value = None if figure is None else Decimal(figure)
    bound = other.get("bound", "exact")
    low, high = (None, None) if value is None else interval(value, bound)
    fields: dict[str, Any] = {
        "metric": "execution_rate", "report": f"r{number}", "region_code": f"{number:06}",
        "body_code": f"{number:06}", "body": f"单位{number}", "year": 2020, "kind": "department",
        "level": "city", "project": None, "status": "not_stated" if value is None else "stated",
        "value": value, "low": low, "high": high, "basis": None if value is None else "adjusted",
    }  # fmt: skip
    return MeasureValue(**(fields | other))


def only(bands: tuple[Band, ...]) -> tuple[ComparedValue, ...]:
    assert len(bands) == 1
    return bands[0].values


def test_the_five_fall_into_three_bands_newest_first() -> None:
    bands = of_five("execution_rate")
    assert [(b.group, b.label) for b in bands] == [
        ("2022-project-city", "2022 项目·市级"),
        ("2021-department-county", "2021 部门整体·县级"),
        ("2020-department-city", "2020 部门整体·市级"),
    ]
    assert [[c.value.region_code for c in b.values] for b in bands] == [
        ["440700", "440800"],
        ["440117"],
        ["440600", "440300"],
    ]
    assert all(c.comparable and c.rank_low is None for b in bands for c in b.values)


def test_gap_is_sorted_by_size_without_regard_to_sign() -> None:
    values = [made(n, v, metric="execution_gap", basis=None) for n, v in enumerate(("0.01", "-0.3", "0.2"))]
    ordered = only(compare(METRICS["execution_gap"], values))
    assert [c.value.value for c in ordered] == [Decimal("-0.3"), Decimal("0.2"), Decimal("0.01")]


def test_coverages_never_share_a_band_and_the_silent_are_named() -> None:
    bands = of_five("activities")
    for band in bands:
        assert len({c.value.by for c in band.values}) == 1
    system = next(b for b in bands if b.group == "2020-department-city-system")
    assert system.label == "2020 部门整体·市级·全市系统"
    assert [(c.value.region_code, c.value.status) for c in system.values] == [
        ("440300", "stated"),
        ("440600", "not_stated"),
    ]
    assert "未载明" in system.values[1].reasons
    funded = next(b for b in bands if b.group == "2022-project-city-funded")
    assert {c.value.status for c in funded.values} == {"not_stated"}


def test_every_body_stands_once_in_every_breakdown() -> None:
    for metric_id in ("activities", "audience", "budget_by_stage", "activities_by_category"):
        bands = of_five(metric_id)
        by_key: dict[object, list[str]] = {}
        for band in bands:
            for compared in band.values:
                by_key.setdefault(compared.value.by, []).append(compared.value.report)
        assert all(sorted(said) == sorted(reports()) for said in by_key.values()), metric_id


def test_named_activities_are_not_asked_of_others() -> None:
    for band in of_five("audience_per_activity"):
        for compared in band.values:
            if compared.value.status == "not_stated":
                assert "activity" not in dict(compared.value.by)


def test_another_denominator_is_hollow_with_its_reason_and_not_ranked() -> None:
    values = [made(1, "0.9"), made(2, "0.8"), made(3, "0.7"), made(4, "0.95", basis="initial")]
    first, *others = only(compare(METRICS["execution_rate"], values))
    assert first.value.basis == "initial"
    assert not first.comparable
    assert "年初预算" in first.reasons[0]
    assert "调整预算" in first.reasons[0]
    assert first.rank_low is None
    assert [(c.rank_low, c.rank_high) for c in others] == [(1, 1), (2, 2), (3, 3)]


def test_fewer_than_three_are_not_ranked() -> None:
    values = [made(1, "0.9"), made(2, "0.8"), made(3, None)]
    assert [c.rank_low for c in only(compare(METRICS["execution_rate"], values))] == [None] * 3


def test_not_stated_stands_last_and_zero_is_a_value() -> None:
    values = [made(1, None), made(2, "0"), made(3, "0.5"), made(4, "0.6")]
    ordered = only(compare(METRICS["execution_rate"], values))
    assert [c.value.body_code[-1] for c in ordered] == ["4", "3", "2", "1"]
    assert ordered[2].comparable
    assert (ordered[2].rank_low, ordered[2].rank_high) == (3, 3)
    assert not ordered[3].comparable


def test_difference_inside_rounding_shares_places() -> None:
    values = [made(1, "0.9003"), made(2, "0.9000"), made(3, "0.7")]
    found = [(c.rank_low, c.rank_high) for c in only(compare(METRICS["execution_rate"], values))]
    assert found == [(1, 2), (1, 2), (3, 3)]


def test_a_lower_bound_may_stand_higher() -> None:
    by = (("coverage", "own"),)
    other: dict[str, Any] = {"metric": "activities", "basis": "sum", "by": by}
    values = [made(1, "100", **other), made(2, "50", bound="at_least", **other), made(3, "10", **other)]
    found = {
        c.value.body_code[-1]: (c.rank_low, c.rank_high) for c in only(compare(METRICS["activities"], values))
    }
    assert found == {"1": (1, 2), "2": (1, 2), "3": (3, 3)}


def test_persons_are_not_ranked_with_attendances() -> None:
    by = (("channel", "on_site"), ("coverage", "own"))
    other: dict[str, Any] = {"metric": "audience", "by": by}
    values = [made(1, "100", basis="sum+persons", **other), made(2, "50", basis="total", **other)]
    first, second = only(compare(METRICS["audience"], values))
    assert "以人计" in first.reasons[0]
    assert second.comparable


def test_not_applicable_stays_so_in_a_breakdown() -> None:
    silent = made(1, None, metric="activities", status="not_applicable", basis=None)
    said = made(2, "5", metric="activities", by=(("coverage", "own"),))
    filled = with_not_stated([silent, said])
    assert [(v.by, v.status) for v in filled] == [
        ((("coverage", "own"),), "not_applicable"),
        ((("coverage", "own"),), "stated"),
    ]


def test_metrics_without_a_better_end_have_no_places() -> None:
    values = [
        made(n, v, metric="project_share", basis="executed") for n, v in enumerate(("0.1", "0.2", "0.3"))
    ]
    ordered = only(compare(METRICS["project_share"], values))
    assert [c.value.value for c in ordered] == [Decimal("0.3"), Decimal("0.2"), Decimal("0.1")]
    assert all(c.rank_low is None for c in ordered)


def test_compare_of_nothing() -> None:
    metric: Metric = METRICS["activities"]
    assert compare(metric, []) == ()


_FIGURES = st.decimals(min_value=0, max_value=100, places=1)
_BOUNDS = st.sampled_from(("exact", "about", "at_least", "nearly", "at_most"))


@given(st.lists(st.tuples(_FIGURES, _BOUNDS), min_size=3, max_size=8), st.data())
def test_a_place_holds_whatever_the_bounds_hide(
    figures: list[tuple[Decimal, Any]], data: st.DataObject
) -> None:
    """Draw a true value inside every bound: the true place lies in the range."""
    spans = [Span(*interval(value, bound)) for value, bound in figures]
    true = [
        data.draw(st.decimals(min_value=s.low or 0, max_value=200 if s.high is None else s.high, places=1))
        for s in spans
    ]
    for higher_first in (True, False):
        for number, place in enumerate(places(spans, Decimal(0), higher_first=higher_first)):
            assert place is not None
            ahead = sum(t > true[number] if higher_first else t < true[number] for t in true)
            behind = sum(t < true[number] if higher_first else t > true[number] for t in true)
            assert place[0] <= len(true) - behind
            assert place[1] >= 1 + ahead
            assert 1 <= place[0] <= place[1] <= len(true)


@given(st.lists(_FIGURES, min_size=3, max_size=8, unique=True))
def test_exact_and_different_figures_have_one_place_each(figures: list[Decimal]) -> None:
    found = places([Span(f, f) for f in figures], Decimal(0), higher_first=True)
    assert sorted(p for p in found if p) == [(n, n) for n in range(1, len(figures) + 1)]


def test_year_kind_level_and_coverage_always_divide() -> None:
    """One thing apart from the first in each: nobody may share its group, however equal the figures."""
    own, system = (("coverage", "own"),), (("coverage", "system"),)
    same: dict[str, Any] = {"metric": "activities", "basis": "total"}
    values = [
        made(1, "10", by=own, **same),
        made(2, "10", by=own, year=2021, **same),
        made(3, "10", by=own, kind="project", **same),
        made(4, "10", by=own, level="county", **same),
        made(5, "10", by=system, **same),
    ]
    bands = compare(METRICS["activities"], values)
    stated = [[c.value.body_code for c in band.values if c.value.has_figure] for band in bands]
    assert sorted(len(said) for said in stated if said) == [1] * 5
    assert all(c.rank_low is None for band in bands for c in band.values)


def test_a_figure_that_awaits_review_decides_neither_basis_nor_places() -> None:
    doubtful = [made(n, "0.5", basis="initial", status="pending_review") for n in (1, 2, 3)]
    group = only(compare(METRICS["execution_rate"], [*doubtful, made(4, "0.9"), made(5, "0.8")]))
    by_code = {int(c.value.body_code): c for c in group}
    assert by_code[4].comparable
    assert by_code[5].comparable
    assert all(
        by_code[n].reasons == ("待核",) and by_code[n].value.value == Decimal("0.5") for n in (1, 2, 3)
    )
    assert all(c.rank_low is None for c in group)


def test_items_of_one_body_are_no_league() -> None:
    same: dict[str, Any] = {"metric": "activities", "basis": "total"}
    items = [made(1, f, by=(("activity", f), ("coverage", "own")), **same) for f in ("1", "2", "3")]
    assert all(c.rank_low is None for c in only(compare(METRICS["activities"], items)))
