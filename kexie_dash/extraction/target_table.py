"""Rows that set expected beside achieved, and rows that count something."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import cast

from kexie_dash.extraction.attributes import category_of, channel_of
from kexie_dash.extraction.score_table import unmarked
from kexie_dash.extraction.table_geometry import EMPTY_MARKS
from kexie_dash.extraction.table_header import Header
from kexie_dash.extraction.table_rows import NamedRow, cells_of, row_period
from kexie_dash.extraction.table_values import Statements, cell_quantity, name_unit, row_name
from kexie_dash.extraction.table_words import bare, table_words
from kexie_dash.model.observation import PERIOD_STOCK, Family
from kexie_dash.model.quantity import Quantity
from kexie_dash.reading.layout import Strip

_MIXED = "预期值与实际值一个有百分号、一个没有，无法确定是否同一口径"
_NO_UNIT = "表中没有写明计数单位，无法确定数的是什么"
_PROSE_MIN = 45


def read_target(statements: Statements, header: Header, named: NamedRow) -> bool:
    """One `target` of the row; False where the row sets nothing."""
    cells = {
        role: named.row.joined(i)
        for i, column in enumerate(header.columns)
        if (role := column.role) in ("target", "actual", "comparator", "unit") and i in named.row.cells
    }
    nothing = Strip("", ())
    expected, achieved = cells.get("target", nothing), cells.get("actual", nothing)
    if not expected.chars and not achieved.chars:
        return False
    if not named.name.chars or len(achieved) > _PROSE_MIN or len(expected) > _PROSE_MIN:
        for cell in (expected, achieved):
            statements.hand_back(cell, statements.printed(named.name) or statements.context.whole)
        return True
    _observe(statements, named, expected, achieved, cells)
    return True


def _observe(
    statements: Statements, named: NamedRow, expected: Strip, achieved: Strip, cells: dict[str, Strip]
) -> None:
    name = statements.printed(named.name)
    unit_cell = statements.printed(cells["unit"]) if "unit" in cells else ""
    given = name_unit(named.name.chars)
    wanted, reached = cell_quantity(expected.chars), cell_quantity(achieved.chars)
    if unit_cell and unit_cell not in EMPTY_MARKS:
        given = None
        wanted = cell_quantity(expected.chars + unit_cell) if _bare(wanted) else wanted
        reached = cell_quantity(achieved.chars + unit_cell) if _bare(reached) else reached
    confidence = 0.96
    if wanted and reached and (wanted.unit == "比率") != (reached.unit == "比率"):
        odd = reached if wanted.unit == "比率" else wanted
        if not odd.unit and odd.value > 1:
            statements.leave(achieved, _MIXED)
            wanted, reached = (wanted, None) if odd is reached else (None, reached)
            confidence = 0.6
        elif not odd.unit and wanted.unit != "比率" and wanted.value not in (0, 1):
            confidence = 0.7
    if named.name.chars.endswith(table_words().rate_endings):
        wanted, reached, confidence = _ratios(wanted, reached, confidence)
    unit = _unit(wanted, reached, given)
    cell = achieved if achieved.chars else expected
    target_text = statements.printed(expected) if expected.chars else None
    if target_text and "comparator" in cells:
        comparator = cells["comparator"]
        if comparator.chars in table_words().comparators:
            target_text = statements.printed(comparator) + target_text
    if target_text and unit_cell and not re.search(r"[^\d.,≥≤<>]", expected.chars):
        target_text += unit_cell
    statements.observe(
        named.row.start,
        named.label,
        cell,
        "target",
        label=name,
        subject=name,
        value=reached.value if reached else None,
        unit=unit,
        bound=reached.bound if reached else "exact",
        value_text=statements.printed(cell),
        indicator_path=(*(statements.printed(unmarked(row_name(part))) for part in named.path), name),
        target_text=target_text,
        target=wanted.value if wanted else None,
        actual_text=statements.printed(achieved) if achieved.chars else None,
        actual=reached.value if reached else None,
        rule="table.target",
        confidence=confidence if named.label is not None else confidence - 0.1,
    )


def _ratios(
    wanted: Quantity | None, reached: Quantity | None, confidence: float
) -> tuple[Quantity | None, Quantity | None, float]:
    """Figures of a rate printed without a sign: up to 1 a fraction, else per cent."""
    bare_ones = [found for found in (wanted, reached) if found is not None and not found.unit]
    if not bare_ones:
        return wanted, reached, confidence
    factor = Decimal(1) if all(abs(found.value) <= 1 for found in bare_ones) else Decimal("0.01")

    def ratio(found: Quantity | None) -> Quantity | None:
        return replace(found, value=found.value * factor, unit="比率") if found and not found.unit else found

    return ratio(wanted), ratio(reached), confidence if factor == 1 else 0.7


def _bare(found: Quantity | None) -> bool:
    return found is not None and not found.unit


def _unit(wanted: Quantity | None, reached: Quantity | None, given: str | None) -> str | None:
    """The unit of the figure achieved, else of the figure expected, else of the name; None for words."""
    for found in (reached, wanted):
        if found is not None and found.unit:
            return found.unit
    return given if wanted is not None or reached is not None else None


def read_counts(statements: Statements, header: Header, named: NamedRow) -> None:
    """Activities, audiences and outputs of a row, one a counting column."""
    words = table_words()
    if not any(column.role == "count" for column in header.columns):
        return
    name = statements.printed(named.name)
    unit_cells = [named.row.joined(i).chars for i, c in enumerate(header.columns) if c.role == "unit"]
    whole = bare(name) in words.totals
    subject = statements.context.whole if whole or not name else name
    for _, column, cell in cells_of(header, named, ("count",)):
        given = column.unit or next((u for u in unit_cells if u), None) or name_unit(named.name.chars)
        found = cell_quantity(cell.chars, unit=given)
        found = _scaled(cell, found, given)
        if found is None or not found.unit:
            statements.leave(cell, _NO_UNIT)
            continue
        family: Family = column.family or "output"
        if family == "output":
            by_unit = (f for f, units in words.count_families.items() if found.unit in units)
            family = cast(Family, next(by_unit, "output"))
        counted = family in ("activity", "audience")
        statements.observe(
            named.row.start,
            named.label,
            cell,
            family,
            label=bare(column.label),
            subject=subject,
            value=found.value,
            unit=found.unit,
            bound=found.bound,
            is_total=whole,
            period=PERIOD_STOCK if family == "staffing" else row_period(named, column),
            year=column.year or header.year or statements.context.year,
            rule="table.count",
            confidence=0.9,
            category=category_of(name, header.caption) if counted else None,
            channel=channel_of(bare(column.label), name) if family == "audience" else None,
        )


def _scaled(cell: Strip, found: Quantity | None, given: str | None) -> Quantity | None:
    """A figure whose unit column or header says 万人次 in base units."""
    if found is None or given is None or not given.startswith("万") or found.unit != given:
        return found
    return Quantity(found.value * Decimal(10_000), given[1:], found.text, found.bound)
