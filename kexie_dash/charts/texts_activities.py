"""Words of activities and audience: ranges from those on site to all channels, categories by body."""

from __future__ import annotations

# Audience as a range
ATTENDANCES = "人次"
RANGES_SUBTITLE = (
    "受众区间（人次）；○ 只计线下，● 计入各渠道；"
    "上端为报告写明的合计，没有时各渠道相加；渠道未载明的只计入上端，另行列出；≥ 至少，≈ 约数"
)
LEFT_END_UNKNOWN = "线下没有写明的，左端不能确定，画点线，不当作零。各统计范围不相加。"
PERSONS_NOT_ATTENDANCES = "以人计的与以人次计的不能直接比较。"
NOBODY_STATES_AUDIENCE = "{coverage}受众：没有一家写明人次"
AUDIENCE_OF = "{name}{year}年{coverage}受众"
PERSONS = "人"
ON_SITE_UNKNOWN = "{who}{upper}，其中线下多少没有写明"
ON_SITE_ONLY = "{who}{least}{number}{unit}，只写了线下"
FROM_ON_SITE_TO_ALL = "{who}：只计线下{least}{number}{unit}，计入各渠道{upper}"
RANGE_OF = "{name}{year}年{words}{parts}"
RANGES_ALT = "{title}。区间图。{reports}。"
ON_SITE_NOT_STATED = "（线下未写明）"
ALL_CHANNELS = "各渠道"
ONLY_ON_SITE = "只计线下"

# Categories
TOTAL = "合计"
EVENTS = "场次"
#: Its count is filled in when it is drawn.
OTHER_CATEGORIES = "其余 {{count}} 类 {sign} {word}"
HEAT_SUBTITLE = (
    "{coverage}活动，按类别（场次）；格内为场次，颜色越深场次越多；"
    "≥ 至少，≈ 约数，{silent} 未载明（不等于没有），{undefined} 只以项、个、批次计，不折成场次"
)
HEAT_FOOT = "合计为报告写明的合计，没有时由所列相加作下限；各统计范围分开看，互不相加。"
NOBODY_STATES_CATEGORIES = "{coverage}活动：{everyone}家单位都没有写明分类场次"
AND_CATEGORIES_IN_ALL = "等{count}类"
EACH_HAS = "各有"
HAS = "有"
AND_SILENT = "，{silent}家没有写明任何活动或受众"
MOST_STATED = "{coverage}活动：写明{listed}的最多，{everyone}家中{each}{most}家{more}"
CATEGORIES_OF = "{name}{year}年：{cells}"
HEAT_ALT = "{title}。类别与单位的矩阵。{reports}。没有提到的类别未载明。"
CELL = "{body} {year} {name}：{said}"
