"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_dash.charts.format import count, percent, points, scale_for, value_label, value_text
from tests.charts.samples import metric, value


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("0", "0"),
        ("7", "7"),
        ("5903", "5,903"),
        ("99999", "99,999"),
        ("100000", "10万"),
        ("2826800", "282.7万"),
        ("51000000", "5,100万"),
        ("105000000", "1.05亿"),
        ("37.5", "37.5"),
        ("3.3653", "3.37"),
        ("0.125", "0.13"),
        ("333.33", "333.3"),
        ("-12", "−12"),
    ],
)
def test_counts(stored: str, said: str) -> None:
    assert count(Decimal(stored)) == said


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("0.7169138041", "71.7%"),
        ("0.71650", "71.7%"),
        ("1", "100.0%"),
        ("1.016", "101.6%"),
        ("0.9996", "99.96%"),
        ("0.99996", "99.996%"),
        ("0.0004", "0.04%"),
        ("0", "0.0%"),
        ("-0.05", "−5.0%"),
    ],
)
def test_rates_are_half_up_and_never_reach_a_hundred_by_rounding(stored: str, said: str) -> None:
    assert percent(Decimal(stored)) == said


def test_differences_of_rates_are_signed_points() -> None:
    assert points(Decimal("0.2230")) == "+22.3 百分点"
    assert points(Decimal("-0.016")) == "−1.6 百分点"
    assert points(Decimal(0)) == "0.0 百分点"


@pytest.mark.parametrize(
    ("amounts", "unit", "first"),
    [
        (["12345678.9"], "万元", "1,234.6"),
        (["1234567890", "98765432.1"], "亿元", "12.35"),
        (["1234567890", "56000"], "万元", "123,456.8"),
        (["20000", "512.34"], "万元", "2.00"),
        (["12.34"], "元", "12.34"),
        ([], "元", None),
    ],
)
def test_money_has_one_unit_a_picture(amounts: list[str], unit: str, first: str | None) -> None:
    figures = [Decimal(amount) for amount in amounts]
    scale = scale_for("元", figures)
    assert scale.unit == unit
    if first is not None:
        assert scale.number(figures[0]) == first


def test_a_value_alone_carries_bound_and_unit() -> None:
    held = metric("场次", label="活动场次")
    assert value_text(value("甲", "5903", bound="at_least"), held) == "≥5,903场次"
    assert value_text(value("甲", "384", bound="nearly"), held) == "≈384场次"
    assert value_text(value("甲", "96.51"), metric("分")) == "96.51分"
    assert value_text(value("甲", "95.00"), metric("分")) == "95分"
    assert value_text(value("甲", "12345678.9"), metric("元")) == "1,234.6万元"
    assert value_text(value("甲", "0.7169"), metric()) == "71.7%"
    assert value_text(value("甲", "0"), held) == "0场次（报告写明）"


def test_what_is_missing_has_its_word() -> None:
    assert value_text(value("甲", None), metric()) == "未载明"
    assert value_text(value("甲", None, status="not_applicable"), metric()) == "不适用"
    assert value_text(value("甲", None, status="undefined"), metric()) == "无法计算"
    assert value_label(value("甲", None, text="优秀"), scale_for("等级")) == "优秀"


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_printed_counts_stay_near_the_value(stored: Decimal) -> None:
    text = count(stored).replace(",", "")
    factor = 10**8 if text.endswith("亿") else 10**4 if text.endswith("万") else 1
    printed = Decimal(text.rstrip("亿万")) * factor
    assert abs(printed - stored) <= max(Decimal("0.05"), stored / 200)
