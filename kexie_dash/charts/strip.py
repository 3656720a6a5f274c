"""Dot strip: a headline measure at a glance, one lane a group, every mark labelled with body and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import ARROW_SPACE, ARROWS
from kexie_dash.charts.format import has_value, scale_for, value_label
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.marks import LOOK_NAME, Marks, look_of
from kexie_dash.charts.rows import Cast, cast_for, drawn_values
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, Metric
from kexie_dash.model.state import STATE_SIGN

_LANE = 28
_MARK = 12
#: Below this width the name of a group stands above its lane.
_BESIDE = 560
_GAP, _ABOVE = 12, 22
#: The length of an open bound's arrow, and the part of the axis in which it may leave the axis.
_ARROW, _NEAR_START = 26, 0.12
#: More bodies than this in one group are not all labelled.
_MOST_LABELLED = 25
#: Of those only the own body, its peers and so many at either end.
_ENDS = 2
_UNLABELLED = texts.POINTS_ONLY


@dataclass(slots=True)
class _Lane:
    """One line of marks; taken: stretches in pixels that marks and labels cover."""

    items: list[tuple[ComparedValue, str]] = field(default_factory=list)
    taken: list[tuple[float, float]] = field(default_factory=list)

    def fits(self, start: float, end: float) -> bool:
        return all(end + _GAP <= left or start >= right + _GAP for left, right in self.taken)


def dot_strip(
    metric: Metric,
    bands: Sequence[Band],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """Small enough for a card; groups without a value are named under it. customdata: value ids."""
    style = style or Style(width=520)
    values = drawn_values(bands)
    cast = cast_for(bands, scale_for(metric.unit, values), style, colours)
    axis = axis_for(values, metric.unit, cast.scale, ticks=4) if values else None
    shown = [band for band in bands if any(has_value(item.value) for item in band.values)]
    beside = style.width >= _BESIDE
    left = (
        round(max(text_width(band.label, SMALL_SIZE) for band in shown) + 2 * PAD)
        if beside and shown
        else PAD
    )
    longest = max(
        (text_width(_label(cast, item), VALUE_SIZE) for band in shown for item in band.values), default=0
    )
    left += _arrow_room(axis, shown) if beside else 0
    room = style.width - left - PAD
    sheet = Sheet(style, left, round(min(longest + _MARK, room * 0.45)) + PAD if axis else PAD)
    drawn = Marks(_MARK)
    for band in shown:
        _band(sheet, cast, axis, band, drawn, beside=beside)
    _silent(sheet, cast, bands)
    sheet.y += 4
    sheet.traces = drawn.traces(style)
    return sheet.figure(captions, axis)


def _arrow_room(axis: Axis | None, bands: Sequence[Band]) -> int:
    """Pixels between the names of the groups and the axis, where an open bound ends before it."""
    items = [item for band in bands for item in band.values if -1 in ARROWS[item.value.bound]]
    places = [axis.fraction(float(i.value.value)) for i in items if axis and i.value.value is not None]
    return _ARROW if any(place < _NEAR_START for place in places) else 0


def _label(cast: Cast, item: ComparedValue) -> str:
    arrow = ARROW_SPACE if 1 in ARROWS[item.value.bound] else ""
    words = cast.words[item.value.id]
    name = plain(" ".join(filter(None, (cast.names[item.value.body_code], words))))
    look = look_of(item)
    state = "" if look == "filled" else soft(texts.IN_BRACKETS.format(said=LOOK_NAME[look]), cast.theme.soft)
    return f"{arrow}{name} <b>{plain(value_label(item.value, cast.scale))}</b>{state}"


def _band(sheet: Sheet, cast: Cast, axis: Axis | None, band: Band, drawn: Marks, *, beside: bool) -> None:
    """Marks of one group, in as many lanes as their labels need."""
    sheet.rule(sheet.y, sheet.style.colours.grid)
    if not beside:
        sheet.margin_text(sheet.row(22), soft(plain(band.label), cast.theme.soft))
    first = sheet.y + _LANE / 2
    if beside:
        sheet.margin_text(first, soft(plain(band.label), cast.theme.soft))
    labelled, plain_ones = _told(cast, [item for item in band.values if has_value(item.value)])
    inside, over = _fitting(sheet, cast, axis, labelled)
    for lane in _lanes(sheet, cast, axis, inside):
        y = sheet.row(_LANE)
        for item, label in lane.items:
            if axis is None or item.value.value is None:
                sheet.plot_text(y, "\u2003".join(label for _, label in lane.items), TEXT_SIZE, cast.theme.ink)
                break
            for direction in ARROWS[item.value.bound]:
                sheet.arrow(axis, float(item.value.value), y, cast.colour(item.value), direction)
            drawn.add(item, y, cast.colour(item.value), label, label.strip())
    for item in over:
        _above(sheet, cast, axis, item, drawn)
    if plain_ones:
        _unlabelled(sheet, cast, plain_ones, drawn)


def _fitting(
    sheet: Sheet, cast: Cast, axis: Axis | None, items: list[ComparedValue]
) -> tuple[list[ComparedValue], list[ComparedValue]]:
    """Those whose label ends inside the picture, and the others."""
    inside: list[ComparedValue] = []
    over: list[ComparedValue] = []
    room = sheet.plot_width + sheet.right - sheet.edge
    for item in items:
        at = axis.fraction(float(item.value.value)) if axis and item.value.value is not None else 0.0
        end = at * sheet.plot_width + _MARK / 2 + text_width(_label(cast, item), VALUE_SIZE)
        (inside if end <= room else over).append(item)
    return inside, over


def _above(sheet: Sheet, cast: Cast, axis: Axis | None, item: ComparedValue, drawn: Marks) -> None:
    """A mark near the right end with a long label: the label stands above it, at the picture's edge."""
    label = _label(cast, item).strip()
    sheet.right_text(sheet.row(_ABOVE), label, VALUE_SIZE)
    y = sheet.row(_LANE - 6)
    for direction in ARROWS[item.value.bound]:
        if axis is not None:
            sheet.arrow(axis, float(item.value.value or 0), y, cast.colour(item.value), direction)
    drawn.add(item, y, cast.colour(item.value), "", label)


