"""Changes between two years: what bounds leave open, against a naive second reckoning by trial."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from kexie_dash.charts.change import change_sentence, change_words
from kexie_dash.measures.change import Change, change
from kexie_dash.model.quantity import Bound
from tests.charts.samples import metric, value

COUNT = metric("场次", label="活动场次")
MONEY = metric("元", label="支出")


def between(before: str, after: str, was: Bound = "exact", now: Bound = "exact") -> Change:
    found = change(value("甲", before, bound=was), value("甲", after, bound=now, year=2023))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after", "words", "sentence"),
    [
        ("0.80", "0.95", "+15.0 百分点", "比2022年升15.0个百分点"),
        ("0.95", "0.90", "−5.0 百分点", "比2022年降5.0个百分点"),
        ("0.9", "0.90", "持平", "与2022年持平"),
        ("0.8001", "0.8", "−0.01 百分点", "比2022年降0.01个百分点"),
    ],
)
def test_rates_change_in_points(before: str, after: str, words: str, sentence: str) -> None:
    found = between(before, after)
    assert change_words(found, metric()) == words
    assert change_sentence(found, metric(), 2022) == sentence


def test_money_and_counts_change_in_their_unit_with_the_share() -> None:
    assert change_words(between("2500000", "2800000"), MONEY) == "+30.0万元（+12.0%）"
    assert change_words(between("100", "80"), COUNT) == "−20场次（−20.0%）"
    # From nothing there is no share.
    assert change_words(between("0", "80"), COUNT) == "+80场次"
    assert change_words(between("95", "96.5"), metric("分", label="自评得分")) == "+1.5分"


def test_a_bound_decides_only_what_it_can() -> None:
    assert change_words(between("100", "150", now="at_least"), COUNT) == "至少 +50场次"
    assert change_words(between("150", "100", was="at_least"), COUNT) == "至少 −50场次"
    assert change_words(between("100", "150", "at_least", "at_least"), COUNT) == "升降不能判定"
    assert change_words(between("100", "150", "about"), COUNT) == "升降不能判定"
    least = between("100", "150", now="at_least")
    assert change_sentence(least, COUNT, 2022) == "比2022年升至少50场次"
    assert change(value("甲", None), value("甲", "1")) is None


def _allowed(figure: int, bound: Bound) -> set[int]:
    """Every whole number up to 40 that the bound allows: the same question asked without intervals."""
    return {
        "exact": {figure},
        "at_least": set(range(figure, 41)),
        "at_most": set(range(figure + 1)),
        "nearly": set(range(figure + 1)),
        "about": set(range(41)),
    }[bound]


@pytest.mark.parametrize(
    ("was", "now"), list(product(("exact", "at_least", "at_most", "nearly", "about"), repeat=2))
)
@pytest.mark.parametrize(("before", "after"), [(10, 30), (30, 10), (20, 20)])
def test_the_way_by_trying_every_number(before: int, after: int, was: Bound, now: Bound) -> None:
    tried = {b - a for a, b in product(_allowed(before, was), _allowed(after, now))}
    expected = (
        "same" if tried == {0}
        else "up" if min(tried) > 0
        else "down" if max(tried) < 0
        else "open"
    )  # fmt: skip
    assert between(str(before), str(after), was, now).way == expected


def test_the_share_is_of_the_earlier_figure() -> None:
    assert between("8", "10").share == Decimal("0.25")
    assert between("8", "10", "about").share is None
