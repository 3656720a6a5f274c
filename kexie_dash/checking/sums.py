"""Amounts and people that make up others: columns of tables, parts of a whole, 其中 in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences, money_key
from kexie_dash.checking.compare import around, compare_with, half_step, less, total
from kexie_dash.checking.findings import finding
from kexie_dash.checking.nesting import top_level
from kexie_dash.checking.phrases import alike, line, listed, money_name, said
from kexie_dash.checking.plainness import is_plain
from kexie_dash.definitions.checks import Relation, load_checks, pattern
from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Observation, Stage

_ANY_FIGURE = re.compile(r"\d[\d,.]*")
_MONEY_CELL = re.compile(r"(?:^|\t)\s*\d[\d,]*\.\d\d\s*(?=\t|$)", re.MULTILINE)
#: Parts that reach so much of the whole without making it up are asked about.
_NEARLY = Decimal("0.9")
_BLOCK = 80
#: A report that states its whole more often than this is a list of something else.
_WHOLES = 60


def columns(case: Case) -> Iterator[Finding]:
    """The rows of a column add up to the row of the whole."""
    cells = [o for o in case.family("budget") if case.in_table(o) and o.value is not None]
    nested = {money_key(name) for name in load_subjects().nested}
    for whole in cells:
        if not case.is_whole(whole.subject) or whole.period != "year":
            continue
        column = [
            o
            for o in cells
            if (o.label, o.stage, o.period) == (whole.label, whole.stage, whole.period)
            and not case.is_whole(o.subject)
            and money_key(o.subject) not in nested
            and abs(o.evidence.line_first - whole.evidence.line_first) <= _BLOCK
        ]
        rows = [o for o in column if not _is_of_which(case, o)]
        top, nested_rows = top_level(case, rows)
        nested_rows = nested_rows or len(rows) < len(column)
        if len(top) > 1 and (whole.value or not all(o.value == 0 for o in top)):
            firm = not nested_rows and _complete(case, whole, column) and _is_last(column, whole)
            if firm or compare_with(whole, total(top), cut=False).fits:
                yield _sum(case, "column_sum", whole, top, whole.label, firm=True)


def _is_last(column: Sequence[Observation], whole: Observation) -> bool:
    """True if the whole stands below (or above) all rows, as a total does."""
    lines = [o.evidence.line_first for o in column]
    return whole.evidence.line_first > max(lines) or whole.evidence.line_first < min(lines)


def _is_of_which(case: Case, o: Observation) -> bool:
    first = case.document.line_starts[o.evidence.line_first - 1]
    row = "".join(case.document.text[first : first + 40].split()).lstrip("|｜")
    return row.startswith(("其中", "#"))


def _complete(case: Case, whole: Observation, rows: Sequence[Observation]) -> bool:
    """True if every line of the table that holds money was read as one of the rows."""
    read = {n for o in rows for n in range(o.evidence.line_first, o.evidence.line_last + 1)}
    first = min(o.evidence.line_first for o in rows)
    starts, text = case.document.line_starts, case.document.text
    for number in range(first, whole.evidence.line_first):
        raw = text[starts[number - 1] : starts[number]]
        if number not in read and _MONEY_CELL.search(raw):
            return False
    return True


def _sum(
    case: Case, check: str, whole: Observation, parts: Sequence[Observation], name: str, *, firm: bool
) -> Finding:
    summed = total(parts)
    result = compare_with(whole, summed, cut=False)
    exact = "精确到元的各项金额" if result.agreement == "loose" else "未读出或未列出的其余各项"
    return finding(
        case, check, result.verdict(firm=firm), evidences(whole, parts), declared=whole.value,
        expected=result.expected,
        tolerance=result.tolerance, unit=whole.unit, wanting=exact,
        name=name, whole=_named(whole), said=said(whole), line=line(whole), count=str(len(parts)),
        parts=listed(parts), sum=alike(whole, result.expected),
        gap=alike(whole, abs((whole.value or Decimal(0)) - result.expected)),
    )  # fmt: skip


def _named(o: Observation) -> str:
    return money_name(o) if o.family == "budget" else o.label


def relations(case: Case) -> Iterator[Finding]:
    """基本支出 + 项目支出 = 部门整体, 人员 + 公用 = 基本支出, stage by stage."""
    for relation in load_checks().relations:
        wholes = [o for o in _wholes(case, relation) if not _in_sentence_with_which(case, o)]
        for whole in wholes:
            parts = [_nearest(case, whole, names) for names in relation.parts]
            further = [_nearest(case, whole, (name,)) for name in relation.further]
            found = [o for o in parts if o is not None]
            if len(found) < len(parts):
                continue
            chosen = [*found, *(o for o in further if o is not None and o.value)]
            fits = compare_with(whole, total(chosen), cut=False).fits
            if fits:
                yield _sum(case, "parts_sum", whole, chosen, whole.subject, firm=True)
            elif _is_only(case, relation, whole, chosen):
                yield _sum(
                    case, "parts_sum", whole, chosen, whole.subject, firm=_all_plain(case, whole, chosen)
                )


def _is_only(case: Case, relation: Relation, whole: Observation, parts: Sequence[Observation]) -> bool:
    """True if no other value of the whole, at any stage, is what the parts add up to."""
    stages: tuple[Stage, ...] = ("initial", "adjusted", "received", "executed", "income")
    others = [o for stage in stages for o in case.amounts(relation.whole, (stage,))]
    return not any(compare_with(o, total(parts), cut=False).fits for o in others if o.value != whole.value)


def _all_plain(case: Case, whole: Observation, parts: Sequence[Observation]) -> bool:
    same_column = case.in_table(whole) and all(case.in_table(o) and o.label == whole.label for o in parts)
    return same_column or all(is_plain(case, o) for o in (whole, *parts))


def _wholes(case: Case, relation: Relation) -> list[Observation]:
    stages: tuple[Stage, ...] = ("initial", "adjusted", "executed", "income")
    found = [
        o
        for stage in stages
        for o in case.amounts(relation.whole, (stage,))
        if not pattern("part_words").search(o.label)
    ]
    return found[:_WHOLES]


def _nearest(case: Case, whole: Observation, names: Sequence[str]) -> Observation | None:
    """The part in the whole's column or, nearest to it, anywhere else at the same stage."""
    found = [o for name in names for o in case.amounts(name, (whole.stage,) if whole.stage else ())]
    column = [o for o in found if case.in_table(o) and case.in_table(whole) and o.label == whole.label]
    plain = [o for o in found if not pattern("part_words").search(o.label)]
    if not column and len({o.value for o in plain}) > 1:
        plain = [o for o in plain if case.distance(o, whole) < 200]
    return min(column or plain, key=lambda o: case.distance(o, whole), default=None)


