"""A portrait as plain tables to take away: its metrics with peers, its score tree, its targets."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.model.labels import SCORE_LEVEL_LABEL, basis_label, by_label
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_LABEL
from kexie_dash.queries.portrait import FullPortrait
from kexie_dash.queries.portrait_metrics import MetricRow, Reached
from kexie_dash.queries.portrait_targets import Outcome
from kexie_dash.queries.rubric_tables import Cell, FlatTable

_REACHED: dict[Reached, str] = {"met": "合要求", "missed": "不合要求", "open": "不能判定"}
_OUTCOME: dict[Outcome, str] = {
    "unmet": "未达到", "far_exceeded": "超过目标 10 倍以上", "met": "达到", "undecided": "无法判断",
}  # fmt: skip
_METRICS = (
    "主题", "指标", "分项", "单位", "数值", "界限", "文字", "状态", "口径", "自报", "同组", "同组最低",
    "同组最高", "同组其他单位数", "中位数", "参照线", "说明", "核查",
)  # fmt: skip


def _about(found: FullPortrait) -> str:
    report = found.base.report
    return f"{report.body} {report.year} 年{KIND_LABEL[report.kind]}绩效自评报告（{report.id}）"


def _name(found: FullPortrait, what: str) -> str:
    return f"单位画像_{found.base.report.id}_{what}"


def metrics_table(found: FullPortrait) -> FlatTable:
    """One row a value, also those that are not stated."""
    about = (_about(found), "同组：年度、报告类型、层级、统计范围相同；最低最高不含本单位，中位数含本单位")
    return FlatTable(_name(found, "指标"), _METRICS, tuple(_metric(row) for row in found.rows), about)


def _metric(row: MetricRow) -> tuple[Cell, ...]:
    metric, value, peers = row.metric, row.value, row.peers
    median = peers.median if peers is not None else None
    return (
        metric.topic,
        metric.label,
        "·".join([*(by_label(*pair) for pair in value.by), *([value.project] if value.project else [])]),
        metric.unit,
        value.value,
        value.bound if value.value is not None else "",
        value.text or "",
        STATE_LABEL[row.state],
        basis_label(value.basis),
        value.declared,
        row.item.group_label,
        peers.lowest.value if peers else None,
        peers.highest.value if peers else None,
        peers.bodies if peers else None,
        median.value if median else None,
        "；".join(f"{one.line.label}：{_REACHED[one.reached]}" for one in row.lines),
        "；".join((*row.item.reasons, *value.caveats)),
        "；".join(one.message for one in row.findings),
    )


def scores_table(found: FullPortrait) -> FlatTable:
    """One row an item, in the order of the page."""
    headings = ("层级", "上级", "指标", "分值", "得分", "失分", "所列下级失分", "另写得分")
    rows: list[tuple[Cell, ...]] = []
    for root in found.scores:
        path: list[str] = []
        for depth, node in root.walk():
            path[depth:] = [node.name]
            others = "、".join(format(one.score, "f") for one in node.others if one.score is not None)
            parts: Decimal | None = node.parts_lost if node.children else None
            above = " › ".join(path[:depth])
            level = SCORE_LEVEL_LABEL[node.level]
            rows.append((level, above, node.name, node.full_mark, node.score, node.lost, parts, others))
    return FlatTable(_name(found, "评分树"), headings, tuple(rows), (_about(found),))


def targets_table(found: FullPortrait) -> FlatTable:
    """One row a target with a result, the unmet first; then plans without one."""
    headings = ("判定", "指标路径", "指标", "目标", "实际", "实际÷目标", "只用文字", "行", "原句")
    rows: list[tuple[Cell, ...]] = []
    for row in found.targets.rows:
        o = row.observation
        path = " › ".join(part for part in o.indicator_path or () if part)
        words = "是" if row.in_words else ""
        said = (o.label, o.target_text, o.actual_text, row.ratio, words)
        rows.append((_OUTCOME[row.outcome], path, *said, o.evidence.line_first, o.evidence.quote))
    for o in found.targets.plans:
        place = o.evidence
        rows.append(("没有结果", "", o.label, o.target_text, "", None, "", place.line_first, place.quote))
    return FlatTable(_name(found, "绩效目标"), headings, tuple(rows), (_about(found),))
