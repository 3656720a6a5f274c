"""Declared rates of money against every denominator the report gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.compare import Comparison, Range, around, compare_with, less, quotient, total
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import alike, line, said
from kexie_dash.checking.plainness import is_plain, is_row_read
from kexie_dash.definitions.checks import RateRule, load_checks, pattern
from kexie_dash.model.finding import Finding
from kexie_dash.model.labels import STAGE_LABEL
from kexie_dash.model.observation import PERIOD_YEAR, Observation, Stage

#: Figures so near before a rate belong to it.
NEAR = 260
#: A rate so many times off is one of something else.
_FAR = 3


@dataclass(frozen=True, slots=True)
class Base:
    """A figure a rate may be made of: one amount, or the sum of the parts of the whole."""

    name: str
    value: Range
    parts: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """One numerator over one denominator, and how the declared rate compares with it."""

    over: Base
    under: Base
    result: Comparison

    def words(self, rate: Observation) -> str:
        return f"{self.over.name}÷{self.under.name}＝{alike(rate, self.result.expected)}"


def rates(case: Case) -> Iterator[Finding]:
    """Every declared rate of money, in prose, tables and among the targets."""
    stated = case.family("rate") + [o for o in case.family("target") if o.unit == "比率"]
    for rate in stated:
        if rate.value is None or rate.bound != "exact" or pattern("share").search(rate.label):
            continue
        if rate.period == PERIOD_YEAR and _is_partial(case, rate):
            continue
        rule = next((r for r in load_checks().rates if re.search(r.words, rate.label)), None)
        if rule is not None and (rule.decisive or rate.family == "rate"):
            yield from _rate(case, rate, rule)


def _is_partial(case: Case, rate: Observation) -> bool:
    """True if the rate is of a part of the year whatever its period says."""
    return pattern("partial_period").search(rate.label + case.clause(rate)[0]) is not None


def _rate(case: Case, rate: Observation, rule: RateRule) -> Iterator[Finding]:
    beside = next((trial for trial in _beside(case, rate, rule) if trial.result.fits), None)
    numerators = _bases(case, rate, rule.numerator)
    if rule.remainder:
        numerators += _remainders(case, rate)
    denominators = _denominators(case, rate, rule)
    trials = [beside] if beside else trials_of(rate, numerators, denominators)
    if not trials:
        if (
            case.is_whole(rate.subject)
            and rule.decisive
            and rate.family == "rate"
            and rate.period == PERIOD_YEAR
        ):
            lacking = rule.numerator if not numerators else rule.denominators
            yield _wanting(case, rate, "或".join(f"{STAGE_LABEL[s]}数" for s in lacking))
        return
    fitting = next((trial for trial in trials if trial.result.fits), None)
    loose = next((trial for trial in trials if trial.result.agreement == "loose"), None)
    shown = fitting or loose or min(trials, key=lambda t: abs((rate.value or Decimal(0)) - t.result.expected))
    firm = rule.decisive and _is_telling(case, rate, shown, trials, far=not rule.remainder)
    if not fitting and case.in_table(rate) and not firm:
        return
    used = [fitting] if fitting else trials
    yield finding(
        case, "rate", (fitting or loose or shown).result.verdict(firm=firm),
        evidences(rate, [o for trial in used for base in (trial.over, trial.under) for o in base.parts]),
        declared=rate.value, expected=shown.result.expected, tolerance=shown.result.tolerance, unit="比率",
        wanting="精确到元的金额" if loose else f"“{rate.label}”的分子、分母口径",
        name=rate.label, said=said(rate), line=line(rate), note=shown.result.note,
        trials="；".join(dict.fromkeys(trial.words(rate) for trial in used[:4])),
    )  # fmt: skip


def _is_telling(case: Case, rate: Observation, shown: Trial, trials: Sequence[Trial], *, far: bool) -> bool:
    """True if rate and amounts are surely of one thing: what is far off or said of a part may be another."""
    if far and not is_near(rate, shown):
        return False
    if case.in_table(rate):
        parts = [o for t in trials for base in (t.over, t.under) for o in base.parts]
        return all(is_row_read(case, o) for o in (rate, *parts) if case.in_table(o))
    if len({t.over.value.value for t in trials}) > 2:
        return False
    start = case.spot(rate)[0]
    parts = [o for t in trials for base in (t.over, t.under) for o in base.parts]
    close = all(0 <= start - case.spot(o)[0] <= NEAR for o in parts)
    named = pattern("whole_rate").search(rate.label) is not None
    return close or (named and all(is_plain(case, o) for o in parts))


def is_near(rate: Observation, shown: Trial) -> bool:
    """True if what was worked out is of the size of what was declared."""
    declared, expected = rate.value or Decimal(0), shown.result.expected
    return not declared or declared / _FAR <= expected <= declared * _FAR


def _beside(case: Case, rate: Observation, rule: RateRule) -> list[Trial]:
    """Trials of the last amounts of the same sentence, whatever they were filed under."""
    if case.in_table(rate) or pattern("without_frozen").search(rate.label):
        return []
    first, start = case.sentence(rate)[0], case.spot(rate)[0]
    prose = case.once("money of prose", lambda: _prose(case))
    near = prose[bisect_left(prose, first, key=_place) : bisect_left(prose, start, key=_place)]
    money = [o for _, o in near if o.value and o.bound == "exact"][-3:]
    over = [o for o in money if o.stage in rule.numerator]
    under = [o for o in money if o.stage in rule.denominators]
    return trials_of(rate, [base_of(o) for o in over], [base_of(o) for o in under])


def _prose(case: Case) -> list[tuple[int, Observation]]:
    """Amounts said in prose with their places, in order."""
    found = [(case.spot(o)[0], o) for o in case.family("budget") if not case.in_table(o)]
    return sorted(found, key=_place)


def _place(entry: tuple[int, Observation]) -> int:
    return entry[0]


def _whole(case: Case) -> str:
    return "项目整体" if case.kind == "project" else "部门整体"


def trials_of(rate: Observation, numerators: Sequence[Base], denominators: Sequence[Base]) -> list[Trial]:
    found = []
    for over in numerators:
        for under in denominators:
            expected = quotient(over.value, under.value)
            if expected is not None:
                found.append(Trial(over, under, compare_with(rate, expected)))
    return found


def _bases(case: Case, rate: Observation, stages: Sequence[Stage]) -> list[Base]:
    """Amounts of the rate's subject at the stages: those beside it, else all; else the sum of the parts."""
    subject = _whole(case) if case.is_whole_of_rate(rate) or rate.family == "target" else rate.subject
    found = case.amounts(subject, stages, rate.period)
    if not found and rate.period != PERIOD_YEAR and "executed" not in stages:
        found = case.amounts(subject, stages)
    start = case.spot(rate)[0]
    near = [
        o for o in found if 0 <= start - case.spot(o)[0] <= NEAR and case.in_table(o) == case.in_table(rate)
    ]
    row = [o for o in near if case.in_table(o) and o.evidence.line_first == rate.evidence.line_first]
    chosen = unlike(row or near or found)
    bases = [Base(_name(o), around(o), (o,)) for o in chosen]
    if not bases and case.is_whole(subject) and rate.period == PERIOD_YEAR:
        bases = [base for stage in stages if (base := _from_parts(case, stage)) is not None]
    return bases


