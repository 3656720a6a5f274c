"""Where a body took points off itself: from the full mark to its total, dimension by dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

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
_FULL, _TOTAL = "满分", "自评总分"


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
    ends = [(1.0, "−00.00 分\u2002余 100.00 分")]
    sheet = Sheet(style, left, right_margin(ends, style.width - left - 32, 12))
    sheet.margin_text(first := sheet.row(ROW_HEIGHT), f"<b>{_FULL}</b>")
    sheet.plot_text(first, f"<b>{scale.number(losses.full_mark)} 分</b>", VALUE_SIZE, style.colours.ink)
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
    subtitle = "从满分起逐个维度扣到自评总分（分）；横轴为累计失分，从零起"
    if losses.whole and losses.steps:
        subtitle += f"；没有失分的：{'、'.join(losses.whole)}"
    if not losses.steps:
        return Captions(f"{who}写明分值的各项都给了满分", subtitle, tuple(foot))
    name, most, _ = losses.steps[0]
    share = percent(most / losses.lost, 0)
    title = f"{who}失分{number(losses.lost)}分，其中“{name}”{number(most)}分，占{share}"
    if losses.declared is not None and losses.declared != losses.left:
        said = f"各项相加余{number(losses.left)}分，自评总分写为{number(losses.declared)}分，请核对"
        foot.insert(0, said)
    return Captions(title, subtitle, tuple(foot))


def waterfall_words(who: str, losses: Losses) -> str:
    """The picture in words."""
    number = scale_for(SCORE).number
    said = "，".join(f"{name}失{number(lost)}分" for name, lost, _ in losses.steps) or "没有失分"
    return f"{who}：满分{number(losses.full_mark)}分，{said}，余{number(losses.left)}分。"


def _steps(sheet: Sheet, axis: Axis, losses: Losses) -> list[dict[str, Any]]:
    number, theme = scale_for(SCORE).number, sheet.style.colours
    bars: list[dict[str, Any]] = []
    lost, before = Decimal(0), sheet.y - ROW_HEIGHT / 2
    for name, points, key in losses.steps:
        y = sheet.row(ROW_HEIGHT)
        sheet.margin_text(y, plain(name))
        x = axis.place(float(lost))
        sheet.line(x, x, before, y, color=theme.mark, width=1, dash="dot")
        grey = soft(f"余 {number(losses.full_mark - lost - points)} 分", theme.soft)
        text = f"<b>−{number(points)} 分</b>\u2002{grey}"
        bars.append({"name": name, "y": y, "base": lost, "x": points, "text": text, "id": key})
        lost, before = lost + points, y
    return bars


def _last(sheet: Sheet, axis: Axis, losses: Losses) -> None:
    """The total on a row of its own, where the last bar ended."""
    number = scale_for(SCORE).number
    before, y = sheet.y - ROW_HEIGHT / 2, sheet.row(ROW_HEIGHT)
    sheet.margin_text(y, f"<b>{_TOTAL if losses.declared is not None else '各项得分合计'}</b>")
    total = losses.declared if losses.declared is not None else losses.left
    x = axis.place(float(losses.lost))
    sheet.line(x, x, before, y + 8, color=sheet.style.colours.mark, width=1, dash="dot")
    ink = {"size": VALUE_SIZE, "color": sheet.style.colours.ink}
    sheet.at(axis, float(losses.lost), y, f"<b>{number(total)} 分</b>", xanchor="left", xshift=6, font=ink)


def _trace(bars: Sequence[dict[str, Any]], colour: str, style: Style) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": "失分",
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
