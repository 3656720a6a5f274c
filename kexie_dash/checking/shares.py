"""Shares, rates of counted things, and rates that can have only one value or a highest one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.compare import total
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, plain, said
from kexie_dash.checking.ratios import NEAR, Base, base_of, is_near, trials_of, unlike
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding, Verdict
from kexie_dash.model.observation import Observation

_ONE = Decimal(1)


def shares(case: Case) -> Iterator[Finding]:
    """甲占乙的85.4%: the figure before it over a whole of the same sentence."""
    for rate in case.family("rate"):
        if rate.value is None or rate.bound != "exact" or not pattern("share").search(rate.label):
            continue
        first, _ = case.sentence(rate)
        start = case.spot(rate)[0]
        before = [
            o
            for o in case.family("budget", "staffing", "output", "audience")
            if first <= case.spot(o)[0] < start and o.value is not None and o.bound == "exact"
        ]
        if before:
            yield from _share(case, rate, before)


def _share(case: Case, rate: Observation, before: Sequence[Observation]) -> Iterator[Finding]:
    part = before[-1]
    same = [o for o in before[:-1] if o.unit == part.unit and o.family == part.family]
    people = part.family == "staffing"
    nearby = same if people else unlike([*same, *_money_before(case, rate)])
    trials = trials_of(rate, [base_of(part)], [base_of(o) for o in nearby if o is not part])
    if people:
        for other in same:
            both = Base(f"（{said(part)}＋{said(other)}）", total((part, other)), (part, other))
            trials += trials_of(rate, [base_of(part), base_of(other)], [both]) + trials_of(
                rate, [base_of(other)], [base_of(part)]
            )
    if not trials:
        return
    fitting = next((t for t in trials if t.result.fits), None)
    firm = (people and len(same) == 1) or (
        not people and len({o.value for o in same if case.is_whole(o.subject)}) == 1
    )
    shown = fitting or trials[-1]
    if not fitting and not firm and not is_near(rate, shown):
        return
    yield finding(
        case, "share", "holds" if fitting else "contradicts" if firm else "undecided",
        evidences(rate, shown.over.parts, shown.under.parts),
        declared=rate.value, expected=shown.result.expected, tolerance=shown.result.tolerance, unit="比率",
        wanting="作为分母的数", severity="fact" if people else "money",
        name=rate.label, said=said(rate), line=line(rate), trial=shown.words(rate), note=shown.result.note,
    )  # fmt: skip


def _money_before(case: Case, rate: Observation) -> list[Observation]:
    """Exact amounts shortly before the rate, whatever they are of."""
    start = case.spot(rate)[0]
    money = [o for o in case.family("budget") if o.value and o.bound == "exact"]
    return [o for o in money if 0 < start - case.spot(o)[0] <= NEAR]


def counted(case: Case) -> Iterator[Finding]:
    """覆盖率 and the like of two counts said just before it."""
    for rate in case.family("rate"):
        if rate.value is None or rate.bound != "exact" or not pattern("counted_rate").search(rate.label):
            continue
        start = case.spot(rate)[0]
        near = [
            o
            for o in case.family("output", "activity")
            if 0 < start - case.spot(o)[0] <= 120 and o.bound == "exact" and o.value
        ]
        if len(near) < 2 or near[-1].unit != near[-2].unit:
            continue
        firm = all(rate.label[:2] in "".join(case.clause(o)) for o in near[-2:])
        small, large = sorted(near[-2:], key=lambda o: o.value or Decimal(0))
        trial = trials_of(rate, [base_of(small)], [base_of(large)])[0]
        yield finding(
            case, "counted_rate", trial.result.verdict(firm=firm), evidences(rate, near[-2:]),
            declared=rate.value, expected=trial.result.expected, tolerance=trial.result.tolerance,
            unit="比率",
            wanting=f"“{rate.label}”的分子、分母", name=rate.label, said=said(rate), line=line(rate),
            trial=trial.words(rate), note=trial.result.note,
        )  # fmt: skip


def schedule(case: Case) -> Iterator[Finding]:
    """序时进度 of the n-th quarter is n × 25 %."""
    for o in case.family("rate"):
        if (
            not pattern("schedule").search(o.label)
            or o.period not in ("q1", "q2", "q3", "q4")
            or o.value is None
        ):
            continue
        expected = _ONE * int(o.period[1]) / 4
        verdict: Verdict = "holds" if o.value == expected else "contradicts"
        yield finding(
            case, "schedule", verdict, evidences(o), declared=o.value, expected=expected,
            tolerance=Decimal(0), unit="比率", quarter=o.period[1], said=said(o), line=line(o),
            due=f"{plain(expected * 100)}%",
        )  # fmt: skip


def possible(case: Case) -> Iterator[Finding]:
    """Rates of a part to its whole are not above 100 %."""
    for o in case.family("rate", "satisfaction", "target"):
        if o.unit != "比率" or o.value is None or not pattern("bounded_rate").search(o.label):
            continue
        yield finding(
            case, "possible_rate", "holds" if o.value <= 1 else "contradicts", evidences(o), declared=o.value,
            expected=_ONE, tolerance=Decimal(0), unit="比率", name=o.label, said=said(o), line=line(o),
        )  # fmt: skip
