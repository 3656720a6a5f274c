"""The five reports against themselves: what a person found in them, and nothing that is not there."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from kexie_dash.model.finding import Finding
from tests.checking.checked import REGISTERED, checked, text_of
from tests.clock import cpu_seconds

D = Decimal
SHENZHEN, FOSHAN, CONGHUA, ZHANJIANG, JIANGMEN = (
    "440300-2020", "440600-2020", "440117-2021", "440800-2022", "440700-2022",
)  # fmt: skip

#: Every contradiction of the five, as rule, declared and expected: no more and no fewer.
CONTRADICTIONS = {
    SHENZHEN: {
        ("formula", D("4.98"), D("4.829268")),
        ("complement", D(7), D(8)),
        ("repeat_score", D(6), D("4.98")),
        ("mean", D("0.7732"), D("0.516")),
        ("formula_chain", D("1.55"), D("1.032")),
        ("deduction_sum", D("3.52"), D("3.49")),
        ("deduction", D("1.05"), D("1.02")),
        ("repeat_quota", D(14), D(13)),
        ("criteria_points", D(3), D(8)),
    },
    FOSHAN: {
        ("rate", D(1), D("1.016015")),
        ("within_budget", D(27337900), D(26778000)),
        ("repeat_amount", D(713200), D(527100)),
    },
    CONGHUA: set(),
    ZHANJIANG: set(),
    JIANGMEN: set(),
}
QUESTIONS = {
    SHENZHEN: {
        "audience_sum": "5100多万", "rubric_input_twice": "90%", "full_marks_missed": "25分",
        "zero_execution": "55家", "target_far": "282.68万", "beyond_residents": "常住人口",
        "grade": "没有写明等级划分", "slid_row": "错位", "target_met": "未达到预期",
    },
    FOSHAN: {"grade": "没有写明等级划分"},
    CONGHUA: {"misnamed_score": "管理效能"},
    ZHANJIANG: {"perfect_total": "65.36%"},
    JIANGMEN: {"grade": "优秀", "beyond_residents": "1200万", "per_activity": "66,667"},
}  # fmt: skip
HOLDING = [
    (SHENZHEN, "column_sum", "63,734,886.83元"),
    (SHENZHEN, "column_sum", "45,692,420.17元"),
    (SHENZHEN, "parts_sum", "45,692,420.17元"),
    (SHENZHEN, "total_score", "21项得分"),
    (SHENZHEN, "full_mark_total", "21项"),
    (SHENZHEN, "rate", "89.47%"),
    (SHENZHEN, "rate", "82.63%"),
    (SHENZHEN, "rate", "81.68%"),
    (SHENZHEN, "rate", "“预算执行率(不含冻结资金)”93.99%"),
    (SHENZHEN, "rate", "14.67%"),
    (SHENZHEN, "share", "23.52%（第183行）：4人÷（13人＋4人）＝23.53%，相符（报告为截尾取数，未四舍五入）"),
    (SHENZHEN, "rubric_bands", "82.63%"),
    (SHENZHEN, "rubric_rate", "1.8947"),
    (SHENZHEN, "audience_rows", "118150人"),
    (FOSHAN, "total_score", "95分"),
    (FOSHAN, "full_mark_total", "9项指标分值之和为100分"),
    (FOSHAN, "of_which", "3552.18万元"),
    (FOSHAN, "complement", "28个"),
    (CONGHUA, "total_score", "42.7＋50"),
    (CONGHUA, "share", "85.4%"),
    (CONGHUA, "share", "14.6%"),
    (CONGHUA, "of_which", "282.41万元"),
    (ZHANJIANG, "rate", "65.36%"),
    (ZHANJIANG, "grade", "优秀"),
    (JIANGMEN, "of_which", "106.13万元"),
    (JIANGMEN, "of_which", "69.09万元"),
]


@cache
def findings(report_id: str) -> tuple[Finding, ...]:
    return checked(report_id)


@pytest.mark.parametrize("report_id", REGISTERED)
def test_contradictions_are_these_and_no_others(report_id: str) -> None:
    found = [(f.check, f.declared, f.expected) for f in findings(report_id) if f.verdict == "contradicts"]
    assert len(found) == len(CONTRADICTIONS[report_id])
    assert set(found) == CONTRADICTIONS[report_id]


@pytest.mark.parametrize("report_id", REGISTERED)
def test_questions_name_what_would_decide_them(report_id: str) -> None:
    asked = [f for f in findings(report_id) if f.verdict == "undecided"]
    for check, words in QUESTIONS[report_id].items():
        assert any(words in f.message for f in asked if f.check == check), (check, words)
    for one in asked:
        assert one.wanting
        assert one.wanting in one.message
    assert {f.check for f in asked} <= {*QUESTIONS[report_id], "rate"}


@pytest.mark.parametrize(("report_id", "check", "words"), HOLDING)
def test_what_holds_is_said_to_hold(report_id: str, check: str, words: str) -> None:
    assert any(words in f.message for f in findings(report_id) if f.check == check and f.verdict == "holds")


@pytest.mark.parametrize("report_id", REGISTERED)
def test_every_finding_points_at_its_sentences(report_id: str) -> None:
    text = text_of(report_id)
    for one in findings(report_id):
        assert one.evidence
        assert one.message.endswith("。")
        assert "{" not in one.message
        assert "None" not in one.message
        for evidence in one.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("report_id", REGISTERED)
def test_ids_are_unique_and_survive_a_shift_of_lines(report_id: str) -> None:
    ids = [f.id for f in findings(report_id)]
    assert len(set(ids)) == len(ids)
    assert {f.id for f in checked(report_id, "\n\n" + text_of(report_id))} == set(ids)


@pytest.mark.parametrize("report_id", REGISTERED)
def test_the_gravest_come_first(report_id: str) -> None:
    order = [f.consequence for f in findings(report_id)]
    assert order == sorted(order)


def test_the_whole_is_quick() -> None:
    from tests.checking.checked import Document, check, extract

    ready = []
    for report_id, (report, _) in REGISTERED.items():
        document = Document(text_of(report_id))
        ready.append(
            (document, extract(document, report=report_id, year=report.year, kind=report.kind), report)
        )
    start = cpu_seconds()
    for document, read, report in ready:
        check(document, read.observations, report=report.id, year=report.year, kind=report.kind)
    assert cpu_seconds() - start < 2
