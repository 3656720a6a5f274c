"""Activities and audience of one coverage as plain tables to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.activities import ActivityRow, ActivityTable
from kexie_dash.queries.rubric_tables import Cell, FlatTable
from kexie_dash.store.database import View

_WHO = ("单位", "年度", "报告类型", "项目", "统计范围")
_FIGURE = ("界限", "数值", "状态", "口径", "说明", "依据（原文）", "行", "报告编号")
_ABOUT = (
    "各统计范围分开列，互不相加：全市系统包含本级",
    "没有写明的没有数值，不等于零；界限 ≥ 为至少，≈ 为约数",
)


def categories_table(view: View, table: ActivityTable, name: str) -> FlatTable:
    """One row a report and category, the total first."""
    values = [v for row in table.rows for v in (row.total, *row.categories.values())]
    behind = _behind(view, values)
    rows = [
        (*_who(row, table), label, *_figure(value, behind))
        for row in table.rows
        for label, value in (
            ("合计", row.total),
            *((by_label("category", term), row.categories.get(term)) for term in table.categories),
        )
    ]
    return FlatTable(name, (*_WHO, "类别", *_FIGURE), tuple(rows), _ABOUT)


def audience_table(view: View, table: ActivityTable, name: str) -> FlatTable:
    """One row a report and channel, the range first: its lower end, then the upper one as its value."""
    values = [v for row in table.rows for v in (row.range, *row.channels.values()) if v is not None]
    behind = _behind(view, values)
    rows = [
        (*_who(row, table), label, value.low if value is not None else None, *_figure(value, behind))
        for row in table.rows
        for label, value in (
            ("区间上端", row.range),
            *((by_label("channel", term), row.channels.get(term)) for term in table.channels),
        )
    ]
    headings = (*_WHO, "渠道", "下端（线下）", *_FIGURE)
    return FlatTable(name, headings, tuple(rows), (*_ABOUT, "渠道之间不相加；渠道未载明的单列"))


def _who(row: ActivityRow, table: ActivityTable) -> tuple[Cell, ...]:
    value = row.total
    coverage = by_label("coverage", table.coverage)
    return value.body, value.year, KIND_LABEL[value.kind], value.project, coverage


def _figure(value: MeasureValue | None, behind: Mapping[str, Observation]) -> tuple[Cell, ...]:
    if value is None:
        return (None, None, STATUS_LABEL["not_stated"], None, None, None, None, None)
    ids = dict.fromkeys(o.observation for o in value.operands if o.observation)
    spans = [behind[one].evidence for one in ids if one in behind]
    return (
        BOUND_SIGN[value.bound] if value.value is not None else None,
        value.value,
        STATUS_LABEL[value.status],
        basis_label(value.basis),
        "；".join(value.caveats),
        " ｜ ".join(span.quote for span in spans),
        "；".join(dict.fromkeys(f"第{span.line_first}行" for span in spans)),
        value.report,
    )


def _behind(view: View, values: Iterable[MeasureValue]) -> Mapping[str, Observation]:
    ids: Sequence[str] = [o.observation for v in values for o in v.operands if o.observation]
    return view.observations_by_id(list(dict.fromkeys(ids)))
