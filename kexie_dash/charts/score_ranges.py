"""Every report by one rubric: a bar from lowest to highest possible total, a ring for the declared one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_scores as wording
from kexie_dash.charts.axis import Axis, zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import SCORE, scale_for
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.rows import band_heading
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.queries.rubrics import ScoredReport
from kexie_dash.store.database import Snapshot

_ROW, _BAR, _RING = 56, 22, 15
#: Where the ring stands further right than this, its words end at it instead of beginning there.
_TURN = 0.55
#: A bar shorter than this part of the axis has its numbers outside.
_ROOM = 0.3


@dataclass(frozen=True, slots=True)
class _Row:
    one: ScoredReport
    name: str
    y: float
    colour: str


def score_ranges(
    scored: Sequence[ScoredReport],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """Rows are reports, band by band. customdata: report ids."""
    style = style or Style()
    names = _names(scored)
    hues = colours or BodyColours(one.report.body_code for one in scored)
    sizes = [figure for one in scored for figure in (one.score.full_mark, one.score.declared) if figure]
    axis = zero_axis(sizes, scale_for(SCORE), ticks=5)
    labels = [_label(one, names, style) for one in scored] + [wording.FULL_MARK_HUNDRED]
    left = round(max(text_width(label, TEXT_SIZE) for label in labels)) + 2 * PAD
    sheet = Sheet(style, left, PAD + 16)
    rows: list[_Row] = []
    for number, (label, group) in enumerate(groupby(scored, key=lambda one: one.group_label)):
        band_heading(sheet, label, first=not number)
        for one in group:
            y = sheet.row(_ROW) + 6
            sheet.margin_text(y - 10, _label(one, names, style))
            full = wording.FULL_MARK_OF.format(number=_number(one.score.full_mark))
            sheet.margin_text(y + 10, full, SMALL_SIZE, style.colours.soft)
            rows.append(
                _Row(one, names[one.report.body_code], y, hues.of(one.report.body_code, style.colours))
            )
    for row in rows:
        _words(sheet, axis, row)
    sheet.traces = [_bars(rows), _rings(rows, style)]
    sheet.y += 12
    return sheet.figure(captions, axis)


def ranges_captions(scored: Sequence[ScoredReport], snapshot: Snapshot | None = None) -> Captions:
    """Whose declared total lies outside what the rules allow; else how much the figures decide."""
    names = _names(scored)
    outside = [one for one in scored if _outside(one) and not _another_form(one)]
    foot = [wording.RANGES_FOOT, SOURCE]
    foot += [snapshot_words(snapshot)] if snapshot else []
    subtitle = wording.RANGES_SUBTITLE
    if not scored:
        return Captions(wording.NOTHING_TO_SCORE, subtitle, tuple(foot))
    if outside:
        one = outside[0]
        gap, word = (
            _outside(one),
            wording.ABOVE_THE_HIGHEST if _outside(one) > 0 else wording.BELOW_THE_LOWEST,
        )
        bound = one.score.high if gap > 0 else one.score.low
        title = wording.OUTSIDE_THE_RULES.format(
            name=names[one.report.body_code],
            declared=_number(one.score.declared),
            word=word,
            bound=_number(bound),
        )
        return Captions(title, subtitle, tuple(foot))
    most = max(scored, key=lambda one: one.score.decided / (one.score.full_mark or 1))
    title = wording.MOST_DECIDED.format(number=_number(most.score.decided), name=names[most.report.body_code])
    return Captions(title, subtitle, tuple(foot))


def ranges_words(scored: Sequence[ScoredReport]) -> str:
    """The picture in words."""
    names = _names(scored)
    return texts.BETWEEN_CLAUSES.join(
        wording.RANGE_OF.format(
            group=one.group_label,
            name=names[one.report.body_code],
            low=_number(one.score.low),
            high=_number(one.score.high),
            full=_number(one.score.full_mark),
            declared=_declared(one),
        )
        for one in scored
    )


def _outside(one: ScoredReport) -> Decimal:
    """Declared above the highest (+) or below the lowest (−) possible total by a printed step."""
    score = one.score
    if score.declared is None:
        return Decimal(0)
    over, under = score.declared - score.high, score.declared - score.low
    step = Decimal("0.005") * max(len(score.applicable), 1)
    return over if over > step else under if under < -step else Decimal(0)


def _another_form(one: ScoredReport) -> bool:
    """True where the report gives no score in any indicator of this rubric: its total is of another form."""
    return all(score.declared is None for score in one.score.indicators)


def _names(scored: Sequence[ScoredReport]) -> dict[str, str]:
    return short_names({one.report.body_code: one.report.body for one in scored})


def _label(one: ScoredReport, names: dict[str, str], style: Style) -> str:
    year = soft(str(one.report.year), style.colours.soft)
    return f"<b>{plain(names[one.report.body_code])}</b> {year}"


def _number(value: Decimal | None) -> str:
    return scale_for(SCORE).number(value or Decimal(0))


def _declared(one: ScoredReport) -> str:
    if one.score.declared is None:
        return wording.NO_DECLARED_TOTAL
    form = wording.ANOTHER_FORM if _another_form(one) else ""
    return wording.DECLARED_SCORE.format(number=_number(one.score.declared), form=form)


def _words(sheet: Sheet, axis: Axis, row: _Row) -> None:
    """Both ends on the middle of the bar if it is long enough, else at its right; words above the ring."""
    score, ink = row.one.score, {"size": VALUE_SIZE, "color": sheet.style.colours.ink}
    low, high = float(score.low), float(score.high)
    ends = _number(score.low) if low == high else f"{_number(score.low)} – {_number(score.high)}"
    if axis.fraction(high) - axis.fraction(low) >= _ROOM:
        sheet.at(axis, (low + high) / 2, row.y, wording.POINTS_SHOWN.format(ends=ends), font=ink)
    else:
        sheet.at(
            axis, high, row.y, wording.POINTS_SHOWN.format(ends=ends), xanchor="left", xshift=12, font=ink
        )
    if score.declared is None:
        sheet.at(axis, high, row.y - 22, _declared(row.one), xanchor="right")
        return
    x = float(score.declared)
    turned = axis.fraction(x) > _TURN
    side = {"xanchor": "right", "xshift": 10} if turned else {"xanchor": "left", "xshift": -10}
    sheet.at(axis, x, row.y - 22, _declared(row.one), **side)


def _bars(rows: Sequence[_Row]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": wording.POSSIBLE_TOTAL,
        "y": [row.y for row in rows],
        "base": [float(row.one.score.low) for row in rows],
        "x": [float(row.one.score.high - row.one.score.low) for row in rows],
        "width": _BAR,
        "offset": -_BAR / 2,
        "cliponaxis": False,
        "marker": {"color": [row.colour for row in rows], "opacity": 0.32, "line": {"width": 0}},
        "customdata": [row.one.report.id for row in rows],
        "hovertext": [
            f"{plain(row.name)} {_number(row.one.score.low)}–{_number(row.one.score.high)}" for row in rows
        ],
        "hoverinfo": "text",
    }


def _rings(rows: Sequence[_Row], style: Style) -> dict[str, Any]:
    shown = [row for row in rows if row.one.score.declared is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": wording.DECLARED_TOTAL,
        "x": [float(row.one.score.declared or 0) for row in shown],
        "y": [row.y for row in shown],
        "marker": {
            "symbol": "circle",
            "size": _RING,
            "color": style.colours.ground,
            "opacity": 1,
            "line": {"color": [row.colour for row in shown], "width": 2.5},
        },
        "customdata": [row.one.report.id for row in shown],
        "hovertext": [f"{plain(row.name)} {_declared(row.one)}" for row in shown],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
