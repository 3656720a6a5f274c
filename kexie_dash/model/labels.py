"""Chinese names of the field's terms, for pages, exports and messages. Every value of a type has one."""

from __future__ import annotations

from typing import cast

from kexie_dash.model.observation import Category, Channel, Coverage, ScoreLevel, Stage
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
    "item": "评分项",
    "activity": "活动",
    "project": "项目",
    "basis": "计算口径",
}
_BASIS_LABEL: dict[str, str] = {
    "adjusted": "按调整预算",
    "initial": "按年初预算",
    "received": "按到位资金",
    "executed": "按执行数",
    "total": "报告写明的合计",
    "sum": "所列相加",
    "persons": "以人计",
    "clicks": "点击量、浏览量",
    "registered": "报名人数",
    "items": "以项计",
}


def by_label(dimension: str, value: str) -> str:
    """The Chinese name of one value of a breakdown; a name from the report stands for itself."""
    names: dict[str, dict[str, str]] = {
        "coverage": cast(dict[str, str], COVERAGE_LABEL),
        "channel": cast(dict[str, str], CHANNEL_LABEL),
        "category": cast(dict[str, str], CATEGORY_LABEL),
        "stage": cast(dict[str, str], STAGE_LABEL),
    }
    return names.get(dimension, {}).get(value, value)


def basis_label(basis: str | None) -> str:
    """The Chinese name of a basis; parts joined by "+" (sum+persons) are named one after the other."""
    named = {**_BASIS_LABEL, **SCORE_LEVEL_LABEL, **CHANNEL_LABEL, "total": _BASIS_LABEL["total"]}
    return "，".join(named.get(part, part) for part in (basis or "").split("+") if part)
