"""Words of 检索."""

from __future__ import annotations

TITLE = "检索"
LEAD = "在 {reports} 份报告的全文、{figures} 个数字和 {metrics} 个指标里找。"
BOX, PLACEHOLDER = "找什么", "如：科普基地"
HELP = (
    "几个词之间空一格，表示都要有；“ ”里的要连在一起。全角半角、大小写、换行不影响；"
    "1,234 和 1234 一样，数字也按数值找：2826800 能找到写成 282.68万 的。"
)
EXAMPLES = "可以试试（取自现有报告）："
SHORTENED = "找的内容太长，只用了前 {length} 个字、最多 {words} 个词。"
COUNTED = "“{asked}”：{reports} 份报告的 {passages} 段里有 {hits} 处；数字 {figures} 个；指标 {metrics} 个。"
NOTHING = "没有找到“{asked}”"
NOTHING_REMEDY = "请换个说法、少写几个字，或去掉单位和年度的限制。"
ALONE = "分开看：{parts}。几个词要在同一段里。"
ALONE_PART = "“{word}”{count} 段"
PASSAGES, FIGURES, METRICS, VALUES = "原文", "数字", "指标", "算出来的值"
BY_VIEW = "看"
ALL = "全部"
PASSAGES_HINT = "词连在一起的在前，其次是标题，再次是出现次数多的。"
FIGURES_HINT = "数值正好相等的在前，其次是名称相同的。点数字看依据。"
BY_FAMILY, ALL_FAMILIES = "种类", "全部"
BY_BODY = "单位"
MORE_BODIES = "另 {count} 个单位"
LINE, PAGE = "第 {lines} 行", "第 {page} 页"
SEE_SOURCE, SEE_MORE = "看原文", "看全部 {count} 条"
IN_DICTIONARY, COMPARE_IT = "定义", "横向对比"
HIT_OF = "第 {number} 处"
TABLE = ("单位", "年度", "标题", "行", "找到的", "段落", "报告编号")
