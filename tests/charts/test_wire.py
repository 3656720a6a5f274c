"""What the browser gets of a figure: JSON it can read, plain numbers, small."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import numpy as np
import plotly.graph_objects as go

from kexie_dash.charts.wire import wire


def _read(content: bytes) -> dict[str, Any]:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    found: dict[str, Any] = json.loads(content, parse_constant=refuse)
    return found


def test_a_figure_arrives_as_it_was_drawn_without_plotlys_template() -> None:
    figure = go.Figure(go.Scatter(x=[0.7169, 1], y=["深圳", "佛山"], customdata=["v1", "v2"]))
    figure.layout.height = 200
    found = _read(wire(figure, "两个单位"))
    assert found["alt"] == "两个单位"
    assert found["data"] == [
        {"type": "scatter", "x": [0.7169, 1], "y": ["深圳", "佛山"], "customdata": ["v1", "v2"]}
    ]
    assert found["layout"] == {"height": 200}
    assert len(wire(figure, "两个单位")) < 200


def test_exact_decimals_and_gaps_are_numbers_of_the_browser() -> None:
    figure = go.Figure({"data": [{"type": "bar", "y": [Decimal("0.1"), float("nan"), 2]}]}, _validate=False)
    assert _read(wire(figure, ""))["data"][0]["y"] == [0.1, None, 2]


def test_numbers_of_other_libraries_are_numbers() -> None:
    figure = go.Figure({"data": [{"type": "bar", "y": [np.float64(1.5), np.int64(2)]}]}, _validate=False)
    assert _read(wire(figure, ""))["data"][0]["y"] == [1.5, 2]


def test_half_a_character_does_not_stop_a_picture() -> None:
    figure = go.Figure({"data": [{"type": "bar", "text": ["a\ud800b"]}]}, _validate=False)
    assert _read(wire(figure, "\udfff"))["data"][0]["text"] == ["a?b"]
