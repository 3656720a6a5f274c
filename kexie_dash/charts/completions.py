"""How far each report's targets were reached: circles along 0–200 %, their area the number of targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_targets as wording
from kexie_dash.charts.axis import Axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import percent
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.definitions.target_limits import load_target_limits
from kexie_dash.model.report import Report
from kexie_dash.queries.targets import TargetRow, Targets
from kexie_dash.store.database import Snapshot

MOST_STRIPS = 12
_STEP = Decimal("0.1")
_LEAST, _WIDEST = 9, 30
_ROW, _NAME, _NUMBER_LINE = 62, 28, 18


@dataclass(frozen=True, slots=True)
class Strip:
    """places: how many targets of a report lie in each tenth; beyond: those past the end of the axis."""

    rows: tuple[TargetRow, ...]
    places: dict[Decimal, int]
    beyond: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A circle for so many targets of one report; size: its diameter in pixels."""

    x: float
    y: float
    count: int
    size: float
    report: Report


def strip_of(rows: Sequence[TargetRow]) -> Strip:
    """Exactly the target is a place of its own; everything short of it lies before."""
    shown = tuple(row for row in rows if row.completion is not None)
    end = load_target_limits().drawn.times
    places = Counter(_place(row.completion) for row in shown if row.completion and row.completion <= end)
    places[Decimal(0)] += sum(row.completion == 0 for row in shown)
    beyond = tuple(row for row in shown if row.completion is not None and row.completion > end)
    return Strip(shown, {place: count for place, count in sorted(places.items()) if count}, beyond)


