"""Tables whose columns are the quarters: a stage, a ratio or a score a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.extraction.budget_table import ratio_of
from kexie_dash.extraction.table_geometry import is_figure
from kexie_dash.extraction.table_header import Header
from kexie_dash.extraction.table_rows import NamedRow
from kexie_dash.extraction.table_values import Statements, cell_quantity, row_name
from kexie_dash.extraction.table_words import bare, column_of, stage_term
from kexie_dash.reading.layout import Strip

_SHORT_ROW = "该行数字个数与季度列数不符，无法确定各数字属于哪一季度"
_SHIFTED = "该行数字与上一行错位，按执行率核对后归入上一行，本行没有可读的数字"
_NO_UNIT = "表中没有写明金额单位（元或万元），无法确定数额"
_UNKNOWN_ROW = "行名不在已知的预算阶段、比率、得分之列，无法确定数字的含义"
_INDICATOR = re.compile(r"([一-鿿]{2,14})指标(?=满分|分值|\s|[，,：:])")
_BEFORE = 600
_TOLERANCE = Decimal("0.005")


def read_quarters(
    statements: Statements, header: Header, rows: Sequence[NamedRow], scale: Decimal | None
) -> None:
    """All rows of a table of quarters."""
    places = [i for i, column in enumerate(header.columns) if column.role == "period"]
    rates = [row for row in rows if _is_rate(row, places)]
    subject = _indicator(statements, header)
    skip: NamedRow | None = None
    if header.overflow:
        skip = _overflow(statements, header, rows, rates, scale)
    for named in rows:
        if named is skip:
            continue
        cells = [named.row.joined(place) for place in places]
        figures = [cell for cell in cells if is_figure(cell.chars)]
        if not figures:
            continue
        if len(figures) != len(places) or named.row.loose:
            for cell in (*figures, *named.row.loose):
                statements.leave(cell, _SHORT_ROW)
            continue
        periods = [str(header.columns[place].period) for place in places]
        _row(
            statements,
            header,
            named.name,
            named.label,
            list(zip(periods, cells, strict=True)),
            subject,
            scale,
        )


def _is_rate(named: NamedRow, places: Sequence[int]) -> bool:
    role = column_of(named.name.chars).role
    whole = all(named.row.joined(place).chars.endswith("%") for place in places)
    return role == "rate" and whole and "执行" in named.name.chars


def _row(
    statements: Statements,
    header: Header,
    name: Strip,
    label: Strip | None,
    cells: Sequence[tuple[str, Strip]],
    subject: str,
    scale: Decimal | None,
    confidence: float = 0.95,
) -> None:
    printed = statements.printed(name)
    column = column_of(name.chars)
    points = name.chars.endswith(("得分", "分数"))
    for period, cell in cells:
        common = {"label": printed, "period": period, "rule": "table.quarter", "confidence": confidence}
        start = (label or cell).offsets[0]
        if points:
            score = cell_quantity(cell.chars, unit="分")
            if score is not None:
                about = subject or re.sub("得分$|^各?季度", "", printed)
                statements.observe(
                    start,
                    label,
                    cell,
                    "score",
                    subject=about,
                    value=score.value,
                    unit="分",
                    level="item",
                    **common,
                )
        elif column.role == "stage":
            money = cell_quantity(cell.chars, column.scale or scale)
            if money is None or money.unit != "元":
                statements.leave(cell, _NO_UNIT)
                continue
            stage = stage_term(str(column.stage), frozenset({"executed"}))
            statements.observe(
                start, label, cell, "budget", value=money.value, unit="元", stage=stage, **common
            )
        elif column.role == "rate" or cell.chars.endswith("%"):
            ratio = ratio_of(cell.chars, percent=column.unit == "%")
            if ratio is not None:
                statements.observe(start, label, cell, "rate", value=ratio.value, unit="比率", **common)
        else:
            statements.leave(cell, _UNKNOWN_ROW)


def _overflow(
    statements: Statements,
    header: Header,
    rows: Sequence[NamedRow],
    rates: Sequence[NamedRow],
    scale: Decimal | None,
) -> NamedRow | None:
    """A row that began in the header line and went on in the next row's cells.

    It is put together only where the figures, divided by the table's own execution rates, give one
    denominator for all quarters; else every figure of it is left. Returns the row it used up.
    """
    name, *begun = header.overflow
    begun = [cell for cell in begun if cell.chars]
    places = [i for i, column in enumerate(header.columns) if column.role == "period"]
    next_row = rows[0] if rows else None
    rest = [cell for place in places if next_row and (cell := next_row.row.joined(place)).chars]
    cells = [*begun, *rest] if len(begun) < len(places) else begun
    if len(cells) == len(places) and any(_one_denominator(cells, row, places) for row in rates):
        periods = [str(header.columns[place].period) for place in places]
        pairs = list(zip(periods, cells, strict=True))
        _row(statements, header, row_name(name), row_name(name), pairs, "", scale, 0.7)
        if next_row is not None and rest and cells != begun:
            statements.leave(next_row.name, _SHIFTED)
            return next_row
        return None
    for cell in begun:
        statements.leave(cell, _SHORT_ROW)
    return None


def _one_denominator(cells: Sequence[Strip], rate: NamedRow, places: Sequence[int]) -> bool:
    wholes: list[Decimal] = []
    for cell, place in zip(cells, places, strict=True):
        amount, ratio = cell_quantity(cell.chars), cell_quantity(rate.row.joined(place).chars)
        if amount is None or ratio is None or not ratio.value:
            return False
        wholes.append(amount.value / ratio.value)
    return bool(wholes) and min(wholes) > 0 and max(wholes) - min(wholes) <= _TOLERANCE * max(wholes)


def _indicator(statements: Statements, header: Header) -> str:
    """The indicator the text before the table speaks of; "" if it names none."""
    text, end = statements.document.text, header.start
    found = [bare(match.group(1)) for match in _INDICATOR.finditer(text[max(0, end - _BEFORE) : end])]
    return found[-1] if found else ""
