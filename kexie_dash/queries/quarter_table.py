"""Years by quarters as a plain table to take away."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.model.assessment import STATUS_LABEL
from kexie_dash.model.finding import VERDICT_LABEL
from kexie_dash.model.labels import QUARTER_LABEL, basis_label
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.quarters import QuarterPoint, QuarterYear
from kexie_dash.queries.rubric_tables import Cell, FlatTable
from kexie_dash.store.database import View

_HEADINGS = (
    "单位", "年度", "报告类型", "季度", "执行进度", "状态", "口径", "自报", "序时进度", "相差",
    "待核对", "说明", "依据（原文）", "行", "报告编号",
)  # fmt: skip
_ABOUT = ("执行进度、序时进度为小数；相差为两者之差（−0.05 即落后 5 个百分点）",)


def quarter_table(view: View, shown: Sequence[QuarterYear], name: str) -> FlatTable:
    """One row a report and quarter."""
    rows = tuple(_row(view, one, point) for one in shown for point in one.points)
    return FlatTable(name, _HEADINGS, rows, _ABOUT)


def _row(view: View, one: QuarterYear, point: QuarterPoint) -> tuple[Cell, ...]:
    value, report = point.progress, one.report
    inputs = [o for o in value.operands if o.role != "declared" and o.observation] if value else []
    behind = view.observations_by_id([o.observation for o in inputs if o.observation])
    spans = [said.evidence for said in behind.values()]
    doubts = "；".join(f"{VERDICT_LABEL[finding.verdict]}：{finding.message}" for finding in one.doubts)
    return (
        report.body,
        report.year,
        KIND_LABEL[report.kind],
        QUARTER_LABEL[point.quarter],
        value.value if value else None,
        STATUS_LABEL[value.status if value else "not_stated"],
        basis_label(value.basis) if value else None,
        value.declared if value else None,
        point.schedule,
        point.gap.value if point.gap else None,
        doubts,
        "；".join(value.caveats) if value else None,
        " ｜ ".join(span.quote for span in spans),
        "；".join(dict.fromkeys(f"第{span.line_first}行" for span in spans)),
        report.id,
    )
