"""Numbers of staff a report states, and the two rates that hold them against the quota."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.definitions.stated_recipes import Headcount, HeadcountRate, Names
from kexie_dash.measures.case import Case, subject_key
from kexie_dash.measures.precision import other_counts
from kexie_dash.measures.result import Result, operand, quotient, unique
from kexie_dash.model.assessment import Operand, OperandRole
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import Bound, bound_of_quotient, bound_of_sum

_UNIT = "人"
_UNITS = ("人", "名", "位")


@dataclass(frozen=True, slots=True)
class _Number:
    """terms: the statement it was read from, or the parts added up."""

    value: Decimal
    bound: Bound
    terms: tuple[Observation, ...]
    caveats: tuple[str, ...] = ()


def headcount(case: Case, calculation: Headcount) -> Result:
    """The number as stated; other statements of it that differ are named."""
    found = _number(case, calculation.select)
    if found is None:
        return Result("not_stated", caveats=("报告没有写明这一人数",))
    alone = len(found.terms) == 1
    return Result(
        "stated" if alone else "derived",
        found.value,
        found.bound,
        basis=None if alone else "sum",
        caveats=found.caveats,
        operands=tuple(operand("value" if alone else "term", o) for o in found.terms),
    )


def headcount_rate(case: Case, calculation: HeadcountRate) -> Result:
    """Both numbers as stated; the rate the report itself gives stands beside it."""
    above, below = _number(case, calculation.numerator), _number(case, calculation.denominator)
    if above is None or below is None:
        lacking = "、".join(
            names.names[0]
            for names, found in ((calculation.numerator, above), (calculation.denominator, below))
            if found is None
        )
        return Result("not_stated", caveats=(f"报告没有写明{lacking}",))
    whole = below.value + (above.value if calculation.with_numerator else 0)
    if not whole:
        return Result("undefined", caveats=("分母为零，不能相除",))
    declared = _declared(case, calculation.declared)
    return Result(
        "stated" if len(above.terms) == len(below.terms) == 1 else "derived",
        quotient(above.value, whole),
        _bound(above, below, with_numerator=calculation.with_numerator),
        declared=declared.value if declared else None,
        declared_label=declared.label if declared else None,
        caveats=unique([*above.caveats, *below.caveats]),
        operands=(
            *_side("numerator", above),
            *_below(above, below, whole, with_numerator=calculation.with_numerator),
            *((operand("declared", declared),) if declared else ()),
        ),
    )


def _bound(above: _Number, below: _Number, *, with_numerator: bool) -> Bound:
    """x ÷ (x + y) grows with x, so an open x leaves the share open on the same side."""
    if not with_numerator or below.bound != "exact":
        return bound_of_quotient(above.bound, below.bound)
    return above.bound if above.bound in ("exact", "at_least", "at_most") else "about"


def _side(role: OperandRole, number: _Number) -> tuple[Operand, ...]:
    if len(number.terms) == 1:
        return (operand(role, number.terms[0]),)
    total = Operand(role, "所列相加", number.value, _UNIT, number.bound)
    return (total, *(operand("term", o) for o in number.terms))


def _below(above: _Number, below: _Number, whole: Decimal, *, with_numerator: bool) -> tuple[Operand, ...]:
    if not with_numerator:
        return _side("denominator", below)
    bound = bound_of_sum([above.bound, below.bound])
    total = Operand("denominator", "在编与编外合计", whole, _UNIT, bound)
    return (total, *(operand("term", o) for o in below.terms))


def _number(case: Case, names: Names) -> _Number | None:
    said = [o for o in _own(case) if not any(word in o.label for word in names.without)]
    by_name = [[o for o in said if name in o.label] for name in names.names]
    found = next((group for group in by_name if group), None)
    if found is not None:
        chosen = found[0]
        assert chosen.value is not None
        others = [o for group in by_name for o in group]
        return _Number(chosen.value, chosen.bound, (chosen,), other_counts(chosen, others))
    parts = [next((o for o in said if name in o.label), None) for name in names.added]
    terms = tuple(dict.fromkeys(o for o in parts if o is not None))
    if not terms:
        return None
    value = sum((o.value for o in terms if o.value is not None), Decimal(0))
    caveat = f"报告没有写明这一总数，这里由{'、'.join(o.label for o in terms)}相加，是下限"
    return _Number(value, bound_of_sum(["at_least", *(o.bound for o in terms)]), terms, (caveat,))


def _own(case: Case) -> list[Observation]:
    """People of the body itself; a figure said of another body has that body for its subject."""
    return [
        o
        for o in case.family("staffing")
        if o.value is not None and o.unit in _UNITS and o.coverage == "own" and _is_own(case, o)
    ]


def _is_own(case: Case, o: Observation) -> bool:
    subject = subject_key(o.subject)
    return case.is_whole(o.subject) or subject == subject_key(o.label) or subject.endswith("率")


def _declared(case: Case, names: Sequence[str]) -> Observation | None:
    rates = [o for o in case.family("rate") if o.value is not None]
    return next((o for name in names for o in rates if o.label == name or o.subject == name), None)
