"""Tints of the heat map: blue on the wanted side, orange on the other, safe for colour-blind readers."""

from __future__ import annotations

from typing import Any

from kexie_dash.charts.theme import Theme
from kexie_dash.measures.position import Position

#: Ends of the scale of tints: far on the unwanted side … far on the wanted side, then cells without a value.
_NEUTRAL, NO_VALUE = 2, 5
LIGHT = ("#F3B98A", "#FBE5D3", "#EFEDE9", "#DCE9F4", "#A6CBE8")
DARK = ("#7A4413", "#46311F", "#2B2925", "#20374B", "#1F5480")


def tint_of(found: Position | None) -> int:
    """Neutral where no side is wanted, or bounds leave it open."""
    if found is None or found.good is None or found.side == "equal":
        return _NEUTRAL
    step = 2 if found.far else 1
    return _NEUTRAL + step if found.good else _NEUTRAL - step


def tint_scale(theme: Theme) -> list[list[Any]]:
    """One flat colour a step; cells without a value are paper."""
    tints = (*(DARK if theme.dark else LIGHT), theme.ground)
    return [[number / NO_VALUE, tint] for number, tint in enumerate(tints)]
