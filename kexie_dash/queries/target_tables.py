"""Target rows as plain tables to take away, with the sentence of each."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.definitions.target_limits import load_target_limits
from kexie_dash.measures.target_standing import STANDING_LABEL
from kexie_dash.queries.rubric_tables import Cell, FlatTable
from kexie_dash.queries.targets import TargetRow, Targets, tally

_HEAD = (
    "单位", "年度", "一级指标", "二级指标", "指标", "目标", "完成", "完成比例", "状态", "同类指标", "原句",
    "行", "报告编号",
)  # fmt: skip


def rows_table(rows: Sequence[TargetRow]) -> FlatTable:
    """One line a target."""
    return FlatTable("绩效指标", _HEAD, tuple(_row(row) for row in rows), _about())


def tally_table(found: Targets) -> FlatTable:
    """One line a report, also those without a target."""
    heads = ("单位", "年度", "目标项数", *STANDING_LABEL.values(), "报告编号")
    made: list[tuple[Cell, ...]] = []
    for report in (*found.reports, *found.silent):
        counted = tally(found.of(report))
        parts = (counted.of(one) if counted.total else None for one in STANDING_LABEL)
        total = counted.total or "未载明"
        made.append((report.body, report.year, total, *parts, report.id))
    return FlatTable("绩效指标_按单位", heads, tuple(made), _about())


def _about() -> tuple[str, ...]:
    gross = load_target_limits().gross
    return (
        "完成比例：完成值 ÷ 目标值；上限类目标、目标为 0 和只有文字的没有",
        f"大幅超出：完成值达到目标的 {gross.times} 倍。{gross.reason}",
    )


def _row(row: TargetRow) -> tuple[Cell, ...]:
    o = row.observation
    return (
        row.report.body, row.report.year, row.level_1, row.level_2, row.name, o.target_text or "",
        o.actual_text or "", row.completion, STANDING_LABEL[row.standing], row.kind, o.evidence.quote,
        o.evidence.line_first, row.report.id,
    )  # fmt: skip
