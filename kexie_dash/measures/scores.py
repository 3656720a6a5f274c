"""The total a body gives itself, its grade, and the score rate of every item with a printed full mark."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.definitions.recipes import ScoreRate
from kexie_dash.measures.case import Case, subject_key
from kexie_dash.measures.precision import disagreements, most_exact
from kexie_dash.measures.result import Result, operand, quotient, unique
from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Observation

_DEDUCTION = "扣"


def total_score(case: Case) -> Result:
    """The total; several statements of it that disagree are named."""
    totals = [o for o in _totals(case) if o.value is not None and _DEDUCTION not in o.label]
    if not totals:
        return Result("not_stated", caveats=("报告没有写明自评总分",))
    chosen = most_exact(totals)
    return Result(
        "stated",
        chosen.value,
        chosen.bound,
        caveats=disagreements(chosen, totals),
        operands=(operand("value", chosen),),
    )


def grade(case: Case) -> Result:
    """The grade in the report's own word."""
    grades = [o for o in _totals(case) if o.value is None and o.value_text]
    if not grades:
        return Result("not_stated", caveats=("报告没有写明自评等级",))
    words = list(dict.fromkeys(_word(o) for o in grades))
    caveats = (f"报告另写为{'、'.join(words[1:])}，使用前请核对",) if len(words) > 1 else ()
    return Result("stated", text=words[0], caveats=caveats, operands=(operand("value", grades[0]),))


def score_rates(case: Case, calculation: ScoreRate) -> list[Result]:
    """One value an item; one that is not stated if the report prints no full mark at all."""
    items: dict[str, list[Observation]] = {}
    for o in case.family("score"):
        if o.level in calculation.levels and not any(word in o.label for word in calculation.without):
            items.setdefault(_item(case, o), []).append(o)
    results = [result for name, said in items.items() if (result := _rate(case, name, said))]
    return results or [Result("not_stated", caveats=("报告没有印出各项的分值（满分）",))]


def _rate(case: Case, name: str, said: list[Observation]) -> Result | None:
    scored = [o for o in said if o.value is not None]
    marked = [o for o in said if o.full_mark]
    if not scored or not marked:
        return None
    chosen = most_exact(scored)
    full = chosen if chosen.full_mark else marked[0]
    if not full.full_mark or chosen.value is None:
        return None
    declared = _declared(case, name)
    return Result(
        "stated",
        quotient(chosen.value, full.full_mark),
        chosen.bound,
        basis=full.level,
        declared=declared.value if declared else None,
        declared_label=declared.label if declared else None,
        by=(("item", name),),
        caveats=unique([*_conflict(chosen, scored), *_full_marks(full, marked)]),
        operands=(
            operand("numerator", chosen),
            Operand("denominator", f"{name}：分值", full.full_mark, "分", "exact", full.id),
            *((operand("declared", declared),) if declared else ()),
        ),
    )


def _conflict(chosen: Observation, scored: list[Observation]) -> tuple[str, ...]:
    # A score is a decision, not a measurement: 6 is not a rounded 5.98.
    different = [o for o in scored if o.value != chosen.value]
    return disagreements(chosen, different) or tuple(
        f"报告第{o.evidence.line_first}行另写为{o.value_text}，使用前请核对" for o in different[:1]
    )


def _full_marks(full: Observation, marked: list[Observation]) -> tuple[str, ...]:
    others = {o.full_mark for o in marked} - {full.full_mark}
    return tuple(f"报告另有一处把分值写为{mark}，使用前请核对" for mark in sorted(others, key=_number))


def _number(mark: Decimal | None) -> Decimal:
    return mark or Decimal(0)


def _declared(case: Case, name: str) -> Observation | None:
    key = subject_key(name)
    rates = (o for o in case.family("rate") if "得分率" in o.label and o.value is not None)
    return next((o for o in rates if subject_key(o.subject) == key), None)


def _item(case: Case, o: Observation) -> str:
    if o.level == "total":
        return "总分"
    return o.label if case.is_whole(o.subject) else o.subject


def _totals(case: Case) -> list[Observation]:
    return [o for o in case.family("score") if o.level == "total"]


def _word(o: Observation) -> str:
    return o.value_text.strip("“”\"'‘’。，：: ")