def _told(cast: Cast, items: list[ComparedValue]) -> tuple[list[ComparedValue], list[ComparedValue]]:
    """Those with a label, and those that are a mark alone; words have no mark to stand for them."""
    sized = sorted((i for i in items if i.value.value is not None), key=lambda i: i.value.value or 0)
    if len(sized) <= _MOST_LABELLED:
        return items, []
    named = {item.value.id for item in (*sized[:_ENDS], *sized[-_ENDS:])}
    named |= {item.value.id for item in items if cast.colours.role(item.value.body_code)}
    silent = [item for item in sized if item.value.id not in named]
    return [item for item in items if item not in silent], silent


def _unlabelled(sheet: Sheet, cast: Cast, items: list[ComparedValue], drawn: Marks) -> None:
    """The rest of the group on one line, and how many they are."""
    y = sheet.row(_LANE)
    for item in items:
        drawn.add(item, y, cast.colour(item.value), "", _label(cast, item).strip())
    words = _UNLABELLED.format(count=len(items))
    sheet.margin_text(sheet.row(20), soft(words, cast.theme.soft))


def _lanes(sheet: Sheet, cast: Cast, axis: Axis | None, items: list[ComparedValue]) -> list[_Lane]:
    lanes: list[_Lane] = []
    for item in items:
        label = _label(cast, item)
        start = (
            axis.fraction(float(item.value.value)) * sheet.plot_width
            if axis and item.value.value is not None
            else 0.0
        )
        # A page may show the strip narrower than it was drawn for; labels keep their width then.
        end = start + _MARK + text_width(label, VALUE_SIZE) * 1.1
        start -= _MARK + (_ARROW if -1 in ARROWS[item.value.bound] else 0)
        lane = next((lane for lane in lanes if lane.fits(start, end)), None)
        if lane is None:
            lane = _Lane()
            lanes.append(lane)
        lane.items.append((item, label))
        lane.taken.append((start, end))
    return lanes


def _silent(sheet: Sheet, cast: Cast, bands: Sequence[Band]) -> None:
    """Who has no value here, by the word for it; nobody who has one elsewhere in the strip."""
    told = {i.value.body_code for band in bands for i in band.values if has_value(i.value)}
    by_word: dict[str, list[str]] = {}
    for item in (item for band in bands for item in band.values):
        if item.value.body_code not in told:
            status = item.value.status
            word = f"{STATE_SIGN[status]} {STATUS_LABEL[status]}"
            by_word.setdefault(word, []).append(cast.names[item.value.body_code])
    said = texts.BETWEEN_CLAUSES.join(
        texts.LABELLED.format(label=word, said=texts.BETWEEN_NAMES.join(dict.fromkeys(names)))
        for word, names in by_word.items()
    )
    for line in wrap(said, SMALL_SIZE, sheet.style.text_room - 2 * sheet.edge):
        sheet.margin_text(sheet.row(20), soft(plain(line), cast.theme.soft))
