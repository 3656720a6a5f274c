"""Texts of what is taken away: pictures in a size, and larger packs."""

from __future__ import annotations

SIZE, SIZE_HELP = "图幅", "幻灯片为 16:9；半张为 8:9；A4 版心宽 170 毫米。行数太多放不下时请用网页宽。"
PRINT_PNG, PDF = "导出图片（印刷用 PNG）", "导出 PDF"
JSON, PARQUET = "导出数据（JSON）", "导出数据（Parquet）"
DEFINITION = "定义：{said}"

TITLE = "整包带走"
LEAD = "按当前所选的年度和单位（{scope}）生成；生成前不会写任何文件，随时可以取消。"
EVERYTHING = "全部年度、全部单位"
YEARS, BODIES = "{years} 年", "{count} 家单位"
WHAT, METRICS = "内容", "指标"
METRICS_HELP = "不选即为总览上的主要指标。"
PRODUCTS = {
    "workbook": "工作簿（Excel：图表、全部数值、全部观测、词典）",
    "site": "静态网页包（目录压缩成 ZIP，解开后用浏览器打开）",
    "single": "单个网页（一个 HTML 文件，用浏览器打开）",
    "evidence": "证据包（ZIP：文档、报告原文、校验清单）",
    "database": "整个数据库（DuckDB 文件）",
}
MAKE, CANCEL, TAKE = "生成", "取消", "下载 {name}（{size}）"
STARTING = "开始"
CANNOT = "没有生成"
REMARK = "请注意"

CLOSE, OF_TABLE = "收起导出", "下表"

CHECKUP, CHECKUP_PDF, CHECKUP_DOCX = "体检单（一页 A4）", "导出体检单（PDF）", "导出体检单（Word）"
CHECKUP_HINT = "一页纸说明：是谁、差多少、数字从哪里来、信不信得过。"

# Parts of the names of files
FILE_SITE, FILE_EVIDENCE, FILE_CHECKUP = "_网页", "_证据", "_体检单"
