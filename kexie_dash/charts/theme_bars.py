"""How many bodies name a theme as a problem, and how many write what they do about it; bars from zero."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_targets as wording
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.counted_bars import CountedCell, CountedRow, counted_bars
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.text import plain, text_width
from kexie_dash.charts.theme import SMALL_SIZE, Style, verdict_colour
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.finding import Verdict
from kexie_dash.queries.narrative import ANSWERING, PROBLEM, THEME_LABEL, Remarks, Section
from kexie_dash.store.database import Snapshot

#: So much of a column is bar at most; the rest holds the number and the names.
_LONGEST = 0.26
_COLUMNS: tuple[tuple[str, tuple[Section, ...]], ...] = (
    (wording.NAMED_AS_PROBLEM, (PROBLEM,)),
    (wording.WRITES_WHAT_IS_DONE, ANSWERING),
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
    rows = [
        CountedRow(
            plain(THEME_LABEL[theme]),
            tuple(
                CountedCell(
                    len(codes),
                    verdict_colour(_SHADED[number], style.colours),
                    [theme, number],
                    wording.SO_MANY_NAME_THEME.format(theme=THEME_LABEL[theme], count=len(codes)),
                    partial(_words, codes, names, hues, style),
                )
                for number, (_, sections) in enumerate(_COLUMNS)
                for codes in (found.bodies(theme, sections),)
            ),
        )
        for theme in _themes(found)
    ]
    return counted_bars([title for title, _ in _COLUMNS], rows, captions, style, _LONGEST)


def theme_captions(found: Remarks, own: str = "", snapshot: Snapshot | None = None) -> Captions:
    """The problem most bodies name; whether the own body does."""
    foot = [wording.THEMES_FOOT]
    foot += [wording.OWN_IS_BOLD] if own else []
    foot.append(SOURCE)
    foot += [snapshot_words(snapshot)] if snapshot else []
    subtitle = wording.THEMES_SUBTITLE
    if years := sorted({report.year for report in found.reports}):
        subtitle += wording.THEMES_YEARS.format(
            years=f"{years[0]}—{years[-1]}" if len(years) > 1 else years[0]
        )
    themes = found.themes((PROBLEM,))
    if not themes:
        return Captions(wording.NO_PROBLEMS, subtitle, tuple(foot))
    names = short_names({report.body_code: report.body for report in found.reports})
    codes = found.bodies(themes[0], (PROBLEM,))
    whole = len({report.body_code for report in found.reports})
    title = wording.MOST_NAMED_THEME.format(whole=whole, count=len(codes), theme=THEME_LABEL[themes[0]])
    if own in names:
        title += (
            wording.OWN_TOO.format(name=names[own])
            if own in codes
            else wording.OWN_NOT.format(name=names[own])
        )
    elif len(themes) > 1:
        title += wording.NEXT_THEME.format(
            theme=THEME_LABEL[themes[1]], count=len(found.bodies(themes[1], (PROBLEM,)))
        )
    return Captions(title, subtitle, tuple(foot))


def theme_words(found: Remarks) -> str:
    """The picture in words."""
    return texts.BETWEEN_CLAUSES.join(
        wording.THEME_SAID.format(
            theme=THEME_LABEL[theme],
            problems=len(found.bodies(theme, (PROBLEM,))),
            answers=len(found.bodies(theme, ANSWERING)),
        )
        for theme in _themes(found)
    )


def _themes(found: Remarks) -> tuple[str, ...]:
    """Problems first; then themes only remedies or practice speak of."""
    problems = found.themes((PROBLEM,))
    return problems + tuple(one for one in found.themes(ANSWERING) if one not in problems)


def _words(codes: Sequence[str], names: dict[str, str], hues: BodyColours, style: Style, room: float) -> str:
    """As many names as there is room for, own body and peers first."""
    ordered = sorted(codes, key=lambda code: (hues.role(code) != texts.OWN_BODY, not hues.role(code), code))
    shown: list[str] = []
    taken = 0.0
    for place, code in enumerate(ordered):
        taken += text_width(f"● {names[code]}", SMALL_SIZE)
        if taken > room - (_AND_MORE if place + 1 < len(ordered) else 0):
            break
        dot = f'<span style="color:{hues.of(code, style.colours)}">●</span>'
        own = hues.role(code) == texts.OWN_BODY
        shown.append(f"{dot}<b>{plain(names[code])}</b>" if own else f"{dot}{plain(names[code])}")
    more = wording.AND_MORE if len(shown) < len(ordered) and shown else ""
    return f"{' '.join(shown)}{more}"


#: Problems, then what answers them.
_SHADED: tuple[Verdict, Verdict] = ("undecided", "holds")
