"""A breakdown against bodies, cell by cell: the heat map of a briefing, whatever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts.format import has_value, scale_for, value_label
from kexie_dash.charts.names import names_of
from kexie_dash.exports.clean import clean
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue, Metric
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.comparison import Comparison


@dataclass(frozen=True, slots=True)
class GridCell:
    """share: 0 to 1, how deep the ground is; None where there is no figure."""

    said: str
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Grid:
    """columns: reports, each with its body, year and kind. rows: label and cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[GridCell, ...]], ...]


def grid_of(metric: Metric, parts: Sequence[tuple[str, Comparison]]) -> Grid:
    """Columns in the order of the bands, only reports that have a figure somewhere."""
    values = [item.value for _, one in parts for band in one.bands for item in band.values]
    heard = {_report(value): value for value in values if has_value(value)}
    names = names_of(values)
    columns = tuple(clean(f"{names[v.body_code]} {v.year} {KIND_LABEL[v.kind]}")[0] for v in heard.values())
    rows = []
    for label, one in parts:
        found = {_report(item.value): item.value for band in one.bands for item in band.values}
        cells = tuple(_cell(metric, found.get(report)) for report in heard)
        rows.append((clean(label)[0], cells))
    return Grid(columns, tuple(rows))


def _report(value: MeasureValue) -> tuple[str, str | None]:
    return value.report, value.project


def _cell(metric: Metric, value: MeasureValue | None) -> GridCell:
    if value is None or not has_value(value) or value.value is None:
        return GridCell(STATUS_LABEL[value.status if value else "not_stated"], None)
    share = min(max(value.value, Decimal(0)), Decimal(1))
    return GridCell(clean(value_label(value, scale_for(metric.unit)))[0], share)
