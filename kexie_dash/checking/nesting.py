"""Which rows of a table contain others: by their numbering, or because they add up to the row above."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.checking.case import Case
from kexie_dash.checking.compare import compare_with, total
from kexie_dash.model.observation import Observation
from kexie_dash.reading.layout import marker_level

#: No row is made up of more rows than this.
_MOST = 40


def row_level(case: Case, o: Observation) -> int:
    """The level of the row's printed numbering; 0 if it has none."""
    first = case.document.line_starts[o.evidence.line_first - 1]
    return marker_level("".join(case.document.text[first : first + 30].split()).lstrip("|｜"))[0]


def top_level(case: Case, rows: Sequence[Observation]) -> tuple[list[Observation], bool]:
    """The rows no other row contains, by their numbering or because they add up to the row above them."""
    levels = [row_level(case, o) for o in rows]
    numbered = [level for level in levels if level]
    if numbered and len(set(numbered)) > 1:
        return [o for o, level in zip(rows, levels, strict=True) if level == min(numbered)], True
    columns = _alike(case, rows) if rows else []
    top: list[Observation] = []
    index, nested = 0, False
    while index < len(rows):
        top.append(rows[index])
        inside = max(_inside(column, index) for column in columns)
        nested, index = nested or inside > 0, index + 1 + inside
    return top, nested


def _alike(case: Case, rows: Sequence[Observation]) -> list[Sequence[Observation]]:
    """The column and every other column of the same rows: rows nest in all columns or in none."""
    by_row = case.once("cells by row", lambda: _by_row(case))
    found = [by_row[o.evidence.line_first, o.subject] for o in rows]
    names = [name for name in found[0] if all(name in row for row in found)]
    return [rows, *([row[name] for row in found] for name in names)]


def _by_row(case: Case) -> dict[tuple[int, str], dict[tuple[str, str | None], Observation]]:
    found: dict[tuple[int, str], dict[tuple[str, str | None], Observation]] = {}
    for o in case.family("budget"):
        if case.in_table(o) and o.value is not None:
            found.setdefault((o.evidence.line_first, o.subject), {}).setdefault((o.label, o.stage), o)
    return found


def _inside(rows: Sequence[Observation], index: int) -> int:
    """How many rows after this one add up to it."""
    for count in range(2, min(len(rows) - index, _MOST)):
        parts = rows[index + 1 : index + 1 + count]
        if rows[index].value and compare_with(rows[index], total(parts), cut=False).agreement == "equal":
            return count
    return 0
