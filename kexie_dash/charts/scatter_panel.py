"""The ground of one scatter: its axes, lines of one quotient or medians, their names outside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kexie_dash.charts import texts
from kexie_dash.charts.axis import Axis
from kexie_dash.charts.isolines import IsoLine
from kexie_dash.charts.label_places import STRETCH
from kexie_dash.charts.lines import median_only
from kexie_dash.charts.scatter_plan import Plot, ScatterPlan
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.side import bands_by_group
from kexie_dash.charts.text import plain, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE
from kexie_dash.measures.median import Median, group_median
from kexie_dash.queries.facets import Facet

_TICK_ROOM, _TICK_LINE, _NEXT = 64, 26, 18
_WHOLE = "100%"


@dataclass(frozen=True, slots=True)
class Panel:
    """Two axes between two pixel heights of the sheet; number: of the axes in the picture."""

    number: int
    x: Axis
    y: Axis
    top: float
    bottom: float

    def level(self, value: float) -> float:
        """The sheet's pixel at which a value of the vertical axis lies."""
        return self.bottom - self.y.fraction(value) * (self.bottom - self.top)

    @property
    def across(self) -> str:
        """The name of its horizontal axis; its vertical one has the same number."""
        return f"x{self.number}"

    def line(self, x: tuple[float, float], y: tuple[float, float], **line: Any) -> dict[str, Any]:
        """A line between two points of the plot, in the metrics' units."""
        return {
            "type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "xaxis": self.across,
            "yaxis": f"y{self.number}", "line": line, "hoverinfo": "skip",
        }  # fmt: skip

    def layout(self, sheet: Sheet, height: float | None = None) -> dict[str, Any]:
        """Both axes as Plotly takes them; height: of the sheet they come to stand on, else of their own."""
        whole = height or sheet.y
        domain = [1 - self.bottom / whole, 1 - self.top / whole]
        room = max(1, math.ceil(len(self.x.ticks) * _TICK_ROOM / max(sheet.plot_width, 1)))
        return {
            f"xaxis{self.number}": {**_axis(self.x, sheet, room), "anchor": f"y{self.number}"},
            f"yaxis{self.number}": {**_axis(self.y, sheet), "anchor": self.across, "domain": domain},
        }


def _axis(axis: Axis, sheet: Sheet, stride: int = 1) -> dict[str, Any]:
    theme = sheet.style.colours
    ticks = [(value, text) for value, text in axis.ticks[::stride] if value <= axis.high]
    return {
        "type": "log" if axis.log else "linear",
        "range": [axis.place(axis.low), axis.place(axis.high)],
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": theme.grid,
        "zeroline": False,
        "tickmode": "array",
        "tickvals": [value for value, _ in ticks],
        "ticktext": [plain(text) for _, text in ticks],
        "tickangle": 0,
        "tickfont": {"size": SMALL_SIZE, "color": theme.soft},
        "ticks": "outside",
        "ticklen": 6,
        "tickcolor": theme.ground,
    }


def axis_words(sheet: Sheet, panel: Panel, words: str) -> None:
    """Below the plot: what runs across, and where an axis does not begin at zero or is logarithmic."""
    sheet.y = panel.bottom + _TICK_LINE
    notes = [panel.x.note, (panel.y.note or "").replace(texts.HORIZONTAL_AXIS, texts.VERTICAL_AXIS)]
    said = texts.BETWEEN_CLAUSES.join(filter(None, (words, *notes)))
    for line in wrap(said, SMALL_SIZE, sheet.style.text_room - sheet.left - sheet.edge):
        sheet.plot_text(sheet.row(20), plain(line), SMALL_SIZE, sheet.style.colours.ink)


def draw_lines(sheet: Sheet, panel: Panel, lines: Sequence[IsoLine]) -> None:
    """Thin lines, named where they leave the plot; a line whose name would meet another's is left out."""
    theme = sheet.style.colours
    taken: list[tuple[float, float]] = []
    heights: list[float] = []
    for line in sorted(lines, key=lambda one: one.label != _WHOLE):
        if line.at_top:
            middle = panel.x.fraction(line.x1) * sheet.plot_width * STRETCH[0]
            half = text_width(line.label, SMALL_SIZE) / 2 + 4
            if any(middle + half >= left and middle - half <= right for left, right in taken):
                continue
            taken.append((middle - half, middle + half))
            sheet.at(panel.x, line.x1, panel.top - 10, plain(line.label), name="line", xref=panel.across)
        else:
            y = panel.level(line.y1)
            if any(abs(y - other) < _NEXT for other in heights):
                continue
            heights.append(y)
            sheet.annotations.append(_outside(sheet, y, plain(line.label)))
        whole = line.label == _WHOLE
        look = {"color": theme.mark, "width": 2 if whole else 1, "dash": "solid" if whole else "dot"}
        sheet.traces.append(panel.line((line.x0, line.x1), (line.y0, line.y1), **look))


def draw_medians(sheet: Sheet, panel: Panel, plan: ScatterPlan, plot: Plot) -> None:
    """Of both metrics, where the group has one: four fields to read."""
    look = {"color": sheet.style.colours.mark, "width": 1, "dash": "dash"}
    across, up = (median_of(facet, plot) for facet in (plan.x, plan.y))
    if across:
        x = float(across.value)
        sheet.traces.append(panel.line((x, x), (panel.y.low, panel.y.high), **look))
        words = median_only(across, plan.scales[0])
        sheet.at(panel.x, x, panel.top - 10, plain(words), name="line", xref=panel.across)
    if up:
        y = float(up.value)
        sheet.traces.append(panel.line((panel.x.low, panel.x.high), (y, y), **look))
        sheet.annotations.append(_outside(sheet, panel.level(y), plain(level_words(plan, up))))


def level_words(plan: ScatterPlan, median: Median) -> str:
    """What stands at the right of the median of the vertical axis."""
    return median_only(median, plan.scales[1])


def median_of(facet: Facet, plot: Plot) -> Median | None:
    """Of the band that the plot's values stand in; a median of zero has no place on a logarithmic axis."""
    groups = {item.group for pair in plot.pairs for item in (pair.first, pair.second)}
    bands = bands_by_group(facet)
    found = next((bands[group] for group in groups if group in bands), None)
    median = group_median(found) if found else None
    return median if median and median.value > Decimal(0) else None


def _outside(sheet: Sheet, y: float, html: str) -> dict[str, Any]:
    """Small text at the right of the plot."""
    return {
        "name": "line", "x": 1, "y": y, "xref": "paper", "yref": "y", "xanchor": "left",
        "yanchor": "middle", "xshift": 6, "text": html, "showarrow": False,
        "font": {"size": SMALL_SIZE, "color": sheet.style.colours.soft},
    }  # fmt: skip
