"""Rounded, truncated, loose and wrong; printed arithmetic; bands of rules and of grades."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kexie_dash.checking.bands import read_bands
from kexie_dash.checking.case import Case
from kexie_dash.checking.compare import Range, compare
from kexie_dash.checking.expression import evaluate
from kexie_dash.checking.grades import one_word, read_grade_bands
from kexie_dash.model.report import Document

D = Decimal


@pytest.mark.parametrize(
    ("declared", "half", "expected", "agreement"),
    [
        ("0.9863", "0.00005", Range.of(D("0.98625")), "rounded"),  # half up, exactly on the edge
        ("0.2352", "0.00005", Range.of(D(4) / D(17)), "truncated"),
        ("0.2354", "0.00005", Range.of(D(4) / D(17)), "wrong"),
        ("0.2351", "0.00005", Range.of(D(4) / D(17)), "wrong"),
        ("5", "0", Range.of(D(5)), "equal"),
        ("5.01", "0", Range.of(D(5)), "wrong"),
        ("69.22", "0.005", Range.of(D("69.09"), D("0.505"), D("0.005")), "loose"),
        ("70.22", "0.005", Range.of(D("69.09"), D("0.505"), D("0.005")), "wrong"),
    ],
)
def test_how_a_figure_agrees(declared: str, half: str, expected: Range, agreement: str) -> None:
    assert compare(D(declared), D(half), expected).agreement == agreement


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33/41×6", D(33) / D(41) * 6),
        ("4/(4+13)", D(4) / D(17)),
        ("(0.5+0.7)÷2", D("0.6")),
        ("1,200-200×2", D(800)),
        ("98.5%×2", D("1.97")),
        ("5/0", None),
        ("(1+2", None),
        ("1++2", None),
        ("", None),
    ],
)
def test_printed_arithmetic(text: str, value: Decimal | None) -> None:
    assert evaluate(text) == value


def test_bands_of_a_rule() -> None:
    (bands,) = read_bands("1.控制率<90%的,得3分;2.90%≤控制率≤100%的,得2分;3.控制率>100%的,得0分。")
    assert bands.name == "控制率"
    assert [bands.points(D(x)) for x in ("0.8999", "0.9", "1", "1.001")] == [3, 2, 2, 0]
    assert bands.points(D("0.85"), "at_least") is None
    assert bands.points(D("0.5"), "at_most") == 3
    assert list(read_bands("控制率<90%的,得3分。")) == []


@pytest.mark.parametrize(
    "text",
    [
        "90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差",
        "90分（含）以上为优，80分（含）—90分为良，60分（含）—80分为中，60分以下为差",
        "≥９０分为优，８０≤得分＜９０为良，６０≤得分＜８０为中，＜６０为差",
        "优秀（90-100分）、良好（80-90分）、中等（60-80分）、差（0-60分）",
    ],
)
def test_bands_of_grades(text: str) -> None:
    bands = read_grade_bands(Case("x", Document(text), ()))
    held = [next(b.grade for b in bands if b.holds(D(score))) for score in ("100", "90", "89.9", "60", "59")]
    assert held == ["优", "优", "良", "中", "差"]


def test_grades_have_one_word_each() -> None:
    assert one_word("优秀") == one_word("“优”") == "优"
    assert one_word("良好") == "良"
