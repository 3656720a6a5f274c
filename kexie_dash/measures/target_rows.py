"""The rows of target tables: which have a result, and whether the target was reached."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from kexie_dash.definitions.target_words import says
from kexie_dash.model.observation import Observation

State = Literal["met", "missed", "unknown"]

_RANGE = re.compile(r"\d[-—–~至](?:\d|$)")
_ENDS = re.compile(r"^\D*(\d+(?:\.\d+)?)[-—–~至](\d+(?:\.\d+)?)")
_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_MARKS = re.compile(r"[\s，,。；;、“”\"']+")
_OPEN = Decimal("Infinity")
#: What 左右, 约 and 近 leave room for.
_SLACK = Decimal("0.1")
_DECEMBER = 12


def with_result(targets: Iterable[Observation]) -> list[Observation]:
    """Targets with what became of them; plans without a result are left out."""
    return [o for o in targets if o.actual_text and o.target_text]


def in_figures(o: Observation) -> bool:
    """True for a row whose target and result are both a figure."""
    return o.target is not None and o.actual is not None


def is_range(text: str) -> bool:
    """True for 2-3 and the like, which is a figure though not a single one."""
    return bool(_RANGE.search(text))


def less_is_better(o: Observation) -> bool:
    """True for a row that sets an upper limit, by its target or by its name."""
    text = o.target_text or ""
    return says("at_most", text) or (not says("at_least", text) and says("less_is_better", o.label))


def state(o: Observation) -> State:
    """Whether the target was reached, as far as the row's own cells say."""
    expected, achieved = o.target_text or "", o.actual_text or ""
    if is_range(expected) or is_range(o.label):
        return "met" if _inside(expected, o.actual, o.unit) else "unknown"
    if o.target is not None and o.actual is not None:
        return _by_figures(o, o.target, o.actual)
    if says("not_done", achieved) and not says("not_done", expected):
        return "missed"
    return _by_words(expected, achieved, o.year) if o.target is None and o.actual is None else "unknown"


def _inside(expected: str, actual: Decimal | None, unit: str | None) -> bool:
    ends = _ENDS.match(expected)
    if ends is None or actual is None:
        return False
    scale = Decimal("0.01") if unit == "比率" else Decimal(1)
    return Decimal(ends[1]) * scale <= actual <= Decimal(ends[2]) * scale


def _by_figures(o: Observation, target: Decimal, actual: Decimal) -> State:
    reached = _reached(o, target)
    low, high = ends(o, actual)
    if reached(low) and reached(high):
        return "met"
    return "unknown" if reached(low) or reached(high) else "missed"


def ends(o: Observation, actual: Decimal) -> tuple[Decimal, Decimal]:
    """The lowest and the highest the printed result may stand for."""
    match o.bound:
        case "at_least":
            return actual, _OPEN
        case "at_most":
            return Decimal(0), actual
        case "nearly":
            return actual * (1 - _SLACK), actual
        case "about":
            return actual * (1 - _SLACK), actual * (1 + _SLACK)
    return actual, actual


def _reached(o: Observation, target: Decimal) -> Callable[[Decimal], bool]:
    text = o.target_text or ""
    if less_is_better(o):
        return (lambda a: a < target) if says("below", text) else (lambda a: a <= target)
    if says("approximately", text):
        return lambda a: a >= target or abs(a - target) <= abs(target) * _SLACK
    return (lambda a: a > target) if says("above", text) else (lambda a: a >= target)


def _by_words(expected: str, achieved: str, year: int | None) -> State:
    """Met where the result repeats the target or says that it is done, or names a day in time."""
    day = _days(achieved)
    if day is not None:
        limit = _days(expected)
        if limit is not None:
            return "met" if day[1] <= limit[1] else "missed" if day[0] > limit[1] else "unknown"
        if year is not None and says("within_year", expected):
            return "met" if day[0].year <= year else "missed"
    one, other = _MARKS.sub("", expected), _MARKS.sub("", achieved)
    repeats = bool(other) and (other in one or one in other)
    return "met" if day is None and (repeats or says("done", other)) else "unknown"


def _days(text: str) -> tuple[date, date] | None:
    """First and last day of the first date named; None if none is, or it is no date."""
    named = _DATE.search(text)
    if named is None:
        return None
    year, month = int(named[1]), int(named[2] or 0)
    try:
        if named[3]:
            day = date(year, month, int(named[3]))
            return day, day
        last = month or _DECEMBER
        return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        return None
