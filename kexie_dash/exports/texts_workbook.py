"""Words of workbooks: names of sheets, headings, what the read-me says."""

from __future__ import annotations

from kexie_dash.model.state import State

# Tables
#: What a state means for the column of values.
STATE_MEANING: dict[State, str] = {
    "zero": "报告写的是 0，数值一栏是 0",
    "not_stated": "报告没有写，不是零，数值一栏留空",
    "not_applicable": "这类报告不要求，不是缺漏",
    "undefined": "写了但不能相除，原因见“不可比原因”",
    "not_comparable": "有数值，但口径与同组不同",
    "pending_review": "有数值，疑有差错，核对前不比较",
    "no_report": "没有这家单位或这一年的报告",
}
DIRECTION = {"higher": "越高越好", "lower": "越低越好", "none": "不分高低"}
FAMILY = {
    "budget": "资金",
    "rate": "比率",
    "score": "评分",
    "activity": "活动",
    "audience": "受众",
    "output": "产出",
    "target": "绩效目标",
    "satisfaction": "满意度",
    "staffing": "人员",
}

# Headings, from left to right
OBSERVED = (
    *("单位", "单位代码", "年度", "报告编号", "类别", "名称", "对象", "数值", "单位（量）", "原文写法"),
    *("界限", "阶段", "评分级别", "分值", "目标", "完成", "活动类别", "渠道", "统计范围", "是否合计"),
    *("时期", "对应指标", "依据（原文）", "文件", "首行", "末行", "页", "把握", "编号"),
)
DEFINED = (
    *("编号", "名称", "主题", "单位（量）", "方向", "定义", "算法", "分子", "分母", "分类", "可比条件"),
    *("参照线", "注意", "为什么看", "起始版本"),
)
CHARTED = (
    *("组", "单位", "数值", "自报", "显示值", "界限", "基准", "状态", "名次", "注意事项", "依据句子"),
    *("文件和行", "图中行名"),
)

# Names and headings
README = "说明"
ALL_VALUES = "全部数值"
ALL_OBSERVATIONS = "全部观测"
DICTIONARY = "指标词典"
DOING_CHART = "图表 {name}"
SAVING = "保存"
DOING_VALUES = "数值 {label}"
CHART = "图表"
BOOK_TITLE = "科协绩效对照：数据工作簿"
DATA_VERSION = "数据版本"
NOTICE = "提示"
SOURCE = "来源"
SOURCES_WITH_EVIDENCE = "各单位公开的绩效自评报告，数字为各单位自评；每个数值都带依据句子、文件和行号"
METRIC = "指标"
FIRST_CHARTS = "（图表共 {whole} 张，这里画前 {count} 张，数值全在“{sheet}”）"
CHARTS_ARE_NATIVE = "{names}{more}。图是 Excel 自带的图表，可以直接改"
VALUES_SAID = "一行一个数值：界限、基准、状态、组内名次、注意事项、依据句子"
OBSERVATIONS_SAID = "上述报告里读出的每一个数字，带原文和行号"
DICTIONARY_SAID = "每个指标的定义、算法、分子分母、可比条件"
VALUES = "数值"
VALUES_STORED = "比率以小数存放、以百分数显示；百分点以小数存放（0.01 即 1 个百分点）；金额以元计"
BOUND = "界限"
BOUNDS_KEPT = "“至少”“至多”“约数”“接近”随数值保留；下限、上限为空表示没有写明那一端"
COMPARING = "比较"
WHAT_IS_COMPARED = "同一组（年度、报告类型、层级和统计范围相同）的才可以排在一起；没有写明的不是零"
DECLARED = "自报"
WHOLE_YEAR = "全年"
PAGE_FOOT = '&L&"Microsoft YaHei"&8&A&R&"Microsoft YaHei"&8第 &P 页，共 &N 页'
YES = "是"

# The workbook of one metric
FORMAT_OF_COUNTS = '[>=100000000]0\\.00,,"亿";[>=1000000]#,##0,,"00万";#,##0'
TITLE = "{label}：各单位对照"
SUBJECT = "科协绩效自评报告"
ID = "编号"
DEFINITION = "定义"
FORMULA = "算法"
NUMERATOR = "分子"
NOT_DIVIDED = "（照录，不作除法）"
DENOMINATOR = "分母"
UNIT = "单位（量）"
DIRECTION_HEAD = "方向"
COMPARED_WITHIN = "可比条件"
SAME_WITHIN = "{within}相同的单位才在一个组内比较"
LINE = "参照线"
LINE_AND_SOURCE = "{line}；出处：{source}"
LIMIT = "注意"
WHY = "为什么看"
STATE = "状态"
PLACE = "组内名次"
PLACES_SAID = "只在同组内、三家以上可比时给出；差别在四舍五入或界限以内的，名次是一个范围"
MEDIAN = "组内中位数"
MEDIANS_SAID = "同组可比的三家以上才给出"
EVIDENCE = "依据"
EVIDENCE_SAID = "“依据（原文）”与报告逐字相同（只合并了空白），行号为报告文本的行"
SOURCES = "各单位公开的绩效自评报告，数字为各单位自评"
DATA = "数据"
BUILD = "第 {number} 次生成（{build}）"
NEWEST_WHEN_EXPORTED = "导出时为最新一次生成"
DAY_OF_EXPORT = "导出日期"
