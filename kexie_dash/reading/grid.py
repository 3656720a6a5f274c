"""Ruling lines become the grids of tables: rows, columns and merged cells."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: Lines nearer to each other than this, in points, are one line.
_NEAR = 3.0
#: More lines than any table has: a map or a chart.
_MANY = 600


class Rule(NamedTuple):
    """A straight line along one axis: at `at` of the other axis, from start to end, in points."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Grid:
    """One table's lines. xs, ys: where columns and rows begin and end; region[row][column]: its merged cell.

    A merged cell is named by its first place (row, column).
    """

    xs: list[float]
    ys: list[float]
    region: list[list[tuple[int, int]]] = field(default_factory=list)

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The merged cell that holds a point, None outside the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        return self.region[row][column]

    def width(self, place: tuple[int, int]) -> float:
        """Width of a merged cell in points."""
        row, column = place
        cells = self.region[row]
        last = max(index for index, other in enumerate(cells) if other == place)
        return self.xs[last + 1] - self.xs[column]


def grids(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Grid]:
    """The tables that the lines draw, from top to bottom; a single box is none."""
    across, down = _joined(horizontal), _joined(vertical)
    if not across or not down or len(across) > _MANY or len(down) > _MANY:
        return []
    found = [_grid(a, d) for a, d in _connected(across, down)]
    made = [grid for grid in found if len({place for row in grid.region for place in row}) > 1]
    return sorted(made, key=lambda grid: grid.ys[0])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line put together where they touch."""
    result: list[Rule] = []
    for group in _clusters(rules):
        at = sum(rule.at for rule in group) / len(group)
        for rule in sorted(group, key=lambda rule: rule.start):
            if result and result[-1].at == at and rule.start <= result[-1].end + _NEAR:
                result[-1] = Rule(at, result[-1].start, max(result[-1].end, rule.end))
            else:
                result.append(Rule(at, rule.start, rule.end))
    return [rule for rule in result if rule.end - rule.start > _NEAR]


def _clusters(rules: Iterable[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, as one table each."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, h in enumerate(across):
        for j, v in enumerate(down, start=len(across)):
            meets = h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR
            if meets:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[root(i)][0].append(h)
    for j, v in enumerate(down, start=len(across)):
        groups[root(j)][1].append(v)
    return [(a, d) for a, d in groups.values() if a and d]


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid:
    # The outer sides count as drawn: many tables are open at the left and right.
    ends_x = [end for rule in across for end in (rule.start, rule.end)]
    ends_y = [end for rule in down for end in (rule.start, rule.end)]
    xs = _distinct([rule.at for rule in down] + [min(ends_x), max(ends_x)])
    ys = _distinct([rule.at for rule in across] + [min(ends_y), max(ends_y)])
    return Grid(xs, ys, _regions(xs, ys, across, down))


def _distinct(values: list[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _regions(
    xs: list[float], ys: list[float], across: Sequence[Rule], down: Sequence[Rule]
) -> list[list[tuple[int, int]]]:
    rows, columns = len(ys) - 1, len(xs) - 1
    below = _walls(ys, xs, across)
    beside = _walls(xs, ys, down)
    region: list[list[tuple[int, int]]] = [[(r, c) for c in range(columns)] for r in range(rows)]
    seen: set[tuple[int, int]] = set()
    for r in range(rows):
        for c in range(columns):
            if (r, c) in seen:
                continue
            waiting = [(r, c)]
            seen.add((r, c))
            while waiting:
                row, column = waiting.pop()
                region[row][column] = (r, c)
                for nr, nc, wall in (
                    (row + 1, column, (row + 1, column) in below),
                    (row - 1, column, (row, column) in below),
                    (row, column + 1, (column + 1, row) in beside),
                    (row, column - 1, (column, row) in beside),
                ):
                    inside = 0 <= nr < rows and 0 <= nc < columns
                    if inside and not wall and (nr, nc) not in seen:
                        seen.add((nr, nc))
                        waiting.append((nr, nc))
    return region


def _walls(at: list[float], along: list[float], rules: Sequence[Rule]) -> set[tuple[int, int]]:
    """(line, interval) pairs at which a rule covers the middle of the interval."""
    middles = [(a + b) / 2 for a, b in itertools.pairwise(along)]
    walls: set[tuple[int, int]] = set()
    for rule in rules:
        line = min(range(len(at)), key=lambda index: abs(at[index] - rule.at))
        for interval, middle in enumerate(middles):
            if rule.start <= middle <= rule.end:
                walls.add((line, interval))
    return walls
