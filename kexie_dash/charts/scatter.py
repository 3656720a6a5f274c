"""Scatter of two metrics, a plot a comparable group on the same axes, every point labelled where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_scatter as wording
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.isolines import IsoLine, iso_lines, iso_values
from kexie_dash.charts.label_places import BESIDE, Box, Spot, leader, place_labels
from kexie_dash.charts.rows import band_heading
from kexie_dash.charts.scatter_marks import label_words, mark_traces, spot_of, whiskers
from kexie_dash.charts.scatter_panel import (
    Panel,
    axis_words,
    draw_lines,
    draw_medians,
    level_words,
    median_of,
)
from kexie_dash.charts.scatter_plan import PLOTS, Plot, ScatterPlan, scatter_plan
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.sheet_columns import Columns
from kexie_dash.charts.side import RowCast, row_cast, unit_words
from kexie_dash.charts.text import plain, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE, Style
from kexie_dash.measures.pair import pair_quotient
from kexie_dash.queries.side_by_side import Row, SideBySide

_LEFT, _TOP, _LINE = 76, 22, 20
#: Between an axis' figures and its plot, and before them.
_TICK = 14
#: Height of a plot with so many points at most.
_HEIGHTS = ((3, 240), (8, 340), (25, 480))
_TALL = 560
_MOST_NAMED = 30
#: On a picture of this width three plots find room beside each other.
_BESIDE_FROM = 1200
#: A plot drawn low, against its usual height.
_LOW = 0.72


def scatter(
    table: SideBySide,
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """table: of two facets, across and up. customdata of a point: the id of the value that is up."""
    style = style or Style()
    cast = row_cast(table, style, colours)
    figure = _below_each_other(table, cast, captions, style, PLOTS)
    if style.most is None or figure.layout.height <= style.most:
        return figure
    for most, low in product(range(PLOTS, 0, -1), (False, True)):
        draw = _beside if style.width >= _BESIDE_FROM and most > 1 else _below_each_other
        figure = draw(table, cast, captions, style, most, low=low)
        if figure.layout.height <= style.most:
            return figure
    return figure


def _below_each_other(
    table: SideBySide, cast: RowCast, captions: Captions, style: Style, most: int, *, low: bool = False
) -> go.Figure:
    """most: so many groups get a plot; low: a lower one."""
    plan = scatter_plan(table, cast.colours, ticks=4 if style.narrow else 6, most=most)
    lines = [_lines(plan, plot) for plot in plan.plots]
    sheet = Sheet(style, _left(plan, style), _right(plan, [line for one in lines for line in one]))
    panels: list[Panel] = []
    for number, plot in enumerate(plan.plots):
        panels.append(_group(sheet, cast, plan, plot, number + 2, first=number == 0, low=low))
    _left_out(sheet, cast, plan.left_out)
    sheet.y += 8
    # Traces carry true figures on axes of their own; words count pixels as on every sheet.
    figure = sheet.figure(captions, None)
    for panel in panels:
        figure.update_layout(panel.layout(sheet))
    figure.layout.meta = {**figure.layout.meta, "parts": len(panels)}
    return figure


def _beside(
    table: SideBySide, cast: RowCast, captions: Captions, style: Style, most: int, *, low: bool = False
) -> go.Figure:
    """The groups in columns of equal width, as a slide has more width than height."""
    plan = scatter_plan(table, cast.colours, ticks=4, most=most)
    columns = Columns(style, max(len(plan.plots), 1))
    panels: list[tuple[Panel, Sheet]] = []
    for number, plot in enumerate(plan.plots):
        sheet = Sheet(columns.style, _left(plan, columns.style), _right(plan, _lines(plan, plot)))
        panels.append((_group(sheet, cast, plan, plot, number + 2, first=True, low=low), sheet))
        columns.add(sheet)
    whole = columns.sheet
    _left_out(whole, cast, plan.left_out)
    whole.y += 8
    figure = whole.figure(captions, None)
    for number, (panel, sheet) in enumerate(panels):
        layout = panel.layout(sheet, whole.y)
        layout[f"xaxis{panel.number}"]["domain"] = columns.domain(number, sheet)
        figure.update_layout(layout)
    figure.layout.meta = {**figure.layout.meta, "parts": len(panels)}
    return figure


def _group(
    sheet: Sheet, cast: RowCast, plan: ScatterPlan, plot: Plot, number: int, *, first: bool, low: bool
) -> Panel:
    """A plot with its heading, and who is not on it; number: of its axes."""
    band_heading(sheet, plot.group.label, first=first)
    sheet.margin_text(
        sheet.row(_LINE), plain(wording.VERTICAL.format(label=unit_words(plan.y, plan.scales[1]))), SMALL_SIZE
    )
    panel = _panel(sheet, cast, plan, plot, _lines(plan, plot), number, low=low)
    _lacking(sheet, cast, plot)
    return panel


def _lines(plan: ScatterPlan, plot: Plot) -> tuple[IsoLine, ...]:
    quotient = plan.lined
    if quotient is None or plot.axes is None:
        return ()
    found = []
    for pair in plot.pairs:
        over, under = (pair.second, pair.first) if quotient.y_over_x else (pair.first, pair.second)
        if (value := pair_quotient(over.value, under.value)) is not None:
            found.append(float(value[0]))
    return iso_lines(quotient, iso_values(found, quotient.unit), *plot.axes)


def _left(plan: ScatterPlan, style: Style) -> int:
    """Room for the figures of the vertical axis."""
    if not style.narrow:
        return _LEFT
    ticks = (text for plot in plan.plots if plot.axes for _, text in plot.axes[1].ticks)
    return round(max((text_width(text, SMALL_SIZE) for text in ticks), default=0.0)) + _TICK


def _right(plan: ScatterPlan, lines: Sequence[IsoLine]) -> int:
    """Room for the names of the lines that leave at the right."""
    named = [line.label for line in lines if not line.at_top]
    if plan.lined is None:
        named += [level_words(plan, found) for plot in plan.plots if (found := median_of(plan.y, plot))]
    return round(max((text_width(words, SMALL_SIZE) for words in named), default=0.0) + 2 * PAD)


def _panel(
    sheet: Sheet,
    cast: RowCast,
    plan: ScatterPlan,
    plot: Plot,
    lines: Sequence[IsoLine],
    number: int,
    *,
    low: bool,
) -> Panel:
    assert plot.axes is not None
    tall = next((height for most, height in _HEIGHTS if len(plot.pairs) <= most), _TALL)
    tall = round(tall * _LOW) if low else tall
    top = sheet.y + _TOP
    panel = Panel(number, *plot.axes, top, top + tall)
    axis_words(sheet, panel, wording.HORIZONTAL.format(label=unit_words(plan.x, plan.scales[0])))
    if lines:
        draw_lines(sheet, panel, lines)
    elif plan.lined is None:
        draw_medians(sheet, panel, plan, plot)
    for pair in plot.pairs:
        whiskers(sheet, panel, pair, cast.colour(pair.row))
    sheet.traces += mark_traces(plot, cast, number, sheet.style)
    _labels(sheet, cast, plan, plot, panel)
    return panel


def _labels(sheet: Sheet, cast: RowCast, plan: ScatterPlan, plot: Plot, panel: Panel) -> None:
    few = len(plot.pairs) <= _HEIGHTS[0 if sheet.style.narrow else 1][0]
    words, spots, placed = _placed(sheet, cast, plan, plot, panel, with_figures=few)
    if few and len(placed) < len(plot.labelled):
        # A name finds room where its figures do not.
        words, spots, placed = _placed(sheet, cast, plan, plot, panel, with_figures=False)
    for number, box in placed.items():
        spot, pair = spots[number], plot.pairs[number]
        across, down = leader(spot, box)
        sheet.annotations.append(
            _label(panel, float(pair.x), float(pair.y), "<br>".join(words[number]), box, across, down, sheet)
        )
    unplaced = [plot.pairs[number].row for number in plot.labelled if number not in placed]
    if unplaced:
        _listed(sheet, wording.TOO_DENSE.format(names=_names(cast, unplaced)))


def _placed(
    sheet: Sheet, cast: RowCast, plan: ScatterPlan, plot: Plot, panel: Panel, *, with_figures: bool
) -> tuple[list[tuple[str, ...]], list[Spot], dict[int, Box]]:
    """Lines of each label, the points, and where the labels of those that found room lie."""
    words = [label_words(cast, plan, pair, with_figures=with_figures) for pair in plot.pairs]
    width, count = sheet.plot_width, len(plot.pairs)
    spots = [spot_of(pair, panel, said, width, count) for pair, said in zip(plot.pairs, words, strict=True)]
    return words, spots, place_labels(spots, plot.labelled, width, panel.bottom - panel.top)


def _label(
    panel: Panel, x: float, y: float, html: str, box: Box, across: float, down: float, sheet: Sheet
) -> dict[str, Any]:
    """Text hung to its point; further away with a thin line back to it."""
    theme = sheet.style.colours
    middle = panel.level(y)
    far = (across**2 + down**2) ** 0.5 > BESIDE
    note: dict[str, Any] = {
        "name": "label", "x": panel.x.place(x), "y": middle, "xref": panel.across, "yref": "y", "text": html,
        "align": "left", "font": {"size": SMALL_SIZE, "color": theme.ink}, "borderpad": 0,
        "bgcolor": theme.ground, "xanchor": "left", "yanchor": "top", "showarrow": False,
        "xshift": box.left, "yshift": middle - panel.top - box.top,
    }  # fmt: skip
    if far:
        sheet.annotations.append(
            {
                "name": "leader", "x": panel.x.place(x), "y": middle, "xref": panel.across, "yref": "y",
                "text": "", "showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": theme.mark,
                "ax": across, "ay": down, "standoff": 7,
            }
        )  # fmt: skip
    return note


def _lacking(sheet: Sheet, cast: RowCast, plot: Plot) -> None:
    """Who has only one of the two, by name."""
    sheet.y += 6
    for why, rows in plot.lacking:
        _listed(sheet, wording.NOT_DRAWN.format(why=why, names=_names(cast, rows)))


def _left_out(sheet: Sheet, cast: RowCast, plots: Sequence[Plot]) -> None:
    empty = [plot for plot in plots if not plot.pairs]
    more = [plot for plot in plots if plot.pairs]
    if empty:
        band_heading(sheet, wording.GROUPS_WITHOUT_PAIRS, first=not sheet.traces)
    for plot in empty:
        said = texts.BETWEEN_CLAUSES.join(
            texts.WITH_NOTE.format(label=_names(cast, rows), note=why) for why, rows in plot.lacking
        )
        _listed(sheet, texts.LABELLED.format(label=plot.group.label, said=said))
    if more:
        named = texts.BETWEEN_NAMES.join(
            wording.GROUP_OF_POINTS.format(group=plot.group.label, count=len(plot.pairs)) for plot in more
        )
        _listed(sheet, wording.FURTHER_GROUPS.format(count=len(more), named=named))


def _listed(sheet: Sheet, text: str) -> None:
    for line in wrap(text, SMALL_SIZE, sheet.style.text_room - 2 * sheet.edge):
        sheet.margin_text(sheet.row(_LINE), plain(line), SMALL_SIZE, sheet.style.colours.soft)


def _names(cast: RowCast, rows: Sequence[Row]) -> str:
    named = list(dict.fromkeys(" ".join(filter(None, (cast.name(r), cast.words[r.key]))) for r in rows))
    more = wording.AND_BODIES_IN_ALL.format(count=len(named)) if len(named) > _MOST_NAMED else ""
    return texts.BETWEEN_NAMES.join(named[:_MOST_NAMED]) + more