def _in_sentence_with_which(case: Case, whole: Observation) -> bool:
    """True if of_which() holds this figure against its parts."""
    return id(whole) in case.once("wholes listed", lambda: {id(o) for o, _ in _listed(case)})


def of_which(case: Case) -> Iterator[Finding]:
    """A figure and the parts that follow it behind 其中 or in brackets."""
    for whole, parts in _listed(case):
        summed = total(parts)
        fits = compare_with(whole, summed, cut=False).fits
        above = summed.low > around(whole).high
        if fits or above or _is_exhaustive(case, parts):
            firm = _is_exhaustive(case, parts) or len(parts) == _mentioned(case, whole, parts)
            yield _sum(case, "of_which", whole, parts, _named(whole), firm=firm)
        elif (whole.value or Decimal(0)) * _NEARLY <= summed.high:
            yield _sum(case, "of_which", whole, parts, _named(whole), firm=False)


def _listed(case: Case) -> list[tuple[Observation, list[Observation]]]:
    """Every figure with the parts listed behind it."""
    return case.once("listed", lambda: list(_which(case)))


def _which(case: Case) -> Iterator[tuple[Observation, list[Observation]]]:
    counted = [
        o
        for o in case.family("budget", "staffing", "output", "activity")
        if o.value is not None and o.bound == "exact" and not case.in_table(o)
    ]
    spots = [case.spot(o) for o in counted]
    starts = [start for start, _ in spots]
    for index, whole in enumerate(counted):
        ahead = pattern("of_which").match(case.flat.chars, spots[index][1])
        if not ahead:
            continue
        stop = _list_end(case, spots[index][1], ahead)
        within = range(index + 1, bisect_left(starts, stop, index + 1))
        parts = [
            o
            for at in within
            if ahead.end() <= spots[at][0] and (o := counted[at]).unit == whole.unit
            and o.family == whole.family and _depth(case, ahead.end(), spots[at][0]) == 0
        ]  # fmt: skip
        if len(parts) > 1 and all((o.value or 0) >= 0 for o in parts):
            yield whole, parts


