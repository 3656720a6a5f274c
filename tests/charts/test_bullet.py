"""Bullets: bars from zero, the line across them, the distance in words, only where there is a line."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from kexie_dash.charts.bullet import MEDIAN, bullet, bullet_choices
from kexie_dash.charts.bullet_words import bullet_alt, bullet_captions
from kexie_dash.charts.frame import Captions
from kexie_dash.model.assessment import Threshold
from tests.charts.samples import band, metric, texts, value

WORDS = Captions("题目", "副题", ("来源",))
LINES = (
    Threshold(Decimal("0.95"), "at_least", "目标", "甲的细则"),
    Threshold(Decimal("0.9"), "at_least", "底线", "乙的细则"),
)
RATE = metric(thresholds=LINES)
GROUP = band(
    "2022 部门整体·市级",
    *(value(n * 2, f) for n, f in zip("甲乙丙", ("0.98", "0.95", "0.7169"), strict=True)),
)


def bare(figure: Any) -> list[str]:
    return [re.sub("<[^>]+>", "", one).replace("\u2002", " ") for one in texts(figure)]


def test_the_choices_are_the_lines_and_a_median_of_three() -> None:
    assert bullet_choices(RATE, [GROUP]) == ("1", "2", MEDIAN)
    two = band("g", value("甲甲", "0.9"), value("乙乙", "0.8"))
    assert bullet_choices(metric(), [two]) == ()
    assert bullet_choices(RATE, [two]) == ("1", "2")


def test_bars_begin_at_zero_and_carry_the_figures() -> None:
    figure = bullet(RATE, [GROUP], "1", WORDS)
    (bars,) = figure.data
    assert bars.type == "bar"
    assert list(bars.x) == [0.98, 0.95, 0.7169]
    assert list(bars.customdata) == [item.value.id for item in GROUP.values]
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.type == "linear"


def test_the_distance_stands_in_words_beside_each() -> None:
    said = bare(bullet(RATE, [GROUP], "1", WORDS))
    # By hand: 98 − 95 = 3.0, 95 is kept, 71.69 − 95 = −23.31.
    assert {"98.0% 达到，高 3.0 百分点", "95.0% 达到，正好相同", "71.7% 未达到，低 23.3 百分点"} <= set(said)
    against_median = bare(bullet(RATE, [GROUP], MEDIAN, WORDS))
    assert {"98.0% 高 3.0 百分点", "95.0% 正好相同", "71.7% 低 23.3 百分点"} <= set(against_median)
    assert "中位数 95.0%（3 个）" in against_median


def test_bounds_leave_open_what_they_must() -> None:
    one = band(
        "g", value("甲甲", "0.97", bound="at_least"), value("乙乙", "0.8", bound="at_least"),
        value("丙丙", "0.9", bound="at_most"),
    )  # fmt: skip
    figure = bullet(RATE, [one], "1", WORDS)
    said = bare(figure)
    assert "≥97.0% 达到，至少高 2.0 百分点" in said
    assert "≥80.0% 界限之内，不能判定" in said
    assert "≤90.0% 未达到，至少低 5.0 百分点" in said
    assert len([note for note in figure.layout.annotations if note.showarrow]) == 3


def test_a_group_of_two_has_no_median_and_says_so() -> None:
    two = band("2021 部门整体·市级", value("甲甲", "0.9", year=2021), value("乙乙", "0.8", year=2021))
    said = bare(bullet(RATE, [GROUP, two], MEDIAN, WORDS))
    assert "可比的不足三家，没有中位数可以对照" in said
    assert "90.0%" in said


def test_not_comparable_is_an_outline_and_not_held_against_the_median() -> None:
    group = band(
        "g", *(value(n * 2, f) for n, f in zip("甲乙丙丁", ("0.9", "0.8", "0.7", "0.6"), strict=True)),
        reasons={"丁丁": ("口径不同",)},
    )  # fmt: skip
    figure = bullet(metric(), [group], MEDIAN, WORDS)
    filled, hollow = figure.data
    assert list(hollow.x) == [0.6]
    assert hollow.marker.pattern.shape == "/"
    assert "60.0%" in bare(figure)
    assert len(filled.x) == 3


def test_title_source_and_words() -> None:
    captions = bullet_captions(RATE, [GROUP], "1")
    assert captions.title == "2022 部门整体·市级：3家能判定的单位中1家低于目标 ≥95%，丙丙最低，低23.3 百分点"
    assert "甲的细则" in captions.foot[0]
    said = bullet_alt(RATE, [GROUP], "1")
    assert "丙丙 2022年 71.7%，未达到，低 23.3 百分点" in said
    assert "不足三家的组没有中位数" in bullet_captions(RATE, [GROUP], MEDIAN).foot[0]
