"""Remarks as plain tables to take away: the bodies' own words with their place."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.queries.narrative import PROBLEM, SECTIONS, THEME_LABEL, Remark, Remarks
from kexie_dash.queries.rubric_tables import Cell, FlatTable

_ABOUT = ("原句一字不改；主题按 definitions/themes.yaml 的字样归类，一句可以有几个主题，都不合的归“其他”",)


def remarks_table(shown: Sequence[Remark]) -> FlatTable:
    """One line a remark."""
    heads = ("单位", "年度", "部分", "主题", "原句", "行", "报告编号")
    return FlatTable("问题与做法", heads, tuple(map(_row, shown)), _ABOUT)


def _row(one: Remark) -> tuple[Cell, ...]:
    report, evidence = one.report, one.said.evidence
    themes = "、".join(THEME_LABEL[theme] for theme in one.themes)
    return report.body, report.year, one.section, themes, evidence.quote, evidence.line_first, report.id


def themes_table(found: Remarks) -> FlatTable:
    """One line a theme: how many bodies and remarks in each section."""
    heads = ["主题"]
    for section in SECTIONS:
        heads += [f"{section}：单位数", f"{section}：条数"]
    problems = found.themes((PROBLEM,))
    ordered = (*problems, *(theme for theme in found.themes() if theme not in problems))
    return FlatTable("问题与做法_按主题", tuple(heads), tuple(_theme(found, one) for one in ordered), _ABOUT)


def _theme(found: Remarks, theme: str) -> tuple[Cell, ...]:
    cells: list[Cell] = [THEME_LABEL[theme]]
    for section in SECTIONS:
        cells += [len(found.bodies(theme, (section,))), len(found.of((section,), theme))]
    return tuple(cells)
