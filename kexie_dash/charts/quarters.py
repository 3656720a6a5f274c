"""A year by quarters: money executed since new year against the share of the year gone by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_money as wording
from kexie_dash.charts.axis import Axis, zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import RATE, percent, scale_for, value_label
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.quarter_rows import SCHEDULE, gap_words, quarter_rows
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import STATUS_LABEL
from kexie_dash.model.finding import VERDICT_LABEL
from kexie_dash.model.labels import QUARTER_LABEL, basis_label
from kexie_dash.model.observation import Quarter
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.quarters import QuarterPoint, QuarterYear
from kexie_dash.store.database import Snapshot

#: The sign of a verdict, as on 矛盾核查.
_SIGN = {"contradicts": "✕", "undecided": "?", "holds": "✓"}
_PLOT, _LINE, _HEAD = 190, 20, 28
_MARK, _RING, _TICK = 13, 12, 22
#: Marks nearer to each other than this share no line of words.
_CLOSE = 22
_SCALE = scale_for(RATE)


@dataclass(frozen=True, slots=True)
class _Place:
    """One report's plot between two heights. flat: the horizontal in pixels."""

    sheet: Sheet
    axis: Axis
    top: float
    flat: Axis

    def x(self, number: int) -> float:
        return self.sheet.plot_width * (number + 0.5) / len(QUARTER_LABEL)

    def y(self, value: float) -> float:
        return self.top + (1 - self.axis.fraction(value)) * _PLOT

    def write(self, x: float, y: float, html: str, **more: Any) -> None:
        self.sheet.at(self.flat, x, y, html, **{"yanchor": "middle", **more})


