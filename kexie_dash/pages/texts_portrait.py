"""Chinese texts of 单位画像."""

from __future__ import annotations

# Head
LEAD = "{year} 年{kind}{named}绩效自评报告 · {level}{people}。从报告读出 {count} 条带数字的陈述{left}。"
PEOPLE = " · 常住人口 {count}"
LEFT = "，另有 {count} 处没有把握，没有使用"
PRINT_SNAPSHOT = (
    "{product} · {page} · 报告 {report} · 数据第 {number} 次生成（{build}） · 词典 {dictionary} · {date}"
)
NOTHING_SAID = "按规则没有值得单独说的数字。"

# Money
STAGES = "各阶段金额"
STAGE, SHARE = "阶段", "占预算"
RATES = "比率与人均"

# Scores
SCORES = "评分树"
SCORES_LOST = "自评 {total}：按写明分值的各项共失 {lost} 分，最多的是“{item}”{most} 分"
SCORES_FULL = "自评 {total}：写明分值的 {count} 项都给了满分"
SCORES_NO_MARKS = "自评 {total}：写明 {count} 项得分，没有写明分值"
SCORES_NONE = "自评 {total}：报告没有写明各项得分"
SCORES_HINT = "一级 → 二级 → 三级指标，失分多的在前；没有得分的写“未载明”，不当作零。"
INDICATOR, FULL_MARK, SCORE, LOST, SCORE_RATE = "指标", "分值", "得分", "失分", "得分率"
PARTS_LOST = "所列各项失 {lost}"
ALSO_WRITTEN = "另写"

# Targets
TARGETS = "绩效目标"
TARGETS_NONE = "报告没有目标值与完成值"
TARGETS_SAID = "{count} 项有结果的目标里，{unmet} 项未达到，{far} 项超过目标 10 倍以上"
TARGETS_ALL_MET = "{count} 项有结果的目标里没有发现未达到的"
UNMET, FAR, MET, UNDECIDED, IN_WORDS, PLANS = (
    "未达到", "远超目标（10 倍以上）", "达到", "无法判断", "只用文字的目标", "有目标没有结果",
)  # fmt: skip
FAR_HINT = "目标可能定得过低，或统计口径不同，请核对。"
TARGET, ACTUAL, DONE = "目标", "实际", "完成"
TIMES = "{times} 倍"
BULLET_HINT = "条为实际（从零起），竖线为目标；每行自己的比例。"

# Activities

# Metrics
METRICS = "其余指标"
KEY = (
    "只与同年度、同类报告、同层级的单位并列：灰条为同组其他单位的范围，黑竖线为中位数，虚线为参照线，"
    "圆点为本单位（○ 组内不可比，◇ 待核）。◐ 由报告数字推算。▲ 有核查结果，点开看两处原文。"
)
COLUMNS = ("指标", "数值", "在同组里", "同组范围与中位数", "参照线", "说明")
PEERS_ONE = "{value}（另 1 家）"
PEERS_RANGE = "{low}–{high}（另 {count} 家）"
MEDIAN = "中位数 {value}"
NO_PEERS = "同组无可比"
REACHED = {"met": "✓ 合要求", "missed": "✕ 不合要求", "open": "? 不能判定"}
DISCLOSED = "应写明的 {asked} 项里写明 {given} 项"
MORE_FINDINGS = "等 {count} 处"

# Words
PROBLEMS = "问题与措施"
PROBLEMS_HINT = "单位自己的话，点行号看原文。"
NO_WORDS = "报告没有写明"
SEE_ALL_WORDS = "另有 {count} 条，见报告原文"
LINE_NUMBER = "第 {line} 行"

# Findings and report
FINDINGS = "这份报告自己对不上的地方"
NO_FINDINGS = "没有发现矛盾，也没有待说明的数字。"
MORE_THERE = "另有 {count} 条，见矛盾核查"
WHOLE_REPORT = "报告原文"
WHOLE_REPORT_HINT = "全文 {lines} 行，每个读出的数字都画了线。开头："
PEERS_PICTURES = "四个主要指标，同组并列"

# Exports
TABLE_METRICS, TABLE_SCORES, TABLE_TARGETS = "全部指标", "评分树", "绩效目标"

#: Topics of the dictionary, as it names them: money, scores, targets, activities and audience.
TOPICS_OF_SECTIONS = (("预算执行", "预算"), ("自评得分",), ("目标完成",), ("活动", "受众"))
