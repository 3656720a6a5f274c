"""Targets, outputs, satisfaction, staffing, range, disclosure: figures read by a person, and a second way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.extraction import extract
from kexie_dash.measures.compute import compute
from kexie_dash.measures.target_rows import state
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.observation import Narrative, Observation
from kexie_dash.reading import read_document
from tests import naive_stated
from tests.golden_loader import ROOT, golden, reports
from tests.observed import observed, region, report, statements

REPORTS = ("440300-2020", "440600-2020", "440117-2021", "440800-2022", "440700-2022")
METRICS = {metric.id: metric for metric in load_metrics()}
MINE = tuple(m for m in METRICS.values() if m.since == "0.2.0")


@cache
def narratives(report_id: str) -> tuple[Narrative, ...]:
    about = reports()[report_id][0]
    document = read_document(ROOT / "data" / "reports" / about.file)
    return extract(document, report=report_id, year=about.year, kind=about.kind).narratives


@cache
def values(report_id: str) -> tuple[MeasureValue, ...]:
    about, place = reports()[report_id]
    return compute(about, golden(report_id), place, MINE, narratives(report_id))


def value(report_id: str, metric: str, **by: str) -> MeasureValue:
    wanted = tuple(sorted(by.items()))
    return next(v for v in values(report_id) if v.metric == metric and v.by == wanted)


def table_rows() -> tuple[Observation, ...]:
    """The rows of the target table; one further target stands in a sentence on line 251."""
    said = golden("440300-2020")
    return tuple(o for o in said if o.family == "target" and o.evidence.line_first >= 258)


def test_the_target_table_read_row_by_row() -> None:
    """Lines 258 to 456 hold 181 rows: 84 in figures, 2-3小时, and 96 in words."""
    missed_in_figures = {262, 274, 298, 300, 353, 405, 407}
    missed_in_words = {319, 368, 401, 413, 443}
    rows = table_rows()
    figures = [o for o in rows if o.target is not None]
    assert (len(rows), len(figures)) == (181, 84)
    states = {o.id: state(o) for o in rows}
    missed = {o.evidence.line_last for o in rows if states[o.id] == "missed"}
    undecided = [o for o in rows if states[o.id] == "unknown"]
    assert missed == missed_in_figures | missed_in_words
    assert [(o.target_text, o.actual_text) for o in undecided] == [("正常运行", "2020年12月31日前")]
    about, place = reports()["440300-2020"]
    found = {v.metric: v for v in compute(about, rows, place, MINE)}
    assert Fraction(found["target_completion_rate"].value or 0).limit_denominator(1000) == Fraction(77, 84)
    assert Fraction(found["target_completion_all"].value or 0).limit_denominator(1000) == Fraction(168, 180)
    assert found["targets_unmet"].value == 12
    assert found["target_overshoot"].value == Decimal("1.75")
    assert len(found["target_overshoot"].operands) == 26
    assert Fraction(found["targets_too_low"].value or 0).limit_denominator(1000) == Fraction(3, 84)
    assert Fraction(found["targets_in_words"].value or 0).limit_denominator(1000) == Fraction(96, 181)
    assert "另有1项无法判断" in " ".join(found["target_completion_all"].caveats)


@pytest.mark.parametrize(
    ("target", "actual", "bound", "expected"),
    [
        ("≥90%", "0.9", "exact", "met"),
        (">90%", "0.9", "exact", "missed"),
        ("<5%", "0.9", "exact", "missed"),
        ("不低于90%", "0.95", "at_least", "met"),
        ("≥90%", "0.8", "at_least", "unknown"),
        ("≤90%", "0.8", "at_least", "unknown"),
        ("≤90%", "0.9", "exact", "met"),
        ("90%左右", "0.82", "exact", "met"),
        ("90%左右", "0.8", "exact", "missed"),
        ("90%", "0.92", "about", "unknown"),
        ("90%", "0.95", "nearly", "unknown"),
    ],
)
def test_a_target_in_figures(target: str, actual: str, bound: str, expected: str) -> None:
    said = {"family": "target", "subject": "完成率", "target": "0.05" if "5%" in target else "0.9"}
    row = observed(
        1, {**said, "target_text": target, "actual": actual, "actual_text": actual, "bound": bound}
    )
    assert state(row) == expected


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("顺利开展", "顺利", "met"), ("有效保障", "未保障", "missed"), ("及时", "不及时", "missed"),
        ("当年完成", "2020年12月31日前", "met"), ("2020年6月30日前", "2020年8月", "missed"),
        ("2020年12月1日前", "2020年12月", "unknown"), ("正常运行", "2020年12月31日前", "unknown"),
        ("良好", "见附件", "unknown"), ("及时", "基本完成", "missed"),
    ],
)  # fmt: skip
def test_a_target_in_words(target: str, actual: str, expected: str) -> None:
    row = observed(1, {"family": "target", "subject": "某项", "target_text": target, "actual_text": actual})
    assert state(row) == expected


@pytest.mark.parametrize("report_id", REPORTS)
def test_the_naive_way_gives_the_same_targets(report_id: str) -> None:
    said = golden(report_id)
    second = {
        "target_completion_rate": naive_stated.share_met(naive_stated.figures(said)),
        "target_completion_all": naive_stated.share_met(naive_stated.rows(said)),
        "targets_unmet": naive_stated.unmet(said),
        "target_overshoot": naive_stated.overshoot(said),
        "targets_too_low": naive_stated.too_low(said),
        "targets_in_words": naive_stated.in_words(said),
    }
    for metric, expected in second.items():
        assert _same(value(report_id, metric).value, expected), metric


def _same(found: Decimal | None, expected: Fraction | int | None) -> bool:
    if found is None or expected is None:
        return found is None and expected is None
    return abs(Fraction(found) - expected) < Fraction(1, 10**9)


@pytest.mark.parametrize("report_id", REPORTS)
def test_the_naive_way_gives_the_same_staff_and_satisfaction(report_id: str) -> None:
    said = golden(report_id)
    assert _same(value(report_id, "satisfaction").value, naive_stated.satisfaction(said))
    if reports()[report_id][0].kind == "project":
        return
    quota = naive_stated.people(said, "核定编制", "人员编制", "机关事业编制")
    in_post = naive_stated.people(said, "在编人数", "公务员编制（现有）")
    external = naive_stated.people(said, "劳务派遣")
    if external is None and (hired := naive_stated.people(said, "雇员")):
        external = hired + (naive_stated.people(said, "合同制") or 0)
    assert _same(value(report_id, "staff_quota").value, quota)
    assert _same(value(report_id, "external_staff").value, external)
    rate = in_post / quota if in_post is not None and quota else None
    assert _same(value(report_id, "staff_control_rate").value, rate)
    share = external / (external + in_post) if external is not None and in_post is not None else None
    assert _same(value(report_id, "external_staff_rate").value, share)


def test_staff_read_by_hand() -> None:
    """Line 59: 编制14, 核定编制13, 在职12, 在编13, 编外4, 4/(4+13)."""
    assert [value("440300-2020", m).value for m in ("staff_quota", "staff_in_post", "external_staff")] == [
        13,
        12,
        4,
    ]
    assert any("14人" in caveat for caveat in value("440300-2020", "staff_quota").caveats)
    rate = value("440300-2020", "external_staff_rate")
    assert (round(rate.value or 0, 4), rate.declared) == (Decimal("0.2353"), Decimal("0.2353"))
    assert value("440117-2021", "external_staff").bound == "at_least"
    assert value("440800-2022", "staff_quota").status == "not_applicable"


def test_satisfaction_read_by_hand() -> None:
    found = value("440300-2020", "satisfaction")
    assert (found.value, found.bound, found.basis) == (Decimal("0.99"), "at_least", "whole")
    assert any("高于90%" in caveat for caveat in found.caveats)
    assert value("440600-2020", "satisfaction").status == "not_stated"
    only = statements(
        {"family": "satisfaction", "subject": "讲座", "label": "满意度", "value": "0.9", "bound": "at_least"}
    )
    got = compute(report(), only, region(), (METRICS["satisfaction"],))[0]
    assert (got.value, got.bound, got.basis) == (Decimal("0.9"), "at_least", "part")


@pytest.mark.parametrize(
    ("report_id", "coverage", "kind", "figure", "names", "stock"),
    [
        ("440117-2021", "system", "省级科普教育基地（现有）", 7, "省级科普", True),
        ("440117-2021", "system", "国家级科普教育基地（现有）", 1, "国家级科普", True),
        ("440300-2020", "system", "科普教育基地（现有，不分级）", 163, "科普教育基地", True),
        ("440600-2020", "system", "省级科普教育基地（本年新增）", 23, "省级科普", False),
        ("440600-2020", "funded", "申请专利（项）", 183, "专利", None),
        ("440600-2020", "funded", "服务企业（家）", 837, "服务企业", None),
        ("440700-2022", "system", "市级科普教育基地（现有）", 86, "市级科普", True),
        ("440700-2022", "system", "国家级科普教育基地（本年新增）", 2, "国家级科普", False),
        ("440700-2022", "own", "电台节目（期）", 289, "电台", None),
        ("440117-2021", "own", "电台节目（期）", 201, "电台", None),
        ("440600-2020", "own", "所属学会、团体会员（个）", 64, "^所属学会所属学会$", None),
        ("440700-2022", "system", "科普信息员（人）", 69000, "信息员$", True),
        ("440800-2022", "system", "省级科普教育基地（本年新增）", 6, "省级科普", False),
    ],
)
def test_outputs_read_by_hand_and_a_second_way(
    report_id: str, coverage: str, kind: str, figure: int, names: str, stock: bool | None
) -> None:
    found = value(report_id, "outputs", coverage=coverage, output=kind)
    assert found.value == figure
    assert naive_stated.output(golden(report_id), coverage, names, stock) == figure


def test_stations_add_up_as_a_lower_bound_without_others() -> None:
    found = value("440800-2022", "outputs", coverage="system", output="院士（专家）工作站（现有）")
    assert (found.value, found.bound, [o.value for o in found.operands]) == (10, "at_least", [1, 9])


def test_the_audience_ranges_from_on_site_to_all_channels() -> None:
    found = value("440300-2020", "audience_range", coverage="system")
    assert (found.low, found.high, found.bound) == (Decimal(10_350_000), Decimal(51_000_000), "at_least")
    assert [o.value for o in found.operands[:2]] == [Decimal(10_350_000), Decimal(51_000_000)]
    assert all(o.observation for o in found.operands[2:])
    silent = value("440700-2022", "audience_range", coverage="system")
    assert silent.low is None
    assert any("线下没有写明" in caveat for caveat in silent.caveats)
    for report_id in REPORTS:
        ranges = [v for v in values(report_id) if v.metric == "audience_range"]
        assert len({v.by for v in ranges}) == len(ranges)


def test_a_subject_said_twice_on_one_channel_counts_once_in_the_range() -> None:
    row: dict[str, Any] = {"family": "audience", "subject": "讲座", "unit": "人次"}
    said = statements(
        {**row, "value": "300", "channel": "on_site"},
        {**row, "value": "280", "channel": "on_site"},
        {**row, "value": "900", "channel": "online"},
        {**row, "value": "5000", "label": "点击量", "channel": "online"},
        {**row, "value": "7000", "coverage": "system", "channel": "on_site"},
    )
    found = {
        dict(v.by)["coverage"]: v for v in compute(report(), said, region(), (METRICS["audience_range"],))
    }
    assert (found["own"].low, found["own"].value) == (300, 1200)
    assert (found["system"].low, found["system"].value) == (7000, 7000)


LACKING = {
    "440300-2020": {"年初预算"},
    "440600-2020": {"执行率的分母", "目标值与完成值", "满意度", "政府采购"},
    "440117-2021": {
        "调整预算", "等级", "分项分值与得分", "目标值与完成值", "满意度", "三公经费", "政府采购",
    },
    "440800-2022": {"调整预算", "分项分值与得分", "目标值与完成值", "满意度"},
    "440700-2022": {
        "调整预算", "到位资金", "执行率", "执行率的分母", "分项分值与得分", "目标值与完成值", "满意度",
    },
}  # fmt: skip


@pytest.mark.parametrize("report_id", REPORTS)
def test_disclosure_item_by_item(report_id: str) -> None:
    """What each report lacks, looked up in it; a stated item has its sentence."""
    items = {dict(v.by)["disclosed"]: v for v in values(report_id) if v.metric == "disclosure"}
    applicable = {name: v for name, v in items.items() if v.status == "stated"}
    assert {name for name, v in applicable.items() if v.value == 0} == LACKING[report_id]
    project = reports()[report_id][0].kind == "project"
    assert len(applicable) == (13 if project else 14)
    for found in applicable.values():
        assert (found.value == 1) == bool(found.operands)
        for behind in found.operands:
            assert behind.observation or behind.evidence
    stated = {name for name, v in applicable.items() if v.value}
    second = naive_stated.stated_items(golden(report_id), narratives(report_id), project)
    money = {"年初预算", "调整预算", "到位资金", "执行数（支出）", "执行率", "执行率的分母"}
    assert stated - money == second
    rate = value(report_id, "disclosure_rate").value
    assert _same(rate, Fraction(len(stated), len(applicable)))


def test_a_problem_in_words_points_exactly_at_its_sentence() -> None:
    found = value("440600-2020", "disclosure", disclosed="存在问题").operands[0].evidence
    assert found is not None
    text = read_document(ROOT / "data" / "reports" / "440600-2020.txt").text
    assert text[found.start : found.end] == found.quote
    assert "预算编制有待更严格执行" in found.quote
