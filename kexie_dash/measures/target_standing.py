"""Where a row of a target table stands: one of six, so that the rows of a report add up."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from kexie_dash.definitions.target_limits import load_target_limits
from kexie_dash.measures.result import quotient
from kexie_dash.measures.target_rows import ends, in_figures, is_range, less_is_better, state
from kexie_dash.model.observation import Observation

Standing = Literal["missed", "undecided", "met", "gross", "words", "plan"]

STANDING_LABEL: dict[Standing, str] = {
    "missed": "未达成",
    "undecided": "无法判断",
    "met": "达成",
    "gross": "大幅超出",
    "words": "只有文字",
    "plan": "无结果",
}


def only_words(o: Observation) -> bool:
    """True for a target that names no figure to be reached."""
    return o.target is None and not is_range(o.target_text or "")


def standing(o: Observation) -> Standing:
    """A row without a result is a plan; what was missed counts as missed, in figures or in words."""
    if not (o.actual_text and o.target_text):
        return "plan"
    reached = state(o)
    if reached == "missed":
        return "missed"
    if only_words(o):
        return "words"
    if reached == "unknown":
        return "undecided"
    return "gross" if _grossly(o) else "met"


def completion(o: Observation) -> Decimal | None:
    """Result ÷ target; None for words, limits and targets of zero, which have no such quotient."""
    if not in_figures(o) or not o.target or o.actual is None or less_is_better(o) or o.target < 0:
        return None
    return quotient(o.actual, o.target)


def _grossly(o: Observation) -> bool:
    """By the least the printed result may stand for."""
    if completion(o) is None or o.target is None or o.actual is None:
        return False
    return ends(o, o.actual)[0] >= o.target * load_target_limits().gross.times
