"""The targets of a portrait as bullets: the unmet first, the grossly exceeded marked, words listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kexie_dash.charts.format import count, percent
from kexie_dash.pages import figures
from kexie_dash.pages import texts_portrait as wording
from kexie_dash.pages.markup import EMPTY, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.range_mark import part
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.portrait_targets import Outcome, TargetRow, Targets

_NAME: dict[Outcome, str] = {
    "unmet": f"✕ {wording.UNMET}",
    "far_exceeded": f"≫ {wording.FAR}",
    "met": f"✓ {wording.MET}",
    "undecided": f"? {wording.UNDECIDED}",
}


def targets_finding(targets: Targets) -> str:
    unmet, far = len(targets.of("unmet")), len(targets.of("far_exceeded"))
    if not targets.rows:
        return wording.TARGETS_NONE
    if not unmet and not far:
        return wording.TARGETS_ALL_MET.format(count=len(targets.rows))
    return wording.TARGETS_SAID.format(count=len(targets.rows), unmet=unmet, far=far)


def targets_html(targets: Targets, chosen: Selection, colour: str) -> Html:
    """Those to be looked at as a table; the met and the undecided folded; words and plans as a list."""
    seen = [*targets.of("unmet"), *targets.of("far_exceeded")]
    parts = []
    if seen:
        parts.append(_bullets(seen, chosen, colour, wording.TARGETS))
    for outcome in ("undecided", "met"):
        figured = [row for row in targets.of(outcome) if not row.in_words or outcome == "undecided"]
        if figured:
            title = f"{_NAME[outcome]} {len(figured)} 项"
            table = _bullets(figured, chosen, colour, title)
            parts.append(
                element("details", join([text("summary", title), table]), class_="kx-entry kx-folded")
            )
    parts += _flow(wording.IN_WORDS, [(row, _sign(row)) for row in targets.in_words], chosen)
    if targets.plans:
        named = join((_plan(o.label, o.id, o.target_text or "", chosen) for o in targets.plans), "；")
        lead = text("strong", f"{wording.PLANS} {len(targets.plans)} 项：")
        parts.append(element("p", join([lead, named]), class_="kx-flow"))
    return join(parts)


def _bullets(rows: Sequence[TargetRow], chosen: Selection, colour: str, caption: str) -> Html:
    table = Table(
        [
            Column(wording.INDICATOR),
            Column(wording.TARGET, numeric=True),
            Column(wording.ACTUAL, numeric=True),
            Column(wording.BULLET_HINT),
            Column(wording.DONE),
        ],
        caption,
    )
    before: Outcome | None = None
    for row in rows:
        if row.outcome != before:
            hint = f"：{wording.FAR_HINT}" if row.outcome == "far_exceeded" else ""
            table.group(_NAME[row.outcome] + hint)
            before = row.outcome
        o = row.observation
        actual = link(figures.evidence_address(chosen, "obs", o.id), escape(o.actual_text or ""), "kx-figure")
        table.row(escape(o.label), escape(o.target_text or ""), actual, _bullet(row, colour), _done(row))
    return element("div", table.html(), class_="kx-portrait kx-bullets")


def _done(row: TargetRow) -> Html:
    if row.ratio is None:
        return EMPTY
    far = row.outcome == "far_exceeded"
    return escape(wording.TIMES.format(times=count(row.ratio)) if far else percent(row.ratio))


def _bullet(row: TargetRow, colour: str) -> Html:
    """A bar from zero to the actual figure, the target as a line across; none for words and zero scales."""
    o = row.observation
    if o.target is None or o.actual is None or max(o.target, o.actual) <= 0:
        return EMPTY
    most = max(o.target, o.actual)
    actual, target = (float(100 * max(one, Decimal(0)) / most) for one in (o.actual, o.target))
    parts = [
        part("kx-r-end", left=0),
        part("kx-r-bar", left=0, width=actual, colour=colour),
        part("kx-r-median", left=target),
    ]
    return element("span", join(parts), class_="kx-range", aria_hidden="true")


def _flow(title: str, rows: Iterable[tuple[TargetRow, str]], chosen: Selection) -> list[Html]:
    """Names one after the other: a list of a hundred words need not be a hundred lines."""
    named = [
        _plan(
            f"{sign} {row.observation.label}", row.observation.id, row.observation.actual_text or "", chosen
        )
        for row, sign in rows
    ]
    if not named:
        return []
    lead = text("strong", f"{title} {len(named)} 项：")
    return [element("p", join([lead, join(named, "；")]), class_="kx-flow")]


def _sign(row: TargetRow) -> str:
    return _NAME[row.outcome].partition(" ")[0]


def _plan(label: str, observation: str, said: str, chosen: Selection) -> Html:
    address = figures.evidence_address(chosen, "obs", observation)
    return join([escape(label), link(address, escape(said), None)], " ") if said else escape(label)
