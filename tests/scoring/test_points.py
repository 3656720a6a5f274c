"""Every kind of rule, by hand and against the naive second way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kexie_dash.definitions.rubrics import load_rubrics
from kexie_dash.definitions.rules import Rule, inputs_of
from kexie_dash.scoring.points import UNKNOWN, Span, points_of
from tests import naive_scores

RULE: TypeAdapter[Any] = TypeAdapter(Rule)
BANDS = {
    "kind": "bands", "label": "某", "input": "x",
    "bands": [
        {"below": "0.9", "points": 3}, {"at_least": "0.9", "at_most": 1, "points": 2},
        {"above": 1, "points": 0},
    ],
}  # fmt: skip
TIMES = {"kind": "times", "label": "某", "input": "x", "points": 1, "zero_above": 1}
QUARTER = {"kind": "times", "label": "某", "input": "x", "points": 1, "of": "0.25"}
PIECES = {"kind": "minus", "label": "某", "input": "x", "points": 8, "each": 4}
SHARE = {
    "kind": "minus",
    "label": "某",
    "input": "x",
    "points": 1,
    "each": "0.1",
    "step": "0.01",
    "beyond": "0.1",
}


@pytest.mark.parametrize(
    ("rule", "low", "high", "least", "most"),
    [
        (BANDS, "0.8999", "0.8999", "3", "3"),
        (BANDS, "0.9", "0.9", "2", "2"),
        (BANDS, "1", "1", "2", "2"),
        (BANDS, "1.0001", "1.0001", "0", "0"),
        (BANDS, "0.9", None, "0", "2"),
        (BANDS, "0", "0.9", "2", "3"),
        (BANDS, "0", None, "0", "3"),
        (TIMES, "0.8947", "0.8947", "0.8947", "0.8947"),
        (TIMES, "1", "1", "1", "1"),
        (TIMES, "1.01", "1.01", "0", "0"),
        (TIMES, "0.95", None, "0", "1"),
        (TIMES, "0", "0.6", "0", "0.6"),
        (QUARTER, "0.1467", "0.1467", "0.5868", "0.5868"),
        (QUARTER, "0.3", "0.3", "1", "1"),
        (PIECES, "0", "0", "8", "8"),
        (PIECES, "1", "1", "4", "4"),
        (PIECES, "3", "3", "0", "0"),
        (PIECES, "1", None, "0", "4"),
        (SHARE, "0.1", "0.1", "1", "1"),
        (SHARE, "0.13", "0.13", "0.7", "0.7"),
        (SHARE, "0.135", "0.135", "0.6", "0.7"),
        (SHARE, "0.5", "0.5", "0", "0"),
    ],
)
def test_by_hand(rule: dict[str, Any], low: str, high: str | None, least: str, most: str) -> None:
    span = Span(Decimal(low), None if high is None else Decimal(high))
    assert points_of(RULE.validate_python(rule), [span]) == (Decimal(least), Decimal(most))


def test_mean_and_judgement() -> None:
    mean = RULE.validate_python(
        {"kind": "mean_times", "label": "某", "inputs": ["a", "b", "c", "d"], "points": 2}
    )
    said = [Span(Decimal(v), Decimal(v)) for v in ("0.2", "0.4", "0.6", "1")]
    assert points_of(mean, said) == (Decimal("1.1"), Decimal("1.1"))
    assert points_of(mean, [*said[:3], UNKNOWN]) == (Decimal("0.6"), Decimal(2))
    judged = RULE.validate_python({"kind": "judgement", "label": "某", "points": 25})
    assert points_of(judged, []) == (Decimal(0), Decimal(25))


RULES = [rule for r in load_rubrics() for one in r.indicators for rule in one.parts if inputs_of(rule)]


@given(
    st.sampled_from(RULES),
    st.lists(st.integers(0, 15_000), min_size=4, max_size=4),
    st.one_of(st.none(), st.integers(0, 5_000)),
)
def test_like_the_second_way(rule: Any, starts: list[int], width: int | None) -> None:
    """Every rule of every rubric, for a figure, a range and an open bound."""
    plain = rule.model_dump(mode="json", exclude_none=True)
    spans, ends = [], []
    for start in starts[: len(inputs_of(rule))]:
        low = Decimal(start) / 10_000
        high = None if width is None else Decimal(start + width) / 10_000
        spans.append(Span(low, high))
        ends.append((Fraction(low), None if high is None else Fraction(high)))
    found = points_of(rule, spans)
    for one, other in zip(found, naive_scores.points(plain, ends), strict=True):
        assert abs(Fraction(one) - other) < Fraction(1, 10**5)
