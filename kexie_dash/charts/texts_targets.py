"""Words of targets: how far they were reached, where they stand; and themes of problems."""

from __future__ import annotations

# How far targets were reached
EXACTLY_REACHED = "正好达到"
FAR_BEYOND_ARROW = "大幅超出 →"
COMPLETION_SUBTITLE = (
    "完成值 ÷ 目标值，只算数字目标；圆的面积和上方的数是项数，每 10 个百分点一格，画到 {end} 为止"
)
FAR_BEYOND_MEANS = "大幅超出：完成值达到目标的 {times} 倍。{reason}"
DRAWN_TO = "画到 {end} 为止：{reason}"
UPPER_LIMITS_NOT_DRAWN = "上限类目标（≤）和目标为 0 的没有这样的比，不画。"
NO_COMPLETION = "没有可以算完成比例的数字目标"
BELOW_HUNDRED = "不足100%"
EXACTLY_HUNDRED = "正好100%"
ABOVE_END = "超过{end}"
SO_MANY_ARE = "{count}项{words}"
TARGETS_IN_FIGURES = "{name}{year}年{count}项数字目标：{parts}"
TARGETS_ALL_WITHIN = "{name}{year}年{count}项数字目标都在100%到{end}之间"
COMPLETION_OF = (
    "{name}{year}年{count}项数字目标，不足100%的{under}项，正好100%的{exact}项，超出图右端的{over}项"
)
HIGHEST = "最高 {share}"
FURTHER_BEYOND = "<b>→ 另 {count} 项</b> {grey}"
COMPLETION = "完成比例"
SO_MANY_ITEMS = "{count} 项"

# Where targets stand
SO_MANY_OF_STANDING = "{standing} {count} 项"
FIRST_ROWS_DRAWN = "图上画前{most}份，其余见下表。"
TARGETS_SUBTITLE = "绩效指标的项数，横条从零起；未达成含用文字写明没有做到的，只有文字的目标没有可比的数"
NO_TARGETS = "没有报告列出绩效指标"
COUNT_AND_STANDING = "{count}项{standing}"
TARGETS_OF = "{name}{year}年{total}项目标中{parts}"
TARGETS_ALL_MET = "{name}{year}年{total}项目标都达成，没有大幅超出"
STANDING_AND_COUNT = "{standing}{count}项"
AND_REPORTS_IN_ALL = "等{count}份"
TARGETS_NOT_STATED = "– 未载明绩效指标：{names}{more}。"

# Themes of problems
NAMED_AS_PROBLEM = "作为问题提到"
WRITES_WHAT_IS_DONE = "写了改进措施或做法"
SO_MANY_NAME_THEME = "{theme} {count} 家"
THEMES_FOOT = "主题按常用字样归类，一句可以有几个主题；数的是单位，不是句子。"
OWN_IS_BOLD = "名字加粗的是本单位。"
THEMES_YEARS = "；{years} 年的报告"
THEMES_SUBTITLE = "提到各主题的单位数，横条从零起，名字写在后面"
NO_PROBLEMS = "没有报告写存在问题"
MOST_NAMED_THEME = "{whole}家中{count}家把{theme}列为问题"
OWN_TOO = "，{name}也写"
OWN_NOT = "，{name}没有写"
NEXT_THEME = "，其次是{theme}（{count}家）"
THEME_SAID = "{theme}：{problems}家列为问题，{answers}家写了改进措施或做法"
AND_MORE = " 等"
