"""Audience as a range: from those on site alone to all channels; bounds kept, unknown ends open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_activities as wording
from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import ARROW_SPACE, ARROWS
from kexie_dash.charts.format import bounded, scale_for, value_label
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.rows import above, band_heading, note_lines, right_margin
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import ROW_HEIGHT, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.labels import CHANNEL_LABEL, basis_label, by_label
from kexie_dash.model.quantity import Bound
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.activities import ActivityRow, ActivityTable
from kexie_dash.store.database import Snapshot

_SCALE = scale_for(wording.ATTENDANCES)
_BAR, _MARK = 8, 13


def audience_ranges(
    table: ActivityTable,
    rows: Sequence[ActivityRow],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """A row a report: ring for those on site, disc for all channels. customdata: value ids."""
    style = style or Style()
    hues = colours or BodyColours(row.total.body_code for row in rows)
    names = short_names({row.total.body_code: row.total.body for row in table.rows})
    told = [(row, row.range) for row in rows if row.range is not None and row.range.value is not None]
    ends = [end for _, v in told for end in (v.low, v.value) if end is not None and end > 0]
    axis = axis_for(ends, wording.ATTENDANCES, _SCALE, ticks=4 if style.narrow else 6) if ends else None
    labels = {id(row): _label(row, names, hues, style) for row in rows}
    widest = max((text_width(label, TEXT_SIZE) for label in labels.values()), default=0.0)
    left = PAD if style.narrow else round(min(widest + 2 * PAD + 8, style.width * 0.42))
    room = style.text_room - left
    marks = [(axis.fraction(_size(v)), _words(v)) for _, v in told if axis and v.value]
    sheet = Sheet(style, left, 3 * PAD if style.narrow else right_margin(marks, room - 32, _MARK + 8))
    drawn: list[tuple[MeasureValue, float, str]] = []
    for number, (label, group) in enumerate(groupby(rows, key=lambda row: row.group_label)):
        band_heading(sheet, label, first=not number)
        for row in group:
            if style.narrow:
                words = _words(row.range).strip() if axis and row.range and row.range.value else ""
                middle = above(sheet, labels[id(row)], words)
            else:
                middle = sheet.row(ROW_HEIGHT)
                sheet.margin_text(middle, labels[id(row)])
            _draw(sheet, axis, row, middle, hues.of(row.total.body_code, style.colours), drawn)
            if parts := channel_words(row):
                note_lines(sheet, parts)
    sheet.y += 8
    sheet.traces = _traces(drawn, style)
    return sheet.figure(captions, axis)


def ranges_captions(table: ActivityTable, own: str = "", snapshot: Snapshot | None = None) -> Captions:
    subtitle = wording.RANGES_SUBTITLE
    foot = wording.LEFT_END_UNKNOWN
    if any("persons" in (row.range.basis or "").split("+") for row in table.rows if row.range):
        foot += wording.PERSONS_NOT_ATTENDANCES
    return Captions(
        ranges_title(table, own), subtitle, (foot, SOURCE, *([snapshot_words(snapshot)] if snapshot else []))
    )


def ranges_title(table: ActivityTable, own: str = "") -> str:
    """甲2020年全市系统受众：只计线下约1,035万人次，计入各渠道至少5,100万人次."""
    coverage = by_label("coverage", table.coverage)
    told = [row for row in table.rows if row.range is not None and row.range.value is not None]
    if not told:
        return wording.NOBODY_STATES_AUDIENCE.format(coverage=coverage)
    row = max(told, key=lambda one: (one.total.body_code == own, _both(one), _size(one.range)))
    value = row.range
    assert value is not None
    name = short_names({one.total.body_code: one.total.body for one in table.rows})[row.total.body_code]
    who = wording.AUDIENCE_OF.format(name=name, year=value.year, coverage=coverage)
    unit = wording.PERSONS if "persons" in (value.basis or "").split("+") else wording.ATTENDANCES
    upper = f"{texts.BOUND_WORD[value.bound]}{_SCALE.number(value.value or Decimal(0))}{unit}"
    if value.low is None:
        return wording.ON_SITE_UNKNOWN.format(who=who, upper=upper)
    least = texts.BOUND_WORD[low_bound(value)]
    if not _both(row):
        return wording.ON_SITE_ONLY.format(who=who, least=least, number=_SCALE.number(value.low), unit=unit)
    return wording.FROM_ON_SITE_TO_ALL.format(
        who=who, least=least, number=_SCALE.number(value.low), unit=unit, upper=upper
    )


def ranges_alt(table: ActivityTable, own: str = "") -> str:
    names = short_names({row.total.body_code: row.total.body for row in table.rows})
    said = []
    for row in table.rows:
        value = row.range
        words = _words_plain(value) if value is not None else STATUS_LABEL["not_stated"]
        parts = texts.IN_BRACKETS.format(said=channels) if (channels := channel_words(row)) else ""
        said.append(
            wording.RANGE_OF.format(
                name=names[row.total.body_code], year=row.total.year, words=words, parts=parts
            )
        )
    return wording.RANGES_ALT.format(title=ranges_title(table, own), reports=texts.BETWEEN_CLAUSES.join(said))


def channel_words(row: ActivityRow) -> str:
    """What each channel is said to have reached: 线下 ≈1,035万，渠道未载明 ≈97万."""
    said = [
        f"{CHANNEL_LABEL[channel]} {value_label(value, _SCALE)}{_way(value)}"  # type: ignore[index]
        for channel, value in row.channels.items()
        if value.has_figure
    ]
    return texts.BETWEEN_PARTS.join(said)


def _way(value: MeasureValue) -> str:
    """Counted as people, clicks or registrations, where it is not 人次."""
    ways = [part for part in (value.basis or "").split("+") if part in ("persons", "clicks", "registered")]
    return texts.IN_BRACKETS.format(said=basis_label("+".join(ways))) if ways else ""


def _both(row: ActivityRow) -> bool:
    value = row.range
    return value is not None and value.low is not None and value.value is not None and value.low < value.value


def _size(value: MeasureValue | None) -> float:
    return float(value.value) if value is not None and value.value is not None else 0.0


def _label(row: ActivityRow, names: dict[str, str], hues: BodyColours, style: Style) -> str:
    value = row.total
    more = " ".join(filter(None, (str(value.year), value.project, hues.role(value.body_code))))
    return f"<b>{plain(names[value.body_code])}</b> {soft(plain(more), style.colours.soft)}"


def _words_plain(value: MeasureValue) -> str:
    if value.value is None:
        return f"{STATE_SIGN[value.status]} {STATUS_LABEL[value.status]}"
    unknown = wording.ON_SITE_NOT_STATED if value.low is None else ""
    return f"{range_label(value)}{_way(value)}{unknown}"


def range_label(value: MeasureValue) -> str:
    """≈500–≥10.3万: both ends with the bound of their own."""
    assert value.value is not None
    high = bounded(_SCALE.number(value.value), value.bound)
    if value.low is None or value.low >= value.value:
        return high
    return f"{bounded(_SCALE.number(value.low), low_bound(value))}–{high}"


def low_bound(value: MeasureValue) -> Bound:
    """The bound of those on site: the first of the two ends among the operands."""
    ends = (o for o in value.operands if o.role == "value" and o.value == value.low)
    return next((end.bound for end in ends), "exact")


def _words(value: MeasureValue) -> str:
    arrow = ARROW_SPACE if 1 in ARROWS[value.bound] else ""
    return f"{arrow}<b>{plain(_words_plain(value))}</b>"


def _draw(
    sheet: Sheet,
    axis: Axis | None,
    row: ActivityRow,
    y: float,
    colour: str,
    drawn: list[tuple[MeasureValue, float, str]],
) -> None:
    value = row.range
    theme = sheet.style.colours
    if axis is None or value is None or not value.value:
        sheet.across(y, color=theme.mark, width=1, dash="dash")
        said = (
            _words_plain(value)
            if value is not None
            else f"{STATE_SIGN['not_stated']} {STATUS_LABEL['not_stated']}"
        )
        sheet.plot_text(y, plain(said), covers=True, colour=theme.soft)
        return
    # Shapes take the value itself, on a logarithmic axis too.
    high = float(value.value)
    if value.low is not None and value.low > 0:
        sheet.line(float(value.low), high, y, y, color=colour, width=_BAR)
    else:
        sheet.line(axis.low, high, y, y, color=colour, width=2, dash="dot")
    for direction in ARROWS[value.bound]:
        sheet.arrow(axis, float(value.value), y, colour, direction)
    drawn.append((value, y, colour))


def _traces(drawn: Sequence[tuple[MeasureValue, float, str]], style: Style) -> list[dict[str, Any]]:
    if not drawn:
        return []
    lows = [(v, y, colour) for v, y, colour in drawn if v.low is not None and 0 < v.low < (v.value or 0)]
    theme = style.colours
    high = {
        **_marks(drawn, [float(v.value or 0) for v, _, _ in drawn]),
        "mode": "markers" if style.narrow else "markers+text",
        "text": [_words(value) for value, _, _ in drawn],
        "textposition": "middle right",
        "textfont": {"size": VALUE_SIZE, "color": theme.ink},
        "name": wording.ALL_CHANNELS,
    }
    high["marker"] = {"size": _MARK, "color": [colour for _, _, colour in drawn], "line": {"width": 0}}
    low = {
        **_marks(lows, [float(v.low or 0) for v, _, _ in lows]),
        "mode": "markers",
        "name": wording.ONLY_ON_SITE,
    }
    low["marker"] = {
        "size": _MARK - 1,
        "color": theme.ground,
        "line": {"color": [colour for _, _, colour in lows], "width": 2.5},
    }
    return [high, *([low] if lows else [])]


def _marks(drawn: Sequence[tuple[MeasureValue, float, str]], x: list[float]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": x,
        "y": [y for _, y, _ in drawn],
        "customdata": [value.id for value, _, _ in drawn],
        "hovertext": [plain(_words_plain(value)) for value, _, _ in drawn],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
