"""Figures and their names as the sentences of findings print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.model.labels import STAGE_LABEL
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import round_half_up

_NUMBER = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_BARE = re.compile(r"[-−]?[\d,.]+")
_TEN_THOUSAND = Decimal(10_000)


def said(o: Observation) -> str:
    """The figure as printed, with the unit of its column where the cell has none."""
    if o.value is None or not _BARE.fullmatch(o.value_text):
        return o.value_text
    if o.unit == "元":
        return o.value_text + ("万元" if _scale(o) == _TEN_THOUSAND else "元")
    return o.value_text + (o.unit if o.unit and o.unit != "比率" else "")


def _scale(o: Observation) -> Decimal:
    printed = _NUMBER.search(o.value_text)
    number = Decimal(re.sub("[,，]", "", printed[0])) if printed else Decimal(0)
    return abs(o.value / number) if number and o.value else Decimal(1)


def alike(o: Observation, value: Decimal) -> str:
    """Another value the way the statement prints its own: 万元 for 万元, per cent for per cent."""
    printed = _NUMBER.search(o.value_text)
    digits = len(printed[1] or "") if printed else 0
    if o.unit == "比率":
        return percent(value, max(digits, 2))
    scale = _scale(o)
    unit = _NUMBER.sub("", said(o)).lstrip("-−超过近约共余多≥≤>< ")
    return f"{plain(value / scale, max(digits, 2))}{unit}"


def percent(value: Decimal, digits: int = 2) -> str:
    return f"{plain(value * 100, digits)}%"


def plain(value: Decimal, digits: int = 2) -> str:
    """At most so many digits, without zeros at the end, with separators."""
    text = f"{round_half_up(value, digits):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal) -> str:
    """An amount in 元, in 万元 where it is round to it or large."""
    return f"{plain(value / _TEN_THOUSAND, 4)}万元" if abs(value) >= _TEN_THOUSAND else f"{plain(value)}元"


def line(o: Observation) -> str:
    return f"第{o.evidence.line_first}行"


def money_name(o: Observation) -> str:
    """项目支出决算数: subject and stage, or the report's own words where they say both."""
    stage = STAGE_LABEL.get(o.stage, "") if o.stage else ""
    return f"{o.subject}{stage}数" if stage else o.subject


def quoted(o: Observation) -> str:
    """项目支出执行数2733.79万元（第211行）."""
    name = money_name(o) if o.family == "budget" else o.label
    return f"{name}{said(o)}（{line(o)}）"


def listed(items: Sequence[Observation], most: int = 6) -> str:
    """The figures joined by +, cut short where there are many."""
    parts = [said(o) for o in items]
    if len(parts) > most:
        return f"{parts[0]}＋{parts[1]}＋…＋{parts[-1]}，共{len(parts)}项"
    return "＋".join(parts)
