"""Lists of the pages as plain tables: findings, what reports state, figures of a report, the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kexie_dash.model.assessment import STATUS_LABEL, Metric
from kexie_dash.model.finding import CHECK_KIND_LABEL, SEVERITY_LABEL, VERDICT_LABEL
from kexie_dash.model.labels import DIMENSION_LABEL
from kexie_dash.model.mark import MARK_LABEL
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_LABEL
from kexie_dash.queries.coverage import CoverageMatrix
from kexie_dash.queries.findings import FoundIn
from kexie_dash.queries.reported import Reported
from kexie_dash.queries.rubric_tables import Cell, FlatTable
from kexie_dash.queries.source import Figure, Source
from kexie_dash.store.marks import NO_MARKS, Marks

_FINDINGS = (
    "单位", "单位代码", "年度", "报告类型", "结论", "类别", "影响", "检查", "说明", "写的是",
    "写的文字", "核算为", "核算文字", "相差", "允许相差", "单位（量）", "涉及分数", "还缺的数", "原句",
    "行", "文件", "处理情况", "处理备注", "报告编号", "编号",
)  # fmt: skip
_REPORTED = (
    "单位", "单位代码", "年度", "有无报告", "报告类型", "项目", "应写事项", "写明事项", "读不出的原因",
    "报告编号",
)  # fmt: skip
_SOURCE = (
    "名称", "对象", "写的是", "数值", "单位（量）", "目标", "完成", "原句", "首行", "末行", "页",
    "读法", "没有采用的原因", "编号",
)  # fmt: skip
_DICTIONARY = (
    "编号", "名称", "主题", "单位（量）", "定义", "算法", "分子", "分母", "分类", "可比条件", "参照线",
    "注意", "为什么看", "起始版本",
)  # fmt: skip


def findings_table(name: str, found: Iterable[FoundIn], marks: Marks = NO_MARKS) -> FlatTable:
    """A row a finding in the order shown; figures in the unit beside them."""
    about = ("矛盾：报告自己的数字对不上；待说明：还缺一个数才能定；相差 = 写的 − 核算的",)
    return FlatTable(name, _FINDINGS, tuple(_finding(one, marks) for one in found), about)


def _finding(one: FoundIn, marks: Marks) -> tuple[Cell, ...]:
    finding, report, mark = one.finding, one.report, marks.current(one.finding.id)
    lines = dict.fromkeys(f"第{place.line_first}行" for place in finding.evidence)
    gap = None
    if finding.declared is not None and finding.expected is not None:
        gap = finding.declared - finding.expected
    return (
        report.body,
        report.body_code,
        report.year,
        KIND_LABEL[report.kind],
        VERDICT_LABEL[finding.verdict],
        CHECK_KIND_LABEL[finding.kind],
        SEVERITY_LABEL[finding.severity],
        finding.title,
        finding.message,
        finding.declared,
        finding.declared_text or "",
        finding.expected,
        finding.expected_text or "",
        gap,
        finding.tolerance,
        finding.unit or "",
        finding.points,
        finding.wanting or "",
        " ｜ ".join(place.quote for place in finding.evidence),
        "；".join(lines),
        report.file,
        MARK_LABEL[marks.state(finding.id)],
        (mark.note or "") if mark else "",
        report.id,
        finding.id,
    )


def reported_table(name: str, who: Reported) -> FlatTable:
    """A row a body and year; several where a year has several reports."""
    rows: list[tuple[Cell, ...]] = []
    for body in who.bodies:
        for year in who.years:
            found = who.cell(body, year)
            if not found:
                rows.append((body.name, body.code, year, "没有报告", "", "", None, None, "", ""))
            for one in found:
                report = one.report
                counts: tuple[Cell, ...] = (one.asked, one.stated) if one.unread is None else (None, None)
                state = "有报告" if one.unread is None else "读不出"
                about = (body.name, body.code, year, state, KIND_LABEL[report.kind], report.project or "")
                rows.append((*about, *counts, one.unread or "", report.id))
    return FlatTable(name, _REPORTED, tuple(rows), ("没有报告只是这里没有收到，不等于没有写",))


def coverage_table(name: str, matrix: CoverageMatrix) -> FlatTable:
    """Reports by metrics: how many values, or why there is none."""
    heads = ("单位", "年度", "报告类型", "报告编号", *(metric.label for metric in matrix.metrics))
    rows: list[tuple[Cell, ...]] = []
    for report in matrix.reports:
        cells = [matrix.cell(report, metric) for metric in matrix.metrics]
        said = (f"{len(cell.values)} 个数值" if cell.values else STATUS_LABEL[cell.status] for cell in cells)
        rows.append((report.body, report.year, KIND_LABEL[report.kind], report.id, *said))
    return FlatTable(name, heads, tuple(rows), (f"{STATE_LABEL['not_stated']}不等于零",))


def source_table(name: str, found: Source) -> FlatTable:
    """A row a figure in the order of the text, then or between them what was seen and not used."""
    rows: list[tuple[Cell, ...]] = []
    for mark in found.marks:
        if isinstance(mark, Figure):
            one = mark.observation
            said: tuple[Cell, ...] = (
                *(one.label, one.subject, one.value_text, one.value, one.unit or ""),
                *(one.target_text or "", one.actual_text or ""),
            )
            place, rule, reason = one.evidence, one.rule, ""
        else:
            place, rule, reason = mark.leftover.evidence, "", mark.leftover.reason
            said = ("", "", place.quote, None, "", "", "")
        where = (place.quote, place.line_first, place.line_last, place.page)
        rows.append((*said, *where, rule, reason, mark.key))
    report = found.report
    about = f"{report.body} {report.year} 年{KIND_LABEL[report.kind]}绩效自评报告（{report.file}）"
    return FlatTable(name, _SOURCE, tuple(rows), (about,))


def dictionary_table(name: str, metrics: Sequence[Metric]) -> FlatTable:
    def named(dimensions: Sequence[str]) -> str:
        return "、".join(DIMENSION_LABEL.get(one, one) for one in dimensions)

    rows = tuple(
        (
            metric.id,
            metric.label,
            metric.topic,
            metric.unit,
            metric.definition,
            metric.formula,
            metric.numerator or "",
            metric.denominator or "",
            named(metric.breakdown),
            named(metric.compared_within),
            "；".join(f"{line.label}（{line.source}）" for line in metric.thresholds),
            "；".join(metric.limits),
            metric.why,
            metric.since,
        )
        for metric in metrics
    )
    return FlatTable(name, _DICTIONARY, rows, ())
