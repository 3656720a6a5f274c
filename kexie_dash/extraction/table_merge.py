"""Headers printed on two lines become one row of columns."""

from __future__ import annotations

from dataclasses import replace

from kexie_dash.extraction.table_geometry import GridLine, Separator, is_figure
from kexie_dash.extraction.table_words import BLANK, Column, column_of


def is_value(chars: str) -> bool:
    """A figure that is no header word with a number in it (1季度, 2020年预算数)."""
    return is_figure(chars) and column_of(chars).role == "other"


def merged_header(upper: list[Column], line: GridLine, separator: Separator) -> list[Column] | None:
    """Columns of a header of two lines; None where the second line belongs to the body."""
    if line.separator != separator or any(is_value(cell.chars) for cell in line.cells):
        return None
    lower = [column_of(cell.chars) for cell in line.cells]
    filled = [column for column in lower if column.role != "blank"]
    if not filled or any(column.role == "other" for column in filled):
        return None
    if separator == "space":
        return _merge_spaced(upper, filled)
    covers = sum(
        column.role != "blank" and (i >= len(upper) or upper[i].role in ("blank", "stage", "name", "other"))
        for i, column in enumerate(lower)
    )
    if covers != len(filled) or (len(filled) < 2 and len(upper) > 2):
        return None
    return _merge_columns(upper, lower)


def _merge_columns(upper: list[Column], lower: list[Column]) -> list[Column]:
    merged: list[Column] = []
    parent = BLANK
    for i in range(max(len(upper), len(lower))):
        above = upper[i] if i < len(upper) else BLANK
        below = lower[i] if i < len(lower) else BLANK
        parent = above if above.role != "blank" else parent if below.role != "blank" else BLANK
        merged.append(_under(parent, below) if below.role != "blank" else above)
    return merged


def _under(parent: Column, child: Column) -> Column:
    scale = child.scale if child.scale is not None else parent.scale
    year = child.year or parent.year
    if child.role == "source" and parent.role in ("stage", "amount", "period"):
        return replace(parent, label=f"{parent.label}（{child.label}）", scale=scale, year=year)
    if child.stage == "executed" and parent.stage == "income":
        return replace(child, stage="income", scale=scale, year=year)
    if child.role == "stage" and parent.role == "period":
        return replace(child, period=parent.period, scale=scale, year=year)
    return replace(child, scale=scale, year=year)


def _merge_spaced(upper: list[Column], lower: list[Column]) -> list[Column] | None:
    stages = [i for i, column in enumerate(upper) if column.role in ("stage", "period")]
    sources = all(column.role == "source" for column in lower)
    if stages and sources and len(lower) >= 2 and len(lower) % len(stages) == 0:
        each = len(lower) // len(stages)
        merged: list[Column] = []
        for i, column in enumerate(upper):
            place = stages.index(i) if i in stages else -1
            under = lower[place * each : (place + 1) * each] if place >= 0 else []
            merged.extend([_under(column, child) for child in under] or [column])
        return merged
    if upper[0].role in ("name", "other") and lower[0].role.startswith("level_"):
        return [*lower, *upper[1:]]
    return None
