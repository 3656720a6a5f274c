"""Target rows of every report by where they stand: one column a state, all bars from zero on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_targets as wording
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.counted_bars import CountedCell, CountedRow, counted_bars
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.text import plain, soft
from kexie_dash.charts.theme import Style, Theme, verdict_colour
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.measures.target_standing import STANDING_LABEL, Standing
from kexie_dash.model.finding import Verdict
from kexie_dash.model.report import Report
from kexie_dash.queries.targets import Tally, Targets, tally
from kexie_dash.store.database import Snapshot

#: More reports than this are no picture; the table below has them all.
MOST_ROWS = 24
COLUMNS: tuple[Standing, ...] = ("missed", "undecided", "met", "gross", "words", "plan")
_SIGN: dict[Standing, str] = {
    "missed": "✕", "undecided": "?", "met": "✓", "gross": "↑", "words": "·", "plan": "–",
}  # fmt: skip
#: A bar ends before the next column begins, with room for its number.
_LONGEST = 0.66


@dataclass(frozen=True, slots=True)
class _Row:
    report: Report
    tally: Tally


def target_bars(
    found: Targets, captions: Captions, style: Style | None = None, *, colours: BodyColours | None = None
) -> go.Figure:
    """Rows are reports, the own body's first. customdata: report id and state."""
    style = style or Style()
    rows = [_Row(report, tally(found.of(report))) for report in found.reports[:MOST_ROWS]]
    shown = _columns(rows)
    names = short_names({row.report.body_code: row.report.body for row in rows})
    hues = colours or BodyColours(names)
    drawn = [
        CountedRow(
            _label(row, names, hues, style.colours),
            tuple(
                CountedCell(count, _shade(one, style.colours), [row.report.id, one], _hover(one, count))
                for one in shown
                for count in (row.tally.of(one),)
            ),
        )
        for row in rows
    ]
    headings = [f"{_SIGN[one]} {STANDING_LABEL[one]}" for one in shown]
    return counted_bars(headings, drawn, captions, style, _LONGEST)


def _hover(one: Standing, count: int) -> str:
    return wording.SO_MANY_OF_STANDING.format(standing=STANDING_LABEL[one], count=count)


def target_captions(found: Targets, own: str = "", snapshot: Snapshot | None = None) -> Captions:
    """The own body's targets, else those of the report with most missed; who has none."""
    rows = [_Row(report, tally(found.of(report))) for report in found.reports]
    names = short_names({r.body_code: r.body for r in (*found.reports, *found.silent)})
    foot = [_silent(found, names)] if found.silent else []
    if len(rows) > MOST_ROWS:
        foot.append(wording.FIRST_ROWS_DRAWN.format(most=MOST_ROWS))
    foot += [SOURCE, *([snapshot_words(snapshot)] if snapshot else [])]
    subtitle = wording.TARGETS_SUBTITLE
    if not rows:
        return Captions(wording.NO_TARGETS, subtitle, tuple(foot))
    first = next((row for row in rows if row.report.body_code == own), None)
    first = first or max(rows, key=lambda row: (row.tally.of("missed"), row.tally.total))
    said = first.tally
    parts = [
        wording.COUNT_AND_STANDING.format(count=said.of(one), standing=STANDING_LABEL[one])
        for one in ("missed", "gross", "words")
        if said.of(one)
    ]
    name, year = names[first.report.body_code], first.report.year
    title = (
        wording.TARGETS_OF.format(
            name=name, year=year, total=said.total, parts=texts.BETWEEN_PARTS.join(parts)
        )
        if parts
        else wording.TARGETS_ALL_MET.format(name=name, year=year, total=said.total)
    )
    return Captions(title, subtitle, tuple(foot))


def target_words(found: Targets) -> str:
    """The picture in words."""
    names = short_names({report.body_code: report.body for report in found.reports})
    return texts.BETWEEN_CLAUSES.join(
        texts.BODY_YEAR.format(name=names[report.body_code], year=report.year)
        + texts.BETWEEN_NAMES.join(
            wording.STANDING_AND_COUNT.format(standing=STANDING_LABEL[one], count=count)
            for one, count in tally(found.of(report)).counts.items()
        )
        for report in found.reports[:MOST_ROWS]
    )


def _silent(found: Targets, names: dict[str, str]) -> str:
    said = [f"{names[report.body_code]}{report.year}" for report in found.silent]
    more = wording.AND_REPORTS_IN_ALL.format(count=len(said)) if len(said) > 8 else ""
    return wording.TARGETS_NOT_STATED.format(names=texts.BETWEEN_NAMES.join(said[:8]), more=more)


def _columns(rows: Sequence[_Row]) -> tuple[Standing, ...]:
    """Undecided takes a column only where there is one."""
    return tuple(one for one in COLUMNS if one != "undecided" or any(row.tally.of(one) for row in rows))


def _label(row: _Row, names: dict[str, str], hues: BodyColours, theme: Theme) -> str:
    code = row.report.body_code
    role = hues.role(code)
    name = plain(names[code])
    dot = f'<span style="color:{hues.of(code, theme)}">●</span> '
    words = soft(" ".join(filter(None, (str(row.report.year), role))), theme.soft)
    return f"{dot}<b>{name}</b> {words}"


_VERDICT: dict[Standing, Verdict] = {"missed": "contradicts", "gross": "undecided", "met": "holds"}


def _shade(one: Standing, theme: Theme) -> str:
    """What was missed, what needs a reason and what holds in the colours of verdicts; the rest grey."""
    verdict = _VERDICT.get(one)
    return verdict_colour(verdict, theme) if verdict else theme.mark
