"""CSV and XLSX, reopened with another program: figures stay figures, text stays text, sentences are exact."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from kexie_dash.exports.clean import LONGEST, clean, guarded
from kexie_dash.exports.columns import COLUMNS, NOTES
from kexie_dash.exports.rows import ExportRow, comparison_rows
from kexie_dash.exports.table import to_csv
from kexie_dash.exports.workbook import README_SHEET, VALUES_SHEET, number_format, to_xlsx
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.store.database import View

EVIL = [
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "http://example.invalid",
    "{=1}",
]


@pytest.fixture(scope="session")
def compared(view: View) -> Comparison:
    return comparison(view, "execution_rate")


@pytest.fixture(scope="session")
def rows(view: View, compared: Comparison) -> tuple[ExportRow, ...]:
    return comparison_rows(view, compared)


def read_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> tuple[list[dict[str, Any]], Any]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    first, *rest = list(book[VALUES_SHEET].iter_rows())
    heads = [cell.value for cell in first]
    return [dict(zip(heads, row, strict=True)) for row in rest], book


def workbook(compared: Comparison, rows: tuple[ExportRow, ...]) -> bytes:
    return to_xlsx(compared.metric, rows, compared.snapshot, date(2026, 1, 2))


def test_one_row_a_value_in_the_order_of_the_bands(compared: Comparison, rows: tuple[ExportRow, ...]) -> None:
    values = [item.value for band in compared.bands for item in band.values]
    assert [row.value_id for row in rows] == [value.id for value in values]
    assert len(rows) == 5


def test_sentences_stand_in_the_report(view: View, rows: tuple[ExportRow, ...]) -> None:
    seen = 0
    for row in rows:
        document = view.document(row.report)
        assert document is not None
        for quote in filter(None, (row.quotes + " ｜ " + row.declared_quote).split(" ｜ ")):
            assert quote in document.text
            seen += 1
        for sentence in filter(None, row.sentences.split(" ｜ ")):
            assert sentence in document.text
        assert all(quote in row.sentences for quote in filter(None, row.quotes.split(" ｜ ")))
        assert row.file == f"{row.report}.txt"
        assert row.lines.startswith("第")
    assert seen >= 10


def test_csv_holds_every_figure_exactly(compared: Comparison, rows: tuple[ExportRow, ...]) -> None:
    read = read_csv(to_csv(rows, "第 1 次生成"))
    stored = {i.value.id: i.value for band in compared.bands for i in band.values}
    for line in read:
        value = stored[line["数值编号"]]
        assert Decimal(line["数值"]) == value.value
        assert (Decimal(line["自报值"]) if line["自报值"] else None) == value.declared
        assert line["数据版本"] == "第 1 次生成"
    by_body = {line["单位代码"]: line for line in read}
    assert round(Decimal(by_body["440300"]["数值"]), 4) == Decimal("0.7169")
    assert by_body["440300"]["显示值"] == "71.7%"
    assert by_body["440300"]["基准（分母）"] == "按调整预算"
    assert by_body["440700"]["自报值"] == ""


def test_csv_guards_text_and_leaves_figures(rows: tuple[ExportRow, ...]) -> None:
    negative = replace(rows[0], value=Decimal("-0.016"), caveats="=cmd|' /C calc'!A0")
    (line,) = read_csv(to_csv([negative]))
    assert line["数值"] == "-0.016"
    assert line["注意事项"].startswith("'=")


@pytest.mark.parametrize("text", [e for e in EVIL if not e.startswith(("http", "{"))])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["预算", "≥5,903", "−1.6 百分点", "71.7%", "", "1-2", "a=b"])
def test_what_is_harmless_stays(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", EVIL)
def test_xlsx_text_is_never_a_formula_or_link(
    compared: Comparison, rows: tuple[ExportRow, ...], text: str
) -> None:
    evil = replace(rows[0], caveats=text, body=text, value=Decimal("-0.5"))
    (line,), book = read_xlsx(workbook(compared, (evil,)))
    for heading in ("注意事项", "单位"):
        assert line[heading].data_type == "s"
        assert line[heading].value == clean(text)[0]
        assert line[heading].hyperlink is None
    assert line["数值"].data_type == "n"
    assert line["数值"].value == -0.5
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_xlsx_figures_are_numbers_with_a_format(compared: Comparison, rows: tuple[ExportRow, ...]) -> None:
    lines, _ = read_xlsx(workbook(compared, rows))
    for line, row in zip(lines, rows, strict=True):
        assert line["数值"].value == pytest.approx(float(row.value or 0))
        assert line["数值"].number_format == "0.0%"
        assert line["年度"].value == row.year
        assert line["单位代码"].data_type == "s"  # a code is text: leading zeros stay


def test_not_stated_is_blank_and_says_so(view: View) -> None:
    found = comparison(view, "project_share")
    rows = comparison_rows(view, found)
    missing = [row for row in rows if row.value is None]
    assert missing
    lines, _ = read_xlsx(workbook(found, rows))
    for line, row in zip(lines, rows, strict=True):
        if row.value is None:
            assert line["数值"].value is None
            assert line["状态"].value in ("未载明", "不适用", "无法计算")
    assert all(line["数值"] == "" for line in read_csv(to_csv(missing)))


def test_bounds_travel(view: View) -> None:
    rows = comparison_rows(view, comparison(view, "activities", bodies=("440300",)))
    stated = next(row for row in rows if row.value == 5903)
    assert (stated.bound, stated.low, stated.high) == ("至少", Decimal(5903), None)
    assert stated.shown == "≥5,903场次"
    assert stated.breakdown == "统计范围：全市系统"


def test_absent_bodies_are_rows(view: View) -> None:
    rows = comparison_rows(view, comparison(view, "execution_rate", (2020,), ("440400", "440300")))
    absent = next(row for row in rows if row.body_code == "440400")
    assert (absent.status, absent.value, absent.year) == ("无报告", None, 2020)


def test_the_workbook_stands_alone(compared: Comparison, rows: tuple[ExportRow, ...]) -> None:
    _, book = read_xlsx(workbook(compared, rows))
    sheet = book[VALUES_SHEET]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["A1"].font.name == sheet["A2"].font.name == "Microsoft YaHei"
    assert sheet["A2"].font.charset == 134
    said = {row[0].value: row[1].value for row in book[README_SHEET].iter_rows()}
    assert said["定义"] == compared.metric.definition
    assert compared.snapshot.build in said["数据"]
    assert said["指标词典"] == compared.snapshot.dictionary_version
    assert said["导出日期"] == "2026-01-02"


def test_control_characters_and_giant_cells_are_dropped_with_a_note(
    compared: Comparison, rows: tuple[ExportRow, ...]
) -> None:
    odd = replace(rows[0], caveats="甲\x00\x07乙\ud800", quotes="长" * 40_000)
    (line,), _ = read_xlsx(workbook(compared, (odd,)))
    assert line["注意事项"].value == "甲乙"
    assert len(line["依据（原文）"].value) == LONGEST
    assert "注意事项去掉了控制字符" in line[NOTES].value
    assert "依据（原文）原文过长，已截断" in line[NOTES].value
    (text,) = read_csv(to_csv([odd]))
    assert text["注意事项"] == "甲乙"
    assert "去掉了控制字符" in text[NOTES]


def test_lines_of_a_sentence_become_one() -> None:
    assert clean("甲\n\t乙\u3000丙") == ("甲 乙 丙", ())


def test_headings_are_unique_and_each_field_has_one() -> None:
    assert len({column.heading for column in COLUMNS}) == len(COLUMNS)
    assert {column.field for column in COLUMNS} == set(ExportRow.__dataclass_fields__)


@pytest.mark.parametrize(
    ("unit", "form"), [("比率", "0.0%"), ("元", "#,##0.00"), ("百分点", "+0.0%;-0.0%;0.0%")]
)
def test_number_formats(unit: str, form: str) -> None:
    assert number_format(unit) == form
