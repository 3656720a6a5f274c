"""The scores by a rubric as plain tables to take away, with the sentences they were decided by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.model.observation import Observation
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.rubric import PART_STATE_LABEL, SCORE_STATE_LABEL, Rubric
from kexie_dash.queries.rubrics import ScoredIndicator, ScoredReport, readable

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table with headings and rows. about: what its figures are, one sentence each."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[str, ...]


_HOW = (
    "按规则：报告写明的数字能算到哪里就算到哪里，最低分与最高分之间是缺数字或需人评定的部分",
    "自评：单位给自己的分，按它自己的评分表；不被替换",
)


def totals_table(rubric: Rubric, scored: Sequence[ScoredReport]) -> FlatTable:
    """One row a report."""
    headings = (
        "单位",
        "年度",
        "报告类型",
        "组",
        "满分",
        "最低可能",
        "最高可能",
        "自评总分",
        "缺什么",
        "报告编号",
    )
    rows = tuple(
        (
            one.report.body,
            one.report.year,
            KIND_LABEL[one.report.kind],
            one.group_label,
            one.score.full_mark,
            one.score.low,
            one.score.high,
            one.score.declared,
            "；".join(one.score.missing),
            one.report.id,
        )
        for one in scored
    )
    return FlatTable(f"同一把尺子_{rubric.id}_总分", headings, rows, (f"评分体系：{rubric.title}", *_HOW))


def indicators_table(
    rubric: Rubric, report: str, rows: Sequence[ScoredIndicator], behind: Mapping[str, Observation]
) -> FlatTable:
    """One row an indicator, with its printed rule and the sentences used."""
    headings = (
        "一级指标", "二级指标", "三级指标", "维度", "分值", "最低可能", "最高可能", "自评", "判定",
        "算法与用到的数字", "缺什么", "依据（原文）", "行", "规则原文",
    )  # fmt: skip
    made = tuple(_row(row, behind) for row in rows)
    return FlatTable(f"同一把尺子_{rubric.id}_{report}", headings, made, (f"评分体系：{rubric.title}", *_HOW))


def _row(row: ScoredIndicator, behind: Mapping[str, Observation]) -> tuple[Cell, ...]:
    indicator, score = row.indicator, row.score
    path = [*indicator.path[:-1], *[""] * (3 - len(indicator.path))][:2]
    used = [o.observation for part in score.parts for o in part.inputs if o.observation]
    said = [behind[key].evidence for key in dict.fromkeys(used) if key in behind]
    return (
        *path,
        indicator.name,
        indicator.dimension,
        score.full_mark,
        score.low,
        score.high,
        score.declared,
        SCORE_STATE_LABEL[score.state],
        "；".join(f"{part.label}：{part.measured or PART_STATE_LABEL[part.state]}" for part in score.parts),
        "；".join(score.missing),
        " ｜ ".join(span.quote for span in said),
        "；".join(dict.fromkeys(f"第{span.line_first}行" for span in said)),
        readable(indicator.printed),
    )
