"""The columns of exported figures, the same in CSV and XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.exports.clean import clean
from kexie_dash.exports.rows import ExportRow

Kind = Literal["text", "figure", "year"]
Cell = str | int | Decimal | None
NOTES = "导出说明"


@dataclass(frozen=True, slots=True)
class Column:
    """field: of ExportRow. width: in characters of a spreadsheet."""

    heading: str
    field: str
    width: int
    kind: Kind = "text"


COLUMNS: tuple[Column, ...] = (
    Column("单位", "body", 26),
    Column("单位代码", "body_code", 10),
    Column("年度", "year", 7, "year"),
    Column("报告类型", "kind", 10),
    Column("项目", "project", 18),
    Column("分组（可比组）", "group", 24),
    Column("指标", "metric", 14),
    Column("统计口径", "breakdown", 22),
    Column("数值", "value", 16, "figure"),
    Column("显示值", "shown", 14),
    Column("界限", "bound", 7),
    Column("下限", "low", 14, "figure"),
    Column("上限", "high", 14, "figure"),
    Column("单位（量）", "unit", 10),
    Column("基准（分母）", "basis", 16),
    Column("自报值", "declared", 12, "figure"),
    Column("自报名称", "declared_label", 14),
    Column("状态", "status", 14),
    Column("组内名次", "place", 18),
    Column("组内中位数", "median", 14, "figure"),
    Column("组内可比", "comparable", 9),
    Column("不可比原因", "reasons", 30),
    Column("注意事项", "caveats", 40),
    Column("算式用到的数", "inputs", 44),
    Column("依据（原文）", "quotes", 44),
    Column("所在句子", "sentences", 60),
    Column("文件", "file", 18),
    Column("行", "lines", 14),
    Column("自报依据", "declared_quote", 30),
    Column("自报所在行", "declared_lines", 12),
    Column("报告编号", "report", 14),
    Column("数值编号", "value_id", 14),
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
    return made, "；".join(notes)
