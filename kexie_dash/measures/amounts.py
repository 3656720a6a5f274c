"""One amount of money of a report: stated for the subject, or the sum of the parts that make it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.definitions.recipes_money import WHOLE, Select
from kexie_dash.measures.case import Case, is_year_figure, subject_key
from kexie_dash.measures.precision import disagreements, most_exact, resolution
from kexie_dash.measures.result import operand, unique
from kexie_dash.model.assessment import Operand, OperandRole
from kexie_dash.model.labels import QUARTER_LABEL, STAGE_LABEL
from kexie_dash.model.observation import Observation, Quarter, Stage
from kexie_dash.model.quantity import Bound, bound_of_sum

#: A figure called the whole that is a tenth below the largest is a part of it.
_SAME_WHOLE = Decimal("0.9")
#: Stages in which a whole and its parts are expected side by side.
_CORE: tuple[Stage, ...] = ("initial", "adjusted", "executed")
#: Stages that give an item a budget of its own.
_BUDGETS: tuple[Stage, ...] = ("initial", "adjusted")


@dataclass(frozen=True, slots=True)
class Amount:
    """terms: the one statement it was read from, or what it was worked out from (derived or a difference)."""

    value: Decimal
    bound: Bound
    terms: tuple[Observation, ...]
    derived: bool
    caveats: tuple[str, ...] = ()
    how: str = "所列相加"


@dataclass(frozen=True, slots=True)
class Missing:
    """The amount is not to be had; reason in Chinese."""

    reason: str


def amount(case: Case, select: Select) -> Amount | Missing:
    """The amount of the subject at the stage, for the period and the body itself."""
    found = _at(case, select, select.stage)
    if select.less is None or isinstance(found, Missing):
        return found
    taken = _at(case, select, select.less)
    return taken if isinstance(taken, Missing) else less(found, taken)


def less(found: Amount, taken: Amount) -> Amount:
    """found − taken; derived only where one of the two is."""
    exact = found.bound == taken.bound == "exact"
    return Amount(
        found.value - taken.value,
        "exact" if exact else "about",
        (*found.terms, *taken.terms),
        found.derived or taken.derived,
        unique([*found.caveats, *taken.caveats]),
        "相减",
    )


def amount_name(select: Select) -> str:
    """What the amount is called beside a value: 执行数, 基本支出调整预算数, 调整预算数减冻结数."""
    subject = "" if select.subject == WHOLE else select.subject
    taken = f"减{figure_name(select.less)}" if select.less else ""
    return f"{subject}{figure_name(select.stage)}{taken}"


def figure_name(stage: Stage) -> str:
    """What the figure of a stage is called: 执行数, 调整数."""
    return STAGE_LABEL[stage].removesuffix("数") + "数"


def amount_operands(role: OperandRole, label: str, found: Amount) -> tuple[Operand, ...]:
    """The statement itself; for an amount worked out the result first and its terms after it."""
    if len(found.terms) == 1 and not found.derived:
        return (operand(role, found.terms[0]),)
    result = Operand(role, f"{label}（{found.how}）", found.value, found.terms[0].unit, found.bound)
    return (result, *(operand("term", term) for term in found.terms))


def _at(case: Case, select: Select, stage: Stage) -> Amount | Missing:
    if select.period != "year":
        return _in_quarter(case, select, stage, select.period)
    if select.subject == WHOLE:
        return _whole(case, stage) or _sum_of_parts(case, stage)
    keys = {subject_key(name) for name in select.names}
    found = _one_of([o for o in _amounts(case, stage) if subject_key(o.subject) in keys])
    return (
        found
        or _rest_of_whole(case, select.subject, stage)
        or Missing(f"报告没有写明{select.subject}的{figure_name(stage)}")
    )


def _in_quarter(case: Case, select: Select, stage: Stage, quarter: Quarter) -> Amount | Missing:
    """Only as stated: parts of a quarter are not added up."""
    named = {subject_key(name) for name in select.names}
    found = _one_of(
        [
            o
            for o in case.in_quarter("budget", quarter)
            if o.stage == stage
            and o.value is not None
            and o.coverage == "own"
            and (case.is_whole(o.subject) if select.subject == WHOLE else subject_key(o.subject) in named)
        ]
    )
    return found or Missing(f"报告没有写明{QUARTER_LABEL[quarter]}的{figure_name(stage)}")


def _rest_of_whole(case: Case, name: str, stage: Stage) -> Amount | None:
    """A required part of a department as the stated whole less the other, where no further part is named."""
    required, further = _part_names(case)
    key = subject_key(name)
    whole, said = _whole(case, stage), _by_name(case, stage)
    others = [_one_of(said.get(part, [])) for part in required if part != key]
    if case.report.kind != "department" or key not in required or whole is None or None in others:
        return None
    if any(o.value for part in further for o in said.get(part, [])):
        return None
    rest = whole
    for other in others:
        rest = less(rest, other) if other else rest
    if rest.value < 0:
        return None
    taken = "、".join(other.terms[0].subject for other in others if other)
    caveat = f"{name}的{figure_name(stage)}由整体减{taken}得出，报告没有单独写明"
    return replace(rest, derived=True, how=f"整体减{taken}", caveats=unique([caveat, *rest.caveats]))


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
    name = figure_name(stage)
    required, further = _part_names(case)
    said = _by_name(case, stage)
    found = {part: _one_of(said.get(part, [])) for part in (*required, *further)}
    lacking = [part for part in required if found[part] is None]
    if not required or len(lacking) == len(required):
        return Missing(f"报告没有写明整体的{name}")
    if lacking:
        return Missing(f"{'、'.join(lacking)}没有写明{name}，其余部分不能当作整体")
    if case.report.kind == "project" and not _parts_make_the_whole(case, required):
        return Missing(f"报告没有写明整体的{name}，所列分项也不能确定就是全部")
    terms = [part for part in found.values() if part is not None]
    return Amount(
        sum((term.value for term in terms), Decimal(0)),
        bound_of_sum(term.bound for term in terms),
        tuple(term.terms[0] for term in terms),
        True,
        unique(
            [
                f"{name}由{'、'.join(t.terms[0].subject for t in terms)}相加，报告没有写明合计",
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
    return tuple(map(subject_key, budgeted_items(case))), ()


def budgeted_items(case: Case) -> tuple[str, ...]:
    """Named projects and items that were given a budget, as first named, in the order of the text.

    The whole, its general parts and figures standing inside a sentence's total are none.
    """
    subjects = load_subjects()
    nested = {subject_key(s) for s in (*subjects.nested, *subjects.parts_required, *subjects.parts_further)}
    budgeted = [o for stage in _BUDGETS for o in _amounts(case, stage)]
    totals: dict[tuple[int, Stage | None], set[str]] = {}
    for o in budgeted:
        if o.is_total:
            totals.setdefault((o.sentence, o.stage), set()).add(o.subject)
    names: dict[str, str] = {}
    for o in sorted(budgeted, key=lambda o: o.evidence.start):
        if not case.is_whole(o.subject) and not totals.get((o.sentence, o.stage), set()) - {o.subject}:
            names.setdefault(subject_key(o.subject), o.subject)
    return tuple(name for key, name in names.items() if key not in nested)


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
