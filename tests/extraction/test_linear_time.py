"""Reading takes time in proportion to the length, whatever the text: line 20 of the list of bad input."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import pytest

from kexie_dash.extraction import extract
from kexie_dash.model.report import Document

pytestmark = pytest.mark.timing

MEGABYTE = 1_000_000
LONGEST = 5.0  # seconds
#: Five times the text takes five times as long, measured with care in benchmarks/. Here only another order of
#: growth is caught, on a machine however busy: squares would take twenty-five times as long.
RATIO = 5 * 2.2
_ROUNDS = 5


def seconds(text: str) -> float:
    start = time.process_time()
    extract(Document(text), report="made-up", year=2021, kind="department")
    return time.process_time() - start


def quickest(text: str) -> float:
    """The first of three goes within the limit, else the quickest: other programs may be in the way."""
    taken = seconds(text)
    for _ in range(2):
        if taken < LONGEST:
            break
        taken = min(taken, seconds(text))
    return taken


@pytest.mark.parametrize("unit", list("（(1九科a、“—第\u3000 \n*="))
def test_a_line_of_a_megabyte(unit: str) -> None:
    assert quickest(unit * MEGABYTE) < LONGEST


@pytest.mark.parametrize("separator", ["\t", " | ", "    "])
def test_a_table_of_ten_thousand_rows(separator: str) -> None:
    rows = [separator.join((f"项目{i}", f"{i}.5", f"{i}.1")) for i in range(10_000)]
    head = ["单位：万元", separator.join(("项目", "年初预算", "决算数"))]
    assert quickest("\n".join(head + rows)) < LONGEST


def repeated(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


TEXTS: dict[str, Callable[[int], str]] = {
    "paragraphs": repeated("全年举办讲座12场，参加人数3000人次，支出5万元，执行率95.2%。\n"),
    "one paragraph": repeated("全年举办讲座12场，参加人数3000人次，支出5万元，执行率95.2%。"),
    "one sentence of money": repeated("支出1万元，"),
    "one clause of activities": repeated("举办讲座3场"),
    "figures and commas": repeated("1,"),
    "figures in a list": repeated("12、"),
    "sums without words": repeated("1万"),
    "points without end": repeated("得1分"),
    "rates without words": repeated("5%"),
    "a formula without end": repeated("1/1×"),
    "rules without end": repeated("满意度≥90%得5分，"),
    "pairs without end": repeated("分别1场、"),
    "a figure a line": repeated("1\n"),
    "headings": repeated("一、基本情况\n"),
    "cells one a line": repeated("三级指标\n预期指标值\n实际完成值\n"),
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_time_grows_with_the_length(name: str) -> None:
    make = TEXTS[name]
    seconds(make(500))
    short = min(seconds(make(2_000)) for _ in range(2))
    assert short < LONGEST, f"{short:.1f} s for 2,000 characters"
    longest = math.inf
    for _ in range(_ROUNDS):
        longest = min(longest, seconds(make(10_000)))
        if longest < max(short * RATIO, 0.5):
            return
    pytest.fail(f"{short:.2f} s for 2,000 characters, {longest:.2f} s for 10,000")
