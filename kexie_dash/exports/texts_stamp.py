"""Words of the stamp every product carries, and of whether a product is still of the newest data."""

from __future__ import annotations

# What is printed on every product
NO_STAMP = "这个文件里没有数据版本的标记：它不是从这里导出的，或标记已被别的程序去掉。"
EXPORTED_ON = "，{day} 导出"
#: `stamp.py` reads it back by a pattern of its own, from any product that was ever made.
STAMP = "数据截至第 {number} 次生成（{build}），指标词典 {dictionary}{day}；以最新版为准。"
STAMP_TOO_NEW = "这个文件的数据版本标记是更新的程序写的，请用新版程序核对。"
STAMP_BROKEN = "这个文件的数据版本标记已损坏，读不出来。"

# Files that say nothing of their data
HAS_DOCUMENT_TYPE = "这个文件里有文档类型声明，没有读取。"
FILE_BROKEN = "这个文件不完整或已损坏，读不出数据版本。"
NOT_OFFICE = "这个文件不是 PPTX、DOCX 或 XLSX。"
UNKNOWN_PDF = "PDF 的结尾与预期不同，没有写进数据版本。请更新程序。"
CANNOT_BE_OPENED = "这个文件不完整或已损坏，打不开。"
STAMP_TOO_LARGE = "这个文件里的数据版本标记过大，没有读取。"

# Whether a file is of the newest data
FURTHER_CHANGES = "另有 {more} 处变化，请重新导出。"
BUILD = "第 {number} 次生成（{build}）"
IS_NEWEST = "仍是最新：文件的数据是{made}{day}。"
CANNOT_BE_COMPARED = "无法核对：文件的数据是{made}，这里是{here}；文件较新，或出自另一个数据目录。"
DICTIONARY_CHANGED = "指标词典有修订：由 {before} 改为 {now}，见更新说明。"
IS_OLD = "已有更新的数据：文件是{made}，现在是{here}。请重新导出后再用。"
DATABASE_UNKNOWN = "数据库文件不是现在的第 {number} 次生成（{build}），也不是上一次："
DATABASE_OLD = "{said}已有更新的数据，或文件被改过。请重新导出后再用。"
NO_FIGURES_KEPT = "文件没有留下逐个数字的标记，说不出变了哪些。"
NO_FIGURE_CHANGED = "文件里的 {count} 个数和结论没有变化。"
FINDING_CHANGED = "{name}：文件里是“{shown}”，现在是“{now}”"
FIGURE_GONE = "{name}：文件里是“{shown}”，现在没有这一项"
FIGURE_CHANGED = "{name}：文件里是{shown}，现在是{now}"
NEW_REPORT = "新增报告：{body} {year} {kind}（{key}）"
REPORT_NOT_USED = "不再使用的报告：{key}"
