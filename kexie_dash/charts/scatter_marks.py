"""The points of a scatter: marks, arrows and whiskers of open bounds, the words of their labels."""

from __future__ import annotations

from typing import Any

from kexie_dash.charts import texts
from kexie_dash.charts import texts_scatter as wording
from kexie_dash.charts.dots import ARROWS
from kexie_dash.charts.format import bounded
from kexie_dash.charts.label_places import Spot
from kexie_dash.charts.marks import LOOK_NAME, LOOKS, Look, marker
from kexie_dash.charts.scatter_panel import Panel
from kexie_dash.charts.scatter_plan import ALL_LABELLED, Pair, Plot, ScatterPlan
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.side import RowCast
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import SMALL_SIZE, Style
from kexie_dash.measures.position import ends

_SIZE, _SMALL, _OWN = 14, 10, 17
_ARROW, _LINE = 26, 19


def mark_traces(plot: Plot, cast: RowCast, axis: int, style: Style) -> list[dict[str, Any]]:
    """One trace a look; axis: number of its axes. The own body is drawn last and larger."""
    traces = []
    for look in LOOKS:
        pairs = [pair for pair in plot.pairs if pair.look == look]
        pairs.sort(key=lambda pair: bool(cast.colours.role(pair.row.first.body_code)))
        if pairs:
            traces.append(_trace(pairs, look, cast, axis, style, len(plot.pairs)))
    return traces


def _trace(
    pairs: list[Pair], look: Look, cast: RowCast, axis: int, style: Style, count: int
) -> dict[str, Any]:
    made = marker(look, [cast.colour(pair.row) for pair in pairs], style, _SIZE)
    made["size"] = [mark_size(cast, pair, count) for pair in pairs]
    if look == "filled":
        # A rim in the ground's colour tells marks that overlap apart.
        made["line"] = {"width": 1, "color": style.colours.ground}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": LOOK_NAME[look],
        "x": [float(pair.x) for pair in pairs],
        "y": [float(pair.y) for pair in pairs],
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "marker": made,
        "customdata": [pair.second.value.id for pair in pairs],
        "hovertext": [plain(cast.said(pair.row)) for pair in pairs],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def mark_size(cast: RowCast, pair: Pair, count: int) -> int:
    if cast.is_own(pair.row):
        return _OWN
    return _SIZE if count <= ALL_LABELLED else _SMALL


def label_words(cast: RowCast, plan: ScatterPlan, pair: Pair, *, with_figures: bool) -> tuple[str, ...]:
    """Name and role; where there is room both figures below it, across first."""
    role = cast.colours.role(pair.row.first.body_code)
    more = " ".join(filter(None, (plain(cast.words[pair.row.key]), role)))
    name = f"<b>{plain(cast.name(pair.row))}</b>{f' {soft(more, cast.theme.soft)}' if more else ''}"
    if not with_figures:
        return (name,)
    figures = (
        bounded(scale.number(value), item.value.bound)
        for scale, value, item in zip(plan.scales, (pair.x, pair.y), (pair.first, pair.second), strict=True)
    )
    year = pair.row.first.year
    return name, soft(
        wording.FIGURES_OF_YEAR.format(figures=plain(texts.BETWEEN_PARTS.join(figures)), year=year),
        cast.theme.soft,
    )


def spot_of(pair: Pair, panel: Panel, words: tuple[str, ...], width: float, count: int) -> Spot:
    """The point with its arrows in pixels of the plot, and what its label takes."""
    reach = _SIZE / 2 + 2 if count <= ALL_LABELLED else _SMALL / 2 + 1
    across, up = (ARROWS[item.value.bound] for item in (pair.first, pair.second))
    return Spot(
        x=panel.x.fraction(float(pair.x)) * width,
        y=panel.level(float(pair.y)) - panel.top,
        left=_ARROW if -1 in across else reach,
        right=_ARROW if 1 in across else reach,
        up=_ARROW if 1 in up else reach,
        down=_ARROW if -1 in up else reach,
        width=max(text_width(line, SMALL_SIZE) for line in words) + 4,
        height=_LINE * len(words),
    )


def whiskers(sheet: Sheet, panel: Panel, pair: Pair, colour: str) -> None:
    """Open bounds end in arrows; a range is a line from its lower to its upper end."""
    x, up = float(pair.x), float(pair.y)
    y = panel.level(up)
    for direction in ARROWS[pair.first.value.bound]:
        sheet.arrow(panel.x, x, y, colour, direction)
        sheet.annotations[-1]["xref"] = panel.across
    for direction in ARROWS[pair.second.value.bound]:
        sheet.annotations.append(
            {
                "x": panel.x.place(x), "y": y, "xref": panel.across, "yref": "y", "text": "",
                "yshift": direction * _ARROW, "ax": 0, "ay": direction * (_ARROW - 6), "showarrow": True,
                "arrowhead": 2, "arrowsize": 1, "arrowwidth": 2, "arrowcolor": colour,
            }
        )  # fmt: skip
    low, high = ends(pair.first.value)
    if low is not None and high is not None and low < high and not (panel.x.log and low <= 0):
        sheet.traces.append(panel.line((float(low), float(high)), (up, up), color=colour, width=2))
    low, high = ends(pair.second.value)
    if low is not None and high is not None and low < high and not (panel.y.log and low <= 0):
        sheet.traces.append(panel.line((x, x), (float(low), float(high)), color=colour, width=2))
