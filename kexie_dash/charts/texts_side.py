"""Words of several metrics side by side, and of bullets: what values are held against."""

from __future__ import annotations

# Tables
#: By whether a declared line is kept.
LINE_KEPT = {True: "达到", False: "未达到", None: ""}
DIRECTION = {"lower": "越低越好", "none": "不分高低"}
SIDE = {"above": "，高于对照", "below": "，低于对照", "equal": "，与对照相同"}

# What columns are held against
LABEL_WITH_UNIT = "{label}（{unit}）"
HELD_AGAINST = "对照{line}"
NO_MEDIAN = "不足三家，无中位数"
GROUP_MEDIAN = "组内中位数"
WITHIN_BOUNDS = "界限之内，不能判定"
FROM_LINE = "{least}{way} {size}"
EXACTLY_EQUAL = "正好相同"
GROUPS_NOT_COMPARED = "横线隔开的各组年度、报告类型或层级不同，组与组之间不直接比较。"

# Bullets
TOO_FEW_FOR_MEDIAN = "可比的不足三家，没有中位数可以对照"
BULLET_SUBTITLE = "{subtitle}；横杠为数值，竖线为{against}"
LINE_SOURCE = "参照线 {line}：{source}。"
MEDIAN_OF_COMPARED = "中位数只由同组可比的数值得出，不足三家的组没有中位数。"
BULLET_GROUP = "{label}{head}：{rows}"
BULLET_ALT = "{title}。{label}对照图。{groups}。"
NOTHING_DECIDED = "{label}：没有能与{against}判定高低的数值"
ALL_NOT_BELOW = "都不低于"
NOT_BELOW = "不低于"
NONE_BELOW_LINE = "{group}：{count}家能判定的单位{label}{verb}{against}"
SO_MANY_OF_THEM = "中{below}家"
SOME_BELOW_LINE = "{group}：{count}家能判定的单位{part}低于{against}，{name}最低，{least}低{size}"
ROW_WITHOUT_FIGURE = "{who} {year}年{state}"
ROW_SAID = "{who} {year}年 {said}{more}"

# Cells of the heat map
SEVERAL_IN_TABLE = "{count} 项，见表"
STATED_ZERO = "写明"
LABELLED_WITH_NOTE = "{label}：{said}{note}"
THIN_LINES = "细线：{lines}"
OF_ROW_AND_COLUMN = "{row} {column}：{said}"

# Words around tables of several metrics
HEAT_TINTS = (
    "蓝好于对照、橙差于对照，只在本组之内比，偏离大的（一成以上，或组内最外四分之一）色深；↑ 高于、↓ 低于"
)
REPORTS_BY_METRICS = "{reports}份报告 × {metrics}项指标"
FIRST_BESIDE_OTHERS = "{label}，并列{others}"
MULTIPLES_SUBTITLE = "每列自有横轴，各列同一行是同一单位；≥ 至少，≤ 至多，≈ 约数"
SIDE_ALT = "{title}。{what}，各列为{columns}。{groups}。"
NOT_AMONG_THEM = "没有这一项"
AND_OTHERS_TOO = "，另有{also}份报告也是如此"
WORSE_IN_SO_MANY = "{who}：能判定的{decided}项指标中{bad}项差于对照{more}"
AND_EMPTY_CELLS = "，{empty}格没有数值"
AND_NO_EMPTY_CELL = "，格格有数值"
REPORTS_AND_METRICS = "{reports}份报告、{metrics}项指标{more}"
NO_REPORTS = "没有符合条件的报告"
BELOW_LINE = "低于"
ABOVE_LINE = "高于"
OFF_LINE = "{group}：{who}的{label}{side}{against}"
HATCHED = "（斜纹）"
LINE_FROM = "{label}的对照线来自{source}。"
