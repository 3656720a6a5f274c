"""Words all pictures share: joiners, names of states and bounds, years, rows, axes. Others stand by theme."""

from __future__ import annotations

# Joiners
BETWEEN_NAMES = "、"
BETWEEN_PARTS = "，"
BETWEEN_CLAUSES = "；"
BETWEEN_SENTENCES = "。"
#: Where a sentence that ends already is joined.
TWO_STOPS = "。。"
BETWEEN_LABEL_AND_SAID = "："
LABELLED = "{label}：{said}"
IN_BRACKETS = "（{said}）"
WITH_NOTE = "{label}（{note}）"

# Whose row it is
OWN_BODY, PEER = "本单位", "同伴"
BODY_YEAR = "{name}{year}年"
BODY_YEAR_KIND = "{name}{year}年{kind}"
OF_BODY_AND_YEAR = "{name} {year}：{said}"
ONE_YEAR = "{year} 年"
YEARS = "{first}—{last} 年"
ALL = "都"
AND_BODIES = "等{count}家"

# What a mark stands for
COMPARED, NOT_COMPARABLE, PENDING_REVIEW = "可比", "组内不可比", "待核"
ON_ONE_RULER, DECLARED_BY_BODY = "按同一把尺子", "单位自报"

# Bounds and sides
BOUND_WORD = {"exact": "", "about": "约", "nearly": "近", "at_least": "至少", "at_most": "至多"}
AT_LEAST = "至少"
SIGN_AT_LEAST, SIGN_AT_MOST, SIGN_ABOUT = "≥ 至少", "≤ 至多", "≈ 约数"
HIGHER, LOWER = "高", "低"

# The foot
SOURCE = "来源：各单位绩效自评报告（自评数）。"
GROUPS_NOT_COMPARED = "横线隔开的各组年度、报告类型、层级或统计范围不同，组与组之间不直接比较。"
SNAPSHOT = "数据：第 {number} 次生成（{build}），指标词典 {dictionary}。"

# Rows
AND_ITEMS_IN_ALL = "等 {count} 项"
SO_MANY_OF_STATE = "{sign} {word} {count} 项"
GROUPS_WITHOUT_FIGURES = "没有数值的分组"
NOT_COMPARABLE_BECAUSE = "组内不可比：{reasons}"
BODIES_WITHOUT_REPORT = "没有报告的单位"

# Axes and lines
HORIZONTAL_AXIS, VERTICAL_AXIS = "横轴", "纵轴"
LOGARITHMIC = "对数横轴，每一大格差十倍"
AXIS_FROM = "横轴自 {first} 起"
MEDIAN_OF = "中位数 {median}（{count} 个）"
MEDIAN = "中位数 {median}"
NONE_OF_THESE = "{names}{each}为 0"
EACH = "均"
POINTS_ONLY = "另有 {count} 个只画点，逐家数值见横向对比"

# The own body and the median of its group
IN_GROUP = "{value}，同组{median}"
NOT_DECIDED_FROM_MEDIAN = "{lead}；有一方不是准确数，高低不能判定"
SAME_AS_MEDIAN = "{lead}；与中位数相同"
FROM_MEDIAN = "{lead}；{least}{way} {size}"
