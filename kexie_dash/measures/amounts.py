"""One amount of money of a report: stated for the subject, or the sum of the parts that make it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.definitions.recipes import WHOLE, Select
from kexie_dash.measures.case import Case, is_year_figure, subject_key
from kexie_dash.measures.precision import disagreements, most_exact, resolution
from kexie_dash.measures.result import operand, unique
from kexie_dash.model.assessment import Operand, OperandRole
from kexie_dash.model.labels import STAGE_LABEL
from kexie_dash.model.observation import Observation, Stage
from kexie_dash.model.quantity import Bound, bound_of_sum

#: A figure called the whole that is a tenth below the largest is a part of it.
_SAME_WHOLE = Decimal("0.9")
#: Stages in which a whole and its parts are expected side by side.
_CORE: tuple[Stage, ...] = ("initial", "adjusted", "executed")


@dataclass(frozen=True, slots=True)
class Amount:
    """terms: the one statement it was read from, or the parts added up (derived)."""

    value: Decimal
    bound: Bound
    terms: tuple[Observation, ...]
    derived: bool
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """The amount is not to be had; reason in Chinese."""

    reason: str


def amount(case: Case, select: Select) -> Amount | Missing:
    """The amount of the subject at the stage, for the whole year and the body itself."""
    if select.subject != WHOLE:
        name = subject_key(select.subject)
        found = _stated(case, lambda subject: subject_key(subject) == name, select.stage)
        return found or Missing(f"报告没有写明{select.subject}的{STAGE_LABEL[select.stage]}数")
    return _whole(case, select.stage) or _sum_of_parts(case, select.stage)


def amount_operands(role: OperandRole, label: str, found: Amount) -> tuple[Operand, ...]:
    """The statement itself; for a sum the sum first and its terms after it."""
    if not found.derived:
        return (operand(role, found.terms[0]),)
    total = Operand(role, f"{label}（所列相加）", found.value, found.terms[0].unit, found.bound)
    return (total, *(operand("term", term) for term in found.terms))


def _stated(case: Case, of_subject: Callable[[str], bool], stage: Stage) -> Amount | None:
    return _one_of([o for o in _amounts(case, stage) if of_subject(o.subject)])


def _whole(case: Case, stage: Stage) -> Amount | None:
    """The whole as stated. Where several figures are called the whole (the 合计 of a table of projects beside
    the department's), it is the largest: no whole is smaller than one of its parts."""
    candidates = [o for o in _amounts(case, stage) if case.is_whole(o.subject)]
    largest = max((o.value for o in candidates if o.value is not None), default=Decimal(0))
    near = [o for o in candidates if o.value is not None and o.value >= largest * _SAME_WHOLE]
    chosen = _one_of(near)
    return replace(chosen, caveats=disagreements(chosen.terms[0], candidates)) if chosen else None


def _one_of(candidates: Sequence[Observation]) -> Amount | None:
    if not candidates:
        return None
    chosen = most_exact(candidates)
    assert chosen.value is not None
    return Amount(chosen.value, chosen.bound, (chosen,), False, disagreements(chosen, candidates))


def _amounts(case: Case, stage: Stage) -> list[Observation]:
    """Year figures of the body itself. What others spent or were given is not its execution."""
    return [
        o
        for o in case.family("budget")
        if o.stage == stage and o.value is not None and o.coverage == "own" and is_year_figure(o)
    ]


def _sum_of_parts(case: Case, stage: Stage) -> Amount | Missing:
    name = STAGE_LABEL[stage]
    required, further = _part_names(case)
    said = _by_name(case, stage)
    found = {part: _one_of(said.get(part, [])) for part in (*required, *further)}
    lacking = [part for part in required if found[part] is None]
    if not required or len(lacking) == len(required):
        return Missing(f"报告没有写明整体的{name}数")
    if lacking:
        return Missing(f"{'、'.join(lacking)}没有写明{name}数，其余部分不能当作整体")
    if case.report.kind == "project" and not _parts_make_the_whole(case, required):
        return Missing(f"报告没有写明整体的{name}数，所列分项也不能确定就是全部")
    terms = [part for part in found.values() if part is not None]
    return Amount(
        sum((term.value for term in terms), Decimal(0)),
        bound_of_sum(term.bound for term in terms),
        tuple(term.terms[0] for term in terms),
        True,
        unique(
            [
                f"{name}数由{'、'.join(t.terms[0].subject for t in terms)}相加，报告没有写明合计",
                *(caveat for term in terms for caveat in term.caveats),
            ]
        ),
    )


def _by_name(case: Case, stage: Stage) -> dict[str, list[Observation]]:
    said: dict[str, list[Observation]] = {}
    for o in _amounts(case, stage):
        said.setdefault(subject_key(o.subject), []).append(o)
    return said


def _part_names(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the parts a whole must have, and of those it may have.

    A department consists of 基本支出 and 项目支出. A project consists of the named items that were given a
    budget; an item that only spent is none, and so is a figure standing inside a sentence's total.
    """
    subjects = load_subjects()
    if case.report.kind == "department":
        return tuple(map(subject_key, subjects.parts_required)), tuple(
            map(subject_key, subjects.parts_further)
        )
    nested = {subject_key(s) for s in (*subjects.nested, *subjects.parts_required, *subjects.parts_further)}
    budgeted = [o for stage in ("initial", "adjusted") for o in _amounts(case, stage)]
    totals: dict[tuple[int, Stage | None], set[str]] = {}
    for o in budgeted:
        if o.is_total:
            totals.setdefault((o.sentence, o.stage), set()).add(o.subject)
    names = (
        subject_key(o.subject)
        for o in sorted(budgeted, key=lambda o: o.evidence.start)
        if not case.is_whole(o.subject) and not totals.get((o.sentence, o.stage), set()) - {o.subject}
    )
    return tuple(dict.fromkeys(name for name in names if name not in nested)), ()


def _parts_make_the_whole(case: Case, names: tuple[str, ...]) -> bool:
    """True if nothing states the whole, or the parts add up to it in a stage that has both."""
    whole_known = False
    for stage in _CORE:
        whole = _whole(case, stage)
        if whole is None:
            continue
        whole_known = True
        said = _by_name(case, stage)
        parts = [part for part in (_one_of(said.get(name, [])) for name in names) if part]
        if len(parts) == len(names):
            step = sum((resolution(t) for p in parts for t in p.terms), resolution(whole.terms[0]))
            if abs(sum((p.value for p in parts), -whole.value)) <= step / 2:
                return True
    return not whole_known
