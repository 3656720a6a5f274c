"""A second way to the rates, quarters and projects of the dictionary, in fractions, from its sentences alone.

It shares no code with kexie_dash.measures. A figure is a Fraction; NONE is "not stated", SENSELESS is
"undefined" (nothing to divide by).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from kexie_dash.model.observation import Observation
from tests import naive

Said = Sequence[Observation]
NONE, SENSELESS = "not stated", "undefined"
Figure = Fraction | str
OFFICE = ("日常公用经费", "公用经费")
FURTHER = ("上缴上级支出", "经营支出", "对附属单位补助支出")
QUARTERS = ("q1", "q2", "q3", "q4")


def said_of(said: Said, names: Sequence[str], stage: str, period: str = "year") -> Observation | None:
    """The best statement: a total, then an exact one, then the one with most digits, then the first."""
    found = [o for o in said if (o.family, o.stage, o.period, o.coverage) == ("budget", stage, period, "own")]
    found = [o for o in found if o.subject in names and o.value is not None]
    if names[0] in ("部门整体", "项目整体") and found:
        largest = max(value_of(o) for o in found)
        found = [o for o in found if value_of(o) * 10 >= largest * 9]
    found.sort(key=lambda o: (not o.is_total, o.bound != "exact", naive._coarse(o), o.evidence.start))
    return found[0] if found else None


def over(upper: Fraction | None, lower: Fraction | None) -> Figure:
    if upper is None or lower is None:
        return NONE
    return upper / lower if lower > 0 else SENSELESS


def rate(said: Said, project: bool, upper: str, *lower: str) -> Figure:
    """The whole at one stage over the whole at the first of the others that is there."""
    top = naive.whole(said, upper, project)
    for stage in lower:
        bottom = naive.whole(said, stage, project)
        if bottom is not None:
            return over(top, bottom)
    return NONE


def without_frozen(said: Said, project: bool) -> Figure:
    budget, frozen = naive.whole(said, "adjusted", project), naive.whole(said, "frozen", project)
    if budget is None or frozen is None:
        return NONE
    return over(naive.whole(said, "executed", project), budget - frozen)


def carried_over(said: Said, project: bool) -> Figure:
    """Amounts first; else the rate as the body prints it."""
    own = rate(said, project, "carried_over", "adjusted", "initial")
    if own != NONE:
        return own
    for o in said:
        if o.family == "rate" and o.subject in ("部门整体", "项目整体") and "结转率" in o.label:
            return value_of(o)
    return NONE


def adjustment(said: Said, project: bool, lowered: bool = False) -> Figure:
    """How much more (or less) the budget became, on what it was in the beginning."""
    before, after, change = (naive.whole(said, s, project) for s in ("initial", "adjusted", "adjustment"))
    if change is not None and lowered:
        change = -abs(change)
    if before is not None and after is not None:
        return over(after - before, before)
    if before is not None:
        return over(change, before)
    return NONE if after is None or change is None else over(change, after - change)


def of_subject(said: Said, names: Sequence[str], upper: str, *lower: str) -> Figure:
    """As rate, of a subject under any of its names; a part of a department may be what is left of it."""
    top = part(said, names, upper)
    for stage in lower:
        bottom = part(said, names, stage)
        if bottom is not None:
            return over(top, bottom)
    return NONE


def part(said: Said, names: Sequence[str], stage: str) -> Fraction | None:
    own = said_of(said, names, stage)
    if own is not None:
        return value_of(own)
    other = {"基本支出": "项目支出", "项目支出": "基本支出"}.get(names[0])
    if other is None or any(said_of(said, [name], stage) for name in FURTHER):
        return None
    all_of_it, the_other = said_of(said, ["部门整体"], stage), said_of(said, [other], stage)
    if all_of_it is None or the_other is None or value_of(all_of_it) < value_of(the_other):
        return None
    return value_of(all_of_it) - value_of(the_other)


def quarters(said: Said, project: bool) -> dict[str, Figure]:
    """Spent since new year over the year's budget; else the rate printed for the quarter."""
    whole = ["项目整体" if project else "部门整体"]
    spent = {q: o for q in QUARTERS if (o := said_of(said, whole, "executed", q))}
    running, sure = _running(said, project, spent)
    result: dict[str, Figure] = {}
    for quarter in QUARTERS:
        printed = [o for o in said if o.family == "rate" and o.period == quarter and o.subject in whole]
        printed = [o for o in printed if "执行率" in o.label or "支出进度" in o.label]
        figure: Figure = NONE
        if quarter in spent:
            figure = over(running[quarter], _budget(said, project, whole, quarter)) if sure else SENSELESS
        if figure == NONE and printed:
            figure = value_of(min(printed, key=lambda o: (naive._coarse(o), o.evidence.start)))
        if quarter in spent or printed:
            result[quarter] = figure
    return result


