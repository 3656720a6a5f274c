"""Texts of what stands around every page: menu, selection line, saved views."""

from __future__ import annotations

SKIP = "跳到正文"
PAGE_TITLE = "{page} · {product}"

# Menu
MENU = "菜单"
GROUP_COMPARE, GROUP_BODY, GROUP_EVIDENCE, GROUP_HELP = "比较", "一个单位", "查证", "说明"
SEARCH_LABEL, SEARCH_EXAMPLE, SEARCH_DO = "检索全部报告", "检索报告", "检索"

# Selection line
SELECTION = "当前选择"
OWN, PEERS, YEARS, METRIC = "本单位", "同伴", "年度", "指标"
NOT_CHOSEN, ALL_YEARS = "不指定", "全部"
NEAREST = "最相近的"
PEERS_HINT = "不选时按人口、预算、层级取最相近的几家。最多选 {count} 家。"
YEARS_HINT = "不选为全部年度。"
BODIES, ALL_BODIES = "单位", "全部"
BODIES_HINT = "不选为全部单位。"
FIND_BODY = "输入名称查找"
NAMED_BODIES = "{names}等 {count} 家"
CLEAR, COPY = "清除", "复制链接"
COPIED = "已复制，打开就是现在的样子"
COPY_BY_HAND = "浏览器不让自动复制，请按 Ctrl+C"

# Saved views
VIEWS = "我的视图"
VIEW_NAME, VIEW_SAVE = "给现在的样子起个名", "保存"
VIEW_EXAMPLE = "如：本市与同类城市"
VIEW_DELETE = "删除"
VIEW_SAVED, VIEW_REPLACED, VIEW_DELETED = "已保存", "已换成现在的样子", "已删除"
VIEW_UNNAMED = "请先起个名字"
VIEWS_NONE = "还没有保存的视图。"
VIEWS_WHERE = "视图保存在这个浏览器里，别人看不到；要给同事，请用“复制链接”。"
VIEWS_FAILED = "没有存下：浏览器不允许本站保存内容。可以改用“复制链接”或书签。"
