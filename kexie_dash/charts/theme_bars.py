"""How many bodies name a theme as a problem, and how many write what they do about it; bars from zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts.axis import Axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style, verdict_colour
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.finding import Verdict
from kexie_dash.queries.narrative import ANSWERING, PROBLEM, THEME_LABEL, Remarks, Section
from kexie_dash.store.database import Snapshot

_ROW, _BAR = 34, 16
#: So much of a column is bar at most; the rest holds the number and the names.
_LONGEST = 0.26
_COLUMNS: tuple[tuple[str, tuple[Section, ...]], ...] = (
    ("作为问题提到", (PROBLEM,)),
    ("写了改进措施或做法", ANSWERING),
)
#: Room for the word that there are more names.
_AND_MORE = 24


def theme_bars(
    found: Remarks, captions: Captions, style: Style | None = None, *, colours: BodyColours | None = None
) -> go.Figure:
    """Rows are themes, most often a problem first. customdata: theme and column."""
    style = style or Style()
    names = short_names({report.body_code: report.body for report in found.reports})
    hues = colours or BodyColours(names)
    themes = _themes(found)
    widest = max((text_width(THEME_LABEL[one], TEXT_SIZE) for one in themes), default=0.0)
    sheet = Sheet(style, round(widest) + 2 * PAD, 4)
    axis = Axis(0, len(_COLUMNS), ())
    head = sheet.row(30)
    for number, (title, _) in enumerate(_COLUMNS):
        ink = {"size": VALUE_SIZE, "color": style.colours.ink}
        sheet.at(axis, number, head, f"<b>{title}</b>", xanchor="left", xshift=-3, font=ink)
    most = max((len(found.bodies(one, of)) for one in themes for _, of in _COLUMNS), default=1) or 1
    bars: list[dict[str, Any]] = []
    room = sheet.plot_width / len(_COLUMNS)
    for theme in themes:
        sheet.rule(sheet.y, style.colours.grid)
        y = sheet.row(_ROW)
        sheet.margin_text(y, plain(THEME_LABEL[theme]))
        for number, (_, sections) in enumerate(_COLUMNS):
            codes = found.bodies(theme, sections)
            long = len(codes) / most * _LONGEST
            bars.append({"theme": theme, "column": number, "x": long, "y": y, "n": len(codes)})
            words = _words(codes, names, hues, room * (1 - long) - 44, style)
            sheet.at(axis, number + long, y, words, xanchor="left", xshift=5 if codes else -3)
    sheet.traces = [_trace(bars, style)] if bars else []
    sheet.y += 4
    figure = sheet.figure(captions, None)
    figure.update_xaxes(range=[0, len(_COLUMNS)])
    return figure


def theme_captions(found: Remarks, own: str = "", snapshot: Snapshot | None = None) -> Captions:
    """The problem most bodies name; whether the own body does."""
    foot = ["主题按常用字样归类，一句可以有几个主题；数的是单位，不是句子。"]
    foot += ["名字加粗的是本单位。"] if own else []
    foot.append(SOURCE)
    foot += [snapshot_words(snapshot)] if snapshot else []
    subtitle = "提到各主题的单位数，横条从零起，名字写在后面"
    themes = found.themes((PROBLEM,))
    if not themes:
        return Captions("没有报告写存在问题", subtitle, tuple(foot))
    names = short_names({report.body_code: report.body for report in found.reports})
    codes = found.bodies(themes[0], (PROBLEM,))
    whole = len({report.body_code for report in found.reports})
    title = f"{whole}家中{len(codes)}家把{THEME_LABEL[themes[0]]}列为问题"
    if own in names:
        title += f"，{names[own]}{'也' if own in codes else '没有'}写"
    elif len(themes) > 1:
        title += f"，其次是{THEME_LABEL[themes[1]]}（{len(found.bodies(themes[1], (PROBLEM,)))}家）"
    return Captions(title, subtitle, tuple(foot))


def theme_words(found: Remarks) -> str:
    """The picture in words."""
    return "；".join(
        f"{THEME_LABEL[theme]}：{len(found.bodies(theme, (PROBLEM,)))}家列为问题，"
        f"{len(found.bodies(theme, ANSWERING))}家写了改进措施或做法"
        for theme in _themes(found)
    )


def _themes(found: Remarks) -> tuple[str, ...]:
    """Problems first; then themes only remedies or practice speak of."""
    problems = found.themes((PROBLEM,))
    return problems + tuple(one for one in found.themes(ANSWERING) if one not in problems)


def _words(codes: Sequence[str], names: dict[str, str], hues: BodyColours, room: float, style: Style) -> str:
    """The number, then as many names as there is room for, own body and peers first."""
    if not codes:
        return soft("0", style.colours.soft)
    ordered = sorted(codes, key=lambda code: (hues.role(code) != "本单位", not hues.role(code), code))
    shown: list[str] = []
    taken = 0.0
    for place, code in enumerate(ordered):
        taken += text_width(f"● {names[code]}", SMALL_SIZE)
        if taken > room - (_AND_MORE if place + 1 < len(ordered) else 0):
            break
        dot = f'<span style="color:{hues.of(code, style.colours)}">●</span>'
        own = hues.role(code) == "本单位"
        shown.append(f"{dot}<b>{plain(names[code])}</b>" if own else f"{dot}{plain(names[code])}")
    more = " 等" if len(shown) < len(ordered) and shown else ""
    ink = f'<b><span style="color:{style.colours.ink};font-size:{VALUE_SIZE}px">{len(codes)}</span></b>'
    return f"{ink} {' '.join(shown)}{more}"


#: Problems, then what answers them.
_SHADED: tuple[Verdict, Verdict] = ("undecided", "holds")


def _trace(bars: Sequence[dict[str, Any]], style: Style) -> dict[str, Any]:
    shades = [verdict_colour(verdict, style.colours) for verdict in _SHADED]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "单位数",
        "y": [bar["y"] for bar in bars],
        "x": [bar["x"] for bar in bars],
        "base": [bar["column"] for bar in bars],
        "width": _BAR,
        "offset": -_BAR / 2,
        "cliponaxis": False,
        "marker": {"color": [shades[bar["column"]] for bar in bars], "line": {"width": 0}},
        "customdata": [[bar["theme"], bar["column"]] for bar in bars],
        "hovertext": [f"{THEME_LABEL[bar['theme']]} {bar['n']} 家" for bar in bars],
        "hoverinfo": "text",
    }
