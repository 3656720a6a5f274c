"""Words of the evidence pack: its files, its read-me, what could not be put in."""

from __future__ import annotations

# Files of the pack
README = """科协绩效对照：证据包

文档：简报、工作簿、图表、单位体检单、单个网页（用浏览器打开，不需要联网）。
数据：同样的数据（CSV、JSON），每个数字都带依据句子、文件和行号。
原文：这些数字所依据的报告，登记时的原件，一个字没有改。
清单.json：每个文件的大小和 sha256；原文还写明是谁、哪一年的报告。

核对文件有没有变过，在这个目录里运行：
    {verify}
Windows 上没有这个命令：运行下面一行，把得出的数与 SHA256SUMS 里的比较。
    certutil -hashfile 文件名 SHA256

{stamp}
导出日期：{day}
{missing}"""
PACKING = "打包"
WORKBOOK_FILE = "文档/工作簿.xlsx"
SITE_FILE = "文档/对照.html"
CSV_FILE = "数据/{metric}.csv"
JSON_FILE = "数据/{metric}.json"
DOING_CHECKUP = "体检单 {report}"
CHECKUP_DOCX_FILE = "文档/体检单_{report}.docx"
NO_BRIEFING = "没有简报：{error}"
SLIDES_FILE = "文档/简报.pptx"
LETTER_FILE = "文档/简报.docx"
CHECKUP_PDF_FILE = "文档/体检单_{report}.pdf"
DOING_CHART = "图表 {label}"
PICTURE_FILE = "文档/图_{name}.png"
ORIGINAL_FILE = "原文/{name}"
ORIGINAL_UNREADABLE = "原文 {file} 读不出来（{why}），没有写文件。"
ORIGINAL_CHANGED = "原文 {file} 与登记时的 sha256 不一致，没有写文件。请放回原件，或用 kexie add 登记新版。"
