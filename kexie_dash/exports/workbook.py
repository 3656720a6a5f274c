"""Figures as an Excel workbook that stands alone: the values, and a sheet that says how to read them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import MONEY, POINTS, RATE, scale_for
from kexie_dash.charts.lines import threshold_text
from kexie_dash.exports import texts_workbook as wording
from kexie_dash.exports.clean import clean
from kexie_dash.exports.columns import COLUMNS, NOTES, Cell, cells
from kexie_dash.exports.rows import ExportRow
from kexie_dash.exports.sheet_text import write_text
from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import DIMENSION_LABEL
from kexie_dash.model.state import STATE_LABEL
from kexie_dash.store.database import Snapshot

VALUES_SHEET, README_SHEET = wording.VALUES, wording.README
#: A Chinese face and its character set, or Excel falls to a wrong font for Chinese.
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "font_charset": 134, "valign": "top"}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": FONT,
}
#: A spreadsheet divides by thousands only. For multiples of a million: what is left of them is the 万 without
#: two noughts, and of 亿 a point set before the last digits.
IN_WAN = wording.FORMAT_OF_COUNTS
WAN_FROM = 1_000_000
STATE_MEANING = wording.STATE_MEANING
#: Characters of the column of words on a read-me; of all columns that a page across holds at a readable size;
#: the highest row a spreadsheet takes, in points; the last sign of Latin type.
README_WIDTH, _PAGE_WIDE, _HIGHEST, _LATIN_END = 92, 190, 409.0, 0x2E7F
#: Points of a row of values; what is longer is read in the cell.
_HIGH_ROW = 120.0
DIRECTION = wording.DIRECTION


def to_xlsx(metric: Metric, rows: Sequence[ExportRow], snapshot: Snapshot, made_on: date) -> bytes:
    """made_on: printed on the read-me sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": wording.TITLE.format(label=metric.label), "subject": wording.SUBJECT})
    _values_sheet(book, metric, rows)
    _readme_sheet(book, _readme(metric, snapshot, made_on))
    book.close()
    return out.getvalue()


def number_format(unit: str) -> str:
    """Excel's format for stored values of a unit."""
    if unit == RATE:
        return "0.0%"
    if unit == POINTS:
        return "+0.0%;-0.0%;0.0%"
    return "#,##0.00" if unit == MONEY else "#,##0.##########"


def _values_sheet(book: Any, metric: Metric, rows: Sequence[ExportRow]) -> None:
    sheet = book.add_worksheet(VALUES_SHEET)
    head = book.add_format({**FONT, "bold": True, "bottom": 1, "bg_color": "#F6F5F2", "text_wrap": True})
    figure = book.add_format({**FONT, "num_format": number_format(metric.unit)})
    integer = book.add_format({**FONT, "num_format": "#,##0"})
    year = book.add_format({**FONT, "num_format": "0"})
    text = book.add_format({**FONT, "text_wrap": True, "num_format": "@", "align": "left", "indent": 1})
    formats = {"text": text, "figure": figure, "year": year}
    for position, column in enumerate(COLUMNS):
        sheet.set_column(position, position, column.width)
        write_text(sheet, 0, position, column.heading, head)
    last = len(COLUMNS)
    sheet.set_column(last, last, 20)
    write_text(sheet, 0, last, NOTES, head)
    for number, row in enumerate(rows, start=1):
        made, notes = cells(row)
        for position, (column, cell) in enumerate(zip(COLUMNS, made, strict=True)):
            whole = column.kind == "figure" and metric.unit not in (RATE, POINTS, MONEY) and _is_whole(cell)
            _write(sheet, number, position, cell, integer if whole else formats[column.kind])
        write_text(sheet, number, last, notes, text)
        words = ((column, cell) for column, cell in zip(COLUMNS, made, strict=True) if isinstance(cell, str))
        heights = (text_height(cell, column.width) for column, cell in words)
        sheet.set_row(number, min(max(heights, default=15.0), _HIGH_ROW))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), last)
    print_wide(sheet, [*(float(column.width) for column in COLUMNS), 20.0], 1)


