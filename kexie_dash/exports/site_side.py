"""What the static pack draws of several metrics: cells of the heat map, and the pairs of a scatter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import combinations

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import bounded
from kexie_dash.charts.heat_cells import HeatColumn, heat_cell, heat_columns
from kexie_dash.charts.isolines import iso_lines, iso_values
from kexie_dash.charts.marks import look_of
from kexie_dash.charts.rows import why_hollow
from kexie_dash.charts.scatter_plan import Plot, ScatterPlan, scatter_plan
from kexie_dash.charts.scatter_words import scatter_captions
from kexie_dash.charts.side import RowCast, bands_by_group, row_cast, unit_words
from kexie_dash.charts.side_words import heat_captions
from kexie_dash.charts.theme import Style
from kexie_dash.exports import texts_site as words
from kexie_dash.exports.site_axis import Json, axis_json
from kexie_dash.measures.median import group_median
from kexie_dash.measures.pair import pair_quotient
from kexie_dash.measures.position import ends
from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue
from kexie_dash.model.state import STATE_SIGN, is_disclosure
from kexie_dash.queries.facets import Facet, key_for
from kexie_dash.queries.panels import Panel
from kexie_dash.queries.side_by_side import Row, RowGroup, SideBySide, side_by_side

#: More columns stand beside each other on no screen, and more pairs would only fill the file.
MOST_COLUMNS, MOST_AXES = 12, 8
_FEWEST = 2
_TAG = re.compile(r"<[^>]*>")


def facets_of(panels: Sequence[Panel]) -> tuple[Facet, ...]:
    """The breakdown most bodies state of each metric first, then what else two bodies state."""
    chosen: dict[str, Panel] = {}
    for panel in panels:
        metric = panel.comparison.metric.id
        if metric not in chosen or len(panel.stated) > len(chosen[metric].stated):
            chosen[metric] = panel
    first = list(chosen.values())
    more = [one for one in panels if one not in first and len(_bodies(one)) >= _FEWEST]
    kept = {id(one) for one in (*first, *sorted(more, key=lambda one: -len(_bodies(one))))[:MOST_COLUMNS]}
    ordered = (one for one in panels if id(one) in kept)
    return tuple(Facet(key_for(one.comparison.metric.id, one.key), one) for one in ordered)


def _bodies(panel: Panel) -> set[str]:
    return {item.value.body_code for item in panel.stated}


def side_json(facets: Sequence[Facet], colours: BodyColours) -> Json:
    """columns, groups of rows with their cells, words of the heat map, words and axes of each pair."""
    table = side_by_side(facets)
    cast = row_cast(table, Style(), colours)
    columns = heat_columns(table)
    captions = heat_captions(table)
    return {
        "columns": [_column(facet, column) for facet, column in zip(facets, columns, strict=True)],
        "groups": [
            {
                "l": group.label,
                "m": [_median(column, group) for column in columns],
                "rows": [
                    {
                        "b": row.first.body_code,
                        "y": row.first.year,
                        "n": cast.name(row),
                        "s": cast.words[row.key],
                        "cells": [_cell(table, column, row, cast) for column in columns],
                    }
                    for row in group.rows
                ],
            }
            for group in table.groups
        ],
        "title": captions.title,
        "sub": captions.subtitle,
        "foot": " ".join(captions.foot),
        "pairs": {
            f"{x}-{y}": _pair(facets[x], facets[y], colours)
            for x, y in combinations(range(min(len(facets), MOST_AXES)), 2)
        },
    }


def _column(facet: Facet, column: HeatColumn) -> Json:
    """head: label with unit, then what its cells are held against."""
    return {"k": facet.key, "l": facet.label, "m": facet.metric.id, "head": list(column.head)}


def _median(column: HeatColumn, group: RowGroup) -> str:
    """Of the group in words; empty where it has none, or where the column splits it further."""
    keys = {
        item.group
        for band in column.bands.values()
        for item in band.values
        if (item.value.year, item.value.kind, item.value.level) == group.key
    }
    found = [column.medians[key] for key in keys if key in column.medians]
    return found[0] if len(found) == 1 else ""


def _cell(table: SideBySide, column: HeatColumn, row: Row, cast: RowCast) -> Json:
    """l: its lines, c: tint, h: hatched, i: value id, w: why hatched.

    Of a figure also v: its size, t: with its bound, o: bound, e: both ends, k: look; else m: why none.
    """
    drawn = heat_cell(table, column, row, cast)
    item = table.value(row, column.number)
    made: Json = {"l": [unescape(_TAG.sub("", line)) for line in drawn.lines], "c": drawn.tint}
    if drawn.id:
        made["i"] = drawn.id
    if drawn.hatched:
        made["h"] = 1
    if item and (why := why_hollow(item)):
        made["w"] = why
    figure = table.figure(row, column.number)
    if figure is None or is_disclosure(figure.value):
        return made | {"m": _why(table, row, column.number, item)}
    return made | _figure(figure, column)


def _figure(item: ComparedValue, column: HeatColumn) -> Json:
    value = item.value
    assert value.value is not None
    low, high = ends(value)
    made: Json = {
        "v": float(value.value),
        "t": bounded(column.scale.number(value.value), value.bound),
        "k": look_of(item),
    }
    if value.bound != "exact":
        made["o"] = value.bound
    if low is not None and high is not None and low < high:
        made["e"] = [float(low), float(high)]
    return made


def _why(table: SideBySide, row: Row, column: int, item: ComparedValue | None) -> str:
    if item is None:
        several = any(one.value.has_figure for one in table.cell(row, column))
        return words.SEVERAL if several else words.NO_ITEM
    if item.value.has_figure:
        return words.NO_NUMBER
    return f"{STATE_SIGN[item.value.status]} {STATUS_LABEL[item.value.status]}"


def _pair(x: Facet, y: Facet, colours: BodyColours) -> Json:
    """By group: both axes, lines of one quotient or medians, and numbers of the rows that are named."""
    table = side_by_side((x, y))
    plan = scatter_plan(table, colours)
    captions = scatter_captions(table, colours)
    return {
        "x": unit_words(x, plan.scales[0]),
        "y": unit_words(y, plan.scales[1]),
        "title": captions.title,
        "sub": captions.subtitle,
        "foot": " ".join(captions.foot),
        "plots": {plot.group.label: _plot(plan, plot) for plot in (*plan.plots, *plan.left_out) if plot.axes},
    }


def _plot(plan: ScatterPlan, plot: Plot) -> Json:
    assert plot.axes is not None
    names = [plot.pairs[number].second.value.id for number in plot.labelled]
    made: Json = {"x": axis_json(plot.axes[0]), "y": axis_json(plot.axes[1]), "named": names}
    if plan.lined:
        made["iso"] = _iso(plan, plot)
    elif plan.quotient is None:
        made["mid"] = [_middle(plan, plot, 0), _middle(plan, plot, 1)]
    return made


def _iso(plan: ScatterPlan, plot: Plot) -> list[Json]:
    """Lines along which the quotient is the same: from, to, whether it leaves at the top, its name."""
    quotient = plan.lined
    assert quotient is not None
    assert plot.axes is not None
    found = []
    for pair in plot.pairs:
        over, under = (pair.second, pair.first) if quotient.y_over_x else (pair.first, pair.second)
        if (value := pair_quotient(over.value, under.value)) is not None:
            found.append(float(value[0]))
    lines = iso_lines(quotient, iso_values(found, quotient.unit), *plot.axes)
    return [
        {"p": [line.x0, line.y0, line.x1, line.y1], "top": line.at_top, "t": line.label} for line in lines
    ]


def _middle(plan: ScatterPlan, plot: Plot, number: int) -> Json | None:
    """The group's median of one of the two metrics; one of zero has no place on a logarithmic axis."""
    facet = (plan.x, plan.y)[number]
    groups = {item.group for pair in plot.pairs for item in (pair.first, pair.second)}
    band = next((one for group, one in bands_by_group(facet).items() if group in groups), None)
    median = group_median(band) if band else None
    if median is None or median.value <= 0:
        return None
    return {"v": float(median.value), "t": bounded(plan.scales[number].number(median.value), median.bound)}
