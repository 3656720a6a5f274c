"""How satisfied those served were: the statement on the whole, with the others named beside it."""

from __future__ import annotations

from kexie_dash.definitions.stated_recipes import Satisfaction
from kexie_dash.measures.case import Case
from kexie_dash.measures.precision import most_exact
from kexie_dash.measures.result import Result, operand, unique
from kexie_dash.model.observation import Observation

_RATE = "比率"


def satisfaction(case: Case, calculation: Satisfaction) -> Result:
    """A statement on the whole before one on a part; those in prose before the rows of a target table."""
    said = [o for o in _statements(case, calculation) if o.value is not None]
    if not said:
        return Result("not_stated", caveats=("报告没有用数字写明满意度",))
    whole = [o for o in said if _is_whole(case, o, calculation)]
    prose = [o for o in said if o.family == "satisfaction"]
    candidates = whole or prose or said
    chosen = most_exact(candidates)
    others = [o for o in said if o is not chosen]
    return Result(
        "stated",
        chosen.value,
        chosen.bound,
        basis="whole" if whole else "part",
        caveats=unique(
            [
                f"满意度说的是：{_whose(chosen)}",
                "" if whole else "报告没有写明整体的满意度",
                _others(chosen, others),
            ]
        ),
        operands=(operand("value", chosen), *(operand("term", o) for o in others)),
    )


def _statements(case: Case, calculation: Satisfaction) -> list[Observation]:
    """Stated outright, or achieved in a target table; a limit or goal alone is none."""
    rows = [o for o in case.family("target") if o.actual is not None and o.unit == _RATE]
    return [
        o
        for o in (*case.family("satisfaction"), *rows)
        if any(word in o.label or word in o.subject for word in calculation.words)
        and not any(word in o.label for word in calculation.without)
    ]


def _is_whole(case: Case, o: Observation, calculation: Satisfaction) -> bool:
    named = o.label + o.subject
    return case.is_whole(o.subject) or any(word in named for word in calculation.whole)


def _whose(o: Observation) -> str:
    return o.label if o.label == o.subject or o.subject in o.label else f"{o.subject}的{o.label}"


def _others(chosen: Observation, others: list[Observation]) -> str:
    """Every other statement that gives another figure or bound, so that both are seen."""
    different = [o for o in others if (o.value, o.bound) != (chosen.value, chosen.bound)]
    said = dict.fromkeys(
        f"{_whose(o)}{(o.actual_text or o.value_text) if o.family == 'target' else o.value_text}"
        f"（第{o.evidence.line_first}行）"
        for o in different
    )
    return f"报告另写有{'、'.join(said)}，对象或数与此不同，使用前请核对" if said else ""