def quarter_figure(
    shown: Sequence[QuarterYear],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """One plot a report, all on one axis. Marks carry the value's id as customdata."""
    style = style or Style()
    hues = colours or BodyColours(one.report.body_code for one in shown)
    names = short_names({one.report.body_code: one.report.body for one in shown})
    figures = [v.value for one in shown for p in one.points if (v := p.progress) and v.value is not None]
    declared = [v.declared for one in shown for p in one.points if (v := p.progress) and v.declared]
    axis = zero_axis([*figures, *declared, *(p.schedule for p in shown[0].points)], _SCALE, ticks=4)
    if not style.columns:
        sheet = Sheet(style, PAD + 8, PAD + 8)
        for number, one in enumerate(shown):
            if number:
                sheet.rule(sheet.y)
            _heading(sheet, one, names[one.report.body_code], hues)
            sheet.traces += quarter_rows(sheet, axis, one, hues.of(one.report.body_code, style.colours))
        return sheet.figure(captions, axis)
    sheet = Sheet(style, round(max(text_width(t, SMALL_SIZE) for _, t in axis.ticks)) + PAD + 8, PAD)
    flat = Axis(0.0, sheet.plot_width, ())
    traces: list[dict[str, Any]] = []
    for number, one in enumerate(shown):
        if number:
            sheet.rule(sheet.y)
        _heading(sheet, one, names[one.report.body_code], hues)
        place = _Place(sheet, axis, sheet.y + _LINE, flat)
        _ground(place)
        colour = hues.of(one.report.body_code, style.colours)
        traces += _lines(place, one, colour, style)
        for at, point in enumerate(one.points):
            _words(place, at, point)
        sheet.y = place.top + _PLOT + 2 * _LINE + PAD + 8
    sheet.traces = traces
    figure = sheet.figure(captions, None)
    figure.update_xaxes(range=[0, sheet.plot_width])
    return figure


def quarter_captions(shown: Sequence[QuarterYear], snapshot: Snapshot | None = None) -> Captions:
    """Of the first report: from when it lags and how it ends; the others are counted."""
    names = short_names({one.report.body_code: one.report.body for one in shown})
    title = gap_title(shown[0], names[shown[0].report.body_code])
    if len(shown) > 1:
        behind = sum(one.lag < 0 for one in shown)
        title += wording.AND_SO_MANY_BEHIND.format(count=len(shown), behind=behind)
    elif shown[0].doubts:
        title += wording.BUT_IN_DOUBT
    subtitle = wording.QUARTERS_SUBTITLE
    count = sum(len(one.doubts) for one in shown)
    doubt = (wording.DOUBTS_INSIDE.format(count=count),) if count else ()
    return Captions(title, subtitle, (*doubt, SOURCE, *([snapshot_words(snapshot)] if snapshot else [])))


def gap_title(one: QuarterYear, name: str) -> str:
    """甲2020年各季度都落后于序时进度，四季度末落后28.3个百分点."""
    who = texts.BODY_YEAR.format(name=name, year=one.report.year)
    sizes = [value.value for value in one.gaps if value.value is not None]
    if not sizes:
        return wording.PROGRESS_UNDEFINED.format(who=who)
    last = QUARTER_LABEL[_quarter_of(one)]
    end = wording.AT_END_OF_QUARTER.format(quarter=last, gap=gap_words(one.lag))
    if all(size < 0 for size in sizes):
        return wording.ALWAYS_BEHIND.format(who=who, schedule=SCHEDULE, end=end)
    if all(size >= 0 for size in sizes):
        return wording.NEVER_BEHIND.format(who=who, schedule=SCHEDULE, end=end)
    return wording.SOMETIMES_BEHIND.format(who=who, schedule=SCHEDULE, end=end)


def quarter_alt(shown: Sequence[QuarterYear]) -> str:
    """Every quarter of every report in words."""
    names = short_names({one.report.body_code: one.report.body for one in shown})
    said = []
    for one in shown:
        quarters = texts.BETWEEN_CLAUSES.join(_quarter_words(point) for point in one.points)
        doubts = "".join(
            wording.AND_VERDICT.format(verdict=VERDICT_LABEL[f.verdict], message=f.message)
            for f in one.doubts
        )
        said.append(
            wording.QUARTERS_OF.format(
                name=names[one.report.body_code], year=one.report.year, quarters=quarters, doubts=doubts
            )
        )
    return wording.QUARTERS_ALT.format(
        title=gap_title(shown[0], names[shown[0].report.body_code]),
        reports=texts.BETWEEN_SENTENCES.join(said),
    )


def _quarter_words(point: QuarterPoint) -> str:
    label, value = QUARTER_LABEL[point.quarter], point.progress
    if value is None or value.value is None:
        return f"{label}{STATUS_LABEL[value.status if value else 'not_stated']}"
    declared = (
        wording.AND_DECLARED.format(share=percent(value.declared)) if value.declared is not None else ""
    )
    size = point.gap.value if point.gap is not None else None
    gap = "" if size is None else wording.AND_GAP.format(gap=gap_words(size))
    return f"{label}{value_label(value, _SCALE)}{declared}{gap}"


def _quarter_of(one: QuarterYear) -> Quarter:
    return next(p.quarter for p in reversed(one.points) if p.gap is not None and p.gap.value is not None)


def _heading(sheet: Sheet, one: QuarterYear, name: str, hues: BodyColours) -> None:
    """Whose, which year, on which basis; what the checks ask about these figures."""
    theme = sheet.style.colours
    report = one.report
    bases = {p.progress.basis for p in one.points if p.progress is not None and p.progress.has_figure}
    said = (str(report.year), KIND_LABEL[report.kind], report.project, hues.role(report.body_code))
    more = " ".join(filter(None, (*said, *(basis_label(basis) for basis in sorted(filter(None, bases))))))
    sheet.margin_text(sheet.row(_HEAD), f"<b>{plain(name)}</b> {soft(plain(more), theme.soft)}", TEXT_SIZE)
    for finding in one.doubts:
        words = wording.VERDICT.format(
            sign=_SIGN[finding.verdict], verdict=VERDICT_LABEL[finding.verdict], message=finding.message
        )
        for line in wrap(words, SMALL_SIZE, sheet.style.text_room - 2 * sheet.edge):
            sheet.margin_text(sheet.row(_LINE), plain(line), SMALL_SIZE, theme.ink)


def _ground(place: _Place) -> None:
    theme = place.sheet.style.colours
    for value, text in place.axis.ticks:
        y = place.y(value)
        place.sheet.across(y, color=theme.grid, width=1)
        place.write(0, y, text, xanchor="right", xshift=-8)
    for at, label in enumerate(QUARTER_LABEL.values()):
        place.write(place.x(at), place.top + _PLOT + 14, wording.END_OF_QUARTER.format(quarter=label))


def _lines(place: _Place, one: QuarterYear, colour: str, style: Style) -> list[dict[str, Any]]:
    """Own line and marks, rings of what the body declares, a dash a quarter for the calendar."""
    told = [
        (at, p.progress)
        for at, p in enumerate(one.points)
        if p.progress is not None and p.progress.has_figure
    ]
    own = [(at, v) for at, v in told if v.value is not None]
    rings = [(at, v) for at, v in told if v.declared is not None and v.basis != "declared"]
    theme = style.colours
    for at, point in enumerate(one.points):
        y, x = place.y(float(point.schedule)), place.x(at)
        place.sheet.line(x - _TICK, x + _TICK, y, y, color=theme.ink, width=2)
        place.write(x, y, f"{SCHEDULE} {percent(point.schedule, 0)}", xanchor="center", yshift=11)
    for at, value in rings:
        x = place.x(at)
        y0, y1 = place.y(float(value.value or 0)), place.y(float(value.declared or 0))
        place.sheet.line(x, x, y0, y1, color=colour, width=1)
        words = soft(wording.DECLARED.format(share=percent(value.declared or value.value)), theme.soft)  # type: ignore[arg-type]
        # A ring close above its mark: its words rise, those of the mark stand below.
        rise = 7 if abs(y0 - y1) < _CLOSE else 0
        place.write(x + 10, y1, words, xanchor="left", yshift=rise, bgcolor=theme.ground, borderpad=0)
    x_of = [place.x(at) for at, _ in own]
    y_of = [place.y(float(v.value or 0)) for _, v in own]
    marks = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": texts.ON_ONE_RULER,
        "x": x_of,
        "y": y_of,
        "line": {"color": colour, "width": 2.5},
        "marker": {"symbol": "circle", "size": _MARK, "color": colour, "opacity": 1, "line": {"width": 0}},
        "customdata": [v.id for _, v in own],
        "hovertext": [f"{QUARTER_LABEL[one.points[at].quarter]} {value_label(v, _SCALE)}" for at, v in own],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    ring = {
        "type": "scatter",
        "mode": "markers",
        "name": texts.DECLARED_BY_BODY,
        "x": [place.x(at) for at, _ in rings],
        "y": [place.y(float(v.declared or 0)) for _, v in rings],
        "marker": {
            "symbol": "circle",
            "size": _RING,
            "color": theme.ground,
            "opacity": 1,
            "line": {"color": colour, "width": 2.5},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [marks, *([ring] if rings else [])]


def _words(place: _Place, at: int, point: QuarterPoint) -> None:
    """The figure right of its mark, the gap to the calendar under the quarter's name."""
    theme = place.sheet.style.colours
    x, value = place.x(at), point.progress
    if value is None or value.value is None:
        status = value.status if value is not None else "not_stated"
        place.write(x, place.top + _PLOT / 2, f"{STATE_SIGN[status]} {STATUS_LABEL[status]}")
        return
    ink = {"size": VALUE_SIZE, "color": theme.ink}
    label = f"<b>{plain(value_label(value, _SCALE))}</b>"
    place.write(x, place.y(float(value.value)), label, xanchor="left", xshift=11, yshift=-10, font=ink)
    if point.gap is not None and point.gap.value is not None:
        html = f"<b>{gap_words(point.gap.value)}</b>"
        small = {"size": SMALL_SIZE, "color": theme.ink}
        place.write(x, place.top + _PLOT + 14 + _LINE, html, font=small)
