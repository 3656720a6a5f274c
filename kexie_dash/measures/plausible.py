"""Values that cannot well be true are kept and put up for review, whatever metric they belong to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kexie_dash.definitions.recipes import Plausible
from kexie_dash.measures.result import Result, unique


def reviewed(result: Result, plausible: Plausible) -> Result:
    """The result, pending review if its value lies outside what its metric believes; zero is believed."""
    if not result.has_value or not result.value:
        return result
    wrong = _outside(result.value, plausible)
    if wrong is None:
        return result
    caveat = f"数值不合常理（{wrong}），请核对两个数的单位（元、万元）和所指范围；核对之前不参加排名"
    return replace(result, status="pending_review", caveats=unique([caveat, *result.caveats]))


def _outside(value: Decimal, plausible: Plausible) -> str | None:
    if plausible.most is not None and value > plausible.most:
        return f"高于{_percent(plausible.most)}"
    if plausible.least is not None and abs(value) < plausible.least:
        return f"低于{_percent(plausible.least)}"
    return None


def _percent(value: Decimal) -> str:
    return f"{(value * 100).normalize():f}%"
