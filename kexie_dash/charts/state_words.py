"""The signs of states in a table of what reports state, and their key."""

from __future__ import annotations

from collections.abc import Collection

from kexie_dash.model.assessment import Metric
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, State, is_reported_zero
from kexie_dash.queries.coverage import CoverageCell

#: The states a cell can be in; which of them may be compared is told elsewhere.
_ORDER: tuple[State, ...] = tuple(state for state in STATE_SIGN if state != "not_comparable")


def state_key(used: Collection[State]) -> str:
    """The signs in use, each with its word."""
    return "\u2003".join(f"{STATE_SIGN[s]} {STATE_LABEL[s]}" for s in _ORDER if s in used)


def cell_state(cell: CoverageCell, metric: Metric) -> State:
    """Zero only where every figure of the cell is one."""
    zero = bool(cell.values) and all(is_reported_zero(value, metric.unit) for value in cell.values)
    return "zero" if zero else cell.status
