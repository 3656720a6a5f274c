"""Budgets that follow from others: initial and what was added, rows of a table under the row they make up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.compare import Range, around, compare, compare_with, half_step, less, quotient, total
from kexie_dash.checking.findings import finding
from kexie_dash.checking.nesting import row_level
from kexie_dash.checking.phrases import alike, line, listed, percent, said
from kexie_dash.checking.plainness import TABLE_LINES
from kexie_dash.checking.printed import NUMBER, Figure, line_at, named
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Observation

_MONEY = re.compile(rf"(?<![\d.])(?P<n>{NUMBER})(?P<u>亿元|万元|元)")
_SENTENCE = re.compile(r"[^。；;]+")
#: No row is made up of more rows than this.
_ROWS = 40
#: So much before an amount says what it is.
_HEAD = 16


def adjusted(case: Case) -> Iterator[Finding]:
    """年初 + 追加 − 收回 = 调整后, where one sentence gives all of them, once each at its ends."""
    for match in _SENTENCE.finditer(case.flat.chars):
        kinds = _kinds(case, match.start(), match.end())
        initial = [f for kind, f in kinds if kind == "initial"]
        after = [f for kind, f in kinds if kind == "adjusted"]
        changes = [(kind, f) for kind, f in kinds if kind in ("added", "taken")]
        if len(initial) != 1 or len(after) != 1 or not changes or after[0].start < changes[-1][1].start:
            continue
        signed = [(1, initial[0]), *((1 if kind == "added" else -1, f) for kind, f in changes)]
        expected = _sum(signed)
        result = compare(after[0].value, after[0].half, expected, cut=False)
        scale = after[0].value / Decimal(after[0].text.replace(",", "")) if after[0].value else Decimal(1)
        words = "".join(f"{'－' if sign < 0 else '＋'}{f.said}" for sign, f in signed).lstrip("＋")
        digits = max(len(after[0].text.partition(".")[2]), 2)
        yield finding(
            case, "adjusted_sum", result.verdict(),
            tuple(case.evidence(f.start, f.end) for f in (after[0], *(f for _, f in signed))),
            declared=after[0].value, expected=expected.value, tolerance=result.tolerance, unit="元",
            wanting="精确到元的金额", said=after[0].said, line=line_at(case, after[0].start), trial=words,
            due=f"{expected.value / scale:,.{digits}f}{after[0].unit}",
        )  # fmt: skip


def _kinds(case: Case, start: int, end: int) -> list[tuple[str, Figure]]:
    found: list[tuple[str, Figure]] = []
    at = start
    for match in _MONEY.finditer(case.flat.chars, start, end):
        head = case.flat.chars[max(at, match.start() - _HEAD) : match.start()]
        at = match.end()
        head = re.split("[，,、：:]", head)[-1]
        kind = next((k for k in _WORDS if pattern(f"money_{k}").search(head)), "")
        if pattern("compared_with").search(head):
            kind = ""
        found.append((kind, named(match, "n", "u")))
    return found


_WORDS = ("adjusted", "added", "taken", "initial")


def _sum(signed: Sequence[tuple[int, Figure]]) -> Range:
    value = sum((sign * f.value for sign, f in signed), Decimal(0))
    half = sum((f.half for _, f in signed), Decimal(0))
    return Range(value - half, value + half, value, sum((f.range.fine for _, f in signed), Decimal(0)))


def adjustment_rates(case: Case) -> Iterator[Finding]:
    """预算调整率 and the like: what was adjusted over the initial budget, where each is stated once."""
    initial, after = case.amounts("部门整体", ("initial",)), case.amounts("部门整体", ("adjusted",))
    if len({o.value for o in initial}) != 1 or len({o.value for o in after}) != 1:
        return
    change = less(around(after[0]), around(initial[0]))
    if change.value < 0:
        change = less(around(initial[0]), around(after[0]))
    expected = quotient(change, around(initial[0]))
    for rate in case.family("rate"):
        if expected is None or rate.value is None or rate.bound != "exact":
            continue
        if not pattern("adjustment_rate").search(rate.label):
            continue
        result = compare(abs(rate.value), half_step(rate), expected)
        near = expected.value / 2 <= abs(rate.value) <= expected.value * 2
        yield finding(
            case, "adjustment_rate", result.verdict(firm=near), evidences(rate, after[0], initial[0]),
            declared=rate.value, expected=expected.value, tolerance=result.tolerance, unit="比率",
            wanting=f"“{rate.label}”的口径", name=rate.label, said=said(rate), line=line(rate),
            adjusted=said(after[0]), initial=said(initial[0]), due=percent(expected.value), note=result.note,
        )  # fmt: skip


def quarter_sums(case: Case) -> Iterator[Finding]:
    """Four single quarters said in one sentence make up the year."""
    years = case.amounts("部门整体", ("executed",))
    if len({o.value for o in years}) != 1:
        return
    for match in _SENTENCE.finditer(case.flat.chars):
        found = _quarters(case, match.start(), match.end())
        if [quarter for quarter, _ in found] != ["一", "二", "三", "四"]:
            continue
        summed = _sum([(1, f) for _, f in found])
        result = compare_with(years[0], summed, cut=False)
        near = abs(summed.value - (years[0].value or 0)) * 4 < summed.value
        if not near:
            continue
        yield finding(
            case, "quarter_sum", result.verdict(),
            (years[0].evidence, *(case.evidence(f.start, f.end) for _, f in found)),
            declared=years[0].value, expected=summed.value, tolerance=result.tolerance, unit="元",
            wanting="各季度精确到元的支出数", parts="＋".join(f.said for _, f in found),
            line=line_at(case, found[0][1].start), said=said(years[0]), year_line=line(years[0]),
            sum=alike(years[0], summed.value),
        )  # fmt: skip


def _quarters(case: Case, start: int, end: int) -> list[tuple[str, Figure]]:
    found = []
    for match in _MONEY.finditer(case.flat.chars, start, end):
        head = re.split("[，,、：:]", case.flat.chars[max(start, match.start() - _HEAD) : match.start()])[-1]
        quarter = pattern("quarter_spent").search(head)
        if quarter:
            found.append((quarter["quarter"], named(match, "n", "u")))
    return found


def grouped_rows(case: Case) -> Iterator[Finding]:
    """Rows that in one column make up the row above them make it up in every column."""
    for table in _tables(case):
        rows = _rows(table)
        for index in range(len(rows) - 2):
            yield from _group(case, rows, index)


def _tables(case: Case) -> Iterator[list[Observation]]:
    """Cells with amounts, table by table."""
    cells = [o for o in case.family("budget") if case.in_table(o) and o.value is not None]
    table: list[Observation] = []
    for o in cells:
        if table and o.evidence.line_first - table[-1].evidence.line_last > TABLE_LINES // 10:
            yield table
            table = []
        table.append(o)
    if table:
        yield table


Column = tuple[str, str | None, str]
Row = dict[Column, Observation]


def _rows(table: Sequence[Observation]) -> list[Row]:
    rows: dict[tuple[int, str], Row] = {}
    for o in table:
        row = rows.setdefault((o.evidence.line_first, o.subject), {})
        row.setdefault((o.label, o.stage, o.period), o)
    return list(rows.values())


def _group(case: Case, rows: Sequence[Row], index: int) -> Iterator[Finding]:
    parent = rows[index]
    for count in sorted({n for column in parent if (n := _making_up(rows, index, column))}):
        parts = rows[index + 1 : index + 1 + count]
        if any(case.is_whole(o.subject) for row in parts for o in row.values()):
            return
        if any(_beside(case, parent, row) for row in parts):  # 一、 is made up of no 二、
            continue
        columns = [c for c in parent if all(c in row for row in parts) and _has_parts(parts, c)]
        wrong = [c for c in columns if not _fits(parent[c], [row[c] for row in parts])]
        kept = {tuple(row[c].value for row in parts) for c in columns if c not in wrong}
        same = any(tuple(row[c].value for row in parts) in kept for c in wrong)
        if wrong and not same and len(columns) - len(wrong) >= len(wrong):
            for column in wrong:
                yield _group_sum(case, parent[column], [row[column] for row in parts])
        return


def _beside(case: Case, parent: Row, row: Row) -> bool:
    """Whether the row's own numbering puts it beside or above the parent."""
    upper, lower = (row_level(case, next(iter(one.values()))) for one in (parent, row))
    return 0 < lower <= upper


