"""The columns of exported figures, the same in CSV and XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.charts import texts as shared
from kexie_dash.exports import texts_table as wording
from kexie_dash.exports.clean import clean
from kexie_dash.exports.rows import ExportRow

Kind = Literal["text", "figure", "year"]
Cell = str | int | Decimal | None
NOTES = wording.NOTES


@dataclass(frozen=True, slots=True)
class Column:
    """field: of ExportRow. width: in characters of a spreadsheet."""

    heading: str
    field: str
    width: int
    kind: Kind = "text"


def _column(field: str, width: int, kind: Kind = "text") -> Column:
    return Column(wording.COLUMN[field], field, width, kind)


COLUMNS: tuple[Column, ...] = (
    _column("body", 26),
    _column("body_code", 10),
    _column("year", 7, "year"),
    _column("kind", 10),
    _column("project", 18),
    _column("group", 24),
    _column("metric", 14),
    _column("breakdown", 22),
    _column("value", 16, "figure"),
    _column("shown", 14),
    _column("bound", 7),
    _column("low", 14, "figure"),
    _column("high", 14, "figure"),
    _column("unit", 10),
    _column("basis", 16),
    _column("declared", 12, "figure"),
    _column("declared_label", 14),
    _column("status", 14),
    _column("place", 18),
    _column("median", 14, "figure"),
    _column("comparable", 9),
    _column("reasons", 30),
    _column("caveats", 40),
    _column("inputs", 44),
    _column("quotes", 44),
    _column("sentences", 60),
    _column("file", 18),
    _column("lines", 14),
    _column("declared_quote", 30),
    _column("declared_lines", 12),
    _column("report", 14),
    _column("value_id", 14),
)


def cells(row: ExportRow) -> tuple[list[Cell], str]:
    """The row in the order of COLUMNS, its texts cleaned, and what was dropped from them."""
    made: list[Cell] = []
    notes: dict[str, None] = {}
    for column in COLUMNS:
        value = getattr(row, column.field)
        if isinstance(value, str):
            value, said = clean(value)
            notes.update(dict.fromkeys(f"{column.heading}{one}" for one in said))
        made.append(value)
    return made, shared.BETWEEN_CLAUSES.join(notes)