def _place(share: Decimal | None) -> Decimal:
    """The middle of the tenth a share lies in."""
    if share is None or share == 1 or share == load_target_limits().drawn.times:
        return share or Decimal(0)
    return (share // _STEP) * _STEP + _STEP / 2


def completion_strips(
    found: Targets, captions: Captions, style: Style | None = None, *, colours: BodyColours | None = None
) -> go.Figure:
    """Rows are reports with targets in figures. customdata: report id."""
    style = style or Style()
    strips = _strips(found)
    names = short_names({report.body_code: report.body for report in found.reports})
    hues = colours or BodyColours(names)
    limits = load_target_limits()
    labels = [_label(strip, names, hues, style) for strip in strips]
    sheet = _sheet(labels, style)
    ticks = tuple((share, f"{share:.0%}") for share in (0.0, 0.5, 1.0, float(limits.gross.times), 2.0))
    axis = Axis(-0.06, float(limits.drawn.times) + 0.04, ticks)
    most = max((count for strip in strips for count in strip.places.values()), default=1)
    marks: list[_Mark] = []
    sheet.y += 20
    top = sheet.y
    lines = ((1.0, wording.EXACTLY_REACHED), (float(limits.gross.times), wording.FAR_BEYOND_ARROW))
    for share, said in lines:
        sheet.at(axis, share, top - 12, said)
    for strip, label in zip(strips, labels, strict=True):
        # Where the name stands above its strip, no line runs through it.
        above = sheet.y - 4 if style.columns else sheet.y + _NAME
        marks += _strip(sheet, axis, strip, label, most)
        for share, _ in lines:
            sheet.line(share, share, above, sheet.y, color=style.colours.soft, width=1, dash="dot")
    sheet.traces = [_trace(marks, hues, style)] if marks else []
    return sheet.figure(captions, axis)


def _sheet(labels: Sequence[str], style: Style) -> Sheet:
    """Names at the left and the rest at the right; without room for both, above the strip."""
    if not style.columns:
        return Sheet(style, PAD, PAD)
    widest = max((text_width(label, TEXT_SIZE) for label in labels), default=0.0)
    return Sheet(style, round(min(widest + 2 * PAD, style.width * 0.4)), 150)


def _strip(sheet: Sheet, axis: Axis, strip: Strip, label: str, most: int) -> list[_Mark]:
    """The circles of one report, their numbers in as many lines above them as they need."""
    style = sheet.style
    sizes = {place: max(_LEAST, _WIDEST * (n / most) ** 0.5) for place, n in strip.places.items()}
    scale = (sheet.plot_width - style.width + style.text_room) / (axis.high - axis.low)
    heights = number_heights([(float(place) * scale, n, sizes[place]) for place, n in strip.places.items()])
    above = max(heights, default=0.0) + _NUMBER_LINE / 2
    if style.columns:
        sheet.row(max(_ROW, above + _ROW / 2))
        y = sheet.y - _ROW / 2
        sheet.margin_text(y, label)
        _beyond(sheet, strip, y, style)
    else:
        named = sheet.row(_NAME)
        sheet.margin_text(named, label)
        sheet.right_text(named, _beyond_words(strip, style))
        sheet.row(above + _WIDEST / 2 + 8)
        y = sheet.y - _WIDEST / 2 - 8
    sheet.across(y, color=style.colours.rule, width=1)
    ink = style.colours.ink
    for (place, n), height in zip(strip.places.items(), heights, strict=True):
        words = {"size": VALUE_SIZE if sizes[place] >= 22 else SMALL_SIZE, "color": ink}
        sheet.at(axis, float(place), y, f"<b>{n}</b>", yshift=height, font=words)
    return [
        _Mark(float(place), y, n, sizes[place], strip.rows[0].report) for place, n in strip.places.items()
    ]


def number_heights(circles: Sequence[tuple[float, int, float]]) -> list[float]:
    """How far above the line each number stands, so that it meets no number and no circle beside it.

    circles: place across, count and diameter in pixels, from left to right.
    """
    placed: list[tuple[float, float, float]] = []
    for x, count, _ in circles:
        half = text_width(str(count), VALUE_SIZE) / 2 + 2
        near = [size / 2 for at, _, size in circles if abs(at - x) < half + size / 2]
        height = max(near) + _NUMBER_LINE / 2
        while any(abs(at - x) < half + other and abs(height - up) < _NUMBER_LINE for at, other, up in placed):
            height += _NUMBER_LINE / 2
        placed.append((x, half, height))
    return [height for _, _, height in placed]


def completion_captions(found: Targets, own: str = "", snapshot: Snapshot | None = None) -> Captions:
    """How many were reached exactly and how many beyond the axis, of the own body or the one with most."""
    limits = load_target_limits()
    strips = _strips(found)
    end = percent(limits.drawn.times, 0)
    subtitle = wording.COMPLETION_SUBTITLE.format(end=end)
    foot = [
        wording.FAR_BEYOND_MEANS.format(times=limits.gross.times, reason=limits.gross.reason),
        wording.DRAWN_TO.format(end=end, reason=limits.drawn.reason),
        wording.UPPER_LIMITS_NOT_DRAWN,
        SOURCE,
        *([snapshot_words(snapshot)] if snapshot else []),
    ]
    if not strips:
        return Captions(wording.NO_COMPLETION, subtitle, tuple(foot))
    names = short_names({report.body_code: report.body for report in found.reports})
    first = next((one for one in strips if one.rows[0].report.body_code == own), strips[0])
    report = first.rows[0].report
    exact, over = first.places.get(Decimal(1), 0), len(first.beyond)
    under = sum(row.completion is not None and row.completion < 1 for row in first.rows)
    counts = (
        (under, wording.BELOW_HUNDRED),
        (exact, wording.EXACTLY_HUNDRED),
        (over, wording.ABOVE_END.format(end=end)),
    )
    parts = [wording.SO_MANY_ARE.format(count=count, words=words) for count, words in counts if count]
    name, count = names[report.body_code], len(first.rows)
    title = (
        wording.TARGETS_IN_FIGURES.format(
            name=name, year=report.year, count=count, parts=texts.BETWEEN_PARTS.join(parts)
        )
        if parts
        else wording.TARGETS_ALL_WITHIN.format(name=name, year=report.year, count=count, end=end)
    )
    return Captions(title, subtitle, tuple(foot))


def completion_words(found: Targets) -> str:
    """The picture in words."""
    names = short_names({report.body_code: report.body for report in found.reports})
    said = []
    for strip in _strips(found):
        report = strip.rows[0].report
        under = sum(row.completion is not None and row.completion < 1 for row in strip.rows)
        exact = strip.places.get(Decimal(1), 0)
        said.append(
            wording.COMPLETION_OF.format(
                name=names[report.body_code],
                year=report.year,
                count=len(strip.rows),
                under=under,
                exact=exact,
                over=len(strip.beyond),
            )
        )
    return texts.BETWEEN_CLAUSES.join(said)


def _strips(found: Targets) -> list[Strip]:
    made = (strip_of(found.of(report)) for report in found.reports)
    return [strip for strip in made if strip.rows][:MOST_STRIPS]


def _label(strip: Strip, names: dict[str, str], hues: BodyColours, style: Style) -> str:
    report = strip.rows[0].report
    words = " ".join(filter(None, (str(report.year), hues.role(report.body_code))))
    dot = f'<span style="color:{hues.of(report.body_code, style.colours)}">●</span> '
    return f"{dot}<b>{plain(names[report.body_code])}</b> {soft(words, style.colours.soft)}"


def _beyond_words(strip: Strip, style: Style) -> str:
    """What lies past the end, in one line."""
    if not strip.beyond:
        return ""
    highest = max(row.completion or Decimal(0) for row in strip.beyond)
    grey = soft(wording.HIGHEST.format(share=percent(highest, 0)), style.colours.soft)
    return wording.FURTHER_BEYOND.format(count=len(strip.beyond), grey=grey)


def _beyond(sheet: Sheet, strip: Strip, y: float, style: Style) -> None:
    """The same in two lines at the right border."""
    if not strip.beyond:
        return
    first, _, second = _beyond_words(strip, style).partition(" <span")
    sheet.right_text(y - 10, first)
    sheet.right_text(y + 10, f"<span{second}", SMALL_SIZE)


def _trace(marks: Sequence[_Mark], hues: BodyColours, style: Style) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": wording.COMPLETION,
        "x": [mark.x for mark in marks],
        "y": [mark.y for mark in marks],
        "marker": {
            "size": [mark.size for mark in marks],
            "color": [hues.of(mark.report.body_code, style.colours) for mark in marks],
            "opacity": 0.85,
            "line": {"width": 1, "color": style.colours.ground},
        },
        "customdata": [mark.report.id for mark in marks],
        "hovertext": [wording.SO_MANY_ITEMS.format(count=mark.count) for mark in marks],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
