"""Words of 绩效指标."""

from __future__ import annotations

TITLE = "绩效指标"
LEAD = (
    "{reports} 份报告列了 {count} 项目标："
    "未达成 {missed}，大幅超出 {gross}，只有文字 {words}，无结果 {plan}。"
)
NOTHING = "所选范围内没有报告列出绩效指标。"
NOTHING_REMEDY = "没有列出不等于没有目标；请换年度或单位，或向单位要绩效目标表。"
SUMMARY, SUMMARY_HINT = (
    "达成比例",
    "数字目标：目标和完成都是数的项中达到目标的比例；无法判断的不算在内。点比例看这些项。",
)
BODY, LEVEL, SHARE, WHOLE = "单位", "一级指标", "数字目标达成", "各级合计"
SHARE_OF = "{share}（{met}／{decided}）"
NO_SHARE = "– 没有数字目标"
ROWS, ROWS_HINT = "逐项", "未达成的在前，大幅超出的按超出多少排。点完成值看它所在的原句。"
BY_STATE, ALL_STATES = "状态", "全部"
BY_FORM, ALL_FORMS = "写法", "全部"
FORM = {"figures": "数字目标", "words": "只有文字"}
BY_LEVEL, ALL_LEVELS = "一级", "全部"
BY_KIND, ALL_KINDS = "同类", "全部"
INDICATOR, TARGET, ACTUAL, COMPLETION, STATE = "指标", "目标", "完成", "完成比例", "状态"
NO_RESULT, NO_TARGET = "没有写结果", "没有写目标"
LIMIT_ROW, WORD_ROW, ZERO_ROW = "上限", "文字", "目标为 0"
WORDS_NOTE = (
    "“只有文字”里有 {open} 项的结果看不出是否做到；另有 {missed} 项文字目标写明没有做到，列在“未达成”里。"
)
SILENT = "– 未载明绩效指标：{names}。"
SAME, SAME_HINT = (
    "同一类指标，各单位怎么定、做到多少",
    "按指标名称归类，没有归上的不猜。格里是这一类的项数和完成比例的范围，点开看逐项。",
)
SAME_ONE = "所选范围内只有一份报告列了目标表，没有别家可以并列；格里是它自己的项数和完成比例。"
RANGE = "{count} 项，{low}–{high}"
SINGLE = "{count} 项，{low}"
COUNT_ONLY = "{count} 项"
NONE_SUCH = "没有这样的项。"
SIGN = {"missed": "✕", "undecided": "?", "met": "✓", "gross": "↑", "words": "·", "plan": "–"}

MISSED_COUNT = "✕ {count} 项未达成"
