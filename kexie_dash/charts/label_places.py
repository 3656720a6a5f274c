"""Where the labels of marks stand: next to them, else at the end of a leader line; never on each other.

A page stretches a picture sideways, so a place must hold at the narrowest and at the widest it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: How far a page squeezes and stretches a picture beside the width it was drawn for.
STRETCH = (0.75, 1.8)
#: Nearer than this a label needs no leader line.
BESIDE = 16
_RADII = (12, 19, 28, 40, 56, 76, 100)
_DIRECTIONS = 16
_GRID = 20
_GAP = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark in pixels from the plot's upper left, what lies round it, and the size of its label."""

    x: float
    y: float
    left: float
    right: float
    up: float
    down: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle hung to a point at x of the plot: its edges lie at x times the stretch, plus these."""

    x: float
    left: float
    right: float
    top: float
    bottom: float

    def apart(self, other: Box) -> bool:
        """Whether they do not meet at any stretch."""
        if self.bottom + _GAP <= other.top or other.bottom + _GAP <= self.top:
            return True
        before = all(self.x * s + self.right + _GAP <= other.x * s + other.left for s in STRETCH)
        return before or all(other.x * s + other.right + _GAP <= self.x * s + self.left for s in STRETCH)

    def inside(self, width: float, height: float) -> bool:
        if self.top < 0 or self.bottom > height:
            return False
        return all(self.x * s + self.left >= 0 and self.x * s + self.right <= width * s for s in STRETCH)


def mark_box(spot: Spot) -> Box:
    return Box(spot.x, -spot.left, spot.right, spot.y - spot.up, spot.y + spot.down)


def place_labels(
    spots: Sequence[Spot], labelled: Sequence[int], width: float, height: float
) -> dict[int, Box]:
    """labelled: numbers of the spots that get a label, the most important first. Missing: no room for it."""
    marks = [mark_box(spot) for spot in spots]
    placed: dict[int, Box] = {}
    for number in labelled:
        spot = spots[number]
        taken = (*marks, *placed.values())
        free = (
            box
            for box in _candidates(spot, width, height)
            if box.inside(width, height) and all(box.apart(other) for other in taken)
        )
        box = _clearest(free, spot, [(spots[other], one) for other, one in placed.items()])
        if box is not None:
            placed[number] = box
    return placed


def _clearest(free: Iterator[Box], spot: Spot, others: Sequence[tuple[Spot, Box]]) -> Box | None:
    """The first whose leader line crosses no label and which lies on no leader line; else the first."""
    first = None
    for box in free:
        first = first or box
        own = _segment(spot, box)
        crossed = any(_meets(own, other) or _meets(_segment(at, other), box) for at, other in others)
        if not crossed:
            return box
    return first


_Segment = tuple[float, float, float, float]


def _segment(spot: Spot, box: Box) -> _Segment:
    across, down = leader(spot, box)
    return spot.x, spot.y, spot.x + across, spot.y + down


def _meets(line: _Segment, box: Box) -> bool:
    """Whether a line crosses a box, at the drawn width: clipped to the box something of it is left."""
    x0, y0, x1, y1 = line
    least, most = 0.0, 1.0
    sides = ((x0, x1 - x0, box.x + box.left, box.x + box.right), (y0, y1 - y0, box.top, box.bottom))
    for start, change, low, high in sides:
        if abs(change) < 1e-9:
            if not low <= start <= high:
                return False
            continue
        ends = sorted(((low - start) / change, (high - start) / change))
        least, most = max(least, ends[0]), min(most, ends[1])
    return least < most


def leader(spot: Spot, box: Box) -> tuple[float, float]:
    """The point of the label nearest to its mark, from the mark in pixels; at the drawn width."""
    across = min(max(0.0, box.left), box.right)
    return across, min(max(spot.y, box.top), box.bottom) - spot.y


def _candidates(spot: Spot, width: float, height: float) -> Iterator[Box]:
    for radius in _RADII:
        for step in range(_DIRECTIONS):
            # To the right first, then alternately up and down to the left.
            turn = (step + 1) // 2 * (1 if step % 2 else -1)
            angle = 2 * math.pi * turn / _DIRECTIONS
            yield _at(spot, math.cos(angle) * radius, math.sin(angle) * radius)
    centres = (
        (x, y)
        for y in range(int(spot.height), int(height), _GRID)
        for x in range(int(spot.width / 2), int(width), _GRID)
    )
    for x, y in sorted(centres, key=lambda one: (math.hypot(one[0] - spot.x, one[1] - spot.y), one)):
        left = x - spot.x - spot.width / 2
        yield Box(spot.x, left, left + spot.width, y - spot.height / 2, y + spot.height / 2)


def _at(spot: Spot, across: float, down: float) -> Box:
    """The box whose near edge lies at this offset from the mark."""
    flat = abs(across) < 1e-6
    left = -spot.width / 2 if flat else across if across > 0 else across - spot.width
    level = abs(down) < 1e-6
    top = -spot.height / 2 if level else down if down > 0 else down - spot.height
    return Box(spot.x, left, left + spot.width, spot.y + top, spot.y + top + spot.height)
