"""Words of 问题与做法."""

from __future__ import annotations

TITLE = "问题与做法"
LEAD = "{reports} 份报告里写了 {counts}。都是各单位的原话，点“看原文”到它所在的地方。"
NOTHING = "所选范围内没有报告写存在问题、改进措施或做法。"
NOTHING_REMEDY = "请换年度或单位。"
SILENT = "– 没有写的：{names}。"
MATRIX = "谁写了什么"
MATRIX_HINT = "格里是{section}这一部分的条数，点开看原句。没有提到的是“·”。"
SENTENCES = "原句"
SENTENCES_HINT = "本单位在前，其余按年度从新到旧。"
BY_SECTION, ALL_SECTIONS = "部分", "全部"
BY_THEME, ALL_THEMES = "主题", "全部"
BODY, ALL_BODIES = "单位", "全部"
SEE_SOURCE = "看原文"
LINE = "第 {lines} 行"
DEFINITION = (
    "主题：把存在问题、改进措施、主要做法里的句子按常用字样归类；一家单位在一个主题下写了几句，都只数一次。"
)
REST = "全文（{count} 字）"
NONE_SUCH = "没有这样的句子。"
OTHERS = "{name}写为问题的，别家怎么做"
OTHERS_HINT = (
    "同年度、同类型、同层级的单位在前；其中按“{metric}”{order}的在前，没有这个数值的在后。"
    "指标在上面换；次序只是读的先后，不说明做法有效。"
)
HIGHER, LOWER = "高", "低"
PICK_OWN = "先在上面选本单位，这里会列出它写为问题的主题，以及别家写的改进措施和做法。"
NO_PROBLEMS = "{name}在所选年度没有写存在问题。"
OWN_WORDS = "本单位的原话"
NO_ANSWER = "没有别家就这个主题写改进措施或做法。"
COMPARABLE, OTHER_GROUP = "同组", "不同组"
NO_VALUE = "{metric}未载明"
MORE_ANSWERS = "另 {count} 条"

ANSWERS_NAMED = "改进措施、主要做法"
