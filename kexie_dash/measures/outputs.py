"""Outputs by coverage and kind: what the dictionary's crosswalk calls one thing under its many names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.definitions.stated_recipes import OutputKind, Outputs
from kexie_dash.measures.case import Case, subject_key
from kexie_dash.measures.precision import most_exact, other_counts
from kexie_dash.measures.result import Result, operand
from kexie_dash.model.observation import PERIOD_STOCK, Observation
from kexie_dash.model.quantity import bound_of_sum

By = tuple[tuple[str, str], ...]


def outputs(case: Case, calculation: Outputs) -> list[Result]:
    """One value a coverage and kind that the report states."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    kinds = {kind.name: kind for kind in calculation.kinds}
    for o in case.observations:
        kind = _kind_of(o, calculation)
        if kind is not None:
            groups.setdefault((o.coverage, kind.name), []).append(o)
    found = [
        _value((("coverage", coverage), ("output", name)), said, kinds[name])
        for (coverage, name), said in groups.items()
    ]
    return found or [Result("not_stated", caveats=("报告没有写明所列各种产出的数量",))]


def _kind_of(o: Observation, calculation: Outputs) -> OutputKind | None:
    """The first kind that fits a figure that is held and not planned."""
    if (
        o.value is None
        or o.bound == "at_most"
        or any(word in o.evidence.quote for word in calculation.planned)
    ):
        return None
    is_stock = o.period == PERIOD_STOCK and not any(w in o.label + o.evidence.quote for w in calculation.new)
    return next((kind for kind in calculation.kinds if _fits(o, kind, is_stock=is_stock)), None)


def _fits(o: Observation, kind: OutputKind, *, is_stock: bool) -> bool:
    """By the report's own name of the thing; a quote often names its neighbours too."""
    name = f"|{o.subject}|{o.label}|"
    return (
        o.family in kind.families
        and o.unit in kind.units
        and kind.stock in (None, is_stock)
        and any(word in name for word in kind.words)
        and not any(word in name for word in kind.without)
    )


def _value(by: By, said: Sequence[Observation], kind: OutputKind) -> Result:
    """A stated total; else the sum over different subjects; where nothing adds, the statement itself."""
    totals = [o for o in said if o.is_total]
    terms = _one_a_subject(said) if kind.adds else []
    if totals or len(terms) < 2:
        return _stated(by, totals or said, kind)
    bound = bound_of_sum(["at_least", *(o.bound for o in terms)])
    return Result(
        "derived",
        sum((o.value for o in terms if o.value is not None), Decimal(0)),
        bound,
        basis="sum",
        by=by,
        caveats=(
            f"报告没有写明合计，由所列{len(terms)}项相加，是{'下限' if bound == 'at_least' else '约数'}",
        ),
        operands=tuple(operand("term", o) for o in terms),
    )


def _stated(by: By, said: Sequence[Observation], kind: OutputKind) -> Result:
    chosen = most_exact(said) if not kind.adds else max(said, key=lambda o: (o.value, -o.evidence.start))
    return Result(
        "stated",
        chosen.value,
        chosen.bound,
        basis="total" if chosen.is_total else None,
        by=by,
        caveats=() if kind.adds else other_counts(chosen, said),
        operands=(operand("value", chosen),),
    )


def _one_a_subject(said: Sequence[Observation]) -> list[Observation]:
    """A subject said twice counts once, with its largest figure; in the order of the text."""
    chosen: dict[str, Observation] = {}
    for o in said:
        key = subject_key(o.subject)
        if key not in chosen or (o.value or 0) > (chosen[key].value or 0):
            chosen[key] = o
    kept: dict[tuple[object, ...], Observation] = {}
    for key, o in chosen.items():
        twin = next((k for k in kept if k[1:] == (o.value, o.bound) and _alike(str(k[0]), key)), None)
        if twin is None:
            kept[(key, o.value, o.bound)] = o
    return sorted(kept.values(), key=lambda o: o.evidence.start)


def _alike(one: str, other: str) -> bool:
    """The same figure under a longer and a shorter form of one name is one subject."""
    return one in other or other in one
