"""Forms of statements that were once misread, in words and figures of no report."""

from __future__ import annotations

import pytest

from tests.extraction.test_prose import read


def test_parts_of_a_total_are_no_second_total() -> None:
    text = (
        "自评总分91分，其中：甲类得分17分（满分20分），乙类得分28分（满分30分），绩效类得分46分（满分50分）。"
    )
    found = read(text).observations
    assert [(o.subject, o.level, o.full_mark, o.value) for o in found] == [
        ("部门整体", "total", None, 91),
        ("甲类", "level_1", 20, 17),
        ("乙类", "level_1", 30, 28),
        ("绩效类", "level_1", 50, 46),
    ]


@pytest.mark.parametrize("done", ["核减", "压减", "追加", "调增", "调减", "收回"])
def test_what_was_done_to_a_budget_is_an_adjustment(done: str) -> None:
    (found,) = read(f"年中{done}预算73.00万元。").observations
    assert (found.stage, found.subject, found.value) == ("adjustment", "部门整体", 730_000)


def test_a_title_gets_into_no_label() -> None:
    found = read("某县科协2023年部门整体支出绩效自评报告\n调整预算数为660.00万元。").observations
    assert [(o.label, o.stage) for o in found] == [("调整预算数", "adjusted")]


def test_each_figure_of_a_list_has_its_quarter() -> None:
    found = read("一至三季度支出分别为11万元、23万元、31.5万元。").observations
    assert [o.period for o in found] == ["q1", "q2", "q3"]


def test_a_bound_and_what_was_reached_are_one_target() -> None:
    (found,) = read("读者满意度≥85%，实际91.2%。").observations
    assert (found.family, str(found.target), str(found.actual)) == ("target", "0.85", "0.912")


def test_names_without_a_header() -> None:
    text = (
        "资金执行情况（单位：元）\n          年初预算数    全年预算数    全年执行数   执行率\n"
        "资金总额  1,300,000.00  1,200,000.00  1,140,000.00  95.00%\n"
        "其中：财政拨款  900,000.00  800,000.00  760,000.00  95.00%\n"
    )
    found = read(text, kind="project").observations
    assert [o.value for o in found if o.family == "budget"] == [
        1_300_000, 1_200_000, 1_140_000, 900_000, 800_000, 760_000,
    ]  # fmt: skip
