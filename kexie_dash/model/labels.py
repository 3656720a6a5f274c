"""Chinese names of the field's terms, for pages, exports and messages. Every value of a type has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kexie_dash.model.observation import Category, Channel, Coverage, Quarter, ScoreLevel, Stage
from kexie_dash.model.report import Level

COVERAGE_LABEL: dict[Coverage, str] = {
    "system": "全市系统",
    "own": "本级",
    "subordinate": "下级",
    "funded": "资助项目",
}
CHANNEL_LABEL: dict[Channel, str] = {
    "total": "合计",
    "on_site": "线下",
    "online": "线上",
    "broadcast": "广播",
    "unstated": "渠道未载明",
}
CATEGORY_LABEL: dict[Category, str] = {
    "popularization": "科普活动",
    "academic_exchange": "学术交流",
    "competition": "竞赛",
    "training": "培训",
    "lecture": "讲座报告",
    "forum": "论坛",
    "meeting": "会议",
    "exhibition": "展览",
    "broadcast": "直播广播",
    "volunteering": "志愿服务",
    "field_study": "调研考察",
    "matchmaking": "路演对接",
    "publicity": "宣传推文",
    "other": "其他",
}
STAGE_LABEL: dict[Stage, str] = {
    "initial": "年初预算",
    "adjusted": "调整预算",
    "received": "到位",
    "executed": "执行",
    "frozen": "冻结",
    "income": "收入",
    "requested": "申请",
    "granted": "资助",
    "adjustment": "调整数",
    "carried_over": "结转",
    "asset": "资产",
    "other": "其他",
}
QUARTER_LABEL: dict[Quarter, str] = {"q1": "一季度", "q2": "二季度", "q3": "三季度", "q4": "四季度"}
LEVEL_LABEL: dict[Level, str] = {"province": "省级", "city": "市级", "county": "县级"}
SCORE_LEVEL_LABEL: dict[ScoreLevel, str] = {
    "total": "总分",
    "level_1": "一级指标",
    "level_2": "二级指标",
    "level_3": "三级指标",
    "item": "分步得分",
}
#: What a breakdown or a condition of comparison is called.
DIMENSION_LABEL: dict[str, str] = {
    "year": "年度",
    "kind": "报告类型",
    "level": "层级",
    "coverage": "统计范围",
    "channel": "渠道",
    "category": "活动类别",
    "stage": "预算阶段",
    "quarter": "季度",
    "item": "评分项",
    "dimension": "评价维度",
    "activity": "活动",
    "project": "项目",
    "basis": "计算口径",
    "output": "产出种类",
    "disclosed": "披露项",
}
_BASIS_LABEL: dict[str, str] = {
    "adjusted": "按调整预算",
    "initial": "按年初预算",
    "received": "按到位资金",
    "unfrozen": "按调整预算减冻结资金",
    "declared": "报告自报，未写明金额",
    "executed": "按执行数",
    "total": "报告写明的合计",
    "sum": "所列相加",
    "persons": "以人计",
    "clicks": "点击量、浏览量",
    "registered": "报名人数",
    "items": "以项计",
    "all_channels": "各渠道合计",
    "whole": "整体",
    "part": "部分对象",
}


def _words(*labels: Mapping[Any, str]) -> dict[str, str]:
    """Labels keyed by any of the field's terms as labels keyed by plain text; the later ones win."""
    return {term: word for one in labels for term, word in one.items()}


_BY_LABEL: dict[str, dict[str, str]] = {
    "coverage": _words(COVERAGE_LABEL),
    "channel": _words(CHANNEL_LABEL),
    "category": _words(CATEGORY_LABEL),
    "stage": _words(STAGE_LABEL),
    "quarter": _words(QUARTER_LABEL),
}
_BASES = _words(SCORE_LEVEL_LABEL, CHANNEL_LABEL, _BASIS_LABEL)


def by_label(dimension: str, value: str) -> str:
    """The Chinese name of one value of a breakdown; a name from the report stands for itself."""
    return _BY_LABEL.get(dimension, {}).get(value, value)


def basis_label(basis: str | None) -> str:
    """The Chinese name of a basis; parts joined by "+" (sum+persons) are named one after the other."""
    return "，".join(_BASES.get(part, part) for part in (basis or "").split("+") if part)
