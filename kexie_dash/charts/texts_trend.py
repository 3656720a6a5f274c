"""Words of trends: the axis, the newest change, title, subtitle and foot."""

from __future__ import annotations

# The axis and the newest change
ONE_VERTICAL_AXIS = "各图同一纵轴，{note}"
ONE_VERTICAL_AXIS_FROM_ZERO = "各图同一纵轴，自零起"
YEARS_MISSING_BETWEEN = "（中间缺{count}年）"
NEWEST = "{year}年{change}{between}"
BREAKS_BETWEEN_YEARS = "各年之间有断点，不比升降"
ONE_YEAR_ONLY = "只有一年有数值"
NO_YEAR = "各年都没有数值"
TWO_YEARS = "相邻两年"
BREAK = "断点：{words}"

# Title, subtitle, foot
SAME_RULER = "各年都按同一版指标词典计算，口径没有随年度改过。"
SCORES_WITH_THEIR_FORMS = "评分表各年可能不同，得分的升降请与评分表一起看。"
NOTHING_TO_SAY = "{what}：各年之间有断点或缺数，还不能说升降"
SAME_OR_UNDECIDED = "持平或不能判定"
SO_MANY_BODIES = "{count}家{word}"
NEWEST_CHANGES = "{what}最近一次变化：{said}"
NEWEST_CHANGES_AND_LARGEST = "{what}最近一次变化：{said}；变化最大的是{name}，{year}年{change}"
BODY_AND_CHANGE = "{name}{year}年{what}{value}，{change}"
BREAKS_DASHED = "竖虚线为断点，两边不连"
YEARS_LEFT_EMPTY = "{states} 的年份留空，不补线"
TREND_ALT = "{title}。{what}逐年图，每个单位一格。{bodies}。"
YEAR_WITHOUT_FIGURE = "{year}年{state}"
AND_SINCE = "，比{year}年{change}"
YEAR_WITH_FIGURE = "{year}年{value}{more}"
BREAK_BETWEEN = "{before}与{after}年之间断点（{words}）"
TRACK = "{name}{label}：{years}"
