"""Words of tables of figures, in every format: columns, what a row says, how its fields are to be read."""

from __future__ import annotations

# Columns, by field of a row
COLUMN = {
    "body": "单位",
    "body_code": "单位代码",
    "year": "年度",
    "kind": "报告类型",
    "project": "项目",
    "group": "分组（可比组）",
    "metric": "指标",
    "breakdown": "统计口径",
    "value": "数值",
    "shown": "显示值",
    "bound": "界限",
    "low": "下限",
    "high": "上限",
    "unit": "单位（量）",
    "basis": "基准（分母）",
    "declared": "自报值",
    "declared_label": "自报名称",
    "status": "状态",
    "place": "组内名次",
    "median": "组内中位数",
    "comparable": "组内可比",
    "reasons": "不可比原因",
    "caveats": "注意事项",
    "inputs": "算式用到的数",
    "quotes": "依据（原文）",
    "sentences": "所在句子",
    "file": "文件",
    "lines": "行",
    "declared_quote": "自报依据",
    "declared_lines": "自报所在行",
    "report": "报告编号",
    "value_id": "数值编号",
}
BOUND = {"exact": "", "about": "约数", "at_least": "至少", "nearly": "接近", "at_most": "至多"}
#: Between the quotations of one cell.
BETWEEN_QUOTES = " ｜ "
#: Behind the figure of a difference between two rates.
POINTS = "个百分点"

# What a row says
YES = "是"
NO = "否"
NO_REPORT = "没有报告"
LINES = "第{first}{more}行"

# What is said of texts and of the data
CUT = "……（原文过长，已截断）"
CONTROLS_DROPPED = "去掉了控制字符"
SHORTENED = "原文过长，已截断"
NOTES = "导出说明"
DATA_VERSION = "数据版本"
VALUES = "数值"
README = "说明"
QUOTATION_MARK = "”"
UNNAMED_COLUMN = "列"

# How the fields of JSON are to be read
READ_VALUE = (
    "比率为小数（0.9399 即 93.99%），百分点为小数（0.01 即 1 个百分点），金额为元，人次、场次等为个数；"
    "没有写明的为 null，不是 0"
)
READ_BOUND = (
    "界限允许的两端，null 为没有写明那一端；exact 准确、at_least 至少、at_most 至多、about 约、nearly 接近"
)
READ_STATUS = (
    "stated 已载明、derived 由报告数字推算、not_stated 未载明、not_applicable 不适用、"
    "undefined 无法计算、pending_review 待核、no_report 无报告"
)
READ_GROUP = "同一 group 的才可以排在一起；comparable 为 false 时 reasons 说明原因"
READ_DECLARED = "单位自报的同一数字，不代替 value"
READ_EVIDENCE = (
    "start、end 为规范文本（kexie text）里的字符位置，左闭右开；"
    "line_first、line_last 为行号；quote 与原文逐字相同"
)
