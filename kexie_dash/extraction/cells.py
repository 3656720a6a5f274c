"""A table cell that holds one number."""

from __future__ import annotations

import re
from decimal import Decimal

from kexie_dash.extraction.numbers import ARABIC, NUMERAL, find_numbers
from kexie_dash.model.quantity import Quantity

_CELL_NOT_NUMBER = re.compile(r"[-—–/\\*#]*|#.*|[Nn]/?[Aa]|无|不适用|NaN", re.ASCII)
_CELL = re.compile(
    rf"(?P<before>≥|>=|>|≤|<=|<|不少于|不低于|不超过|超过|近|约|达到?)?(?P<sign>[-－(（]?)(?P<core>{ARABIC}|{NUMERAL})"
    rf"[)）]?(?P<rest>.{{0,16}})"
)


def quantity(chars: str, money_scale: Decimal | None = None, unit: str | None = None) -> Quantity | None:
    """The one number of a table cell, or None if the cell is not plainly one number.

    money_scale: factor of the table's unit for figures printed without one (万元 → 10000), which makes
    them 元. unit: unit of the column or row name for figures printed without one.
    """
    if not chars or len(chars) > 40 or _CELL_NOT_NUMBER.fullmatch(chars) or "e" in chars.lower():
        return None
    match = _CELL.fullmatch(chars)
    if not match:
        return None
    inner = find_numbers(_cell_text(chars, match))
    if len(inner) != 1:
        return None
    number = inner[0]
    if number.end != len(_cell_text(chars, match)):
        return None
    value, found = number.value, number.unit
    if match["sign"] and value > 0:
        value = -value
    if number.kind == "bare":
        if money_scale is not None:
            value, found = value * money_scale, "元"
        elif unit == "比率" and "%" not in chars:
            found = "比率"
        else:
            found = unit or ""
    return Quantity(value, found, chars, number.bound)


def _cell_text(chars: str, match: re.Match[str]) -> str:
    """The cell without the brackets of a negative figure: (12.5) → 12.5."""
    if match["sign"] and match["sign"] in "(（":
        return (match["before"] or "") + match["core"]
    return chars
