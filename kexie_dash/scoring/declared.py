"""The scores a report gives itself, to stand beside what the rules give."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.definitions.rubrics import IndicatorEntry
from kexie_dash.measures.case import Case, subject_key
from kexie_dash.measures.precision import most_exact
from kexie_dash.measures.scores import total_score

_DEDUCTION = "扣"


def declared_score(case: Case, indicator: IndicatorEntry) -> tuple[Decimal | None, str | None]:
    """The score of the indicator of this name and full mark, and the statement's id."""
    name = subject_key(indicator.name)
    said = [
        o
        for o in case.family("score")
        if o.value is not None
        and o.full_mark == indicator.full_mark
        and subject_key(o.subject) == name
        and _DEDUCTION not in o.label
    ]
    if not said:
        return None, None
    chosen = most_exact(said)
    return chosen.value, chosen.id


def declared_total(case: Case) -> tuple[Decimal | None, str | None]:
    """The total the report gives itself and the statement's id."""
    total = total_score(case)
    return total.value, next((o.observation for o in total.operands), None)
