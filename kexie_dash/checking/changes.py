"""Growth, decline and differences a sentence states beside the two figures they follow from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kexie_dash.checking.case import Case
from kexie_dash.checking.compare import Range, compare, less, quotient, summed
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import percent, plain
from kexie_dash.checking.printed import NUMBER, UNIT, Figure, figure, line_at, named
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding

_UP = "增加|增长|提高|提升|上升|增幅"
_DOWN = "减少|下降|降低|压减|节约|降幅"
_CHANGE = f"(?P<way>{_UP}|{_DOWN})(?:了|达到|达|为)?"
_AMOUNT = rf"(?P<n>{NUMBER})(?P<u>{UNIT})"
_RATE = rf"(?P<r>{NUMBER})(?P<p>%)"
#: 4.18万元，比上年减少0.62万元，下降12.92%
_BY_AMOUNT = re.compile(
    rf"(?<![\d.]){_AMOUNT}[^。；;\d]{{0,10}}[比较](?:上一?年|去年|上年度|20\d\d年)[^，。；;\d]{{0,6}}"
    rf"{_CHANGE}(?P<d>{NUMBER})(?P<du>{UNIT})[，,、][^，。；;\d]{{0,6}}(?:{_UP}|{_DOWN})(?:了|达到|达|为)?{_RATE}"
)
#: 由4.1万元提高到4.7万元，增长14.6%
_FROM_TO = re.compile(
    rf"[由从][^，。；;\d]{{0,8}}(?:20\d\d年[^，。；;\d]{{0,4}})?(?P<a>{NUMBER})(?P<au>{UNIT})[^，。；;\d]{{0,6}}[到至]"
    rf"(?:20\d\d年[^，。；;\d]{{0,4}})?(?P<n>{NUMBER})(?P<u>{UNIT})[，,][^，。；;\d]{{0,6}}{_CHANGE}"
    rf"(?P<r>{NUMBER})(?P<p>%|个百分点)"
)
#: 11.52%，比2015年的6.3%提高5.22个百分点
_POINTS = re.compile(
    rf"(?<![\d.])(?P<n>{NUMBER})(?P<u>%)[，,]?[^，。；;\d]{{0,8}}[比较](?:[^，。；;\d]{{0,6}}20\d\d年[^，。；;\d]{{0,4}}|"
    rf"[^，。；;\d]{{1,6}})(?P<a>{NUMBER})(?P<au>%)[^，。；;\d]{{0,6}}{_CHANGE}(?P<r>{NUMBER})(?P<p>个百分点)"
)
#: 0.86万元，比年初预算1.20万元节约28.33%
_OF_BUDGET = re.compile(
    rf"(?<![\d.]){_AMOUNT}[^。；;\d]{{0,8}}[比较][^，。；;\d]{{0,8}}预算[^，。；;\d]{{0,4}}(?P<a>{NUMBER})(?P<au>{UNIT})"
    rf"[^。；;\d]{{0,6}}{_CHANGE}{_RATE}"
)
#: 上年结转41.06万元，本年结转36.73万元，变动率为-10.55%
_MOVED = re.compile(
    rf"上年[^，。；;\d]{{0,12}}(?P<a>{NUMBER})(?P<au>{UNIT})[，,、][^，。；;\d]{{0,4}}(?:本年|年末)[^，。；;\d]{{0,12}}"
    rf"(?P<n>{NUMBER})(?P<u>{UNIT})[，,][^，。；;\d]{{0,8}}变动率(?:为|是|达)?(?P<minus>[-−－]?)(?P<r>{NUMBER})(?P<p>%)"
)


def stated_changes(case: Case) -> Iterator[Finding]:
    """Every change a sentence gives with the figures it follows from."""
    chars = case.flat.chars
    for match in _BY_AMOUNT.finditer(chars):
        now, by = named(match, "n", "u"), named(match, "d", "du")
        if _same_kind(now, by):
            base = summed((now.range, by.range)) if _falls(match) else less(now.range, by.range)
            yield from _change(case, match, quotient(by.range, base), (now, by))
    yield from _moved(case)
    for expression in (_FROM_TO, _OF_BUDGET, _POINTS):
        for match in expression.finditer(chars):
            before, now = named(match, "a", "au"), named(match, "n", "u")
            if not _same_kind(before, now):
                continue
            gap = less(before.range, now.range) if _falls(match) else less(now.range, before.range)
            points = match["p"] != "%"
            if points == ("%" in before.unit):
                yield from _change(case, match, gap if points else quotient(gap, before.range), (before, now))


def _moved(case: Case) -> Iterator[Finding]:
    for match in _MOVED.finditer(case.flat.chars):
        before, now = named(match, "a", "au"), named(match, "n", "u")
        if _same_kind(before, now):
            falls = bool(match["minus"])
            gap = less(before.range, now.range) if falls else less(now.range, before.range)
            yield from _change(case, match, quotient(gap, before.range), (before, now), name="变动率")


def _same_kind(one: Figure, other: Figure) -> bool:
    return one.unit.strip("万亿") == other.unit.strip("万亿")


def _falls(match: re.Match[str]) -> bool:
    return match["way"] in _DOWN.split("|")


def _change(
    case: Case,
    match: re.Match[str],
    expected: Range | None,
    of: tuple[Figure, Figure],
    name: str = "",
) -> Iterator[Finding]:
    if expected is None:
        return
    stated = figure(match["r"], "%", match.start("r"), match.end("p"))
    result = compare(stated.value, stated.half, expected)
    points = match["p"] != "%"
    shown = f"{plain(expected.value * 100)}个百分点" if points else percent(expected.value)
    yield finding(
        case, "stated_change", result.verdict(), (case.evidence(*match.span()),),
        declared=stated.value, expected=expected.value, tolerance=result.tolerance, unit="比率",
        wanting="变动前后的精确数", name=name or match["way"], said=match["r"] + match["p"],
        line=line_at(case, match.start("r")), one=of[0].said, other=of[1].said, due=shown, note=result.note,
    )  # fmt: skip


_BEHIND = re.compile(
    rf"(?P<n>{NUMBER})(?P<u>%)[，,]?(?:[^，。；;\d]{{0,4}})(?:低于|落后于?|滞后于?|慢于)序时进度(?:要求)?(?P<r>{NUMBER})个百分点"
)
_PERIODS = (
    ("q1", Decimal("0.25")), ("q2", Decimal("0.5")), ("q3", Decimal("0.75")), ("q4", Decimal(1)),
)  # fmt: skip


def behind_schedule(case: Case) -> Iterator[Finding]:
    """A progress and how far it is behind: together the 序时进度 of the period named before them."""
    for match in _BEHIND.finditer(case.flat.chars):
        head = re.split("[，,。；;]", case.flat.chars[max(0, match.start() - 30) : match.start()])[-1]
        due = [share for period, share in _PERIODS if pattern(f"until_{period}").search(head)]
        if len(due) != 1:
            continue
        progress = named(match, "n", "u")
        stated = figure(match["r"], "%", match.start("r"), match.end("r"))
        result = compare(stated.value, stated.half, less(Range.of(due[0]), progress.range))
        yield finding(
            case, "behind_schedule", result.verdict(), (case.evidence(*match.span()),),
            declared=stated.value, expected=result.expected, tolerance=result.tolerance, unit="比率",
            wanting="支出进度的精确数", said=match["r"], line=line_at(case, match.start("r")),
            progress=progress.said, schedule=percent(due[0]), due=plain(result.expected * 100),
        )  # fmt: skip
