"""Every picture of a test is checked by Plotly, property by property; the program skips that for speed."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from kexie_dash.charts.sheet import Sheet


@pytest.fixture(autouse=True)
def _plotly_knows_every_property(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Sheet.figure

    def checked(self: Sheet, *arguments: Any) -> go.Figure:
        figure = drawn(self, *arguments)
        go.Figure(figure.to_dict())
        return figure

    monkeypatch.setattr(Sheet, "figure", checked)