def _making_up(rows: Sequence[Row], index: int, column: Column) -> int:
    """How many rows below make up this one in the column; 0 if none do."""
    whole, summed = rows[index][column], Decimal(0)
    for count, row in enumerate(rows[index + 1 : index + _ROWS], start=1):
        cell = row.get(column)
        if cell is None or cell.value is None or summed > (whole.value or 0):
            return 0
        summed += cell.value
        parts = [other[column] for other in rows[index + 1 : index + 1 + count]]
        if count > 1 and summed == whole.value and sum(1 for o in parts if o.value) > 1:
            return count
    return 0


def _has_parts(parts: Sequence[Row], column: Column) -> bool:
    return sum(1 for row in parts if row[column].value) > 1


def _fits(whole: Observation, cells: Sequence[Observation]) -> bool:
    return compare_with(whole, total(cells), cut=False).fits


def _group_sum(case: Case, whole: Observation, parts: Sequence[Observation]) -> Finding:
    result = compare_with(whole, total(parts), cut=False)
    return finding(
        case, "column_sum", "contradicts", evidences(whole, parts), declared=whole.value,
        expected=result.expected, tolerance=result.tolerance, unit=whole.unit,
        name=f"{whole.subject}{whole.label}", whole=whole.subject, said=said(whole), line=line(whole),
        parts=listed(parts), sum=alike(whole, result.expected),
        gap=alike(whole, abs((whole.value or Decimal(0)) - result.expected)),
    )  # fmt: skip
