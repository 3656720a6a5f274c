"""The pages' Chinese texts, in one place. Metric texts come from the dictionary, terms from model.labels."""

from __future__ import annotations

PRODUCT = "科协绩效对照"
OVERVIEW, COMPARE, BODY, EVIDENCE, DICTIONARY = "总览", "横向对比", "单位画像", "依据", "指标词典"
SOURCE = "报告原文"
FINDINGS = "矛盾核查"
RULER = "同一把尺子"
NAVIGATION = "主导航"

COUNT_OF = "{label} {count}"
ALL_REPORTS = "全部 {count} 份"

# Choices
BREAKDOWN, ONE_REPORT = "统计口径", "报告"
ORDER = "排列"
ORDER_BANDS, ORDER_ONE = "按可比组", "混排（跨组）"

# Notices
NO_DATABASE = "暂时没有数据可以显示"
NO_REPORTS = "数据库里还没有可用的报告"
NO_REPORTS_REMEDY = "请用 kexie add 登记报告，再运行 make build。"
UNREADABLE = "{count} 份报告没有读成：{names}。"
UNKNOWN_YEAR = "没有这个年度：{shown}。"
UNKNOWN_PAGE = "没有“{shown}”这个页面，现在看到的是总览；各页在上面的菜单里。"
UNKNOWN_METRIC = "没有这个指标：{shown}，已改为显示“{label}”。"
UNKNOWN_FURTHER = "没有这些指标：{shown}。"
UNKNOWN_BODY = "没有这个单位：{shown}。"
UNKNOWN_REPORT = "没有这份报告：{shown}。"
UNKNOWN_BREAKDOWN = "没有这个统计口径：“{shown}”。"
MORE_UNKNOWN = "地址里还有 {count} 个认不出的选项，已略过。"
DEFAULT_VIEW = "已按默认选择显示。"
FAILED_TITLE = "没有显示出来"
FAILED = "这一部分没有显示出来。请刷新页面；仍不行时，请把编号 {reference} 告诉维护人员。"
NOTHING_HERE = "所选范围内没有报告。请换年度或单位。"
ONE_BODY_ONLY = "目前只有一个单位的报告，没有可以并列的同组单位。"
NO_REPORT_OF = "没有 {names} 的报告。"

# Figures
NOT_STATED = "未载明"
BOUND_HINT = "≥ 表示至少，≈ 表示约数"
VALUE, BASIS, DECLARED, CAVEATS, BODY_COLUMN = "数值", "口径", "自报", "说明", "单位"
SEE_EVIDENCE = "查看依据"
DEFINITION, DEFINITION_MORE = "定义", "看指标词典里的全文"

# Overview
OVERVIEW_LEAD = "{reports} 份报告，{bodies} 个单位，{years}。每个数字都可以点开，看到它所在的原句。"
STANDS_OUT = "值得注意"
STATED_WHAT = "各报告写明了什么"
DISCLOSED_ALL = "{count} 份报告写明了全部应写明的项"
DISCLOSED_LEAST = "{count} 份报告中，{silent} 份没有写明{items}"
DISCLOSED_BY_ALL = "{count} 份报告都没有写明{items}"
TOPICS_TITLE = "按主题看：有数值的指标"
TOPICS_HINT = "“3／7”是适用的 7 个指标中 3 个有数值；不适用的不计。点开主题看逐个指标。"
TOPIC_COLUMN = "{topic}（{count} 个指标）"
NONE_APPLIES = "／ 不适用"
MORE_COMPARE = "横向对比"

# Body
PEERS, STATEMENTS = "与同组单位对照", "报告里的数字"

# Evidence
BACK = "返回"
SOURCE_PLACE = "{file} 第 {lines} 行"
SOURCE_PAGE = "第 {page} 页"
HOW_COMPUTED = "怎么算的"
OPERANDS = "用到的数字"
AS_READ = "读成了什么"
USED_IN = "用在哪些指标"
NO_SUCH_EVIDENCE = "没有这条依据"
NO_SUCH_EVIDENCE_REMEDY = "数据可能已经更新。请从总览或横向对比里的数字重新点入。"
PICK_A_FIGURE = "请从总览、横向对比或单位画像里点一个数字，这里会显示它的原句。"

