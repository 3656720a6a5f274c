"""What was found as plain tables to take away, every hit exactly as printed."""

from __future__ import annotations

from collections.abc import Collection

from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.queries.search import Passages
from kexie_dash.queries.search_figures import figures_with
from kexie_dash.queries.search_words import Wanted
from kexie_dash.store.database import View

_MOST = 2000


def passages_table(asked: Wanted, found: Passages) -> FlatTable:
    """One line a hit."""
    heads = ("单位", "年度", "标题", "行", "找到的", "段落", "报告编号")
    rows = tuple(
        (
            one.report.body,
            one.report.year,
            " › ".join(one.headings),
            hit.line_first,
            hit.quote,
            "".join(part.text for part in one.parts),
            one.report.id,
        )
        for one in found.shown
        for hit in one.hits
    )
    return FlatTable("检索_原文", heads, rows, (f"找的是：{asked.text}",))


def figures_table(view: View, asked: Wanted, bodies: Collection[str], years: Collection[int]) -> FlatTable:
    """One line a figure."""
    heads = ("单位", "年度", "名称", "对象", "写的是", "数值", "单位（计量）", "原句", "行", "报告编号")
    found = figures_with(view, asked, bodies=bodies, years=years, most=_MOST)
    rows = tuple(
        (
            one.report.body,
            one.report.year,
            one.observation.label,
            one.observation.subject,
            one.observation.value_text,
            one.observation.value,
            one.observation.unit or "",
            one.observation.evidence.quote,
            one.observation.evidence.line_first,
            one.report.id,
        )
        for one in found.shown
    )
    return FlatTable("检索_数字", heads, rows, (f"找的是：{asked.text}",))