def print_wide(sheet: Any, widths: Sequence[float], kept: int) -> None:
    """A4 across, on as many pages beside each other as keep the words readable.

    widths: of all columns, in characters. kept: columns repeated on every page, as the head is.
    """
    sheet.set_paper(9)
    sheet.set_landscape()
    beyond = sum(widths[kept:]) / max(_PAGE_WIDE - sum(widths[:kept]), 1)
    sheet.fit_to_pages(max(1, round(beyond + 0.4)), 0)
    sheet.print_across()
    sheet.repeat_rows(0)
    if kept:
        sheet.repeat_columns(0, kept - 1)


def text_height(words: str, width: float, line: float = 15.0) -> float:
    """Points of a row that holds these words in a column; programs do not all measure wrapped text.

    width: of the column, in characters of Latin type.
    """
    # A Chinese character takes nearly two of them.
    lines = sum(max(1, -(-_taken(part) // max(width - 1, 1))) for part in words.split("\n"))
    return min(lines * line, _HIGHEST)


def _taken(words: str) -> float:
    return sum(1.9 if ord(sign) > _LATIN_END else 1.0 for sign in words)


def _write(sheet: Any, row: int, column: int, cell: Cell, form: Any) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(cell, str):
        write_text(sheet, row, column, cell, form)
    else:
        sheet.write_number(row, column, float(cell), form)


def _is_whole(cell: Cell) -> bool:
    return isinstance(cell, Decimal) and cell == cell.to_integral_value()


def _readme(metric: Metric, snapshot: Snapshot, made_on: date) -> list[tuple[str, str]]:
    scale = scale_for(metric.unit, [line.value for line in metric.thresholds])
    within = shared.BETWEEN_NAMES.join(DIMENSION_LABEL.get(name, name) for name in metric.compared_within)
    return [
        (wording.METRIC, metric.label),
        (wording.ID, metric.id),
        (wording.DEFINITION, metric.definition),
        (wording.FORMULA, metric.formula),
        (wording.NUMERATOR, metric.numerator or wording.NOT_DIVIDED),
        (wording.DENOMINATOR, metric.denominator or wording.NOT_DIVIDED),
        (wording.UNIT, metric.unit),
        (wording.DIRECTION_HEAD, DIRECTION[metric.direction]),
        (wording.COMPARED_WITHIN, wording.SAME_WITHIN.format(within=within)),
        *(
            (
                wording.LINE,
                wording.LINE_AND_SOURCE.format(line=threshold_text(line, scale), source=line.source),
            )
            for line in metric.thresholds
        ),
        *((wording.LIMIT, limit) for limit in metric.limits),
        (wording.WHY, metric.why),
        (wording.VALUES, wording.VALUES_STORED),
        (wording.BOUND, wording.BOUNDS_KEPT),
        (
            wording.STATE,
            shared.BETWEEN_CLAUSES.join(
                shared.LABELLED.format(label=STATE_LABEL[state], said=said)
                for state, said in STATE_MEANING.items()
            ),
        ),
        (wording.PLACE, wording.PLACES_SAID),
        (wording.MEDIAN, wording.MEDIANS_SAID),
        (wording.EVIDENCE, wording.EVIDENCE_SAID),
        (wording.SOURCE, wording.SOURCES),
        (wording.DATA, wording.BUILD.format(number=snapshot.number, build=snapshot.build)),
        (wording.DICTIONARY, snapshot.dictionary_version),
        (wording.NOTICE, snapshot.notice or wording.NEWEST_WHEN_EXPORTED),
        (wording.DAY_OF_EXPORT, made_on.isoformat()),
    ]


def _readme_sheet(book: Any, lines: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(README_SHEET)
    name = book.add_format({**FONT, "bold": True})
    text = book.add_format({**FONT, "text_wrap": True})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, README_WIDTH)
    print_readme(sheet)
    for row, (label, said) in enumerate(lines):
        write_text(sheet, row, 0, label, name)
        words = clean(said)[0]
        write_text(sheet, row, 1, words, text)
        sheet.set_row(row, text_height(words, README_WIDTH))


def print_readme(sheet: Any) -> None:
    """A4 upright, as wide as the page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
