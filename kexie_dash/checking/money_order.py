"""Amounts that cannot exceed others: spending its budget, a part its whole, a quarter the next."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences, money_key
from kexie_dash.checking.compare import around, half_step, total
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import alike, line, said
from kexie_dash.checking.plainness import is_plain, is_row_read, near_in_size
from kexie_dash.definitions.checks import load_checks, pattern
from kexie_dash.model.finding import Finding, Verdict
from kexie_dash.model.observation import Observation

_QUARTERS = ("q1", "q2", "q3", "q4")


def within_budget(case: Case) -> Iterator[Finding]:
    """Executed ≤ adjusted budget, subject by subject."""
    done: set[tuple[str, object, object]] = set()
    spent = [o for o in _exact(case) if o.stage == "executed"]
    for o in sorted(spent, key=lambda o: not case.in_table(o)):
        budget = _budget_beside(case, o)
        if budget is None or _key(case, o, budget) in done:
            continue
        if not all(is_row_read(case, cell) for cell in (o, budget) if case.in_table(cell)):
            continue
        done.add(_key(case, o, budget))
        over = around(o).low > around(budget).high
        if over and not case.in_table(o) and not (is_plain(case, o) and near_in_size(o, budget)):
            continue
        admitted = over and _says_over(case, o)
        verdict: Verdict = "undecided" if admitted else "contradicts" if over else "holds"
        yield finding(
            case, "within_budget", verdict, evidences(o, budget), declared=o.value, expected=budget.value,
            tolerance=half_step(o) + half_step(budget), unit="元", wanting="超支的资金来源和审批依据",
            name=o.subject, said=said(o), line=line(o), budget=said(budget), budget_line=line(budget),
            gap=alike(o, abs((o.value or Decimal(0)) - (budget.value or Decimal(0)))),
        )  # fmt: skip


def _key(case: Case, spent: Observation, budget: Observation) -> tuple[str, object, object]:
    """The same pair said in prose and in a table is compared once."""
    return _subject(case, spent), spent.value, budget.value


def _exact(case: Case) -> list[Observation]:
    return case.once(
        "exact money",
        lambda: [
            o
            for o in case.family("budget")
            if o.bound == "exact" and o.value is not None and o.period == "year" and o.coverage == "own"
        ],
    )


def _adjusted(case: Case) -> dict[str, list[Observation]]:
    """Adjusted budgets by subject, the whole under one name."""
    found: dict[str, list[Observation]] = {}
    for o in _exact(case):
        if o.stage == "adjusted":
            found.setdefault(_subject(case, o), []).append(o)
    return found


def _subject(case: Case, o: Observation) -> str:
    return "whole" if case.is_whole(o.subject) else money_key(o.subject)


def _budget_beside(case: Case, spent: Observation) -> Observation | None:
    """The adjusted budget of the same row, else of the same subject where only one is stated."""
    by_subject = case.once("adjusted by subject", lambda: _adjusted(case))
    adjusted = by_subject.get(_subject(case, spent), [])
    row = [o for o in adjusted if o.evidence.line_first == spent.evidence.line_first and case.in_table(o)]
    if case.in_table(spent):
        alike_column = [o for o in row if _column(o) == _column(spent)]
        return next(iter(alike_column or row), None)
    whole = [o for o in adjusted if not pattern("part_words").search(o.label)]
    return (
        whole[0]
        if len({o.value for o in whole}) == 1 and not pattern("part_words").search(spent.label)
        else None
    )


def _column(o: Observation) -> bool:
    """True for the column of a part (其中：财政拨款), False for the whole amount."""
    return bool(pattern("part_words").search(o.label))


def _says_over(case: Case, o: Observation) -> bool:
    """True if the report itself states a rate above 100 % for the subject."""
    return any(
        r.value is not None and r.value > 1 and money_key(r.subject) == money_key(o.subject)
        for r in case.family("rate")
    )


def within_row(case: Case) -> Iterator[Finding]:
    """其中：财政拨款 is not more than 全额 of the same row and stage."""
    cells = [o for o in _exact(case) if case.in_table(o)]
    for part in cells:
        if not _column(part):
            continue
        wholes = [
            o
            for o in cells
            if not _column(o)
            and o.evidence.line_first == part.evidence.line_first
            and (o.stage, o.subject) == (part.stage, part.subject)
        ]
        if wholes:
            yield _within(case, part, wholes[0], "within_row")


def _within(case: Case, part: Observation, whole: Observation, check: str) -> Finding:
    over = around(part).low > around(whole).high
    return finding(
        case, check, "contradicts" if over else "holds", evidences(part, whole),
        declared=part.value, expected=whole.value, tolerance=half_step(part) + half_step(whole), unit="元",
        name=part.subject, part=f"{part.label}{said(part)}", line=line(part),
        whole=f"{whole.label}{said(whole)}", whole_line=line(whole),
    )  # fmt: skip


def nested(case: Case) -> Iterator[Finding]:
    """A part of the budget is not more than what contains it at the same stage."""
    for relation in load_checks().relations:
        for stage in ("initial", "adjusted", "executed"):
            wholes = case.amounts(relation.whole, (stage,))
            if len({o.value for o in wholes}) != 1:
                continue
            for names in relation.parts:
                parts = case.amounts(names[0], (stage,))
                for part in parts[:1]:
                    if around(part).low > around(wholes[0]).high:
                        yield _within(case, part, wholes[0], "nested")


def quarters(case: Case) -> Iterator[Finding]:
    """Quarter figures lead up to the year's: the last of running totals, or the sum of single quarters."""
    spent = [
        o for o in case.family("budget")
        if o.stage == "executed" and o.period in _QUARTERS and o.value is not None
        and case.is_whole(o.subject)
    ]  # fmt: skip
    row = [next((o for o in spent if o.period == p), None) for p in _QUARTERS]
    figures = [o for o in row if o is not None]
    if len(figures) < len(row):
        return
    yield from _rising(case, figures)
    years = case.amounts("部门整体", ("executed",))
    if not years:
        return
    year = years[0]
    summed, last = total(figures), figures[-1]
    fits = any(_agree(r.low, r.high, year) for r in (around(last), summed))
    yield finding(
        case, "quarters", "holds" if fits else "contradicts", evidences(last, year),
        declared=last.value, expected=year.value, tolerance=half_step(last) + half_step(year), unit="元",
        said=said(last), line=line(last), year=said(year), year_line=line(year),
    )  # fmt: skip


