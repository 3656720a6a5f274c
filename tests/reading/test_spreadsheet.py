"""Sheets: figures as the sheet shows them, never as the machine keeps them."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from kexie_dash.reading import ReadError, document_of
from kexie_dash.reading.spreadsheet import csv_document, read_xlsx


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0.125, "0.00", "0.13"),
        (0.9399, "0.00%", "93.99%"),
        (0.5, "0%", "50%"),
        (12, "0", "12"),
        (1e21, "General", "1000000000000000000000"),
        (35.5, '0.0"万元"', "35.5万元"),
        (1234.5, '"￥"#,##0.00', "￥1,234.50"),
        (-5, "0.00_ ;[Red]-0.00 ", "-5.00"),
        (12345678, "#,##0.0,", "12,345.7"),
        (2.5, "0.##", "2.5"),
        (3, "0.##", "3"),
        ("#DIV/0!", "General", "#DIV/0!"),
        (True, "General", "TRUE"),
        (date(2021, 3, 5), "yyyy-mm-dd", "2021-03-05"),
    ],
)
def test_figures_as_shown(value: object, form: str, shown: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["名称", "数"])
    sheet.append(["甲", value])
    sheet["B2"].number_format = form
    assert read_xlsx(saved(book)).text == f"名称\t数\n甲\t{shown}\n"


def test_sheets_titles_and_merged_cells() -> None:
    book = openpyxl.Workbook()
    one = book.active
    assert one is not None
    one.title = "预算执行"
    for row in (["部门预算执行情况表"], ["项目", "年初", "", "说明"], ["甲", 1, 2, "完成\n良好"]):
        one.append(row)
    one.merge_cells("A1:D1")
    one.merge_cells("B2:C2")
    two, hidden = book.create_sheet("绩效"), book.create_sheet("底稿")
    two["C3"], two["D3"], two["C4"], two["D4"] = "指标", "值", "场次", 60
    hidden["A1"] = "密"
    hidden.sheet_state = "hidden"
    document = document_of(saved(book))
    first = "预算执行\n部门预算执行情况表\t\t\t\n项目\t年初\t\t说明\n甲\t1\t2\t完成 良好\n"
    assert document.text == first + "\n绩效\n指标\t值\n场次\t60\n"
    assert document.gaps == ("隐藏的工作表没有读取：底稿",)


def test_a_sheet_with_one_far_cell() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet.cell(300_000, 2).value = "名称", "数", 5
    assert document_of(saved(book)).text == "名称\t数\n\t5\n"


def test_an_empty_book() -> None:
    with pytest.raises(ReadError, match="没有内容"):
        document_of(saved(openpyxl.Workbook()))


def test_comma_separated_values() -> None:
    data = '项目,预算数（万元）,说明\n"甲","1,234.50","一、二\n三"\n乙,20,\n'
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        document = document_of(data.encode(encoding))
        assert document.text == "项目\t预算数（万元）\t说明\n甲\t1,234.50\t一、二 三\n乙\t20\t\n"


@pytest.mark.parametrize(
    "text",
    [
        "预算, 执行\n共12万元。\n执行率, 90%\n",
        "2020,2021,2022\n1,2,3\n4,5,6\n",
        "甲,乙\n1,2\n",
        "一、概况\n支出1,234元，结余5,678元。\n其余不变。\n",
        '"未完的引号,乙\n1,2\n3,4\n',
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert csv_document(text) is None
    assert document_of(text.encode()).text == text
