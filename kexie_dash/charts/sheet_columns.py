"""Sheets beside each other on one: what counts from the ends of a column's plot counts from the whole's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kexie_dash.charts.frame import PAD
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.theme import Style

_GAP = 28


class Columns:
    """style: of a column. sheet: the whole, without margins; further rows may follow below the columns."""

    def __init__(self, style: Style, count: int) -> None:
        room = style.width - 2 * PAD - _GAP * (count - 1)
        self.style = replace(style, width=room // count, captions=False)
        self.sheet = Sheet(style, 0, 0)
        self._starts: list[float] = []

    def add(self, column: Sheet) -> None:
        """The next column, drawn whole; its traces stand on axes of their own."""
        start = PAD + len(self._starts) * (self.style.width + _GAP)
        self._starts.append(start)
        self.sheet.y = max(self.sheet.y, column.y)
        self.sheet.traces += column.traces
        self.sheet.annotations += [self._note(note, start, column) for note in column.annotations]
        self.sheet.shapes += [self._shape(shape, start, column) for shape in column.shapes]

    def domain(self, number: int, column: Sheet) -> list[float]:
        """Where the plot of this column lies on the whole, from 0 to 1."""
        return [self._place(end, self._starts[number], column) for end in (0, 1)]

    def _place(self, part: float, start: float, column: Sheet, pixels: float = 0) -> float:
        """part: of the column's plot. pixels: from there to the right."""
        return (start + column.left + part * column.plot_width + pixels) / self.sheet.style.width

    def _note(self, note: dict[str, Any], start: float, column: Sheet) -> dict[str, Any]:
        return {**note, "x": self._place(note["x"], start, column)} if note["xref"] == "paper" else note

    def _shape(self, shape: dict[str, Any], start: float, column: Sheet) -> dict[str, Any]:
        if shape["xref"] != "paper":
            return shape
        made = {key: said for key, said in shape.items() if key not in ("xsizemode", "xanchor")}
        anchored = shape.get("xsizemode") == "pixel"
        for end in ("x0", "x1"):
            part, pixels = (shape["xanchor"], shape[end]) if anchored else (shape[end], 0)
            made[end] = self._place(part, start, column, pixels)
        return made
