"""Coverage matrix: which report states what, in quiet cells with a sign and a word each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts.format import value_text
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import ROW_HEIGHT, SMALL_SIZE, TEXT_SIZE, Style, Theme
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import Metric
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, State, is_reported_zero
from kexie_dash.queries.coverage import CoverageCell, CoverageMatrix
from kexie_dash.store.database import Snapshot

#: The states a cell can be in; which of them may be compared is told elsewhere.
_ORDER: tuple[State, ...] = tuple(state for state in STATE_SIGN if state != "not_comparable")
_LABEL_LINE = 18


def matrix_figure(matrix: CoverageMatrix, captions: Captions, style: Style | None = None) -> go.Figure:
    """Rows are reports, columns metrics. customdata of a cell: report id and metric id."""
    style = style or Style()
    names = short_names({report.body_code: report.body for report in matrix.reports})
    labels = [_row_label(report, names, style.colours) for report in matrix.reports]
    widest = max((text_width(label, TEXT_SIZE) for label in labels), default=0.0)
    sheet = Sheet(style, round(min(widest + 2 * PAD, style.width * 0.42)), PAD)
    _headings(sheet, matrix.metrics)
    middles = []
    for label in labels:
        middles.append(sheet.row(ROW_HEIGHT))
        sheet.margin_text(middles[-1], label)
    if matrix.reports and matrix.metrics:
        sheet.traces = [_cells(matrix, middles, style)]
    figure = sheet.figure(captions, None)
    figure.update_xaxes(range=[-0.5, len(matrix.metrics) - 0.5])
    return figure


def matrix_captions(matrix: CoverageMatrix, snapshot: Snapshot | None = None) -> Captions:
    """Which measure most reports leave out."""
    silent = {
        metric: [r for r in matrix.reports if matrix.cell(r, metric).status == "not_stated"]
        for metric in matrix.metrics
    }
    most = max(silent, key=lambda metric: len(silent[metric]), default=None)
    if most is None or not silent[most]:
        title = f"{len(matrix.reports)}份报告写明了全部指标" if matrix.reports else "还没有报告"
    else:
        every = len(silent[most]) == len(matrix.reports)
        many = "都" if every else f"中，{len(silent[most])}份"
        title = f"{len(matrix.reports)}份报告{many}没有写明{most.label}"
    used = {cell_state(matrix.cell(r, m), m) for r in matrix.reports for m in matrix.metrics}
    return Captions(title, state_key(used), (SOURCE, *([snapshot_words(snapshot)] if snapshot else [])))


def state_key(used: Collection[State]) -> str:
    """The signs in use, each with its word."""
    return "\u2003".join(f"{STATE_SIGN[s]} {STATE_LABEL[s]}" for s in _ORDER if s in used)


def cell_state(cell: CoverageCell, metric: Metric) -> State:
    """Zero only where every figure of the cell is one."""
    zero = bool(cell.values) and all(is_reported_zero(value, metric.unit) for value in cell.values)
    return "zero" if zero else cell.status


def _row_label(report: Report, names: dict[str, str], theme: Theme) -> str:
    more = f"{report.year} {KIND_LABEL[report.kind]}"
    return f"<b>{plain(names[report.body_code])}</b> {soft(more, theme.soft)}"


def _headings(sheet: Sheet, metrics: Sequence[Metric]) -> None:
    """Metric names over their columns, broken to the column's width, standing on the first row."""
    room = sheet.plot_width / max(len(metrics), 1) - 6
    lines = [wrap(metric.label, SMALL_SIZE, max(room, SMALL_SIZE * 2 + 2)) for metric in metrics]
    height = _LABEL_LINE * max((len(one) for one in lines), default=0) + 8
    sheet.y += height
    for column, one in enumerate(lines):
        sheet.annotations.append(
            {
                "x": column,
                "y": sheet.y - 4,
                "xref": "x",
                "yref": "y",
                "yanchor": "bottom",
                "text": "<br>".join(plain(line) for line in one),
                "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": sheet.style.colours.soft},
            }
        )


def _cells(matrix: CoverageMatrix, middles: Sequence[float], style: Style) -> dict[str, Any]:
    rows = [[(r, m, matrix.cell(r, m)) for m in matrix.metrics] for r in matrix.reports]
    last = len(_ORDER) - 1
    return {
        "type": "heatmap",
        "x": list(range(len(matrix.metrics))),
        "y": list(middles),
        "z": [[_ORDER.index(cell_state(cell, m)) for _, m, cell in row] for row in rows],
        "zmin": 0,
        "zmax": last,
        "colorscale": _scale(style.colours),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "text": [[STATE_SIGN[cell_state(cell, m)] for _, m, cell in row] for row in rows],
        "texttemplate": "%{text}",
        "textfont": {"size": TEXT_SIZE, "color": style.colours.ink},
        "customdata": [[[r.id, m.id] for r, m, _ in row] for row in rows],
        "hovertext": [[_hover(r, m, cell) for r, m, cell in row] for row in rows],
        "hoverinfo": "text",
    }


def _hover(report: Report, metric: Metric, cell: CoverageCell) -> str:
    said = "，".join(value_text(value, metric) for value in cell.values[:3]) or STATE_LABEL[cell.status]
    more = f" 等{len(cell.values)}项" if len(cell.values) > 3 else ""
    why = f"：{cell.reason}" if cell.reason and not cell.values else ""
    return plain(f"{report.body} {report.year} {metric.label}：{said}{more}{why}")


def _scale(theme: Theme) -> list[list[Any]]:
    """A flat colour a state: stated and derived are tinted, the rest is paper."""
    tints: dict[State, str] = {
        "stated": "#2C4A66" if theme.dark else "#C9D9E8",
        "zero": "#2C4A66" if theme.dark else "#C9D9E8",
        "derived": "#25384A" if theme.dark else "#E1EAF2",
    }
    last = len(_ORDER) - 1
    return [[position / last, tints.get(state, theme.wash)] for position, state in enumerate(_ORDER)]