# Exports
EXPORT = "导出"
EXPORT_PNG, EXPORT_SVG = "导出图片（PNG）", "导出矢量图（SVG）"
EXPORT_XLSX, EXPORT_CSV = "导出数据（Excel）", "导出数据（CSV）"
EXPORT_HINT = "数据带原句、口径和说明。"

# Foot
SNAPSHOT = "数据第 {number} 次生成（{build}），指标词典 {dictionary}"

# Terms the model names in English
FAMILY = {
    "budget": "预算金额",
    "rate": "比率",
    "score": "评分",
    "activity": "活动",
    "audience": "受众",
    "output": "产出",
    "target": "绩效指标",
    "satisfaction": "满意度",
    "staffing": "人员",
}
BOUND = {"exact": "准确数", "about": "约数", "at_least": "至少", "nearly": "接近", "at_most": "至多"}
PERIOD = {"year": "全年", "q1": "第一季度", "q2": "第二季度", "q3": "第三季度", "q4": "第四季度"}
DIRECTION = {"higher": "越高越好", "lower": "越低越好", "none": "不分高低"}
FIELD = {
    "label": "报告的说法",
    "subject": "对象",
    "value_text": "写的是",
    "value": "读成",
    "bound": "界限",
    "family": "种类",
    "stage": "预算阶段",
    "level": "评分层级",
    "full_mark": "分值（满分）",
    "criteria": "评分规则",
    "indicator_path": "指标",
    "target_text": "预期值",
    "actual_text": "实际值",
    "category": "活动类别",
    "channel": "渠道",
    "coverage": "统计范围",
    "is_total": "合计",
    "period": "期间",
    "year": "年度",
    "confidence": "把握",
    "rule": "读法",
    "line": "位置",
    "recognised": "来源",
    "reason": "没有使用的原因",
}
RECOGNISED = "由图像识别（OCR），请与原件核对"
IS_TOTAL = "这句话本身是合计"
SENTENCE_OF = "原句"
SUM_OF_PARTS = "由下列各数相加"
ROLE = {
    "value": "取用",
    "numerator": "分子",
    "denominator": "分母",
    "term": "其中",
    "declared": "自报",
}

# Compare
AGAINST = "分母"
OWN_DENOMINATOR = "{label}（默认口径）"
BOTH_DENOMINATORS = "两种分母逐家对照"
PLACE_IN_GROUP = "组内名次"
NOTHING_OF_IT = "没有这个口径"
ORDER_VERDICT = {
    "same": "换分母后次序不变",
    "changed": "换分母后次序改变",
    "open": "换分母后有 {count} 对的先后不能判定（差别在四舍五入或界限以内），其余不变",
    "alone": "两种分母都可比的不足两家，谈不上次序",
}
CHANGE_PLACES = "{pairs}换位"
FALL_OUT = "{names}在新分母下没有可比数值"
COME_IN = "{names}只在新分母下可比"
PICTURE_PAGE = "图较长，分段显示"
PAGE_SPAN = "第 {first}–{last} 行"
DEFINITION_LINE = "参照线：{lines}。"
LINES_FROM = "参照线的来源"
METRIC_LABEL = "{topic}：{label}"
FIRST_ROWS = "只画前 {count} 行，其余见数据表"
FOLDED = "没有数值的 {count} 项"

# Own body and peers
OWN_AND_PEERS = "同伴怎样选出：权重与距离"
PART_NAME = {"population": "常住人口", "budget": "预算", "level": "层级"}
WEIGHT = "{part}权重（0 为不计）"
DISTANCE, IS_PEER, NOT_TOLD = "距离", "同伴", "不详"
DISTANCE_HINT = (
    "距离＝各项差异按权重的平均。人口、预算的差异是两数之比的自然对数（相差一倍约 0.69），层级不同计 1。"
    "取最近的 {count} 家作同伴；预算用部门整体报告的调整预算，没有时用年初预算。"
)
LEFT_OUT = "缺{parts}，这一项没有计入"
MORE_BODIES = "另有 {count} 家更远，未列出。"
ORDER_SAID = "按要求跨组混排：各组年度、报告类型或层级不同，只看大小，不作排名"
WITHOUT_FIGURE = "没有数值的：{names}。没有数值不等于零。"
NOT_DECLARED = "未自报"
GAP_SHORT = "相差"
TABLE = "数据表"

