"""Figures as an Excel workbook that stands alone: the values, and a sheet that says how to read them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from kexie_dash.charts.format import MONEY, POINTS, RATE, scale_for
from kexie_dash.charts.lines import threshold_text
from kexie_dash.exports.clean import clean
from kexie_dash.exports.columns import COLUMNS, NOTES, Cell, cells
from kexie_dash.exports.rows import ExportRow
from kexie_dash.exports.sheet_text import write_text
from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import DIMENSION_LABEL
from kexie_dash.model.state import STATE_LABEL, State
from kexie_dash.store.database import Snapshot

VALUES_SHEET, README_SHEET = "数值", "说明"
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
IN_WAN = r'[>=100000000]0\.00,,"亿";[>=1000000]#,##0,,"00万";#,##0'
WAN_FROM = 1_000_000
STATE_MEANING: dict[State, str] = {
    "zero": "报告写的是 0，数值一栏是 0",
    "not_stated": "报告没有写，不是零，数值一栏留空",
    "not_applicable": "这类报告不要求，不是缺漏",
    "undefined": "写了但不能相除，原因见“不可比原因”",
    "not_comparable": "有数值，但口径与同组不同",
    "pending_review": "有数值，疑有差错，核对前不比较",
    "no_report": "没有这家单位或这一年的报告",
}
#: Characters of the column of words on a read-me; of all columns that a page across holds at a readable size;
#: the highest row a spreadsheet takes, in points; the last sign of Latin type.
README_WIDTH, _PAGE_WIDE, _HIGHEST, _LATIN_END = 92, 190, 409.0, 0x2E7F
#: Points of a row of values; what is longer is read in the cell.
_HIGH_ROW = 120.0
DIRECTION = {"higher": "越高越好", "lower": "越低越好", "none": "不分高低"}


def to_xlsx(metric: Metric, rows: Sequence[ExportRow], snapshot: Snapshot, made_on: date) -> bytes:
    """made_on: printed on the read-me sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": f"{metric.label}：各单位对照", "subject": "科协绩效自评报告"})
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
    within = "、".join(DIMENSION_LABEL.get(name, name) for name in metric.compared_within)
    return [
        ("指标", metric.label),
        ("编号", metric.id),
        ("定义", metric.definition),
        ("算法", metric.formula),
        ("分子", metric.numerator or "（照录，不作除法）"),
        ("分母", metric.denominator or "（照录，不作除法）"),
        ("单位（量）", metric.unit),
        ("方向", DIRECTION[metric.direction]),
        ("可比条件", f"{within}相同的单位才在一个组内比较"),
        *(("参照线", f"{threshold_text(line, scale)}；出处：{line.source}") for line in metric.thresholds),
        *(("注意", limit) for limit in metric.limits),
        ("为什么看", metric.why),
        ("数值", "比率以小数存放、以百分数显示；百分点以小数存放（0.01 即 1 个百分点）；金额以元计"),
        ("界限", "“至少”“至多”“约数”“接近”随数值保留；下限、上限为空表示没有写明那一端"),
        ("状态", "；".join(f"{STATE_LABEL[state]}：{said}" for state, said in STATE_MEANING.items())),
        ("组内名次", "只在同组内、三家以上可比时给出；差别在四舍五入或界限以内的，名次是一个范围"),
        ("组内中位数", "同组可比的三家以上才给出"),
        ("依据", "“依据（原文）”与报告逐字相同（只合并了空白），行号为报告文本的行"),
        ("来源", "各单位公开的绩效自评报告，数字为各单位自评"),
        ("数据", f"第 {snapshot.number} 次生成（{snapshot.build}）"),
        ("指标词典", snapshot.dictionary_version),
        ("提示", snapshot.notice or "导出时为最新一次生成"),
        ("导出日期", made_on.isoformat()),
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
