"""Words of 活动与受众."""

from __future__ import annotations

ACTIVITIES = "活动与受众"
LEAD = "每个单位办了什么、到了多少人。本级、全市系统、下级、资助项目分开看：全市系统包含本级，互不相加。"
COVERAGE, COVERAGE_OPTION = "统计范围", "{label}（{count} 家写明）"
UNKNOWN_COVERAGE = "没有这个统计范围：“{shown}”。"
TOTALS, CATEGORIES, AUDIENCE = "活动总数", "分类活动", "受众"
CATEGORY_TABLE, AUDIENCE_TABLE = "分类场次", "受众，按渠道"
RANGE, TOTAL = "区间（线下—各渠道）", "合计"
PER_PERSON = "人均支出（元/人次）"
RATES = "按场、按钱、按人口"
RATES_HINT = (
    "绝对数在前，便于对照。每场受众只取同一句话里的两个数；每百万元只用本单位的钱除本级的活动，"
    "人均支出只用一个项目的钱除它自己的受众；"
    "每万人按第七次全国人口普查常住人口。"
)
PER_10K, PER_MILLION, AUDIENCE_PER_10K, PER_EVENT = (
    "每万人场次", "每百万元场次", "每万人受众（人次）", "场均受众（人次/场）",
)  # fmt: skip
UNDEFINED = "{label}：{reason}。"
ROWS_PAGE = "第 {first}–{last} 行"
FIRST_ROWS = "只画前 {count} 行，其余见数据表"
NOTHING_STATED = "{coverage}：没有单位写明活动或受众。请换一个统计范围。"
MORE_EVENTS = "另有 {count} 项"
