"""What the rows of a table show of its columns: a sum, a quotient or a product that only one row breaks.

No header is read: that two columns make up a third is learned from the rows. A relation counts where at
least three rows with figures of their own keep it and a single one does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from kexie_dash.checking.case import Case
from kexie_dash.checking.compare import Range, compare, quotient
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import plain
from kexie_dash.checking.printed import Cell, cells_of, of_cell
from kexie_dash.model.finding import Finding

#: So many rows must keep a relation before one that breaks it is wrong.
_KEEPING = 3
#: Lines without figures that do not end a table: a name broken over lines, a page number.
_GAP = 4
#: A table wider than this is not searched: the number of triples grows with the cube.
_WIDEST = 9

Triple = tuple[Cell, Cell, Cell]


@dataclass(frozen=True, slots=True)
class Relation:
    """expected: of the third column from the first two; None where a row says nothing of it."""

    sign: str
    expected: Callable[[Cell, Cell, Cell], Range | None]
    ordered: bool


def _added(one: Cell, other: Cell, third: Cell) -> Range | None:
    if not one.value or not other.value or "%" in (one.unit, other.unit, third.unit):
        return None
    value = one.value + other.value
    return Range.of(value) if one.half < Decimal("0.1") else Range.of(value, one.half + other.half)


def _divided(one: Cell, other: Cell, third: Cell) -> Range | None:
    """A rate says nothing where it is 1: full marks are given to what exceeds its target."""
    if third.unit != "%" or one.value == other.value or third.value == 1 or other.value <= 0:
        return None
    return quotient(one.range, other.range)


def _multiplied(one: Cell, other: Cell, third: Cell) -> Range | None:
    if other.unit != "%" or other.value in (0, 1) or not one.value or third.unit == "%":
        return None
    if other.text[:1] in "≥≤<>＜＞":  # no product is made of what a share is only to reach
        return None
    low, high = one.value * (other.value - other.half), one.value * (other.value + other.half)
    return Range(low, high, one.value * other.value, (high - low) / 2)


_RELATIONS = (
    Relation("＋", _added, False),
    Relation("÷", _divided, True),
    Relation("×", _multiplied, True),
)


def row_relations(case: Case) -> Iterator[Finding]:
    """Rows that break what all other rows of their table keep."""
    for block in _blocks(case):
        broken: dict[int, Finding] = {}
        divided: set[frozenset[int]] = set()
        for triples, relation in _searched(block):
            kept, wrong = _tried(triples, relation)
            columns = frozenset(cell.back for cell in triples[0])
            if columns in divided:
                continue
            if relation.sign == "÷" and len(kept) >= _KEEPING:
                divided.add(columns)
            if len(kept) >= _KEEPING and len(wrong) == 1:
                broken.setdefault(wrong[0][2].start, _finding(case, relation, wrong[0], len(kept)))
            elif len(kept) >= _KEEPING and not wrong:
                yield _finding(case, relation, kept[0], len(kept) - 1, holds=True)
        yield from broken.values()


def _blocks(case: Case) -> Iterator[list[tuple[Cell, ...]]]:
    """Lines with at least three figures that stand together, cells by their place in the line."""
    block: list[tuple[Cell, ...]] = []
    gap = 0
    for number in range(1, len(case.document.line_starts) + 1):
        cells = cells_of(case, number)
        if len(cells) >= 3:
            block.append(cells)
            gap = 0
        elif block and (gap := gap + 1) > _GAP:
            yield block
            block, gap = [], 0
    if block:
        yield block


def _searched(block: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[list[Triple], Relation]]:
    """Every triple of columns with every relation, products last."""
    triples = list(_triples(block))
    for relation in _RELATIONS:
        for one in triples:
            if relation.ordered or one[0][0].back > one[0][1].back:
                yield one, relation


def _triples(block: Sequence[tuple[Cell, ...]]) -> Iterator[list[Triple]]:
    """Columns are counted from the right, where figures stand in line whatever the names do."""
    columns = sorted({cell.back for cells in block for cell in cells}, reverse=True)
    if len(block) <= _KEEPING or len(columns) > _WIDEST:
        return
    rows = [{cell.back: cell for cell in cells} for cells in block]
    for one, other, third in permutations(columns, 3):
        triples = [(r[one], r[other], r[third]) for r in rows if one in r and other in r and third in r]
        if len(triples) > _KEEPING:
            yield triples


def _tried(triples: Sequence[Triple], relation: Relation) -> tuple[list[Triple], list[Triple]]:
    kept: list[Triple] = []
    wrong: list[Triple] = []
    for triple in triples:
        expected = relation.expected(*triple)
        if expected is None:
            continue
        third = triple[2]
        (kept if compare(third.value, third.half, expected).fits else wrong).append(triple)
    return kept, wrong


def _finding(case: Case, relation: Relation, triple: Triple, others: int, *, holds: bool = False) -> Finding:
    one, other, third = triple
    expected = relation.expected(*triple)
    assert expected is not None
    percent = third.unit == "%"
    due = plain(expected.value * 100, 2) + "%" if percent else plain(expected.value, 2)
    return finding(
        case, "row_relation", "holds" if holds else "contradicts",
        tuple(of_cell(case, cell) for cell in (third, one, other)),
        declared=third.value, expected=expected.value, tolerance=third.half + expected.spread,
        unit="比率" if percent else None,
        line=f"第{case.document.line_at(third.start)}行", said=third.text,
        trial=f"{one.text}{relation.sign}{other.text}", due=due, count=str(others),
    )  # fmt: skip
