"""Target rows as tables: by report and level, one by one, and the same kind of indicator across bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from kexie_dash.charts.format import completed, percent
from kexie_dash.charts.names import short_names
from kexie_dash.measures.result import quotient
from kexie_dash.measures.target_rows import less_is_better, state
from kexie_dash.measures.target_standing import STANDING_LABEL
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.report import Report
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_targets as wording
from kexie_dash.pages.markup import BODY_PATH, EMPTY, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.silent import silent_html
from kexie_dash.pages.target_filters import Asked
from kexie_dash.queries.targets import TargetRow, Targets, tally


def _names(found: Targets) -> dict[str, str]:
    return short_names({one.body_code: one.body for one in (*found.reports, *found.silent)})


def summary_html(found: Targets, asked: Asked) -> Html:
    """A group a report: all its targets, then each first-level indicator."""
    states = tuple(STANDING_LABEL)
    columns = [Column(wording.LEVEL), *(Column(STANDING_LABEL[one], numeric=True) for one in states)]
    table = Table([*columns, Column(wording.SHARE, numeric=True)], wording.SUMMARY)
    names = _names(found)
    for report in found.reports:
        rows = found.of(report)
        table.group(f"{names[report.body_code]} {report.year}")
        levels = [level for level in found.levels if any(row.level_1 == level for row in rows)]
        parts = [("", rows)] if len(levels) > 1 else []
        parts += [(level, tuple(row for row in rows if row.level_1 == level)) for level in levels]
        for level, some in parts:
            cells = (_count(report, some, one, level, asked) for one in states)
            table.row(escape(level or wording.WHOLE), *cells, _share(some))
    missing = silent_html(found.silent, names, wording.SILENT)
    return join([element("div", table.html(), class_="kx-long"), missing])


def _count(report: Report, rows: Sequence[TargetRow], one: str, level: str, asked: Asked) -> Html:
    count = sum(row.standing == one for row in rows)
    if not count:
        return text("span", "0", "kx-soft")
    only = {"standings": (one,), "level_1": level, "kind": "", "form": None}
    return link(_of(report, asked, **only), escape(count), "kx-figure")


def _of(report: Report, asked: Asked, **only: Any) -> str:
    """The list of this report alone."""
    chosen = replace(asked.chosen, bodies=(report.body_code,), years=(report.year,))
    return asked.address(chosen=chosen, **only)


def _share(rows: Sequence[TargetRow]) -> Html:
    decided = [
        row for row in rows if row.observation.target is not None and state(row.observation) != "unknown"
    ]
    decided = [row for row in decided if row.observation.actual is not None]
    if not decided:
        return text("span", wording.NO_SHARE, "kx-soft")
    met = sum(state(row.observation) == "met" for row in decided)
    share = percent(quotient(Decimal(met), Decimal(len(decided))))
    return escape(wording.SHARE_OF.format(share=share, met=met, decided=len(decided)))


def rows_html(found: Targets, rows: Sequence[TargetRow], asked: Asked) -> Html:
    """Grouped by where they stand; the result leads to its sentence."""
    columns = [Column(wording.INDICATOR), Column(wording.BODY), Column(wording.TARGET, numeric=True)]
    columns += [Column(wording.ACTUAL, numeric=True), Column(wording.COMPLETION, numeric=True)]
    table = Table([*columns, Column(wording.STATE)], wording.ROWS)
    names = _names(found)
    for standing, group in groupby(rows, key=lambda row: row.standing):
        table.group(f"{wording.SIGN[standing]} {STANDING_LABEL[standing]}")
        for row in group:
            table.row(*_cells(row, names, asked))
    note = _words_note(rows, found)
    return element("div", join([table.html(), note]), class_="kx-targets")


def _words_note(rows: Sequence[TargetRow], found: Targets) -> Html:
    if all(row.standing != "words" for row in rows):
        return EMPTY
    undecided = sum(row.standing == "words" and state(row.observation) == "unknown" for row in found.rows)
    missed = sum(row.standing == "missed" and row.form == "words" for row in found.rows)
    return text("p", wording.WORDS_NOTE.format(open=undecided, missed=missed), "kx-sub")


def _cells(row: TargetRow, names: dict[str, str], asked: Asked) -> tuple[Html, ...]:
    o = row.observation
    path = " › ".join(part for part in (row.level_1, row.level_2) if part)
    named = join([escape(row.name), text("div", path, "kx-soft")])
    code = row.report.body_code
    portrait = asked.chosen.address(BODY_PATH, own=code, report=row.report.id)
    own = code == asked.chosen.own
    body = join(
        [link(portrait, escape(names[code]), "kx-own-body" if own else None), figures.year(row.report.year)],
        " ",
    )
    shown = escape(o.actual_text) if o.actual_text else text("span", wording.NO_RESULT)
    evidence = figures.evidence_address(asked.chosen, "obs", o.id)
    actual = link(evidence, shown, "kx-figure", texts.SEE_EVIDENCE)
    target = escape(o.target_text) if o.target_text else text("span", wording.NO_TARGET, "kx-soft")
    sign = f"{wording.SIGN[row.standing]} {STANDING_LABEL[row.standing]}"
    return named, body, target, actual, _completion(row), text("span", sign, f"kx-standing kx-{row.standing}")


def _completion(row: TargetRow) -> Html:
    """The share with its bound; else why there is none."""
    o = row.observation
    if row.completion is not None:
        return text("span", f"{BOUND_SIGN[o.bound]}{completed(row.completion)}", "kx-figure")
    if row.standing == "plan":
        return EMPTY
    if row.form == "words" or o.actual is None:
        why = wording.WORD_ROW
    else:
        why = wording.LIMIT_ROW if less_is_better(o) else wording.ZERO_ROW
    return text("span", why, "kx-soft")


def kinds_html(found: Targets, asked: Asked) -> Html:
    """Kinds of the crosswalk down, reports across; many reports stand below each other instead."""
    names = _names(found)
    several = len(found.reports) <= _MOST_ACROSS
    if several:
        heads = [f"{names[one.body_code]} {one.year}" for one in found.reports]
        table = Table([Column(wording.BY_KIND), *map(Column, heads)], wording.SAME)
        for kind in found.kinds:
            table.row(escape(kind), *(_kind(one, kind, found, asked) for one in found.reports))
        return table.html()
    table = Table([Column(wording.BODY), Column(wording.ROWS)], wording.SAME)
    for kind in found.kinds:
        table.group(kind)
        for one in found.reports:
            if any(row.kind == kind for row in found.of(one)):
                body = join([escape(names[one.body_code]), figures.year(one.year)], " ")
                table.row(body, _kind(one, kind, found, asked))
    return element("div", table.html(), class_="kx-long")


#: More reports than this do not stand beside each other.
_MOST_ACROSS = 6


def _kind(report: Report, kind: str, found: Targets, asked: Asked) -> Html:
    rows = [row for row in found.of(report) if row.kind == kind]
    if not rows:
        return text("span", texts.NOT_STATED, "kx-missing")
    shares = sorted(row.completion for row in rows if row.completion is not None)
    form = wording.COUNT_ONLY if not shares else wording.SINGLE if shares[0] == shares[-1] else wording.RANGE
    low, high = (completed(shares[0], 0), completed(shares[-1], 0)) if shares else ("", "")
    missed = tally(rows).of("missed")
    more = (
        text("span", wording.MISSED_COUNT.format(count=missed), "kx-standing kx-missed") if missed else EMPTY
    )
    only = {"kind": kind, "standings": (), "level_1": "", "form": None}
    shown = link(_of(report, asked, **only), escape(form.format(count=len(rows), low=low, high=high)))
    return join([shown, more], " ")
