"""A sheet to draw rows on: its vertical axis counts pixels from the top, so nothing collides at any width."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts.axis import Axis
from kexie_dash.charts.frame import PAD, Captions, frame_for
from kexie_dash.charts.theme import FONT_FAMILY, SMALL_SIZE, TEXT_SIZE, Style

_AXIS_SPACE = 30
_NOTE_SPACE = 20
#: About half the width of the first tick's text, so that the axis' note begins under it.
_HALF_TICK = 14
_TICK_ROOM = 56


def _level(y: float, line: dict[str, Any]) -> dict[str, Any]:
    """A level line below the marks, as a Plotly shape; from where to where is still to be said."""
    return {"type": "line", "xref": "paper", "yref": "y", "y0": y, "y1": y, "line": line, "layer": "below"}


@dataclass(slots=True)
class Sheet:
    """left, right: margins in pixels. y: where the next row begins, in pixels from the top of the plot."""

    style: Style
    left: int
    right: int
    y: float = 8.0
    traces: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def plot_width(self) -> float:
        """Pixels between the margins at the width the picture is drawn for."""
        return self.style.width - self.left - self.right

    @property
    def edge(self) -> int:
        """Distance of the outermost text from the picture's border."""
        return PAD if self.style.captions else 4

    def row(self, height: float) -> float:
        """Take a row; its middle."""
        self.y += height
        return self.y - height / 2

    def rule(self, y: float, colour: str | None = None) -> None:
        """A line over the whole width, margins included."""
        line = {"color": colour or self.style.colours.rule, "width": 1}
        base = _level(y, line)
        self.shapes.append({**base, "xsizemode": "pixel", "xanchor": 0, "x0": self.edge - self.left, "x1": 0})
        self.shapes.append({**base, "x0": 0, "x1": 1})
        self.shapes.append(
            {**base, "xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": self.right - self.edge}
        )

    def margin_text(
        self, y: float, html: str, size: int = TEXT_SIZE, colour: str | None = None, indent: int = 0
    ) -> None:
        """Text that begins at the left border."""
        self._note(y, html, 0, self.edge - self.left - 2 + indent, "left", size, colour)

    def plot_text(
        self, y: float, html: str, size: int = SMALL_SIZE, colour: str | None = None, covers: bool = False
    ) -> None:
        """Text that begins where the plot does; covers: it hides a line that runs behind it."""
        self._note(y, html, 0, -3 if covers else 0, "left", size, colour, covers)

    def right_text(
        self, y: float, html: str, size: int = TEXT_SIZE, colour: str | None = None, covers: bool = False
    ) -> None:
        """Text that ends at the right border; covers: it hides a line that runs behind it."""
        self._note(y, html, 1, self.right - self.edge, "right", size, colour, covers)

    def at(self, axis: Axis, x: float, y: float, html: str, **more: Any) -> None:
        """Small text at a value."""
        self.annotations.append(
            {
                "x": axis.place(x),
                "y": y,
                "xref": "x",
                "yref": "y",
                "text": html,
                "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": self.style.colours.soft, "shadow": self.style.halo},
                **more,
            }
        )

    def arrow(self, axis: Axis, x: float, y: float, colour: str, direction: int, length: int = 26) -> None:
        """An open bound: a line of `length` pixels from the mark, ending in an arrow; direction: 1 or -1."""
        self.annotations.append(
            {
                "x": axis.place(x),
                "y": y,
                "xref": "x",
                "yref": "y",
                "text": "",
                "xshift": direction * length,
                "ax": -direction * (length - 6),
                "ay": 0,
                "showarrow": True,
                "arrowhead": 2,
                "arrowsize": 1,
                "arrowwidth": 2,
                "arrowcolor": colour,
            }
        )

    def line(self, x0: float, x1: float, y0: float, y1: float, **line: Any) -> None:
        """A line between values; on a logarithmic axis too, where notes are placed by exponent."""
        self.shapes.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "y",
                "x0": x0,
                "x1": x1,
                "y0": y0,
                "y1": y1,
                "line": line,
                "layer": "below",
            }
        )

    def across(self, y: float, **line: Any) -> None:
        """A line over the width of the plot."""
        self.shapes.append({**_level(y, line), "x0": 0, "x1": 1})

    def _note(
        self,
        y: float,
        html: str,
        x: float,
        shift: float,
        anchor: str,
        size: int,
        colour: str | None,
        covers: bool = False,
    ) -> None:
        theme = self.style.colours
        self.annotations.append(
            {
                "x": x,
                "y": y,
                "xref": "paper",
                "yref": "y",
                "xanchor": anchor,
                "yanchor": "middle",
                "xshift": shift,
                "text": html,
                "showarrow": False,
                "align": "left",
                "font": {"size": size, "color": colour or theme.ink},
                **({"bgcolor": theme.ground, "borderpad": 1 if anchor == "right" else 3} if covers else {}),
            }
        )

    def figure(self, captions: Captions, axis: Axis | None) -> go.Figure:
        """The finished picture; axis None: nothing is measured along the horizontal."""
        theme = self.style.colours
        frame = frame_for(captions, self.style)
        note = axis.note if axis else None
        below = frame.bottom + (_AXIS_SPACE if axis else 0) + (_NOTE_SPACE if note else 0)
        layout: dict[str, Any] = {
            "height": round(frame.top + self.y + below),
            "margin": {
                "l": self.left,
                "r": self.right,
                "t": frame.top,
                "b": below,
                "pad": 0,
                "autoexpand": False,
            },
            "paper_bgcolor": theme.ground,
            "plot_bgcolor": theme.ground,
            "font": {"family": FONT_FAMILY, "size": TEXT_SIZE, "color": theme.ink},
            # Plotly's own template would outline bars and add kilobytes to every picture.
            "template": {},
            "colorway": [theme.mark],
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": theme.wash, "font": {"color": theme.ink, "family": FONT_FAMILY}},
            "xaxis": _x_axis(axis, self.plot_width, theme.grid, theme.soft),
            "yaxis": {"range": [self.y, 0], "visible": False, "fixedrange": True},
            "annotations": [*frame.words(self.left, below), *self._axis_note(note), *self.annotations],
            "shapes": self.shapes,
            "meta": {"width": self.style.width},
        }
        # Plotly's checking of every property takes eight times as long as all the rest; the tests do it.
        return go.Figure({"data": self.traces, "layout": layout}, _validate=False)

    def _axis_note(self, note: str | None) -> list[dict[str, Any]]:
        """What the reader must know of the axis stands under it, whoever sets the other words."""
        if note is None:
            return []
        return [
            {
                "name": "axis",
                "x": 0,
                "y": 0,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "top",
                "yshift": 8 - _AXIS_SPACE,
                "xshift": -_HALF_TICK,
                "text": note,
                "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": self.style.colours.soft},
            }
        ]


def _x_axis(axis: Axis | None, width: float, grid: str, ink: str) -> dict[str, Any]:
    """width: of the plot in pixels; ticks that would touch are left out."""
    if axis is None:
        return {"visible": False, "fixedrange": True, "range": [0, 1]}
    ticks = axis.ticks[:: max(1, math.ceil(len(axis.ticks) * _TICK_ROOM / max(width, 1)))]
    return {
        "type": "log" if axis.log else "linear",
        "range": [axis.place(axis.low), axis.place(axis.high)],
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "tickmode": "array",
        "tickvals": [value for value, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "tickangle": 0,
        "tickfont": {"size": SMALL_SIZE, "color": ink},
        "ticks": "",
    }
