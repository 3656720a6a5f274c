"""Words of 单位体检单: one page of one report."""

from __future__ import annotations

# Tables
REACHED = {"met": "达到", "missed": "未达到", "open": "不能判断是否达到"}
HEAD = ("指标", "数值", "同组其他单位", "组中位数", "自报、参照线与核查")
#: Where what the page does not hold is found.
FURTHER = {
    "findings": "另有 {count} 条，见“矛盾核查”页",
    "unmet": "另有 {count} 项，见“绩效指标”页",
    "losses": "另有 {count} 项，见“单位画像”页",
    "caveats": "另有 {count} 条，见“单位画像”页",
}
WIDE_SPACE = "\u3000"

# The page
MEDIAN_FROM_THREE = "（{group}，三家以上可比才有中位数）"
HEADLINES = "主要数值与同组{group}"
FOOT = "{stamp}来源：{file}，数字为单位自评；完整依据见“单位画像”和“报告原文”。"
LEAD = "{year}年{kind}{project}绩效自评报告 · {level} · {code} · 读出 {observations} 条数字"
AND_NOT_UNDERSTOOD = "，另有 {leftovers} 处没有读懂"
PEERS = "{low}—{high}（{bodies} 家）"
DECLARED = "自报 {declared}"
SO_MANY_FINDINGS = "▲ {count} 条核查"
NOT_COMPARABLE = "组内不可比"
LINE = "{reached}“{label}”"
SHARE_OF = "占{basis} {share}"
SELF_SCORE = "自评 {score}"
NO_SELF_SCORE = "自评得分未载明"
AND_GRADE = "，等级 {grade}"
AND_NO_GRADE = "，等级未载明"
ITEMS_NOT_STATED = "{said}；报告没有逐项写明分值与得分，看不出在哪里失分。"
ITEMS_WITH_LOSSES = "{said}；写明分值与得分的 {items} 项中 {losses} 项失分。"
NO_TARGETS = "报告没有把绩效目标与完成值对照写明。"
TARGETS_DECIDED = "{rows} 项有结果：达到 {reached}，未达到 {unmet}"
AND_UNDECIDED = "，不能判断 {undecided}"
AND_FAR_EXCEEDED = "；超过目标十倍以上的 {far} 项。"
FULL_STOP = "。"
LINE_OF_TEXT = "第{line}行"
NO_FINDINGS = "用报告自己的数字核查，没有发现矛盾或待说明之处。"
FINDINGS_COUNTED = "用报告自己的数字核查：矛盾 {wrong} 条，待说明 {asked} 条。"
NOT_STATED = "应写明而没有写明：{names}。"
ALL_STATED = "应写明的各项都写明了。"

# Its headings
NAME_AFTER_BODY = "\u3000单位体检单"
HALVES = "资金、自评、绩效目标、未写明"
SCORE_AND_LOSSES = "自评与失分"
TARGETS = "绩效目标"
SILENCE_AND_CAVEATS = "没有写明与注意"
FINDINGS = "核查发现"
TITLE = "{body} 单位体检单"
HEAD_FIGURES = "主要指标"
MONEY = "资金：从年初到执行"
TITLE_OF_YEAR = "{body} {year} 单位体检单"
NO_ROOM = "{body}的体检单放不进一页 A4，请看“单位画像”页。"
NAME = "单位体检单"
