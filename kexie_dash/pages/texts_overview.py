"""Chinese texts of 总览."""

from __future__ import annotations

# Who has reported
REPORTED = "哪家哪年有报告"
REPORTED_ALL = "{bodies} 个单位，{reports} 份报告"
#: Word joiners keep the count on one line.
REPORTED_LEAST = "；写明最少的是{body} {given}\u2060／\u2060{asked}"
REPORTED_HINT = "● 有报告，“6／13”是应写明的 13 项里写明了 6 项；□ 无报告"
UNREAD_KEY = "；◇ 有报告，没有读成"
UNREAD = "没有读成"
SIGN_TEXT = "{body} {year} 年：{word}"
CELL_TEXT = "{body} {year} 年{kind}：应写明 {asked} 项，写明 {given} 项"

# What stands out; braces are filled with words or linked figures
SENTENCE = {
    "gap": "{who} 年自报{declared_label} {declared}，按同一把尺子是 {value}，相差 {gap}{why}。",
    "over": "{who} 年{metric} {value}，支出大于预算{why}。请核对两个数的口径。",
    "unmet": "{who} 年能判断的目标里有 {value} 未达到{why}。请看未达到的各项是否扣了分。",
    "short": "{group}：{list}，按参照线{line}不合要求（{count} 可比）{why}。",
    "spread": "{group}：{metric} {first_body} {first}，{last_body} {last}（{count} 可比{median}）。"
    "只说明数字不同，原因要看各自的报告。",
}
WHY = {
    "same_as": "：自报与{metric} {value} 相符，分母不同",
    "fits_none": "：换用词典里的其他分母也得不出自报数，请核对口径",
    "received": "；{metric} {value}，没有全部到位",
    "frozen": "；{metric} {value}，可能与此有关",
    "projects": "；{metric} {value}",
    "share_met": "，{metric} {value}",
    "executed": "：执行 {value}",
    "budget": "，{basis}的 {value}",
}
OF_BODY = "；{body}"
LINE = "“{line}”"
AND_OTHERS = "等 {count} 家"
COUNT_OF_BODIES = "{count} 家"
MEDIAN = "，中位数 {value}"
NOTHING_STANDS_OUT = "没有按规则值得单独说的数字。"

# Findings
REPORTED_FILE = "有无报告"
GRAVEST = "最要紧的矛盾"
GRAVEST_LEAD = (
    "{which}里矛盾 {contradicts} 处，待说明 {undecided} 处；"
    "{first}先列影响得分、涉及资金的，每家最多 {most} 条。"
)
ALL_REPORTS, REPORTS_OF = "全部报告", "{years} 年的报告"
OWN_FIRST = "先列本单位的，再按轻重："
SEE_FINDINGS = "全部在矛盾核查"
DECLARED, EXPECTED = "写为", "对照"
POINTS = "涉及 {points} 分"
NO_GRAVEST = "没有发现矛盾。"

# Since the last build
CHANGED = "与上一次生成相比"
CHANGED_LEAD = "第 {before} 次 → 第 {now} 次"
NO_BEFORE = "没有可以比较的上一次生成：这是第一次，或上一次的文件不在、不完整、形式不同。"
NO_CHANGE = "报告、数值、核查结果都没有变化。"
REPORT_CHANGE = {"new": "新增报告", "gone": "不再有的报告", "replaced": "换了新版本的报告"}
METRICS_ADDED, METRICS_GONE = "新增指标：{names}", "取消指标：{names}"
VALUES_CHANGED = "数值变化 {count} 处"
FINDINGS_NEW, FINDINGS_GONE = "新增核查结果 {count} 条", "不再有的核查结果 {count} 条"
REASON = {
    "report": "报告换了新版本",
    "definition": "指标定义改变",
    "reading": "读法规则改变",
    "dictionary": "指标词典改版",
    "reference": "参照数据改变",
    "calculation": "计算规则改变",
}
VALUE_COLUMNS = ("单位、指标", "原来", "现在", "原因")
AND_MORE = "另有 {count} 处，见导出的表。"
EXPORT_NAME = "与上一次生成的差别_{build}"
CHANGE_HEADINGS = ("种类", "单位", "年度", "报告类型", "指标或内容", "分项", "原来", "现在", "原因")
CHANGE_ABOUT = "第 {before} 次生成（{before_build}）与第 {now} 次生成（{now_build}）之间的差别"
KIND_VALUE, KIND_FOUND, KIND_GONE = "数值变化", "新增核查结果", "不再有的核查结果"
