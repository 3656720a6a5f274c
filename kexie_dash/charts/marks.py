"""The marks of values: filled where compared, hollow where not, another shape while under review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from kexie_dash.charts import texts
from kexie_dash.charts.theme import VALUE_SIZE, Style
from kexie_dash.model.assessment import ComparedValue

Look = Literal["pending", "hollow", "filled"]
#: Later ones are drawn over earlier ones.
LOOKS: tuple[Look, ...] = ("pending", "hollow", "filled")
LOOK_NAME: dict[Look, str] = {
    "filled": texts.COMPARED,
    "hollow": texts.NOT_COMPARABLE,
    "pending": texts.PENDING_REVIEW,
}
MARK_SIZE = 14
#: x, y, colour, label, value id, words on hover.
Point = tuple[float, float, str, str, str, str]


def look_of(item: ComparedValue) -> Look:
    """How a value with a figure is drawn."""
    if item.value.status == "pending_review":
        return "pending"
    return "filled" if item.comparable else "hollow"


def mark_trace(points: Sequence[Point], look: Look, style: Style, size: int = MARK_SIZE) -> dict[str, Any]:
    """Labelled marks of one kind; hollow ones are drawn in the ground's colour, so that lines end at them."""
    x, y, colour, label, ids, hover = (list(column) for column in zip(*points, strict=True))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": LOOK_NAME[look],
        "x": x,
        "y": y,
        "text": label,
        "textposition": "middle right",
        "textfont": {"size": VALUE_SIZE, "color": style.colours.ink, "shadow": style.halo},
        "marker": marker(look, colour, style, size),
        "customdata": ids,
        "hovertext": hover,
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def marker(look: Look, colour: list[str], style: Style, size: int) -> dict[str, Any]:
    if look == "filled":
        return {"symbol": "circle", "size": size, "color": colour, "opacity": 1, "line": {"width": 0}}
    return {
        "symbol": "circle" if look == "hollow" else "diamond",
        "size": size - 1,
        "color": style.colours.ground,
        "opacity": 1,
        "line": {"color": colour, "width": 2.5},
    }


class Marks:
    """Collects marks; those of one look become one trace."""

    def __init__(self, size: int = MARK_SIZE) -> None:
        self._size = size
        self._points: dict[Look, list[Point]] = {look: [] for look in LOOKS}

    def add(self, item: ComparedValue, y: float, colour: str, label: str, hover: str) -> None:
        point = (float(item.value.value or 0), y, colour, label, item.value.id, hover)
        self._points[look_of(item)].append(point)

    def traces(self, style: Style) -> list[dict[str, Any]]:
        return [
            mark_trace(points, look, style, self._size) for look, points in self._points.items() if points
        ]
