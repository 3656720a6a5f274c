"""Words of 简报."""

from __future__ import annotations

TITLE = "简报"
LEAD = "选好指标、单位和年度，先看要写的话，再导出。句子按规则由数字写成，每个数都能点开看原句。"
METRICS = "指标"
METRICS_HINT = "不选时为主要指标：{names}"
UNKNOWN_METRIC = "地址里的指标“{shown}”没有，已略去。"
NOTHING = "所选没有可写的内容"
SUMMARY, SECTIONS, FINDINGS = "要点", "逐项", "核查发现"
FINDINGS_SAID = "{against} 处前后矛盾，{asked} 处有待说明；简报列出前 {shown} 处。"
SEE_FINDINGS = "到矛盾核查看全部"
TAKE = "导出"
TAKE_HINT = "PPTX 里的图可以编辑；DOCX 按公文格式排版，脚注和附件有每个数的原句。几秒钟做好。"
MAKE_PPTX, MAKE_DOCX, MAKE_QUESTIONS = "导出 PPTX", "导出 DOCX", "导出核查问题清单"
QUESTIONS_OF = "清单的单位"
SAVE = "保存 {name}"
CANCEL = "取消"
READY = "已做好，点“保存”存到本机。"
FAILED = "没有导出"
BRIEFING_NAME, QUESTIONS_NAME = "绩效对照简报_{build}", "核查问题清单_{body}_{build}"
CHECK = "这份文件还是最新吗"
CHECK_HINT = (
    "放入以前导出的文件（简报、工作簿、图片、数据、网页包、数据库都行），看之后数据有没有更新。文件不保存。"
)
CHECK_FILE = "导出的文件"
CHECK_TOO_LARGE = "文件太大，上限 {most} MB。"
MAKE_BRIEFING = "写成简报，或导出核查问题清单"
