"""Where a body took points off itself: from the full mark to its total, dimension by dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_scores as wording
from kexie_dash.charts.axis import Axis, zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import SCORE, percent, scale_for
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.rows import right_margin
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import ROW_HEIGHT, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.store.database import Snapshot

_BAR = 18
_FULL, _TOTAL = wording.FULL_MARK, wording.DECLARED_TOTAL


@dataclass(frozen=True, slots=True)
class Losses:
    """steps: points lost by dimension, the zero ones apart. declared: the total the report states."""

    full_mark: Decimal
    declared: Decimal | None
    steps: tuple[tuple[str, Decimal, str], ...]
    whole: tuple[str, ...]

    @property
    def lost(self) -> Decimal:
        return sum((points for _, points, _ in self.steps), Decimal(0))

    @property
    def left(self) -> Decimal:
        """What remains by the items; it may differ from the declared total."""
        return self.full_mark - self.lost


def losses_of(values: Sequence[MeasureValue], declared: Decimal | None) -> Losses:
    """values: of points_lost, one a dimension; the largest loss first."""
    found = [(dict(v.by)["dimension"], v.value, v.id) for v in values if v.value is not None]
    marks = [o.value for v in values for o in v.operands if o.role == "denominator" and o.value is not None]
    steps = sorted(((name, lost, key) for name, lost, key in found if lost), key=lambda step: -step[1])
    whole = tuple(name for name, lost, _ in found if not lost)
    return Losses(sum(marks, Decimal(0)), declared, tuple(steps), whole)


def waterfall(
    losses: Losses,
    body_code: str,
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """Bars of points lost, each beginning where the one before ended. customdata: value ids."""
    style = style or Style()
    scale = scale_for(SCORE)
    axis = zero_axis([losses.lost], scale, ticks=4 if style.narrow else 6)
    words = [_FULL, _TOTAL, *(name for name, _, _ in losses.steps)]
    left = round(min(max(text_width(word, TEXT_SIZE) for word in words) + 2 * PAD, style.width * 0.42))
    ends = [(1.0, wording.LONGEST_LABEL)]
    sheet = Sheet(style, left, right_margin(ends, style.width - left - 32, 12))
    sheet.margin_text(first := sheet.row(ROW_HEIGHT), f"<b>{_FULL}</b>")
    sheet.plot_text(
        first, wording.POINTS.format(number=scale.number(losses.full_mark)), VALUE_SIZE, style.colours.ink
    )
    bars = _steps(sheet, axis, losses)
    _last(sheet, axis, losses)
    colour = (colours or BodyColours([body_code])).of(body_code, style.colours)
    sheet.traces = [_trace(bars, colour, style)]
    sheet.y += 8
    return sheet.figure(captions, axis)


def waterfall_captions(who: str, losses: Losses, snapshot: Snapshot | None = None) -> Captions:
    """Which dimension takes most of the loss. who: 甲2020年部门整体."""
    number = scale_for(SCORE).number
    foot = [SOURCE, *([snapshot_words(snapshot)] if snapshot else [])]
    subtitle = wording.WATERFALL_SUBTITLE
    if losses.whole and losses.steps:
        subtitle += wording.AND_WITHOUT_LOSS.format(names=texts.BETWEEN_NAMES.join(losses.whole))
    if not losses.steps:
        return Captions(wording.ALL_FULL.format(who=who), subtitle, tuple(foot))
    name, most, _ = losses.steps[0]
    share = percent(most / losses.lost, 0)
    title = wording.LOST_MOST.format(
        who=who, lost=number(losses.lost), name=name, most=number(most), share=share
    )
    if losses.declared is not None and losses.declared != losses.left:
        said = wording.SUM_IS_NOT_TOTAL.format(left=number(losses.left), declared=number(losses.declared))
        foot.insert(0, said)
    return Captions(title, subtitle, tuple(foot))


def waterfall_words(who: str, losses: Losses) -> str:
    """The picture in words."""
    number = scale_for(SCORE).number
    said = (
        texts.BETWEEN_PARTS.join(
            wording.LOST_IN.format(name=name, lost=number(lost)) for name, lost, _ in losses.steps
        )
        or wording.NOTHING_LOST
    )
    return wording.WATERFALL_ALT.format(
        who=who, full=number(losses.full_mark), said=said, left=number(losses.left)
    )


def _steps(sheet: Sheet, axis: Axis, losses: Losses) -> list[dict[str, Any]]:
    number, theme = scale_for(SCORE).number, sheet.style.colours
    bars: list[dict[str, Any]] = []
    lost, before = Decimal(0), sheet.y - ROW_HEIGHT / 2
    for name, points, key in losses.steps:
        y = sheet.row(ROW_HEIGHT)
        sheet.margin_text(y, plain(name))
        x = axis.place(float(lost))
        sheet.line(x, x, before, y, color=theme.mark, width=1, dash="dot")
        grey = soft(wording.REMAINING.format(left=number(losses.full_mark - lost - points)), theme.soft)
        text = wording.LOST_AND_REMAINING.format(lost=number(points), grey=grey)
        bars.append({"name": name, "y": y, "base": lost, "x": points, "text": text, "id": key})
        lost, before = lost + points, y
    return bars


def _last(sheet: Sheet, axis: Axis, losses: Losses) -> None:
    """The total on a row of its own, where the last bar ended."""
    number = scale_for(SCORE).number
    before, y = sheet.y - ROW_HEIGHT / 2, sheet.row(ROW_HEIGHT)
    sheet.margin_text(y, f"<b>{_TOTAL if losses.declared is not None else wording.SUM_OF_ITEMS}</b>")
    total = losses.declared if losses.declared is not None else losses.left
    x = axis.place(float(losses.lost))
    sheet.line(x, x, before, y + 8, color=sheet.style.colours.mark, width=1, dash="dot")
    ink = {"size": VALUE_SIZE, "color": sheet.style.colours.ink}
    sheet.at(
        axis,
        float(losses.lost),
        y,
        wording.POINTS.format(number=number(total)),
        xanchor="left",
        xshift=6,
        font=ink,
    )


def _trace(bars: Sequence[dict[str, Any]], colour: str, style: Style) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": wording.LOSS,
        "y": [bar["y"] for bar in bars],
        "base": [float(bar["base"]) for bar in bars],
        "x": [float(bar["x"]) for bar in bars],
        "width": _BAR,
        "offset": -_BAR / 2,
        "text": [bar["text"] for bar in bars],
        "textposition": "outside",
        "textfont": {"size": VALUE_SIZE, "color": style.colours.ink},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": colour, "line": {"width": 0}},
        "customdata": [bar["id"] for bar in bars],
        "hovertext": [f"{plain(bar['name'])} {bar['text']}" for bar in bars],
        "hoverinfo": "text",
    }
