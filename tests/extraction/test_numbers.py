"""Numbers as reports print them, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kexie_dash.extraction.cells import quantity
from kexie_dash.extraction.numbers import find_numbers


def read(chars: str) -> list[tuple[str, Decimal, str, str]]:
    return [(n.text, n.value, n.unit, n.bound) for n in find_numbers(chars)]


@pytest.mark.parametrize(
    ("chars", "text", "value", "unit", "bound"),
    [
        ("参与人数超过2100人次", "超过2100人次", "2100", "人次", "at_least"),
        ("开展活动5903余场次", "5903余场次", "5903", "场次", "at_least"),
        ("惠及近1035万人次", "近1035万人次", "10350000", "人次", "nearly"),
        ("共有超过5100多万人次", "超过5100多万人次", "51000000", "人次", "at_least"),
        ("预算1,515,600.00元", "1,515,600.00元", "1515600.00", "元", "exact"),
        ("投入3.2亿元", "3.2亿元", "320000000.0", "元", "exact"),
        ("6.9万名信息员", "6.9万名", "69000.0", "名", "exact"),
        ("二十三万人次参加", "二十三万人次", "230000", "人次", "exact"),
        ("约5万人观看", "约5万人", "50000", "人", "about"),
        ("不少于10家", "不少于10家", "10", "家", "at_least"),
        ("不超过3次", "不超过3次", "3", "次", "at_most"),
        ("控制在50人以下", "控制在50人以下", "50", "人", "at_most"),
        ("满意度达99%以上", "99%以上", "0.99", "比率", "at_least"),
        ("执行率为-5%", "-5%", "-0.05", "比率", "exact"),
        ("完成率101.6%", "101.6%", "1.016", "比率", "exact"),
        ("课题近20多项", "近20多项", "20", "项", "about"),
        ("志愿服务百余批次", "百余批次", "100", "批次", "at_least"),
        ("共三个部室", "三个", "3", "个", "exact"),
    ],
)
def test_value_unit_and_bound(chars: str, text: str, value: str, unit: str, bound: str) -> None:
    assert read(chars) == [(text, Decimal(value), unit, bound)]


def test_a_range_gives_two_bounds_that_share_unit_and_scale() -> None:
    assert read("10-20万人次") == [
        ("10", Decimal(100000), "人次", "at_least"),
        ("20万人次", Decimal(200000), "人次", "at_most"),
    ]
    assert [n[3] for n in read("20万-100万元不等")] == ["at_least", "at_most"]


def test_a_list_shares_one_unit() -> None:
    assert [n[1] for n in read("分别为18、25.5、9万元")] == [Decimal(180000), Decimal(255000), Decimal(90000)]


@pytest.mark.parametrize(
    "chars",
    [
        "财预〔2020〕10号文",
        "2020年11月19-21日举办",
        "11月7至9日",
        "第36届大赛",
        "建党100周年",
        "5G产业",
        "3D打印",
        "做到两个维护",
        "四位一体",
        "“3+1”试点",
        "“0506”疫情",
        "2019-2025年",
        "一个个鲜活的事例",
        "十分重视",
        "统一部署",
        "数十场活动",
        "联系电话0755-12345678",
    ],
)
def test_what_only_looks_like_a_number(chars: str) -> None:
    assert read(chars) == []


@pytest.mark.parametrize(
    ("cell", "value", "unit", "bound"),
    [
        ("≥90%", "0.9", "比率", "at_least"),
        (">95%", "0.95", "比率", "at_least"),
        ("≤1次", "1", "次", "at_most"),
        ("10个左右", "10", "个", "about"),
        ("282.68万", "2826800.00", "", "exact"),
        ("(12.5)", "-12.5", "", "exact"),
        ("0.00", "0.00", "", "exact"),
    ],
)
def test_a_cell_with_one_number(cell: str, value: str, unit: str, bound: str) -> None:
    read_cell = quantity(cell)
    assert read_cell is not None
    assert (read_cell.value, read_cell.unit, read_cell.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize(
    "cell", ["", "-", "/", "#DIV/0!", "1e309", "NaN", "优", "2-3小时", "2020年12月31日前", "****"]
)
def test_a_cell_that_is_plainly_not_a_number(cell: str) -> None:
    assert quantity(cell) is None


def test_the_scale_of_the_table_makes_bare_cells_money() -> None:
    cell = quantity("828.24", Decimal(10000))
    assert cell is not None
    assert (cell.value, cell.unit) == (Decimal("8282400.00"), "元")
