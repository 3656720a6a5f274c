"""The states a value is shown in, each with a word and a sign of its own on every page and export."""

from __future__ import annotations

from typing import Literal

from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue, MeasureValue, Status

State = Literal[
    "zero",
    "stated",
    "derived",
    "not_comparable",
    "pending_review",
    "not_stated",
    "not_applicable",
    "undefined",
    "no_report",
]

STATE_LABEL: dict[State, str] = {
    **{status: STATUS_LABEL[status] for status in STATUS_LABEL},
    "zero": "报告写明为零",
    "not_comparable": "组内不可比",
}
#: A sign a state, so that no colour speaks alone.
STATE_SIGN: dict[State, str] = {
    "stated": "●",
    "derived": "◐",
    "zero": "0",
    "not_comparable": "○",
    "pending_review": "◇",
    "undefined": "÷",
    "not_stated": "–",
    "not_applicable": "／",
    "no_report": "□",
}
#: What stands beside a zero that a report states, lest it be read as nothing.
ZERO_NOTE = "报告写明"
#: Differences are zero where two figures agree; nobody reports that.
_DIFFERENCE = "百分点"
#: The breakdown whose value 1 says that a report states the item, and 0 that it does not.
DISCLOSED = "disclosed"
_COUNTED = ("value", "numerator", "term")


def is_reported_zero(value: MeasureValue, unit: str) -> bool:
    """True for a zero the report itself gives, as it stands or as the numerator of a rate."""
    if value.status != "stated" or value.value != 0 or unit == _DIFFERENCE or is_disclosure(value):
        return False
    # Five of five points are a zero lost that no report prints.
    return not value.operands or any(o.value == 0 and o.role in _COUNTED for o in value.operands)


def is_disclosure(value: MeasureValue) -> bool:
    """True where the value says whether an item is stated, not how much of it."""
    return value.value is not None and any(name == DISCLOSED for name, _ in value.by)


def shown_status(value: MeasureValue) -> Status:
    """An item that a report leaves out is not stated, whatever the value is counted as."""
    return "not_stated" if is_disclosure(value) and value.value == 0 else value.status


def state_of(item: ComparedValue, unit: str) -> State:
    """The one state a compared value is shown in; what keeps it from being compared comes first."""
    value = item.value
    if value.has_figure and value.status != "pending_review" and not item.comparable:
        return "not_comparable"
    return "zero" if is_reported_zero(value, unit) else shown_status(value)


def state_words(item: ComparedValue, unit: str) -> str:
    """The state in Chinese; a value not comparable says also how it was come by: 已载明，组内不可比."""
    value, state = item.value, state_of(item, unit)
    if state != "not_comparable":
        return STATE_LABEL[state]
    own: Status | State = "zero" if is_reported_zero(value, unit) else shown_status(value)
    return f"{STATE_LABEL[own]}，{STATE_LABEL[state]}"
