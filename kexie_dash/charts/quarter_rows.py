"""Quarters below each other, for a narrow screen: the words of a quarter above its ruler from zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kexie_dash.charts import texts
from kexie_dash.charts import texts_money as wording
from kexie_dash.charts.axis import Axis
from kexie_dash.charts.format import RATE, Scale, percent, scale_for, value_label
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import SMALL_SIZE, VALUE_SIZE
from kexie_dash.model.assessment import STATUS_LABEL
from kexie_dash.model.labels import QUARTER_LABEL
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.quarters import QuarterPoint, QuarterYear

SCHEDULE = wording.SCHEDULE
_SCALE = scale_for(RATE)
_MARK, _RING, _TICK = 13, 12, 9
_WORDS, _RULER, _CALENDAR = 28, 24, 20


def gap_words(gap: Decimal) -> str:
    """落后28.3个百分点."""
    size = Scale("", _SCALE.factor, 1).number(abs(gap))
    return (
        wording.ON_SCHEDULE
        if gap == 0
        else wording.OFF_SCHEDULE.format(way=wording.BEHIND if gap < 0 else wording.AHEAD, size=size)
    )


def quarter_rows(sheet: Sheet, axis: Axis, one: QuarterYear, colour: str) -> list[dict[str, Any]]:
    """Marks carry the value's id as customdata."""
    marks: list[tuple[float, float, str, str]] = []
    rings: list[tuple[float, float]] = []
    for point in one.points:
        _said(sheet, point)
        y = sheet.row(_RULER)
        sheet.across(y, color=sheet.style.colours.grid, width=1)
        value = point.progress
        if value is not None and value.value is not None:
            own = float(value.value)
            hover = f"{QUARTER_LABEL[point.quarter]} {value_label(value, _SCALE)}"
            marks.append((own, y, value.id, hover))
            if value.declared is not None and value.basis != "declared":
                rings.append((float(value.declared), y))
                ends = (own, float(value.declared))
                sheet.line(min(ends), max(ends), y, y, color=colour, width=2)
        _calendar(sheet, axis, point, y)
    sheet.y += 8
    return [_marks(marks, colour), *([_rings(rings, colour, sheet)] if rings else [])]


def _said(sheet: Sheet, point: QuarterPoint) -> None:
    """一季度末 12.3%，自报 20.0% and at the right the gap to the calendar."""
    theme = sheet.style.colours
    y, value = sheet.row(_WORDS), point.progress
    name = soft(wording.END_OF_QUARTER.format(quarter=QUARTER_LABEL[point.quarter]), theme.soft)
    if value is None or value.value is None:
        status = value.status if value is not None else "not_stated"
        sheet.margin_text(y, f"{name} {soft(f'{STATE_SIGN[status]} {STATUS_LABEL[status]}', theme.soft)}")
        return
    declared = value.declared if value.basis != "declared" else None
    more = (
        soft(wording.DECLARED_AFTER.format(share=percent(declared)), theme.soft)
        if declared is not None
        else ""
    )
    sheet.margin_text(y, f"{name} <b>{plain(value_label(value, _SCALE))}</b>{more}", VALUE_SIZE)
    if point.gap is not None and point.gap.value is not None:
        sheet.right_text(y, f"<b>{gap_words(point.gap.value)}</b>", SMALL_SIZE)


def _calendar(sheet: Sheet, axis: Axis, point: QuarterPoint, y: float) -> None:
    """Where the year stands: a tick across the ruler, its words below, inside the picture."""
    share = float(point.schedule)
    sheet.line(share, share, y - _TICK, y + _TICK, color=sheet.style.colours.ink, width=2)
    words = f"{SCHEDULE} {percent(point.schedule, 0)}"
    half, at = text_width(words, SMALL_SIZE) / 2, axis.fraction(share) * sheet.plot_width
    least, most = sheet.edge - sheet.left + half, sheet.plot_width + sheet.right - sheet.edge - half
    shift = min(max(at, least), most) - at
    sheet.at(axis, share, sheet.row(_CALENDAR) - 4, words, xanchor="center", yanchor="middle", xshift=shift)


def _marks(found: list[tuple[float, float, str, str]], colour: str) -> dict[str, Any]:
    return {
        **_points([(x, y) for x, y, _, _ in found]),
        "name": texts.ON_ONE_RULER,
        "marker": {"symbol": "circle", "size": _MARK, "color": colour, "opacity": 1, "line": {"width": 0}},
        "customdata": [key for _, _, key, _ in found],
        "hovertext": [hover for _, _, _, hover in found],
        "hoverinfo": "text",
    }


def _rings(found: list[tuple[float, float]], colour: str, sheet: Sheet) -> dict[str, Any]:
    ring = {"symbol": "circle", "size": _RING, "color": sheet.style.colours.ground, "opacity": 1}
    return {
        **_points(found),
        "name": texts.DECLARED_BY_BODY,
        "marker": {**ring, "line": {"color": colour, "width": 2.5}},
        "hoverinfo": "skip",
    }


def _points(found: list[tuple[float, float]]) -> dict[str, Any]:
    x, y = [at for at, _ in found], [level for _, level in found]
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "cliponaxis": False}
