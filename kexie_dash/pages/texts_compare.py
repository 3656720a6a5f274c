"""The Chinese texts of the further pictures of 横向对比."""

from __future__ import annotations

CHART = "图形"
CHART_NAME = {
    "": "点图",
    "multi": "多指标点图",
    "heat": "热力图",
    "scatter": "散点",
    "bullet": "对照参照线",
}
ALSO = "并列的指标"
SECOND = "另一个指标（纵轴）"
LINE = "对照"
MEDIAN_LINE = "组内中位数"
FACET_LABEL = "{topic}：{label}"
FACET_BREAKDOWN = "{topic}：{label}·{breakdown}"
UNKNOWN_FACET = "{label}没有统计口径“{shown}”，已改为“{default}”。"
NO_LINE = "没有可以对照的参照线"
NO_LINE_REMEDY = "指标词典没有给“{label}”规定参照线，同组可比的单位也都不足三家，没有中位数。可以改看点图。"
DISTANCE = "与{line}的差距"
SIDE_TABLE = "数据表：{count} 个指标"
SIDE_HINT = "数字可以点开看原句；各组之间不直接比较。"
DEFINITIONS = "各指标的定义与参照线"
FILE = "{first}等{count}个指标_{build}"
PAIR_FILE = "{first}与{second}_{build}"
NO_ITEM = "没有这一项"
HEAT, MULTI = "热力图", "多指标点图"

LINE_OF = "{metric}的参照线：{line}（{source}）"