# Dictionary
DICTIONARY_LEAD = "{count} 个指标。每个指标只有一个定义、一个公式、一个口径；页面和导出里的说法都来自这里。"
FORMULA, NUMERATOR, DENOMINATOR, UNIT = "公式", "分子", "分母", "单位"
DIRECTION_TITLE, BROKEN_DOWN, COMPARED_WITHIN = "方向", "分项", "同组可比的条件"
DECLARED_LABEL, LIMITS, WHY, SINCE, CHECKED_BY, ID = (
    "单位自报的是",
    "使用限制",
    "为什么看",
    "起用版本",
    "核对",
    "代号",
)
SEE_COMPARISON = "看横向对比"
DICTIONARY_SEARCH, DICTIONARY_EXAMPLE = "查找指标", "如：目标、满意度、执行率"
DICTIONARY_FOUND = "含“{asked}”的有 {count} 个。"
DICTIONARY_ONE = "只列出“{label}”。要看全部，请清空查找框。"
DICTIONARY_NOTHING = "没有相符的指标。请换一个词，或清空查找框。"
DICTIONARY_CONTENTS, DICTIONARY_MORE = "主题目录", "分子分母、标准、限制与示例"
THRESHOLDS, VARIANTS, EXAMPLES, SOURCE_OF = "标准", "另一口径", "示例", "来源"

# Evidence
ROLE_COLUMN, NAME, PLACE = "作用", "名称", "位置"
NO_SENTENCE = "报告没有写明，没有可以引用的原句。"
HEADLINES = "钱花了多少，给自己打多少分"

# Portrait
PEERS_HINT = "只与同年度、同类报告、同层级的单位放在一起。"
ACTIVITIES_AND_AUDIENCE = "活动与受众"
NEVER_ADDED = "本级、全市系统、下级、资助项目分开列，不相加；点开数字看它由哪几句话组成。"
OF_WHAT, BODY_SUBJECT, LINE = "范围与类别", "对象", "行"
STATEMENTS_HINT = "按种类折叠；点开数字看原句。"
PROJECT = "项目：{name}"
AND_MORE = "等 {count} 份，全部见下表"
BASIS_AND_STATE = "口径、状态"

# The whole report
SOURCE_LEAD = (
    "{year} 年{kind}{named}绩效自评报告全文，{file}，{lines} 行。{figures} 条带数字的陈述按种类画了线。"
)
SOURCE_LEFT = "{count} 处没有把握读懂，画虚线，没有使用。"
SOURCE_HINT = "点画线的数字看读成了什么；点列表里的一条看它在哪里。键盘：← → 上一处、下一处。"
SEE_SOURCE, SEE_IN_SOURCE = "查看报告原文", "在原文中查看"
NO_SUCH_OBSERVATION = "没有这条观测：{shown}。数据可能已经更新。"
KEY, ALL_FAMILIES, NOT_USED, READ_FROM_IT, THE_TEXT, THE_CHOSEN = (
    "按种类筛选",
    "全部",
    "没有使用",
    "从文中读出的",
    "原文",
    "选中的一处",
)
FIND, NOTHING_FOUND = "筛选：名称或数字", "没有相符的"
PREVIOUS, NEXT, CLOSE = "上一处", "下一处", "关闭"
PARTS, PART = "分段", "第 {number} 段（第 {line} 行起）"
PART_ONLY = "全文较长，分 {count} 段显示；下面的计数和列表只是这一段的。"
SAME_PLACE = "这里读出 {count} 条，再点一次看下一条。"
#: One character a family stands beside its colour.
FAMILY_SIGN = {
    "budget": "预",
    "rate": "率",
    "score": "分",
    "activity": "活",
    "audience": "众",
    "output": "产",
    "target": "标",
    "satisfaction": "满",
    "staffing": "员",
}
NOT_USED_SIGN = "?"
#: The first half of a rule's name.
READ_FROM = {"table": "从表格读出", "prose": "从正文读出"}

# The first document, before any script.
OPENING = "正在打开……"
NO_SCRIPT = "本页面需要浏览器启用 JavaScript。"
