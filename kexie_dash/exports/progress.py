"""How far a long export is. Whoever listens may raise to stop it: nothing has been written until the end."""

from __future__ import annotations

from collections.abc import Callable

#: Told the part done (0 … 1) and what is made next.
Progress = Callable[[float, str], None]


def silent(done: float, said: str) -> None:
    """Nobody listens."""


def part_of(progress: Progress, first: float, last: float) -> Progress:
    """The same for a step that takes this stretch of the whole."""
    return lambda done, said: progress(first + done * (last - first), said)
