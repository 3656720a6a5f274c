"""What stands in the cells of the heat map: number, year, side of the reference, tint, hatching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kexie_dash.charts import texts
from kexie_dash.charts import texts_side as wording
from kexie_dash.charts.format import Scale, bounded, value_label
from kexie_dash.charts.heat_tints import NO_VALUE, tint_of
from kexie_dash.charts.rows import why_hollow
from kexie_dash.charts.side import (
    RowCast,
    bands_by_group,
    facet_scale,
    position_of,
    reference_words,
    unit_words,
)
from kexie_dash.charts.text import plain, soft
from kexie_dash.measures.median import group_median
from kexie_dash.measures.position import Position
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, Metric
from kexie_dash.model.state import STATE_SIGN, is_disclosure, is_reported_zero, state_of
from kexie_dash.queries.side_by_side import Row, SideBySide


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """A metric with what its cells need, made of all groups, also where a part of the rows is drawn."""

    number: int
    metric: Metric
    head: tuple[str, ...]
    scale: Scale
    bands: Mapping[str, Band]
    medians: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """lines: html. id: of the value, for whoever clicks. hatched: not comparable inside its group."""

    lines: tuple[str, ...]
    tint: int
    hatched: bool
    id: str
    hover: str


def heat_columns(table: SideBySide) -> tuple[HeatColumn, ...]:
    """In the order of the facets."""
    made = []
    for number, facet in enumerate(table.facets):
        scale = facet_scale(facet)
        medians = {
            band.group: bounded(scale.number(median.value), median.bound)
            for band in facet.bands
            if (median := group_median(band))
        }
        lower = wording.DIRECTION.get(facet.metric.direction, "")
        head = tuple(filter(None, (unit_words(facet, scale), lower, reference_words(facet, scale))))
        made.append(HeatColumn(number, facet.metric, head, scale, bands_by_group(facet), medians))
    return tuple(made)


def heat_cell(table: SideBySide, column: HeatColumn, row: Row, cast: RowCast) -> HeatCell:
    """What stands in one cell; a cell with several values says how many and leaves them to the table."""
    facet = table.facets[column.number]
    item = table.value(row, column.number)
    who = f"{cast.said(row)} {facet.label}"
    grey = cast.theme.soft
    if item is None:
        count = len([one for one in table.cell(row, column.number) if one.value.has_figure])
        word = wording.SEVERAL_IN_TABLE.format(count=count) if count else STATE_SIGN["not_applicable"]
        return HeatCell(
            (soft(word, grey),), NO_VALUE, False, "", plain(texts.LABELLED.format(label=who, said=word))
        )
    value, state = item.value, state_of(item, column.metric.unit)
    if not value.has_figure:
        words = f"{STATE_SIGN[value.status]} {STATUS_LABEL[value.status]}"
        lines = (soft(words, grey), soft(str(value.year), grey))
        return HeatCell(lines, NO_VALUE, False, value.id, plain(texts.LABELLED.format(label=who, said=words)))
    found = position_of(facet, column.bands, item)
    shown = _number(item, column.scale)
    sign = f"{STATE_SIGN[state]} " if state in ("not_comparable", "pending_review") else ""
    zero = wording.STATED_ZERO if is_reported_zero(value, column.metric.unit) else ""
    number = f"{soft(sign, grey) if sign else ''}<b>{plain(shown)}</b>{_arrow(found, item)}"
    year = soft(" ".join(filter(None, (str(value.year), zero))), grey)
    why = why_hollow(item)
    hover = plain(
        wording.LABELLED_WITH_NOTE.format(
            label=who,
            said=value_label(value, column.scale),
            note=texts.IN_BRACKETS.format(said=why) if why else "",
        )
    )
    tint = tint_of(found) if item.comparable else tint_of(None)
    return HeatCell((number, year), tint, not item.comparable, value.id, hover)


def _number(item: ComparedValue, scale: Scale) -> str:
    value = item.value
    if value.value is None or is_disclosure(value):
        return value_label(value, scale)
    return bounded(scale.number(value.value), value.bound)


def _arrow(found: Position | None, item: ComparedValue) -> str:
    """On which side of what the column is held against; twice where far."""
    if found is None or not item.comparable or found.side not in ("above", "below"):
        return ""
    return f" {('↑' if found.side == 'above' else '↓') * (2 if found.far else 1)}"
