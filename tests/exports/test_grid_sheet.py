"""The quick sheet writes what the library writes, byte by byte; texts like mark-up stay texts."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_dash.exports.book import OPTIONS
from kexie_dash.exports.grid_sheet import GridSheet
from kexie_dash.exports.sheet_text import write_text

CELLS = st.one_of(
    st.none(), st.floats(allow_nan=False, allow_infinity=False), st.text("a<&\"'一=\n_x0 ", max_size=6)
)
TABLES = st.lists(st.lists(CELLS, max_size=30), max_size=40)


def _book(table: list[list[Any]], worksheet_class: Any, *, tall: bool = False) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    sheet = book.add_worksheet("数值", worksheet_class=worksheet_class)
    forms = [book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})]
    sheet.set_default_row(30)
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                write_text(sheet, number, column, cell, forms[0])
            elif cell is not None:
                sheet.write_number(number, column, cell, forms[1])
    if tall:
        sheet.set_row(1, 90)
        sheet.write_blank(3, 3, None, forms[0])
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "core.xml" not in name}


@settings(max_examples=40, deadline=None)
@given(TABLES, st.booleans())
def test_it_is_the_librarys_file(table: list[list[Any]], tall: bool) -> None:
    assert _parts(_book(table, GridSheet, tall=tall)) == _parts(_book(table, None, tall=tall))


def test_text_that_looks_like_the_librarys_mark_up_stays_text() -> None:
    evil = ["<r></r>", "<r><t>x</t></r>", "<r></si><si><t>&bad</r>", "<r>一</r>"]
    sheet = openpyxl.load_workbook(io.BytesIO(_book([evil], GridSheet)))["数值"]
    assert [cell.value for cell in sheet[1]] == evil
