"""Words all exports share: the product, days, what is chosen, where files are put, what pictures need."""

from __future__ import annotations

# Product and days
PRODUCT = "科协绩效对照"
README_FILE = "说明.txt"
DAY = "{year}年{month}月{day}日"
EXPORTED_ON = "导出日期：{day}。"
DEFINITION = "定义：{definition}"
AND_FURTHER_CAVEATS = "；另有 {count} 条，见数据导出"
CAVEATS = "注意：{caveats}{more}。"

# Sizes of pictures
PAGE_WIDE = "网页宽"
SLIDE = "幻灯片 16:9"
HALF_SLIDE = "半张幻灯片"
A4_COLUMN = "A4 版心"
TOO_MANY_ROWS = (
    "这张图行数太多，放不进“{size}”，字会小得看不清。"
    "请少选几家单位、几个年度或一个分类，或改用网页宽（page）。"
)

# What is chosen
NO_SUCH_METRIC = "没有指标“{names}”。可以用的指标见 kexie metrics。"
NOTHING_WRITTEN = "{why}，没有写文件。"
NOTHING_CHOSEN = "所选的指标、单位和年度没有数值"
BODY_WITHOUT_REPORT = "{name}没有报告"
NO_SUCH_REPORT = "没有编号为 {report} 的可读报告，没有写文件。"

# Where files are put
#: A folder that holds it was written here and may be replaced.
MANIFEST_FILE = "清单.json"
NO_FOLDER = "写不了 {path}：没有 {parent} 这个目录。请先建好，或换一个位置。"
IS_A_FOLDER = "写不了 {path}：这是一个目录，请写文件名。"
IS_A_FILE = "写不了 {path}：这里已有一个文件，请换一个目录名。"
FOLDER_NOT_EMPTY = "写不了 {path}：目录里有别的内容，不会覆盖。请换一个目录名。"
NOT_WRITTEN = "写不了 {path}（{why}）。请检查路径、权限和磁盘空间，没有留下半个文件。"

# What pictures need
NO_BROWSER = (
    "没有可用的浏览器，导不出图片和 PDF（PNG、SVG、PDF）。请在服务器上安装：apt-get install chromium。"
    "页面和数据导出（CSV、XLSX、DOCX、网页包）不受影响。"
)
NO_FONT = (
    "服务器上没有中文字体，图片里的汉字会丢失，所以没有导出。请安装：apt-get install fonts-noto-cjk。"
    "页面和数据导出（CSV、XLSX、DOCX、网页包）不受影响。"
)
NOT_DRAWN = "图片没有画成，浏览器没有回应。请稍后再试；仍不行时请重启服务。页面和数据导出不受影响。"

# Faces
FACE = "微软雅黑"
