"""Figures as CSV that Excel opens rightly: UTF-8 with a mark, text that never runs, figures as figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from kexie_dash.exports import texts_table as wording
from kexie_dash.exports.clean import guarded
from kexie_dash.exports.columns import COLUMNS, NOTES, Cell, cells
from kexie_dash.exports.rows import ExportRow


def to_csv(rows: Iterable[ExportRow], about: str = "") -> bytes:
    """about: one line on build and definition, repeated in a last column so that it goes with each row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.heading for column in COLUMNS), NOTES, wording.DATA_VERSION])
    for row in rows:
        made, notes = cells(row)
        writer.writerow([*(_text(cell) for cell in made), guarded(notes), guarded(about)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    return guarded(cell) if isinstance(cell, str) else str(cell)
