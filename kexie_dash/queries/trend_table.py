"""A trend as a plain table to take away: every year of every body, with changes, breaks and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from kexie_dash.measures.change import Way
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.labels import DIMENSION_LABEL, basis_label, by_label
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.rubric_tables import Cell, FlatTable
from kexie_dash.queries.trend import Track, Trend, YearPoint
from kexie_dash.store.database import View

_HEADINGS = (
    "单位", "年度", "报告类型", "项目", "指标", "分项", "单位（计量）", "界限", "数值", "状态", "口径",
    "与哪一年比", "相差", "升降", "断点", "说明", "依据（原文）", "行", "报告编号",
)  # fmt: skip
_WAY: dict[Way, str] = {"up": "升", "down": "降", "same": "持平", "open": "不能判定"}
_ABOUT = (
    "数值与相差为基本单位：金额为元，比率为小数（相差 0.05 即 5 个百分点）",
    "没有报告、未载明的年份没有数值，不等于零，也不推算",
    "断点：两年之间报告类型、口径、统计范围或说法变了，不比升降",
)


def trend_table(view: View, trend: Trend, name: str) -> FlatTable:
    """One row a body and year, also those without a report."""
    ids = [o.observation for t in trend.all for v in t.figures for o in v.operands if o.observation]
    behind = view.observations_by_id(list(dict.fromkeys(ids)))
    rows = tuple(_row(trend, track, point, behind) for track in trend.all for point in track.points)
    return FlatTable(name, _HEADINGS, rows, (f"{trend.metric.label}：{trend.metric.definition}", *_ABOUT))


def _row(trend: Trend, track: Track, point: YearPoint, behind: Mapping[str, Observation]) -> tuple[Cell, ...]:
    value = point.value
    step = next((s for s in track.steps if s.after.year == point.year), None)
    told = step.change if step is not None else None
    breaks = [word for one in track.breaks if one.after == point.year for word in one.words]
    said = "；".join(f"{DIMENSION_LABEL.get(k, k)}：{by_label(k, v)}" for k, v in trend.by)
    if value is None:
        empty = (None,) * 3
        return (
            track.body, point.year, None, None, trend.metric.label, said, trend.metric.unit, None, None,
            STATUS_LABEL["no_report"], *empty, None, "；".join(breaks), None, None, None, None,
        )  # fmt: skip
    spans = _spans(value, behind)
    return (
        track.body,
        point.year,
        KIND_LABEL[value.kind],
        value.project,
        trend.metric.label,
        said,
        trend.metric.unit,
        BOUND_SIGN[value.bound] if value.value is not None else None,
        value.value if value.value is not None else value.text,
        STATUS_LABEL[value.status],
        basis_label(value.basis),
        step.before.year if step is not None and told is not None else None,
        told.size if told is not None else None,
        _WAY[told.way] if told is not None else None,
        "；".join(breaks),
        "；".join(value.caveats),
        " ｜ ".join(observation.evidence.quote for observation in spans),
        "；".join(dict.fromkeys(f"第{observation.evidence.line_first}行" for observation in spans)),
        value.report,
    )


def _spans(value: MeasureValue, behind: Mapping[str, Observation]) -> list[Observation]:
    ids = dict.fromkeys(o.observation for o in value.operands if o.role != "declared" and o.observation)
    return [behind[one] for one in ids if one in behind]
