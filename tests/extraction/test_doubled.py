"""Figures a bad conversion printed twice, and figures beside cells they do not belong to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kexie_dash.extraction import extract
from kexie_dash.extraction.doubled import DOUBLED
from kexie_dash.model.report import Document


def read(text: str) -> tuple[list[Decimal | None], list[str]]:
    """Values and the quotes of what was left over as doubled."""
    found = extract(Document(text), report="made-up", year=2021, kind="department")
    left = [one.evidence.quote for one in found.leftovers if one.reason == DOUBLED]
    return [o.value for o in found.observations], left


def test_repeating_digits_alone_are_a_number() -> None:
    assert read("全年举办讲座1212场，项目支出7070万元。") == ([Decimal(1212), Decimal(70_700_000)], [])


def test_digits_and_unit_twice_are_left_over() -> None:
    assert read("项目支出7070万元万元，年初预算80万元。") == ([Decimal(800_000)], ["项目支出7070万元"])


def test_one_of_two_prints_counts() -> None:
    values, left = read("项目支出70万元70万元，年初预算80万元。")
    assert values == [Decimal(700_000), Decimal(800_000)]
    assert left == ["70万元"]


def test_beside_a_print_twice_no_repeating_digits_are_certain() -> None:
    values, left = read("项目支出70万元70万元。全年举办讲座1212场，培训35场。")
    assert values == [Decimal(700_000), Decimal(35)]
    assert left == ["70万元", "举办讲座1212场"]


@pytest.mark.parametrize("text", ["第一场12场次，第二场12场次。", "目标\t实际\n1个\t1个\n"])
def test_equal_figures_apart_are_two(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("row", "target", "actual"),
    [
        ("参展完成度\t100%100%", "100%", "100%"),
        ("联谊会活动\t8次8次", "8次", "8次"),
        ("举办大赛1场\t2场", "1场", "2场"),
        ("支出进度\t>95%93.99%", ">95%", "93.99%"),
    ],
)
def test_a_fused_row_is_parted_where_it_is_certain(row: str, target: str, actual: str) -> None:
    rows = ["三级指标\t预期指标值\t实际完成值", "讲座场次\t10场\t12场", "培训人数\t300人\t310人", row]
    text = "\n".join([*rows, "展览场次\t3场\t4场", "论坛场次\t5场\t6场"]) + "\n"
    found = extract(Document(text), report="made-up", year=2021, kind="department").observations
    texts = [(o.label, o.target_text, o.actual_text) for o in found]
    name = row.split("\t")[0].removesuffix("1场")
    assert texts == [
        ("讲座场次", "10场", "12场"),
        ("培训人数", "300人", "310人"),
        (name, target, actual),
        ("展览场次", "3场", "4场"),
        ("论坛场次", "5场", "6场"),
    ]


def test_a_fused_row_that_could_be_parted_twice_gives_no_figure() -> None:
    rows = ["三级指标\t预期指标值\t实际完成值", "讲座场次\t10\t12", "培训人数\t300\t310", "参赛队伍\t1111"]
    text = "\n".join([*rows, "展览场次\t3\t4", "论坛场次\t5\t6"]) + "\n"
    found = extract(Document(text), report="made-up", year=2021, kind="department")
    assert [(o.target, o.actual) for o in found.observations] == [(10, 12), (300, 310), (3, 4), (5, 6)]
    assert any("1111" in one.evidence.quote for one in found.leftovers)


def test_a_gap_between_cells_parts_a_figure_from_a_word() -> None:
    text = "预算编制合理性    5    部门预算是否符合职责，资金有无根据轻重缓急分配。\n"
    assert read(text)[0] == []
