"""A report's targets: the unmet first, the grossly exceeded, the met, and those nobody can decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.measures.target_rows import in_figures, is_range, less_is_better, state, with_result
from kexie_dash.model.observation import Observation

Outcome = Literal["unmet", "far_exceeded", "met", "undecided"]
OUTCOMES: tuple[Outcome, ...] = ("unmet", "far_exceeded", "met", "undecided")
#: So many times its target: a target that was set too low, or a figure that counts something else.
FAR = Decimal(10)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """in_words: the target names no figure. ratio: actual ÷ target, None where that says nothing."""

    observation: Observation
    outcome: Outcome
    in_words: bool
    ratio: Decimal | None
    less_is_better: bool


@dataclass(frozen=True, slots=True)
class Targets:
    """rows: those with a result, as ordered for reading. plans: those without one, as in the text."""

    rows: tuple[TargetRow, ...]
    plans: tuple[Observation, ...]

    def of(self, outcome: Outcome) -> tuple[TargetRow, ...]:
        return tuple(row for row in self.rows if row.outcome == outcome)

    @property
    def in_words(self) -> tuple[TargetRow, ...]:
        return tuple(row for row in self.rows if row.in_words)


def target_rows(observations: Iterable[Observation]) -> Targets:
    """The unmet that fell shortest first; the exceeded by most first; the rest in the order of the text."""
    targets = [o for o in observations if o.family == "target"]
    given = {id(o) for o in with_result(targets)}
    rows = [_row(o) for o in targets if id(o) in given]
    rows.sort(key=_place)
    return Targets(tuple(rows), tuple(o for o in targets if id(o) not in given))


def _row(o: Observation) -> TargetRow:
    fewer = less_is_better(o)
    ratio = o.actual / o.target if in_figures(o) and o.target and o.actual is not None else None
    reached = state(o)
    outcome: Outcome = "undecided"
    if reached == "missed":
        outcome = "unmet"
    elif reached == "met":
        far = ratio is not None and ratio >= FAR and not fewer and o.bound != "at_most"
        outcome = "far_exceeded" if far else "met"
    words = o.target is None and not is_range(o.target_text or "")
    return TargetRow(o, outcome, words, ratio, fewer)


def _place(row: TargetRow) -> tuple[int, Decimal, int]:
    """Inside the unmet the smallest share first, words after figures; inside the exceeded the largest."""
    size = Decimal(0)
    if row.outcome == "unmet":
        size = row.ratio if row.ratio is not None else Decimal("Infinity")
    elif row.outcome == "far_exceeded" and row.ratio is not None:
        size = -row.ratio
    return OUTCOMES.index(row.outcome), size, row.observation.evidence.start