def _name(o: Observation) -> str:
    stage = f"{STAGE_LABEL[o.stage]}数" if o.stage else ""
    return f"{stage}{said(o)}"


def unlike(observations: Sequence[Observation]) -> list[Observation]:
    """One of each stage and value."""
    found: dict[tuple[object, object], Observation] = {}
    for o in observations:
        found.setdefault((o.stage, o.value), o)
    return list(found.values())


def _from_parts(case: Case, stage: Stage) -> Base | None:
    relation = load_checks().relations[0]
    chosen = [next(iter(case.amounts(names[0], (stage,))), None) for names in relation.parts]
    parts = [o for o in chosen if o is not None]
    if len(parts) < len(chosen):
        return None
    names = "＋".join(o.subject for o in parts)
    value = total(parts)
    return Base(f"{STAGE_LABEL[stage]}数（{names}）{alike(parts[0], value.value)}", value, tuple(parts))


def _denominators(case: Case, rate: Observation, rule: RateRule) -> list[Base]:
    """Every denominator; where the rate says it leaves frozen money out, only those without it."""
    bases = _bases(case, rate, rule.denominators)
    if "executed" not in rule.numerator:
        return bases
    frozen = [o for o in case.amounts(_whole(case), ("frozen",)) if o.value]
    whole = case.is_whole_of_rate(rate) or rate.family == "target"
    without = [
        Base(f"（{base.name}－冻结{said(o)}）", less(base.value, around(o)), (*base.parts, o))
        for base in bases
        for o in frozen[:1]
        if whole
    ]
    if pattern("without_frozen").search(rate.label):
        return without
    return bases + without


def _remainders(case: Case, rate: Observation) -> list[Base]:
    """What was left: budget − executed, nothing where more was spent."""
    found = []
    for spent in _bases(case, rate, ("executed",)):
        for budget in _bases(case, rate, ("adjusted", "initial", "received")):
            left = less(budget.value, spent.value)
            low, high, value = (max(end, Decimal(0)) for end in (left.low, left.high, left.value))
            rest = Range(low, high, value, left.fine)
            found.append(Base(f"（{budget.name}－{spent.name}）", rest, budget.parts + spent.parts))
    return found


def _wanting(case: Case, rate: Observation, lacking: str) -> Finding:
    return finding(
        case, "rate", "undecided", evidences(rate), declared=rate.value, unit="比率", wanting=lacking,
        name=rate.label, said=said(rate), line=line(rate), trials=f"报告没有给出{lacking}", note="",
    )  # fmt: skip


def base_of(o: Observation) -> Base:
    return Base(said(o), around(o), (o,))
