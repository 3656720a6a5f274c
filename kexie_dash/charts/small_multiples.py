"""Years side by side: one small panel a body, all on one value axis; gaps stay gaps, breaks are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_trend as wording
from kexie_dash.charts.axis import Axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import Scale, value_label
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.marks import marker
from kexie_dash.charts.names import short_names
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.trend_parts import newest, state_of_year, value_axis
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.quantity import Bound
from kexie_dash.queries.trend import Break, Track, Trend

#: Height of the stretch in which values lie, and the room above and below for their labels.
_PLOT, _LABEL = 84, 26
_TITLE, _LINE, _YEARS = 28, 18, 24
_GUTTER, _MARK, _ARROW = 32, 12, 20
#: Up, down: which ways the arrows of a bound point.
_ARROWS: dict[Bound, tuple[int, ...]] = {
    "exact": (), "at_least": (1,), "at_most": (-1,), "nearly": (-1,), "about": (1, -1)
}  # fmt: skip
_MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where everything stands. columns: panels beside each other. width: of one, in pixels of the plot."""

    sheet: Sheet
    axis: Axis
    scale: Scale
    years: tuple[int, ...]
    columns: int
    width: float
    flat: Axis

    def x(self, left: float, year: int) -> float:
        step = self.width / len(self.years)
        return left + step * (year - self.years[0] + 0.5)

    @property
    def step(self) -> float:
        return self.width / len(self.years)


@dataclass(frozen=True, slots=True)
class _Panel:
    """One body's place. top: where its values may begin; base: where its years stand."""

    track: Track
    name: str
    colour: str
    left: float
    top: float
    base: float


def small_multiples(
    trend: Trend,
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
    whole: Trend | None = None,
) -> go.Figure:
    """Panels in the order of the trend. Marks carry the value's id as customdata.

    whole: the trend the value axis is of, where `trend` is only a part.
    """
    style = style or Style()
    hues = colours or BodyColours(track.body_code for track in trend.tracks)
    names = short_names({track.body_code: track.body for track in (whole or trend).all})
    grid = _grid(trend, style, whole or trend)
    sheet = grid.sheet
    traces: list[dict[str, Any]] = []
    for start in range(0, len(trend.tracks), grid.columns):
        row = trend.tracks[start : start + grid.columns]
        words = max(len(_break_lines(grid, one)) for one in row)
        top = sheet.y + _TITLE + _LINE + _LINE * words
        base = top + _PLOT + 2 * _LABEL
        for column, track in enumerate(row):
            left = column * (grid.width + _GUTTER)
            colour = hues.of(track.body_code, style.colours)
            panel = _Panel(track, names[track.body_code], colour, left, top, base)
            _heading(grid, panel, trend, hues)
            _ground(grid, panel, labelled=column == 0)
            _silent(grid, panel)
            traces += _drawn(grid, panel, style)
            _breaks(grid, panel)
        sheet.y = base + _YEARS + PAD
    sheet.traces = traces
    figure = sheet.figure(captions, None)
    figure.update_xaxes(range=[0, sheet.plot_width])
    return figure


