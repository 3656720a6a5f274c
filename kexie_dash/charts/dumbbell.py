"""Dumbbell: ● on one ruler, ○ what the body declares, the difference at the end of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_money as wording
from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import RATE, bounded, has_value, points, scale_for, value_label
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.lines import ThresholdLines
from kexie_dash.charts.marks import Look, look_of
from kexie_dash.charts.names import names_of
from kexie_dash.charts.rows import (
    Cast,
    absent_rows,
    band_heading,
    cast_for,
    label_row,
    missing_rows,
    name_column,
    note_lines,
    why_hollow,
)
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import SMALL_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import foot_for, gap_sentence
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, MeasureValue, Metric
from kexie_dash.model.quantity import round_half_up
from kexie_dash.queries.comparison import Absent
from kexie_dash.store.database import Snapshot

_MARK, _RING = 14, 13
#: Where both agree the ring goes round the mark.
_AROUND = 22
_DIFFERENCE_COLUMN = 132
_WIDE, _NEAR = Decimal("0.05"), Decimal("0.01")
#: A ring is what a body declares, so a value on the ruler that is not comparable is a hollow square here.
_SYMBOL: dict[Look, str] = {"filled": "circle", "hollow": "square", "pending": "diamond"}
#: More bodies that declare nothing are counted in the subtitle; each is named in its row.
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class _End:
    """One mark of a pair. side: where its number stands, "left" or "right"."""

    value: Decimal
    y: float
    text: str
    side: str
    colour: str
    ring: bool
    size: int
    id: str
    look: Look = "filled"


def gap_of(value: MeasureValue) -> Decimal | None:
    """Declared minus comparable, as a fraction; None where either is missing or awaits review."""
    if value.declared is None or value.value is None or value.status not in ("stated", "derived"):
        return None
    return value.declared - value.value


def dumbbell(
    metric: Metric,
    bands: Sequence[Band],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
    absent: Sequence[Absent] = (),
) -> go.Figure:
    """Rows of a group by the size of the difference, its sign left out of account. customdata: value ids."""
    style = style or Style()
    figures = [figure for band in bands for item in band.values for figure in _figures(item.value)]
    marks = [*figures, *(line.value for line in metric.thresholds)]
    scale = scale_for(metric.unit, figures)
    cast = cast_for(bands, scale, style, colours)
    axis = axis_for(marks, metric.unit, scale, ticks=4 if style.narrow else 6) if figures else None
    left = name_column(cast, (item.value for band in bands for item in band.values), style)
    right = PAD if style.narrow else _DIFFERENCE_COLUMN + 8
    if axis:
        left, right = _with_numbers(cast, axis, bands, left, right, style)
    sheet = Sheet(style, left, right)
    thresholds = ThresholdLines(sheet, axis, metric, scale)
    ends: list[_End] = []
    for number, band in enumerate(bands):
        heading = band_heading(sheet, band.label, first=number == 0)
        if number == 0:
            sheet.right_text(heading, soft(wording.DECLARED_MINUS_RULER, style.colours.soft), SMALL_SIZE)
        ends += _band(sheet, cast, axis, band)
    if absent:
        absent_rows(sheet, absent)
    sheet.y += 8
    thresholds.finish()
    sheet.traces = [_trace(ends, ring, style) for ring in (True, False) if any(e.ring is ring for e in ends)]
    return sheet.figure(captions, axis)


def _nearness(every: str, gap: Decimal) -> str:
    """gap: the widest, as a fraction."""
    if round_half_up(gap, 3) == 0:
        return wording.EQUAL_AS_PRINTED.format(every=every)
    return wording.DIFFERENCE_BELOW.format(every=every, points=1 if gap < _NEAR else 5)


def dumbbell_captions(metric: Metric, bands: Sequence[Band], snapshot: Snapshot | None = None) -> Captions:
    """The widest difference as the title, if it is wide."""
    values = [item.value for band in bands for item in band.values]
    names = names_of(values)
    gaps = [(gap, value) for value in values if (gap := gap_of(value)) is not None]
    widest = max(gaps, key=lambda pair: abs(pair[0]), default=None)
    if widest and abs(widest[0]) >= _WIDE:
        title = gap_sentence(widest[1], widest[0], names)
    elif gaps:
        told = list(dict.fromkeys(names[value.body_code] for _, value in gaps))
        who = (
            wording.SO_MANY_BODIES.format(count=len(told))
            if len(told) > _MOST_NAMES
            else texts.BETWEEN_NAMES.join(told)
        )
        every = texts.ALL if len(told) > 1 else ""
        title = wording.DECLARED_AND_RULER.format(
            who=who, nearness=_nearness(every, abs(widest[0]) if widest else Decimal(0))
        )
    else:
        title = wording.NOTHING_DECLARED.format(label=metric.label)
    silent = list(dict.fromkeys(names[value.body_code] for value in values if value.declared is None))
    who = (
        texts.BETWEEN_NAMES.join(silent)
        if len(silent) <= _MOST_NAMES
        else wording.SO_MANY_BODIES.format(count=len(silent))
    )
    more = wording.AND_SILENT.format(who=who) if silent else ""
    declared = metric.declared_label or texts.DECLARED_BY_BODY
    subtitle = wording.DUMBBELL_SUBTITLE.format(
        label=metric.label, formula=metric.formula, declared=declared, more=more
    )
    return Captions(title, subtitle, foot_for(bands, snapshot))


def _figures(value: MeasureValue) -> list[Decimal]:
    found = [value.value if has_value(value) else None, value.declared]
    return [figure for figure in found if figure is not None]


def _with_numbers(
    cast: Cast, axis: Axis, bands: Sequence[Band], left: int, right: int, style: Style
) -> tuple[int, int]:
    """Margins with room for the numbers outside the outermost marks, at the narrowest it is shown."""
    width = style.text_room - left - right
    more = {"left": 0.0, "right": 0.0}
    for end in (
        end for band in bands for item in band.values for end in _ends(cast, item, 0.0, style.narrow)
    ):
        at = axis.fraction(float(end.value))
        room = (at if end.side == "left" else 1 - at) * width
        more[end.side] = max(more[end.side], text_width(end.text, VALUE_SIZE) + end.size / 2 + 4 - room)
    return left + round(more["left"]), right + round(more["right"])


def _band(sheet: Sheet, cast: Cast, axis: Axis | None, band: Band) -> list[_End]:
    drawn = [item for item in band.values if _figures(item.value)]
    ends: list[_End] = []
    for item in sorted(drawn, key=_by_gap):
        middle = label_row(sheet, cast, item.value, _difference(item, cast))
        if axis:
            ends += _pair(sheet, cast, axis, item, middle)
        if not sheet.style.narrow:
            sheet.right_text(middle, _difference(item, cast), VALUE_SIZE)
        if has_value(item.value):
            label = value_label(item.value, cast.scale) if sheet.style.narrow else ""
            short = _number(item.value, cast, narrow=True)
            note_lines(sheet, why_hollow(item), label if label != short else "")
    missing_rows(sheet, cast, [item for item in band.values if item not in drawn])
    return ends


def _by_gap(item: ComparedValue) -> tuple[bool, Decimal]:
    """Widest first, its sign left out of account; those without a counterpart last."""
    gap = gap_of(item.value)
    return gap is None, -abs(gap or Decimal(0))


def _difference(item: ComparedValue, cast: Cast) -> str:
    gap = gap_of(item.value)
    if gap is None:
        word = (
            wording.NOT_DECLARED
            if item.value.declared is None
            else wording.RULER_WITHOUT_FIGURE.format(state=STATUS_LABEL[item.value.status])
        )
        return soft(word, cast.theme.soft)
    # Bounds of either side make the difference one too; it is then only about so much.
    return f"<b>{plain(bounded(points(gap), 'exact' if item.value.bound == 'exact' else 'about'))}</b>"


def _pair(sheet: Sheet, cast: Cast, axis: Axis, item: ComparedValue, y: float) -> list[_End]:
    """Both ends of a row and the line between them."""
    ends = _ends(cast, item, y, sheet.style.narrow)
    if len({end.value for end in ends}) == 2:
        low, high = (axis.place(float(end.value)) for end in ends)
        sheet.line(low, high, y, y, color=cast.colour(item.value), width=2)
    return ends


def _number(value: MeasureValue, cast: Cast, narrow: bool) -> str:
    """With what is said of it, such as that a zero is printed; on a narrow screen that stands below."""
    label = value_label(value, cast.scale)
    return (
        bounded(cast.scale.number(value.value), value.bound) if narrow and value.value is not None else label
    )


def _ends(cast: Cast, item: ComparedValue, y: float, narrow: bool) -> list[_End]:
    value = item.value
    colour = cast.colour(value)
    own = value.value if has_value(value) else None
    declared = value.declared
    ends = []
    if own is not None:
        side = "left" if declared is not None and declared > own else "right"
        # Where the ring goes round the mark, the number begins outside it.
        space = "\u2002" if declared == own else ""
        text = f"{space}<b>{plain(_number(value, cast, narrow))}</b>"
        ends.append(_End(own, y, text, side, colour, False, _MARK, value.id, look_of(item)))
    if declared is not None:
        ends.append(_ring(cast, value, declared, own, y, colour))
    return ends


def _ring(
    cast: Cast, value: MeasureValue, declared: Decimal, own: Decimal | None, y: float, colour: str
) -> _End:
    """The declared value; round the mark and without a number of its own where both agree."""
    same = own == declared
    side = "left" if own is not None and declared < own else "right"
    text = "" if same else plain(cast.scale.number(declared))
    return _End(declared, y, text, side, colour, ring=True, size=_AROUND if same else _RING, id=value.id)


def _trace(ends: Sequence[_End], ring: bool, style: Style) -> dict[str, Any]:
    shown = [end for end in ends if end.ring is ring]
    colours = [end.colour for end in shown]
    marker: dict[str, Any] = {
        "symbol": [_SYMBOL[end.look] for end in shown],
        "size": [end.size for end in shown],
        "opacity": 1,
    }
    if ring:
        marker |= {"color": style.colours.ground, "line": {"color": colours, "width": 2.5}}
    else:
        widths = [0 if end.look == "filled" else 2.5 for end in shown]
        fill = [end.colour if end.look == "filled" else style.colours.ground for end in shown]
        marker |= {"color": fill, "line": {"color": colours, "width": widths}}
    name = texts.DECLARED_BY_BODY if ring else wording.RULER
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": [float(end.value) for end in shown],
        "y": [end.y for end in shown],
        "text": [end.text for end in shown],
        "textposition": [f"middle {end.side}" for end in shown],
        "textfont": {"size": VALUE_SIZE, "color": style.colours.ink, "shadow": style.halo},
        "marker": marker,
        "customdata": [end.id for end in shown],
        "hovertext": [f"{name} {end.text}" for end in shown],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def is_dumbbell(metric: Metric) -> bool:
    """Whether a metric has a declared counterpart that can be drawn beside it."""
    return metric.unit == RATE and metric.declared_label is not None