def _budget(said: Said, project: bool, whole: list[str], quarter: str) -> Fraction | None:
    for stage in ("adjusted", "initial"):
        figure = naive.whole(said, stage, project)
        if figure is not None:
            return figure
    for stage in ("adjusted", "initial"):
        own = said_of(said, whole, stage, quarter)
        if own is not None:
            return value_of(own)
    return None


def _running(said: Said, project: bool, spent: dict[str, Observation]) -> tuple[dict[str, Fraction], bool]:
    """Figures since new year, and whether they can be told apart from figures of single quarters."""
    figures = {q: value_of(o) for q, o in spent.items()}
    listed = list(figures.values())
    rising = all(a <= b for a, b in pairwise(listed))
    year = naive.whole(said, "executed", project)
    stated = said_of(said, ["项目整体" if project else "部门整体"], "executed")
    slack = Fraction(1, 2)  # half a yuan a figure: made-up figures are printed in whole yuan
    ends = False
    if year is not None and "q4" in figures:
        ends = rising and abs(figures["q4"] - year) <= (2 * slack if stated else 0)
    if year is not None and len(figures) == len(QUARTERS) and not ends:
        count = len(QUARTERS) + (1 if stated else len(_parts(said, project)))
        if abs(sum(listed, Fraction(0)) - year) <= count * slack:
            return {q: sum(listed[: n + 1], Fraction(0)) for n, q in enumerate(QUARTERS)}, True
    return figures, ends or rising


def _parts(said: Said, project: bool) -> list[str]:
    return projects(said) if project else ["基本支出", "项目支出"]


def schedule_gaps(said: Said, project: bool) -> dict[str, Figure]:
    return {
        q: figure if isinstance(figure, str) else figure - Fraction(int(q[1]), 4)
        for q, figure in quarters(said, project).items()
    }


def projects(said: Said) -> list[str]:
    """Names of what got a budget and is neither the whole nor a general part of it."""
    names = [
        o.subject
        for o in said
        if o.family == "budget" and o.stage in ("initial", "adjusted") and o.period == "year"
        and o.coverage == "own" and o.value is not None
    ]  # fmt: skip
    general = {*naive.BESIDE, *FURTHER, "部门整体", "项目整体"}
    return [name for name in dict.fromkeys(names) if name not in general]


def by_project(said: Said) -> dict[str, tuple[Figure, Fraction, Fraction]]:
    """Rate, budget and execution of every project that has both figures."""
    result = {}
    for name in projects(said):
        spent = said_of(said, [name], "executed")
        budget = said_of(said, [name], "adjusted") or said_of(said, [name], "initial")
        if spent and budget:
            result[name] = (over(value_of(spent), value_of(budget)), value_of(budget), value_of(spent))
    return result


def left_behind(said: Said, zero: bool) -> tuple[int, Fraction, int] | None:
    """Projects under nine tenths (or idle): how many, budget unspent, of how many that could be judged."""
    usable = [
        (value, budget, spent)
        for value, budget, spent in by_project(said).values()
        if isinstance(value, Fraction) and (value == 0 or Fraction(1, 1000) <= value <= 10)
    ]
    if not usable:
        return None
    slow = [(b, s) for value, b, s in usable if (value == 0 if zero else value < Fraction(9, 10))]
    return len(slow), sum((b - s for b, s in slow), Fraction(0)), len(usable)


def per_million(said: Said, project: bool) -> Figure:
    """Own activities on a million of own money."""
    held, money = naive.activities(said, "own"), naive.whole(said, "executed", project)
    figure = over(held[0] if held else None, money)
    return figure * 1_000_000 if isinstance(figure, Fraction) else figure


def value_of(o: Observation) -> Fraction:
    assert o.value is not None
    return Fraction(o.value)
