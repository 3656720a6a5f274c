"""Axes of the static pack as data: ends, ticks, and what must be known of them."""

from __future__ import annotations

from kexie_dash.charts.axis import Axis

Json = dict[str, object]


def axis_json(axis: Axis | None) -> Json | None:
    """lo, hi in stored units; ticks: place and text."""
    if axis is None:
        return None
    made: Json = {"lo": axis.low, "hi": axis.high, "ticks": [[place, said] for place, said in axis.ticks]}
    if axis.log:
        made["log"] = 1
    if axis.note:
        made["note"] = axis.note
    return made
