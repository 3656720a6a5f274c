"""Texts that mean harm, in every kind of file, opened again by another program (lines 11 to 13)."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pyarrow.parquet
import pytest
import xlsxwriter

from kexie_dash.exports.book import OPTIONS
from kexie_dash.exports.book_sheets import Sheets, value_rows
from kexie_dash.exports.clean import LONGEST, SHORTENED, clean
from kexie_dash.exports.flat import flat_csv, flat_xlsx
from kexie_dash.exports.json_data import flat_json
from kexie_dash.exports.parquet import flat_parquet
from kexie_dash.exports.rows import ExportRow, comparison_rows
from kexie_dash.exports.table import to_csv
from kexie_dash.exports.workbook import to_xlsx
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import View
from tests.exports.briefing.conftest import DAY

EVIL = (
    '=HYPERLINK("http://x.invalid","点")', "+1+1", "-1-1", "@SUM(A1)", "\t=1+1", "＝1+1", "\r\n=2",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<r></si><t>&bad;</r>", "_x0041_",
    "![x](http://x.invalid)", "[a](javascript:b)", "$x$ ~~2021~~ :red[x] **b** # c", "]]>", "&amp;",
)  # fmt: skip
DIRECTION = "甲\u202e乙\u2066丙\u2069"
CONTROL = "丁\x00\x07\x1b[31m\x7f\ud800戊"
LONG = ("长" * 20_000) + ("𠮷" * 20_000)
ALL = (*EVIL, DIRECTION, CONTROL, LONG)


def _cells(data: bytes, sheet: str = "数值") -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert all(
        cell.data_type != "f" and not cell.hyperlink for row in book[sheet].iter_rows() for cell in row
    )
    return [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=2)]


def _sheet(rows: list[ExportRow]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    Sheets(book).table("数值", *value_rows(rows), first_column=1)
    book.close()
    return out.getvalue()


def _units(text: object) -> int:
    return len(str(text).encode("utf-16-le")) // 2


@pytest.fixture
def rows(view: View) -> list[ExportRow]:
    first = comparison_rows(view, comparison(view, "execution_rate"))[0]
    return [replace(first, body=text, caveats=text, quotes=text) for text in ALL]


@pytest.fixture
def table() -> FlatTable:
    return FlatTable("表", ("名", "数"), tuple((text, -number) for number, text in enumerate(ALL)), ())


def test_workbooks_hold_the_same_characters(view: View, rows: list[ExportRow], table: FlatTable) -> None:
    metric = comparison(view, "execution_rate").metric
    wanted = [clean(text)[0] for text in ALL]
    assert [row[0] for row in _cells(to_xlsx(metric, rows, view.snapshot, DAY))] == wanted
    assert [row[0] for row in _cells(_sheet(rows))] == wanted
    plain = _cells(flat_xlsx(table, "第 1 次"))
    assert [row[0] for row in plain] == wanted
    # Negative numbers stay numbers.
    assert [row[1] for row in plain] == [-number for number in range(len(ALL))]
    for text, said in zip(EVIL, wanted, strict=False):
        assert said == " ".join(text.split())


def test_what_is_too_long_or_turned_round_is_noted(view: View, rows: list[ExportRow]) -> None:
    metric = comparison(view, "execution_rate").metric
    made = _cells(to_xlsx(metric, rows, view.snapshot, DAY))
    assert max(_units(cell) for row in made for cell in row) <= LONGEST
    assert _units(made[-1][0]) > LONGEST - 3
    assert SHORTENED in str(made[-1][-1])
    assert made[-2][0] == "丁[31m戊"
    assert made[-3][0] == "甲乙丙"
    assert "控制字符" in str(made[-2][-1])
    assert "控制字符" in str(made[-3][-1])


@pytest.mark.parametrize("make", [lambda rows, _: to_csv(rows), lambda _, table: flat_csv(table, "第 1 次")])
def test_csv_runs_nothing(
    rows: list[ExportRow], table: FlatTable, make: Callable[[list[ExportRow], FlatTable], bytes]
) -> None:
    read = list(csv.reader(io.StringIO(make(rows, table).decode("utf-8-sig"))))[1:]
    assert len(read) == len(ALL)
    for text, row in zip(ALL, read, strict=True):
        said = clean(text)[0]
        assert row[0].removeprefix("'") == said
        assert (row[0][0] == "'") == (said[0] in "=+-@＝＋－＠")


def test_json_and_parquet_hold_the_text_itself(view: View, table: FlatTable) -> None:
    made = json.loads(flat_json(table, view.snapshot))
    assert [row[0] for row in made["rows"]] == [text.encode("utf-8", "replace").decode() for text in ALL]
    read = pyarrow.parquet.read_table(io.BytesIO(flat_parquet(table, view.snapshot))).to_pylist()
    assert [row["名"] for row in read][: len(EVIL)] == list(EVIL)
    assert [row["数"] for row in read] == [-number for number in range(len(ALL))]


def test_every_part_of_the_workbook_is_well_formed(view: View, rows: list[ExportRow]) -> None:
    metric = comparison(view, "execution_rate").metric
    for data in (_sheet(rows), to_xlsx(metric, rows, view.snapshot, DAY)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                ET.fromstring(archive.read(name))
                assert b"x.invalid" not in archive.read(name) or not name.endswith(".rels")


def test_libreoffice_reads_the_same_characters(rows: list[ExportRow], tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(_sheet(rows))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'o').as_uri()}", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    read = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))[1:]
    assert [row[0] for row in read] == [clean(text)[0] for text in ALL]