def _grid(trend: Trend, style: Style, whole: Trend) -> _Grid:
    axis, scale = value_axis(whole)
    values = [value for track in trend.tracks for value in track.figures]
    widest = max((text_width(value_label(v, scale), VALUE_SIZE) for v in values), default=40.0)
    ticks = max((text_width(text, SMALL_SIZE) for _, text in axis.ticks), default=0.0)
    sheet = Sheet(style, round(ticks) + PAD + 8, PAD)
    need = max(widest + 10, 3 * SMALL_SIZE + 14) * len(trend.years)
    fit = int((sheet.plot_width + _GUTTER) // (need + _GUTTER))
    columns = max(1, min(_MOST_COLUMNS, fit, len(trend.tracks)))
    width = (sheet.plot_width - _GUTTER * (columns - 1)) / columns
    flat = Axis(0.0, sheet.plot_width, ())
    return _Grid(sheet, axis, scale, trend.years, columns, width, flat)


def _heading(grid: _Grid, panel: _Panel, trend: Trend, hues: BodyColours) -> None:
    """Whose panel it is, and its newest change in words."""
    theme = grid.sheet.style.colours
    track = panel.track
    more = " ".join(filter(None, (hues.role(track.body_code), track.label)))
    title = f"<b>{plain(panel.name)}</b> {soft(plain(more), theme.soft)}"
    y = grid.sheet.y + _TITLE / 2
    _write(grid, panel.left, y, title, xanchor="left", font={"size": TEXT_SIZE, "color": theme.ink})
    _write(grid, panel.left, y + _TITLE / 2 + _LINE / 2, plain(newest(track, trend)), xanchor="left")


def _ground(grid: _Grid, panel: _Panel, *, labelled: bool) -> None:
    """Grid lines at the ticks of the one axis, years along the base."""
    sheet, theme = grid.sheet, grid.sheet.style.colours
    right = panel.left + grid.width
    for value, text in grid.axis.ticks:
        y = _height(grid, panel, value)
        sheet.line(panel.left, right, y, y, color=theme.grid, width=1)
        if labelled:
            _write(grid, panel.left, y, text, xanchor="right", xshift=-8)
    sheet.line(panel.left, right, panel.base, panel.base, color=theme.rule, width=1)
    # Where all years do not fit, every second or third is named; the last one always is.
    stride = int(-(-(4 * SMALL_SIZE * 0.58 + 8) // grid.step))
    for place, year in enumerate(reversed(grid.years)):
        if place % stride == 0:
            _write(grid, grid.x(panel.left, year), panel.base + _YEARS / 2, str(year))


def _silent(grid: _Grid, panel: _Panel) -> None:
    """Years without a figure: a dashed line, the sign of the state and its word."""
    theme = grid.sheet.style.colours
    for point in panel.track.points:
        if point.stated is None:
            x = grid.x(panel.left, point.year)
            grid.sheet.line(x, x, panel.top + 4, panel.base, color=theme.mark, width=1, dash="dot")
            middle = (panel.top + panel.base) / 2
            _write(grid, x, middle, "<br>".join(state_of_year(point)), bgcolor=theme.ground, borderpad=2)


def _drawn(grid: _Grid, panel: _Panel, style: Style) -> list[dict[str, Any]]:
    lines = [step for step in panel.track.steps if step.joined]
    traces: list[dict[str, Any]] = []
    if lines:
        x: list[float | None] = []
        y: list[float | None] = []
        for step in lines:
            for value in (step.before, step.after):
                x.append(grid.x(panel.left, value.year))
                y.append(_at(grid, panel, value))
            x.append(None)
            y.append(None)
        traces.append(
            {"type": "scatter", "mode": "lines", "name": wording.TWO_YEARS, "x": x, "y": y,
             "connectgaps": False, "line": {"color": panel.colour, "width": 2.5}, "hoverinfo": "skip"}
        )  # fmt: skip
    figures = panel.track.figures
    for look, found in (
        ("filled", [v for v in figures if v.status != "pending_review"]),
        ("pending", [v for v in figures if v.status == "pending_review"]),
    ):
        if found:
            traces.append(_marks(grid, panel, found, marker(look, [panel.colour] * len(found), style, _MARK)))  # type: ignore[arg-type]
    _labels(grid, panel)
    return traces


def _marks(
    grid: _Grid, panel: _Panel, values: Sequence[MeasureValue], look: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(panel.name),
        "x": [grid.x(panel.left, value.year) for value in values],
        "y": [_at(grid, panel, value) for value in values],
        "marker": look,
        "customdata": [value.id for value in values],
        "hovertext": [
            texts.OF_BODY_AND_YEAR.format(
                name=plain(panel.name), year=v.year, said=value_label(v, grid.scale)
            )
            for v in values
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _labels(grid: _Grid, panel: _Panel) -> None:
    """Every value at its mark: below it in a valley, else above, beyond the arrow of its bound."""
    figures = panel.track.figures
    told = _told(grid, figures)
    for place, value in enumerate(figures):
        y = _at(grid, panel, value)
        x = grid.x(panel.left, value.year)
        arrows = _ARROWS[value.bound]
        for way in arrows:
            _arrow(grid, x, y, panel.colour, way)
        if value not in told:
            continue
        near = [_at(grid, panel, one) for one in figures[max(place - 1, 0) : place + 2] if one is not value]
        below = bool(near) and all(other < y for other in near)
        away = (_ARROW if (-1 if below else 1) in arrows else 0) + 16
        ink = {"size": VALUE_SIZE, "color": grid.sheet.style.colours.ink}
        html = f"<b>{plain(value_label(value, grid.scale))}</b>"
        _write(grid, x, y, html, yshift=-away if below else away, font=ink)


def _told(grid: _Grid, figures: Sequence[MeasureValue]) -> list[MeasureValue]:
    """All of them where they fit; else the ends, the least and the largest."""
    widest = max((text_width(value_label(v, grid.scale), VALUE_SIZE) for v in figures), default=0.0)
    if widest + 4 <= grid.step or len(figures) <= 2:
        return list(figures)
    ordered = sorted(figures, key=lambda value: value.value or 0)
    return [figures[0], figures[-1], ordered[0], ordered[-1]]


def _breaks(grid: _Grid, panel: _Panel) -> None:
    """A dashed line between the years, from its words down to the base."""
    theme = grid.sheet.style.colours
    y = panel.top - _LINE * len(_break_lines(grid, panel.track))
    for one in panel.track.breaks:
        x = (grid.x(panel.left, one.before) + grid.x(panel.left, one.after)) / 2
        lines = _words(grid, one)
        for line in lines:
            half = text_width(line, SMALL_SIZE) / 2
            middle = min(max(x, panel.left + half), panel.left + grid.width - half)
            _write(grid, middle, y + _LINE / 2, plain(line), bgcolor=theme.ground, name="break")
            y += _LINE
        grid.sheet.line(x, x, y, panel.base, color=theme.ink, width=1.5, dash="dash")


def _break_lines(grid: _Grid, track: Track) -> list[str]:
    return [line for one in track.breaks for line in _words(grid, one)]


def _words(grid: _Grid, one: Break) -> list[str]:
    return wrap(wording.BREAK.format(words=texts.BETWEEN_CLAUSES.join(one.words)), SMALL_SIZE, grid.width)


def _at(grid: _Grid, panel: _Panel, value: MeasureValue) -> float:
    return _height(grid, panel, float(value.value or 0))


def _height(grid: _Grid, panel: _Panel, value: float) -> float:
    return panel.top + _LABEL + (1 - grid.axis.fraction(value)) * _PLOT


def _write(grid: _Grid, x: float, y: float, html: str, **more: Any) -> None:
    grid.sheet.at(grid.flat, x, y, html, **{"xanchor": "center", "yanchor": "middle", **more})


def _arrow(grid: _Grid, x: float, y: float, colour: str, way: int) -> None:
    """An open bound: from the mark upwards or downwards."""
    _write(
        grid, x, y, "", yshift=way * _ARROW, ax=0, ay=way * (_ARROW - 5), showarrow=True, arrowhead=2,
        arrowsize=1, arrowwidth=2, arrowcolor=colour,
    )  # fmt: skip
