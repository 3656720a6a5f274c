"""What the target tables come to: reached, missed, exceeded, set too low, only in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.definitions.stated_recipes import Targets
from kexie_dash.measures.case import Case
from kexie_dash.measures.result import Result, operand, quotient, unique
from kexie_dash.measures.target_rows import in_figures, is_range, less_is_better, state, with_result
from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Observation

_UNIT = "项"
_QUOTED = 3


def target_measure(case: Case, calculation: Targets) -> Result:
    """One figure over the report's target rows; not stated where it has none of the kind."""
    rows = with_result(case.family("target"))
    if calculation.measure == "in_words":
        return _in_words(case)
    if calculation.rows == "figures":
        rows = [o for o in rows if in_figures(o)]
    decided = [o for o in rows if state(o) != "unknown"]
    if not decided:
        kind = "用数字写明的" if calculation.rows == "figures" else ""
        return Result("not_stated", caveats=(f"报告没有{kind}目标值与完成值",))
    note = _undecided(rows, decided)
    match calculation.measure:
        case "met":
            reached = [o for o in decided if state(o) == "met"]
            return _share(("达到目标", reached), ("能判断", decided), note, first=_but(decided, reached))
        case "unmet":
            return _unmet(decided, note)
        case "too_low":
            low = [o for o in decided if _too_low(o, calculation.times)]
            return _share(
                (f"目标不足完成值{calculation.times}分之一", low), ("能判断", decided), note, first=low
            )
    return _overshoot(decided, note)


def _undecided(rows: Sequence[Observation], decided: Sequence[Observation]) -> tuple[str, ...]:
    open_rows = _but(rows, decided)
    if not open_rows:
        return ()
    names = "、".join(f"{o.label}（{o.target_text}→{o.actual_text}）" for o in open_rows[:_QUOTED])
    more = "等" if len(open_rows) > _QUOTED else ""
    return (f"另有{len(open_rows)}项无法判断是否达到，未计入：{names}{more}",)


def _but(rows: Sequence[Observation], others: Sequence[Observation]) -> list[Observation]:
    taken = {id(o) for o in others}
    return [o for o in rows if id(o) not in taken]


def _share(
    part: tuple[str, Sequence[Observation]],
    whole: tuple[str, Sequence[Observation]],
    caveats: Sequence[str],
    first: Sequence[Observation],
) -> Result:
    """part ÷ whole in rows; every row is an operand, those a reader asks for first in front."""
    named, counted = part
    of, rows = whole
    return Result(
        "derived",
        quotient(Decimal(len(counted)), Decimal(len(rows))),
        caveats=tuple(caveats),
        operands=(
            _count("numerator", f"{named.removesuffix('的')}的项数", counted),
            _count("denominator", f"{of}的项数", rows),
            *_terms([*first, *_but(rows, first)]),
        ),
    )


def _count(role: str, label: str, rows: Sequence[Observation]) -> Operand:
    return Operand("numerator" if role == "numerator" else "denominator", label, Decimal(len(rows)), _UNIT)


def _terms(rows: Sequence[Observation]) -> list[Operand]:
    return [_row(o) for o in rows]


def _row(o: Observation) -> Operand:
    """The row as an input: its name with target and result as printed."""
    named = operand("term", o)
    return Operand(
        "term", f"{o.label}：{o.target_text}→{o.actual_text or ''}", o.actual, named.unit, o.bound, o.id
    )


def _unmet(decided: Sequence[Observation], caveats: Sequence[str]) -> Result:
    missed = [o for o in decided if state(o) == "missed"]
    how = f"能判断的{len(decided)}项目标中未达到的项数"
    return Result(
        "derived",
        Decimal(len(missed)),
        caveats=unique([how, *caveats]),
        operands=tuple(_terms(missed or decided)),
    )


def _too_low(o: Observation, times: Decimal) -> bool:
    if o.target is None or o.actual is None or less_is_better(o):
        return False
    return o.actual > 0 and o.target * times <= o.actual and o.bound != "at_most"


def _overshoot(decided: Sequence[Observation], caveats: Sequence[str]) -> Result:
    """The median of actual ÷ target − 1 over the rows exceeded; a target of zero has no such quotient."""
    exceeded = [
        (quotient(o.actual, o.target) - 1, o)
        for o in decided
        if o.target and o.actual is not None and o.actual > o.target and not less_is_better(o)
        and state(o) == "met"
    ]  # fmt: skip
    if not exceeded:
        return Result("undefined", caveats=("没有超额完成的数字目标", *caveats))
    exceeded.sort(key=lambda pair: (pair[0], pair[1].evidence.start))
    middle = len(exceeded) // 2
    around = exceeded[middle - 1 : middle + 1] if len(exceeded) % 2 == 0 else exceeded[middle : middle + 1]
    inexact = any(o.bound != "exact" for _, o in exceeded)
    return Result(
        "derived",
        quotient(sum((value for value, _ in around), Decimal(0)), Decimal(len(around))),
        "about" if inexact else "exact",
        caveats=unique([f"超额完成的{len(exceeded)}项的中位数", *caveats]),
        operands=tuple(_terms([o for _, o in exceeded])),
    )


def _in_words(case: Case) -> Result:
    """Targets of a table, with a result or without: which of them name no figure to be reached."""
    rows = [o for o in case.family("target") if o.target_text and (o.actual_text or o.indicator_path)]
    if not rows:
        return Result("not_stated", caveats=("报告没有目标值",))
    words = [o for o in rows if o.target is None and not is_range(o.target_text or "")]
    return _share(("只用文字的", words), ("目标", rows), (), first=words)