def _agree(low: Decimal, high: Decimal, year: Observation) -> bool:
    reach = around(year)
    return low <= reach.high and reach.low <= high


def _rising(case: Case, figures: Sequence[Observation]) -> Iterator[Finding]:
    """Running totals do not fall; figures whose last is not the largest may be of single quarters."""
    values = [o.value or Decimal(0) for o in figures]
    years = {o.value for o in case.amounts("部门整体", ("executed",))}
    if values[-1] not in years:
        return
    for before, after in itertools.pairwise(figures):
        if (after.value or 0) < (before.value or 0):
            yield finding(
                case, "quarters_rising", "contradicts", evidences(after, before), declared=after.value,
                expected=before.value, tolerance=Decimal(0), unit="元", said=said(after), line=line(after),
                before=said(before), before_line=line(before),
            )  # fmt: skip


def zero_execution(case: Case) -> Iterator[Finding]:
    """Results reported for a project that spent nothing."""
    for o in _exact(case):
        if o.stage != "executed" or o.value != 0 or case.is_whole(o.subject) or _column(o):
            continue
        budget = _budget_beside(case, o)
        if budget is None or not budget.value:
            continue
        results = [
            r for r in case.family("output", "activity", "audience", "target")
            if r.subject == o.subject and r.value and not pattern("goal").search(r.label)
        ]  # fmt: skip
        for result in results[:1]:
            yield finding(
                case, "zero_execution", "undecided", evidences(o, result), declared=o.value, unit="元",
                wanting="该成果的资金来源，以及是否属于往年累计", severity="money",
                name=o.subject, budget=said(budget), line=line(o), result=f"{result.label}{said(result)}",
                result_line=line(result),
            )  # fmt: skip
