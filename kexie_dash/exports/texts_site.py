"""Texts of the static pack: what its page says before a script runs, and what its script says later."""

from __future__ import annotations

from collections.abc import Mapping

TITLE = "科协绩效对照"
LEAD = "数字取自各单位绩效自评报告；同组的才可比较，没有写明的不当作零。"
FOOT = "离线网页包：不联网，不收集任何信息。点图上的标记，看它的依据句子。"
PLAIN = "这个浏览器没有运行脚本：下面是全部数字、表格和依据句子，图和筛选不能用。"
SKIP = "跳到图表"
FILTERS, METRIC, KIND, YEARS, BODIES = "筛选", "指标", "图形", "年度", "单位"
ACROSS, UP, COLUMNS = "横轴", "纵轴", "列"
RESET, DARK, LIGHT, FIND = "全部显示", "深色", "浅色", "输入名称查找单位"
TWIN, EVIDENCE, TABLE = "表格和依据句子", "依据", "表格"
EVIDENCE_OF = "{body}{year}年的依据"
NO_REPORT = "没有报告"
DECLARED_QUOTE = "自报：{label}"
MORE_FIGURES = "其余 {more} 个见图和表格"
FORMULA = "{definition}算法：{formula}。"
HEAD = ("单位", "年度", "报告类型", "数值", "统计口径", "基准", "自报", "状态", "组内名次", "说明", "依据")
UNSAFE_SCRIPT = "脚本不能放进单个网页，请改用 --out 写成目录。"
PROGRESS_CHART, PROGRESS_DATA, PROGRESS_SIDE = "图表 {label}", "数据 {label}", "热力图和散点图"
README = """{title}（静态网页包）

用浏览器打开 index.html。可以放在 U 盘、共享目录或任何网页服务器上，不需要安装程序，也不需要联网。
data 目录里是同样的数据（CSV、JSON），每个数字都带依据句子、文件和行号。
{snapshot}
导出日期：{day}
"""

DOTS, DUMBBELL, AGAINST, HEAT, SCATTER = "点图", "自报与统一口径", "对照 {line}", "热力图", "散点图"
SEVERAL, NO_ITEM, NO_NUMBER = "有多项", "没有这一项", "不是数字"
UNDECLARED, RULER = "未自报", "统一口径{state}"

#: What the script of the page says; {…} is filled in there.
SCRIPT: Mapping[str, str] = {
    "heat": HEAT,
    "scatter": SCATTER,
    "dark": DARK,
    "light": LIGHT,
    "narrowed": "已筛选：显示 {left} 个，共 {all} 个；标题和中位数说的是全部 {all} 个。",
    "nothing": "所选单位和年度在这里没有数值或报告。",
    "keys": "方向键移动，回车看依据",
    "declared": "自报",
    "difference": "自报 − 统一口径",
    "ringless": "未自报",
    "items": "{count} 项",
    "and": "等 {count} 项",
    "absent": "没有报告的单位",
    "empty": "没有数值的分组",
    "median": "组内中位数",
    "lacking": "没有画出（{why}）：{names}",
    "unplaced": "点太密，没有写在图上的：{names}",
    "unpaired": "没有成对数值的分组",
    "vertical": "纵轴：{label}",
    "horizontal": "横轴：{label}",
    "lone": "所选单位和年度里没有同时写明两项的报告。",
    "chosen": "单位（{count} 家）",
    "everybody": "单位（全部 {count} 家）",
    "evidence": "依据",
    "twin": "表格",
    "report": "报告",
    "group": "分组",
}

TABLE_OF = "{title}：{table}"
OF_PROJECT = "：{project}"
