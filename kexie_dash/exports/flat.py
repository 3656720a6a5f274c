"""A plain table as CSV and as a workbook; text never becomes a formula or a link."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import xlsxwriter

from kexie_dash.charts import texts as shared
from kexie_dash.exports import texts_table as wording
from kexie_dash.exports.clean import clean, guarded
from kexie_dash.exports.sheet_text import write_text
from kexie_dash.exports.workbook import README_WIDTH, print_readme, print_wide, text_height
from kexie_dash.queries.rubric_tables import Cell, FlatTable

_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "font_charset": 134, "valign": "top"}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": _FONT,
}
_WIDE, _USUAL = 40, 14
#: A column whose text is longer than this somewhere gets the wide measure.
_LONG = 16


def flat_csv(table: FlatTable, build: str) -> bytes:
    """build: one line on the data, repeated in a last column so that it goes with each row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*table.headings, wording.DATA_VERSION])
    about = shared.BETWEEN_SENTENCES.join((*table.about, build))
    for row in table.rows:
        writer.writerow([*(_text(cell) for cell in row), guarded(about)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    return guarded(clean(cell)[0]) if isinstance(cell, str) else str(cell)


def flat_xlsx(table: FlatTable, build: str) -> bytes:
    """The table on one sheet, what its figures are on another."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    head = book.add_format({**_FONT, "bold": True, "bottom": 1, "bg_color": "#F6F5F2", "text_wrap": True})
    text = book.add_format({**_FONT, "text_wrap": True, "num_format": "@"})
    figure = book.add_format({**_FONT, "num_format": "0.00"})
    whole = book.add_format({**_FONT, "num_format": "0"})
    sheet = book.add_worksheet(wording.VALUES)
    widths: list[float] = []
    for column, heading in enumerate(table.headings):
        longest = max((len(str(row[column] or "")) for row in table.rows), default=0)
        widths.append(_WIDE if longest > _LONG else _USUAL)
        sheet.set_column(column, column, widths[-1])
        write_text(sheet, 0, column, heading, head)
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if cell is None:
                sheet.write_blank(number, column, None, text)
            elif isinstance(cell, str):
                write_text(sheet, number, column, clean(cell)[0], text)
            else:
                form = figure if isinstance(cell, Decimal) else whole
                sheet.write_number(number, column, float(cell), form)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
    print_wide(sheet, widths, 1)
    notes = book.add_worksheet(wording.README)
    notes.set_column(0, 0, README_WIDTH)
    print_readme(notes)
    for number, line in enumerate((*table.about, build)):
        write_text(notes, number, 0, clean(line)[0], text)
        notes.set_row(number, text_height(line, README_WIDTH))
    book.close()
    return out.getvalue()
