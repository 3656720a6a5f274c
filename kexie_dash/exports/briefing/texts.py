"""Words of a briefing, whatever it becomes: clauses, sentences, method, annex, errors."""

from __future__ import annotations

# Tables
#: What is said of bodies without a figure, where it is not the word of the state alone.
SILENT = {
    "not_stated": "未载明，未载明不等于零",
    "not_applicable": "不适用",
    "undefined": "无法计算",
    "pending_review": "待核",
}
ANNEX_HEAD = ("编号", "数字", "由哪几句话得来（文件、行、原句）")
POINTS = "个百分点"
SOURCES = "各单位绩效自评报告（自评数）。"
ANNEX = "附件"
NOTHING_FOUND = "用报告自己的数字逐条核对，没有发现前后矛盾或有待说明之处。"
QUOTED_AFTER = " “{sentence}”"

# Clauses on one group
IN_GROUP = "{told}{basis}中，"
ONLY_ONE = "只有{name}有数，为"
NOBODY_TO_COMPARE = "，没有同组单位可比"
NAME_IS = "{joiner}{name}为"
QUOTED = "“{said}”"
AND_FIGURES_IN_ALL = "等{count}个数，见图"
OPEN_BY_BOUNDS = "，因数字带界限，不能判断高低"
NAME_BEFORE_FIGURE = "{name}（"
BRACKET_CLOSES = "）"
MEDIAN_OF = "{count}个可比数的中位数为"
OWN_BODY = "本单位"
ALL_NEAR_MEDIAN = "，各家与中位数基本持平"
ROLE_BEFORE_FIGURE = "{role}（{name}，"
AND_BODIES = "等{count}家"
STANDS = "{more}{verb}中位数{tail}"

# Figures in a sentence
FROM = "{number}至"
AT_LEAST = "至少"
ABOUT = "约"
DIFFERENCE = "相差{hedge}{size}"
GROUP = "{year}年{level}{kind}{breakdown}"

# Sentences of a metric
FULL_STOP = "。"
NOTHING_COMPARABLE = "所选单位和年度没有可比的{label}。"
LABEL_BEFORE = "{label}："
FURTHER_GROUPS = "；其余{count}组见图"
NOT_COMPARED = "{names}有数，但不与同组比较（{why}）"
AT_LEAST_MEANS = "“至少”是报告写明的下限，或所列各项之和，实际可能更多"
FURTHER_GAPS = "；另有{count}家自报与统一口径有出入，见图"
DECLARED_NEAR = "{names}自报与统一口径相差不到{size}"
DECLARES = "{name}自报"
THAN_RULER = "，比统一口径{way}"
OF_YEAR = "{year}年"
WITHOUT_REPORT = "{names}没有所选年度的报告"
AND_OTHERS = "等"
OTHERS_APART = " 另有{shown}，分开统计，不相加，见“横向对比”页。"
DARKER_IS_HIGHER = " 底色越深，比率越高；不同评分体系的底色不互比。"
LIMIT = " 注意：{limit}"

# Title, scope, what was found
NOTHING_CHOSEN = "所选的单位、年度和指标没有数值"
NO_SUCH_METRIC = "没有指标“{names}”。可以用的有：{known}。"
TOO_MANY_METRICS = "一份简报最多 {most} 个指标，选了 {count} 个，请少选一些。"
TITLE_WITH_TOPICS = "科协绩效自评对照：{topics}"
TITLE = "科协绩效自评对照"
OF_YEARS = "{first}—{last}年"
SO_MANY_BODIES = "{count}家单位"
REPORTS_OF_KIND = "{kind}{count}份"
SCOPE = "{who}；{span}；{count}份绩效自评报告（{kinds}）"
NO_FINDINGS = "报告内部核查：没有发现前后不一致之处。"
FINDINGS_COUNTED = "报告内部核查：{against}处前后矛盾，{asked}处有待说明，见“核查发现”。"

# Method
RATES_BY_POINTS = "比率看相差的百分点"
SCORES_BY_POINTS = "得分看相差的分数"
OTHERS_BY_SHARE = "其他数看相差占较大数的几成"
DATA_FROM = "数据来源"
WHAT_IS_COMPARED = "可比范围"
ONLY_INSIDE_A_GROUP = (
    "只有年度、报告类型、层级（和统计范围）都相同的单位才在一组内比较；组与组之间不比较。"
    "同组可比的不足三家时不作排名，也不给中位数。"
)
FIGURES_AND_BOUNDS = "数字与界限"
BOUNDS_STAY = (
    "“至少”“至多”“约”“近”随数字保留；报告没有写明的是“未载明”，不等于零。"
    "相差多少按未四舍五入的数计算，四舍五入后看来不同的，前面加“约”。"
)
DECLARED_AND_RULER = "自报与统一口径"
NEVER_INSTEAD = "●是按统一口径用报告自己的金额算出的数，○是单位自报的数，两者并列，互不替代。"
WORDS = "用词"
DEFINITION = "{definition}算法：{formula}。{more}"
REFERENCE_LINES = "参照线：{lines}。"
WORDS_BY_STEPS = "高低用词按固定分档选取。{told}。带界限的数，只有界限以外确定的差别才说高低。"
BELOW_FIRST_STEP = "不足{cut}{unit}为“{word}”"
FROM_STEP = "{cut}{unit}起为“{higher}”“{lower}”"

# The annex
DECLARED = "自报"
MEDIAN_SEE = "{count} 个可比数的中位数，见"
MEDIAN_OF_METRIC = "{group} {metric} 中位数"
MEDIAN_OF_GROUP = "{group}中位数"
DECLARED_VALUE = "{name}（自报）"
FROM_OTHER_FIGURES = "由报告的其他数字算出"
PAGE_BEFORE = "第{page}页 "
LINES = "{page}第{first}{more}行"

# Rows of tables
IS_OWN = "（本单位）"
IS_NOT_COMPARABLE = "（不可比）"
CONTINUED = "{label}（续）"
