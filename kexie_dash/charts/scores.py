"""What a body gave itself, item by item: the score inside its full mark, bars from zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts.axis import zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import SCORE, percent, scale_for
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.rows import right_margin
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import ROW_HEIGHT, SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.model.observation import Observation, ScoreLevel
from kexie_dash.store.database import Snapshot

_DEPTH: dict[ScoreLevel, int] = {"level_1": 0, "level_2": 1, "level_3": 2}
_INDENT = 16
_BAR, _FRAME = 12, 20
_LABEL_LINE = 18
_MOST_LABEL = 0.4
_DEDUCTION = "扣"


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """label: as printed. full_mark: None where the report prints none. id: of the observation behind it."""

    label: str
    depth: int
    score: Decimal
    full_mark: Decimal | None
    id: str


def score_items(observations: Iterable[Observation]) -> tuple[ScoreItem, ...]:
    """The indicators of a score tree, in the order of the text; no totals, no deductions, no steps.

    An item said twice alike counts once; said with different scores it stands there with each of them.
    """
    said = [
        o for o in observations if o.family == "score" and o.level in _DEPTH and _DEDUCTION not in o.label
    ]
    full_marks = {(o.level, _name(o)): o.full_mark for o in said if o.full_mark}
    found: dict[tuple[ScoreLevel | None, str], dict[Decimal, ScoreItem]] = {}
    for o in said:
        if o.value is None or o.level is None:
            continue
        item = (o.level, _name(o))
        scores = found.setdefault(item, {})
        label = f"{item[1]}（另写）" if scores else item[1]
        made = ScoreItem(label, _DEPTH[o.level], o.value, o.full_mark or full_marks.get(item), o.id)
        scores.setdefault(o.value, made)
    return tuple(item for scores in found.values() for item in scores.values())


def _name(o: Observation) -> str:
    """The label is often no more than 自评得分; the item is the subject, unless that is the whole."""
    whole = {name for names in load_subjects().whole.values() for name in names}
    return o.label if o.subject in whole else o.subject


def score_bullets(
    items: Sequence[ScoreItem],
    body_code: str,
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """A bar inside its full mark, labelled 7/8 87.5%. customdata: observation ids."""
    style = style or Style()
    scale = scale_for(SCORE)
    sizes = [size for item in items for size in (item.score, item.full_mark) if size is not None]
    axis = zero_axis(sizes, scale, ticks=4 if style.narrow else 6) if sizes else None
    left = _label_column(items, style)
    ends = [
        (axis.fraction(float(item.full_mark or item.score)), _text(item, style)) for item in items if axis
    ]
    sheet = Sheet(style, left, right_margin(ends, style.width - left - 32, 12))
    middles = [_row(sheet, item) for item in items]
    colour = (colours or BodyColours([body_code])).of(body_code, style.colours)
    if items:
        sheet.traces = _traces(items, middles, colour, style)
    sheet.y += 8
    return sheet.figure(captions, axis)


def score_captions(who: str, items: Sequence[ScoreItem], snapshot: Snapshot | None = None) -> Captions:
    """The item furthest below its full mark as the title. who: 甲2020年部门整体."""
    rated = [(item.score / item.full_mark, item) for item in items if item.full_mark]
    foot = (SOURCE, *([snapshot_words(snapshot)] if snapshot else []))
    if not items:
        return Captions(f"{who}：报告没有写明各项得分", "", foot)
    if not rated:
        return Captions(f"{who}：写明各项得分，没有写明分值", "自评得分（分），从零起", foot)
    lowest = min(rated, key=lambda pair: pair[0])
    subtitle = "自评得分（分），从零起；实条为得分，框为分值，右侧为得分/分值与得分率"
    if lowest[0] >= 1:
        return Captions(f"{who}：写明分值的{len(rated)}项都给了满分", subtitle, foot)
    title = f"{who}扣分比重最大的是“{lowest[1].label}”，得分率{_rate(lowest[0])}"
    return Captions(title, subtitle, foot)


def _rate(rate: Decimal) -> str:
    """Up to two decimals, as scores have them: 87.5%, 98.63%, 100%."""
    return percent(rate, 2).rstrip("%").rstrip("0").rstrip(".") + "%"


def _label_column(items: Sequence[ScoreItem], style: Style) -> int:
    if style.narrow:
        return PAD
    widest = max((text_width(item.label, TEXT_SIZE) + item.depth * _INDENT for item in items), default=0.0)
    return round(min(widest + 2 * PAD, style.width * _MOST_LABEL))


def _text(item: ScoreItem, style: Style) -> str:
    number = scale_for(SCORE).number
    if not item.full_mark:
        return f"<b>{number(item.score)}</b>\u2002{soft('分值未载明', style.colours.soft)}"
    rate = soft(_rate(item.score / item.full_mark), style.colours.soft)
    return f"<b>{number(item.score)}/{number(item.full_mark)}</b>\u2002{rate}"


def _row(sheet: Sheet, item: ScoreItem) -> float:
    """Take a row as high as its label needs; the middle of its bar."""
    theme = sheet.style.colours
    indent = item.depth * _INDENT
    size = TEXT_SIZE if item.depth < 2 else SMALL_SIZE
    room = sheet.style.width - 2 * PAD if sheet.style.narrow else sheet.left - PAD - 8
    lines = [plain(line) for line in wrap(item.label, size, room - indent)]
    html = "<br>".join(f"<b>{line}</b>" if item.depth == 0 else line for line in lines)
    height = max(ROW_HEIGHT, _LABEL_LINE * len(lines) + 8)
    colour = theme.ink if item.depth < 2 else theme.soft
    if sheet.style.narrow:
        sheet.margin_text(sheet.row(height - 8), html, size, colour, indent)
        return sheet.row(ROW_HEIGHT - 8)
    middle = sheet.row(height)
    sheet.margin_text(middle, html, size, colour, indent)
    return middle


def _traces(
    items: Sequence[ScoreItem], middles: Sequence[float], colour: str, style: Style
) -> list[dict[str, Any]]:
    theme = style.colours
    common: dict[str, Any] = {"type": "bar", "orientation": "h", "cliponaxis": False, "hoverinfo": "text"}
    marked = [(item, y) for item, y in zip(items, middles, strict=True) if item.full_mark]
    frame = {
        **common,
        "name": "分值",
        "x": [float(item.full_mark or 0) for item, _ in marked],
        "y": [y for _, y in marked],
        "width": _FRAME,
        "offset": -_FRAME / 2,
        "marker": {"color": theme.wash, "line": {"color": theme.rule, "width": 1}},
        "hoverinfo": "skip",
    }
    score = {
        **common,
        "name": "得分",
        "x": [float(item.score) for item in items],
        "y": list(middles),
        "width": _BAR,
        "offset": -_BAR / 2,
        "marker": {"color": colour, "line": {"width": 0}},
        "customdata": [item.id for item in items],
        "hovertext": [f"{plain(item.label)} {_text(item, style)}" for item in items],
    }
    return [frame, score, _labels(items, middles, style)]


def _labels(items: Sequence[ScoreItem], middles: Sequence[float], style: Style) -> dict[str, Any]:
    """The numbers stand after the frame, not on it, wherever the bar ends."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "得分/分值",
        "x": [float(max(item.full_mark or item.score, item.score)) for item in items],
        "y": list(middles),
        "text": [f"\u2002{_text(item, style)}" for item in items],
        "textposition": "middle right",
        "textfont": {"size": VALUE_SIZE, "color": style.colours.ink},
        "customdata": [item.id for item in items],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
