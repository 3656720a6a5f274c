"""Hedged words a second time, from the cut-offs as a person reads them; shares no code with the exports."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import yaml

_FILE = Path(__file__).resolve().parent.parent / "kexie_dash" / "definitions" / "phrases.yaml"
_TABLE = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["comparisons"]


def word(unit: str, first: Fraction, second: Fraction) -> tuple[str, bool]:
    """The word for the larger against the smaller of two exact figures; whether they are level."""
    table = _TABLE
    larger, smaller = max(first, second), min(first, second)
    if unit in ("比率", "百分点"):
        steps, size = table["points"], larger - smaller
    elif unit == "分":
        steps, size = table["scores"], larger - smaller
    else:
        steps, size = table["relative"], (larger - smaller) / larger if larger else Fraction(0)
    reached = [step for step in steps if Fraction(step["from"]) <= size]
    return reached[-1]["higher"] + reached[-1].get("tail", ""), reached[-1] is steps[0]


def surely_apart(low: Fraction | None, high: Fraction | None) -> bool:
    """Whether a figure with this lower end lies above one with this upper end for certain."""
    return low is not None and high is not None and low > high


def printed_points(first: Fraction, second: Fraction) -> str:
    """The difference of two rates with one decimal, half up."""
    tenths = abs(first - second) * 1000
    whole = int(tenths) + (1 if tenths - int(tenths) >= Fraction(1, 2) else 0)
    return f"{whole // 10}.{whole % 10}"
