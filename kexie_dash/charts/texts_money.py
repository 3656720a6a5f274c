"""Words of money: the way of the budget, quarters, declared beside the ruler."""

from __future__ import annotations

# Tables
NOT_RECEIVED, NOT_EXECUTED = "未到位", "未执行"
BAR_NAME = {"amount": "金额", "change": "增减", "held": "冻结"}

# The way of the money
OF_WHICH_FROZEN = "其中：冻结"
EXECUTION_WITHOUT_FIGURE = "{who}：执行数{word}"
EXECUTION_WITHOUT_BUDGET = "{who}执行{spent}，没有可以对照的预算数"
EXECUTION_OF_BUDGET = "{who}执行{spent}，是{basis}的{share}"
BY_STAGE = "各阶段金额（{unit}），从零起"
LIGHT_IS_CHANGE = "浅色为调增、调减、未到位、未执行或超出"
HATCHED_IS_FROZEN = "斜线为冻结"
STATE_BEFORE = "{state}，"
LONGEST_ASIDE = "{word}占调整预算 100.0%"
SHARE_OF = "占{basis} {share}"
INCREASED = "调增"
DECREASED = "调减"
BEYOND = "超出"

# Quarters
SCHEDULE = "序时进度"
ON_SCHEDULE = "与序时进度持平"
OFF_SCHEDULE = "{way}{size}个百分点"
BEHIND = "落后"
AHEAD = "超前"
END_OF_QUARTER = "{quarter}末"
DECLARED_AFTER = " 自报 {share}"
AND_SO_MANY_BEHIND = "；写明季度数的{count}份报告中，{behind}份最后落后"
BUT_IN_DOUBT = "；但这些季度数有待核对"
QUARTERS_SUBTITLE = (
    "季度执行进度（%）；年初至季度末累计执行数 ÷ 全年预算；"
    "● 按同一把尺子，○ 单位自报，短横线为序时进度（按全年均分），下方为两者之差"
)
DOUBTS_INSIDE = "{count}处核查结果涉及这些季度数，写在图内。"
PROGRESS_UNDEFINED = "{who}写了季度，但执行进度无法计算"
AT_END_OF_QUARTER = "{quarter}末{gap}"
ALWAYS_BEHIND = "{who}各季度都落后于{schedule}，{end}"
NEVER_BEHIND = "{who}各季度都不慢于{schedule}，{end}"
SOMETIMES_BEHIND = "{who}有的季度落后于{schedule}，{end}"
AND_VERDICT = "；{verdict}：{message}"
QUARTERS_OF = "{name}{year}年：{quarters}{doubts}"
QUARTERS_ALT = "{title}。季度进度图。{reports}。"
AND_DECLARED = "，自报{share}"
AND_GAP = "，{gap}"
VERDICT = "{sign} {verdict}：{message}"
DECLARED = "自报 {share}"

# Declared beside the ruler
DECLARED_MINUS_RULER = "自报 − 统一口径"
EQUAL_AS_PRINTED = "{every}相同（保留一位小数）"
DIFFERENCE_BELOW = "相差{every}不到{points}个百分点"
SO_MANY_BODIES = "{count}家单位"
DECLARED_AND_RULER = "{who}的自报数与统一口径{nearness}"
NOTHING_DECLARED = "{label}：没有可以对照的自报数"
AND_SILENT = "；{who}没有自报"
DUMBBELL_SUBTITLE = "{label}（%）；● 统一口径：{formula}；○ {declared}{more}"
NOT_DECLARED = "未自报"
RULER_WITHOUT_FIGURE = "统一口径{state}"
RULER = "统一口径"
