"""Spreadsheets, sheet by sheet: rows as lines with tabs, figures as the sheet shows them."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from kexie_dash.model.report import Document
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.printed_table import Cell, table_lines

_REMEDY = "请用 Excel 或 WPS 打开后另存一份，再重新提交"
_MANY_COLUMNS = 256
_UNNAMED = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)
#: Colours, conditions and paddings in a number format say nothing about its figures.
_DECORATION = re.compile(r"\[[^\]]*\]|_.|\*.|\\(?=.)")
_LITERAL = re.compile(r'"([^"]*)"')
_PLACES = re.compile(r"[0#?][0#?,]*(?:\.([0#?]+))?(,*)")
#: Text is taken for CSV from this many rows of equal length on.
_FEWEST_ROWS = 3


def read_xlsx(data: bytes) -> Document:
    """The document of a workbook, whose sizes were checked; ReadError for one that cannot be opened."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        # openpyxl raises what its parts raise: KeyError, ValueError, BadZipFile, XML errors.
        raise ReadError("表格文件已损坏，打不开", _REMEDY) from error
    pieces: list[str] = []
    hidden: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        sheet.reset_dimensions()
        rows = [[_shown(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        lines = list(_lines(rows))
        if not lines:
            continue
        if pieces:
            pieces.append("\n")
        if len(book.sheetnames) > 1 and not _UNNAMED.fullmatch(sheet.title):
            pieces.append(sheet.title + "\n")
        pieces.extend(line + "\n" for line in lines)
    if not pieces:
        raise ReadError("表格里没有内容", "请确认文件完整，再重新提交")
    gaps = (f"隐藏的工作表没有读取：{'、'.join(hidden)}",) if hidden else ()
    return Document("".join(pieces), gaps=gaps)


def csv_document(text: str) -> Document | None:
    """The document of comma-separated values; None where the text is something else."""
    if "," not in text.split("\n", 1)[0]:
        return None
    try:
        rows = [row for row in csv.reader(io.StringIO(text), strict=True) if any(row)]
    except csv.Error:
        return None
    if len(rows) < _FEWEST_ROWS or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return None
    if any(not cell.strip() or _is_number(cell) for cell in rows[0]):
        return None
    return Document("".join(line + "\n" for line in _lines(rows)))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+\d.,%\s]+", text) is not None


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    used = [index for row in rows for index, text in enumerate(row[:_MANY_COLUMNS]) if text.strip()]
    if not used:
        return []
    first, columns = min(used), max(used) - min(used) + 1
    printed: list[list[Cell]] = []
    for row in rows:
        filled = [(index - first, text) for index, text in enumerate(row[:_MANY_COLUMNS]) if text.strip()]
        # A text alone in its row runs over the empty cells beside it.
        alone = len(filled) == 1
        printed.append([Cell(i, columns - i if alone else 1, text.split("\n")) for i, text in filled])
    return list(table_lines(printed, columns))


def _shown(value: object, form: str | None) -> str:
    """A cell as the sheet shows it: figures rounded and marked by their number format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _figure(value, form or "General")
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)


def _figure(value: float, form: str) -> str:
    # Fifteen digits are what a spreadsheet keeps; the rest is the binary form's noise.
    number = Decimal(format(value, ".15g"))
    if not number.is_finite():
        return str(value)
    section = form.split(";")[0]
    places = _PLACES.search(_LITERAL.sub("", _DECORATION.sub("", section)))
    if form == "General" or places is None:
        return f"{number:f}"
    bare = _LITERAL.sub("", _DECORATION.sub("", section))
    if "E+" in bare.upper() or "/" in bare:
        return f"{number:f}"
    if "%" in bare:
        number *= 100
    number = number.scaleb(-3 * len(places[2]))
    decimals = places[1] or ""
    shown = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{shown:,f}" if "," in places[0].rstrip(",") else f"{shown:f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    before, after = (_LITERAL.findall(part) for part in _around(section))
    return "".join(before) + text.rstrip(".") + ("%" if "%" in bare else "") + "".join(after)


def _around(section: str) -> tuple[str, str]:
    """The parts of a number format before and after its digits."""
    match = re.search(r"[0#?]", re.sub(r'"[^"]*"', lambda m: "\0" * len(m[0]), section))
    place = match.start() if match else len(section)
    return section[:place], section[place:]
