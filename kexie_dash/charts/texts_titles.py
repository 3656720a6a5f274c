"""Words of titles and subtitles: what is found, who and what it is of, and a change between two years."""

from __future__ import annotations

# Tables
UP_DOWN = {"up": "升", "down": "降"}
#: For tenths: 不足七成.
DIGITS = "零一二三四五六七八九十"

# A change between two years
UNDECIDED = "升降不能判定"
SAME = "持平"
AT_LEAST_CHANGE = "至少 {size}"
SAME_AS_YEAR = "与{since}年持平"
UNDECIDED_SINCE = "比{since}年{undecided}"
CHANGED_SINCE = "比{since}年{way}{least}{size}"
SO_MANY_POINTS = "{number}个百分点"

# Who and what
AND_BODIES_IN_ALL = "等{count}家{level}单位"
SUBJECT = "{who}{year}年{kind}{what}"
BY_CATEGORY = "分类"
AMOUNT_OF_STAGE = "{stage}金额"
OF_DIMENSION = "“{dimension}”{label}"
BY_DIMENSION = "分维度"

# Findings
HOLLOW_NOT_COMPARABLE = "空心点在本组内不可比：{names}。"
REFERENCE_LINES = "参照线：{lines}。"
BELOW_TENTHS = "不足{tenths}成"
IS_ZERO = "为零"
SOME_OF_PROJECTS = "：{count}项中{short}项{said}"
ALL_REACH_HUNDRED = "均达到100%"
ALL_NINETY_AND_MORE = "均在九成以上"
ALL_ABOVE = "{subject}均在{floor}{unit}以上"
ABOUT_TIMES_OF = "{who}约为{other}的{times:f}倍"
AT_LEAST_TIMES_OF = "{who}至少是{other}的{times:f}倍"
DECLARED_AND_RULER = "{place}自报执行率比统一口径{way}{size}个百分点"

# Where nothing was found
ALL_NOT_BELOW = "{who}均不少于{least}"
ALL_EQUAL = "{who}均为{least}"
ALL_BETWEEN = "{who}在{least}至{most}之间"
ALL_STATE = "{count}家单位都写明了{item}"
AND_SO_MANY_BODIES = "等{count}家单位"
LEAVE_OUT = "{names}{more}没有写明{item}"
NO_SUCH_REPORT = "{label}：没有符合条件的报告"
NOBODY_HAS_FIGURES = "{label}：{count}家单位都没有可用的数值"
SO_MANY_HAVE_FIGURES = "{label}：{count}家单位有数值"
SO_MANY_HAVE_NONE = "，{rest}家没有"

# The dot plot in words
OF_YEAR = " {year}年"
LINES_SAID = "参照线：{lines}"
DOT_PLOT = "{title}。{label}点图。{groups}。"
BODY_OF_YEAR = "{name} {year}年{words}"
DECLARED = "，自报 {declared}"
AND_ITS_PLACE = "，{place}"