def _mentioned(case: Case, whole: Observation, parts: Sequence[Observation]) -> int:
    """How many figures stand from the whole to the last part: more than parts if one was not read as such."""
    between = case.flat.chars[case.spot(whole)[1] : case.spot(parts[-1])[1]]
    return len(_ANY_FIGURE.findall(between))


def _depth(case: Case, start: int, end: int) -> int:
    """How many brackets are open between two places."""
    between = case.flat.chars[start:end]
    return between.count("(") - between.count(")")


def _list_end(case: Case, start: int, opening: re.Match[str]) -> int:
    chars = case.flat.chars
    if "(" in opening.group():
        depth, at = 0, start
        while at < len(chars):
            depth += (chars[at] == "(") - (chars[at] == ")")
            if depth == 0 and chars[at] == ")":
                return at
            at += 1
    ends = [p for c in "。；;" if (p := chars.find(c, opening.end())) >= 0]
    return min(ends, default=len(chars))


def _is_exhaustive(case: Case, parts: Sequence[Observation]) -> bool:
    """True if the parts by their names leave nothing out (基本 and 项目, 在职 and 离退休)."""
    names = [case.clause(o)[0] + o.label + o.subject for o in parts]
    for group in load_checks().exhaustive:
        hits = [[bool(re.search(word, name)) for name in names] for word in group]
        if (
            len(group) == len(parts)
            and all(any(row) for row in hits)
            and all(map(any, zip(*hits, strict=True)))
        ):
            return True
    return False


def unspent(case: Case) -> Iterator[Finding]:
    """Within one sentence: money not spent = budget − spent."""
    money = [o for o in case.family("budget") if o.value is not None and o.bound == "exact"]
    for rest in money:
        if not pattern("unspent").search(rest.label) or case.in_table(rest):
            continue
        same = [o for o in money if o is not rest and case.sentence(o) == case.sentence(rest)]
        budgets = [o for o in same if o.stage in ("initial", "adjusted", "received")]
        spent = [o for o in same if o.stage == "executed" or pattern("price").search(o.label)]
        if len(budgets) == len(spent) == 1 and budgets[0] is not spent[0]:
            expected = less(around(budgets[0]), around(spent[0]))
            result = compare_with(rest, expected, cut=False)
            yield finding(
                case, "unspent", result.verdict(),
                evidences(rest, budgets, spent), declared=rest.value, expected=result.expected,
                tolerance=result.tolerance, unit="元", wanting="精确到元的金额",
                name=rest.label, said=said(rest), line=line(rest),
                budget=said(budgets[0]), spent=said(spent[0]), due=alike(rest, result.expected),
            )  # fmt: skip


def adjustment(case: Case) -> Iterator[Finding]:
    """What was adjusted = adjusted − initial, either way round."""
    for change in case.amounts("部门整体", ("adjustment",)):
        initial, adjusted = case.amounts("部门整体", ("initial",)), case.amounts("部门整体", ("adjusted",))
        if len({o.value for o in initial}) != 1 or len({o.value for o in adjusted}) != 1:
            continue
        if _is_one_of_several(case, change):
            continue
        found = less(around(adjusted[0]), around(initial[0]))
        expected = found if found.high >= 0 else less(around(initial[0]), around(adjusted[0]))
        result = compare_with(change, expected, cut=False)
        yield finding(
            case, "adjustment", result.verdict(),
            evidences(change, adjusted[0], initial[0]), declared=change.value, expected=result.expected,
            tolerance=half_step(change), unit="元", wanting="精确到元的金额", said=said(change),
            line=line(change),
            adjusted=said(adjusted[0]), initial=said(initial[0]), due=alike(change, result.expected),
        )  # fmt: skip


def _is_one_of_several(case: Case, change: Observation) -> bool:
    """True where its sentence tells of further changes: only all together lead to the adjusted budget."""
    return any(
        o is not change and o.stage == "adjustment" and case.sentence(o) == case.sentence(change)
        for o in case.family("budget")
    )
