"""What one build holds, as rows of the schema's tables, in one order that depends on the content alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Evidence, Extraction
from kexie_dash.model.quantity import round_half_up
from kexie_dash.model.report import Document, Region, Report
from kexie_dash.model.rubric import Rubric, RubricScore
from kexie_dash.model.unit import TextUnit
from kexie_dash.store import content_rubrics, search_rows

Row = tuple[object, ...]
#: Digits after the point that DECIMAL(38, 10) keeps.
DIGITS = 10
#: Beyond this no figure of a report means anything, and sums could leave DECIMAL(38, 10).
LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """A report and what became of it; document and extraction are None exactly when it is unreadable.

    units: its text as it is searched.
    """

    report: Report
    document: Document | None = None
    extraction: Extraction | None = None
    values: tuple[MeasureValue, ...] = ()
    findings: tuple[Finding, ...] = ()
    unreadable: str | None = None
    superseded_by: str | None = None
    scores: tuple[RubricScore, ...] = ()
    units: tuple[TextUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that goes into one database file."""

    reports: tuple[BuiltReport, ...]
    regions: tuple[Region, ...]
    metrics: tuple[Metric, ...]
    dictionary_version: str
    rubrics: tuple[Rubric, ...] = ()


def schema() -> str:
    """The SQL that creates the tables."""
    return resources.files("kexie_dash.store").joinpath("schema.sql").read_text(encoding="utf-8")


def tables_of(content: Content) -> dict[str, list[Row]]:
    """Rows by table, columns in the schema's order, without the build id."""
    values = sorted(
        (value for built in content.reports for value in built.values),
        key=lambda value: (value.metric, value.report, value.project or "", value.by),
    )
    return {
        "region": [_region(region) for region in sorted(content.regions, key=lambda region: region.code)],
        "report": [_report(built) for built in content.reports],
        "document": [(built.report.id, built.document.text) for built in content.reports if built.document],
        "search_text": [search_rows.text_row(*one) for one in _searched(content.reports)],
        "search_unit": [row for one in _searched(content.reports) for row in search_rows.unit_rows(*one)],
        "observation": _numbered(_observations(content.reports)),
        "leftover": _numbered(_leftovers(content.reports)),
        "narrative": _numbered(_narratives(content.reports)),
        "metric": _numbered(_metric(metric) for metric in content.metrics),
        "threshold": list(_thresholds(content.metrics)),
        "measure_value": _numbered(_value(value) for value in values),
        "operand": [row for value in values for row in _operands(value)],
        "finding": _numbered(_finding(one) for built in content.reports for one in built.findings),
        "finding_evidence": [
            row for built in content.reports for one in built.findings for row in _finding_evidence(one)
        ],
        **content_rubrics.rows(
            content.rubrics, [one for built in content.reports for one in built.scores], figure
        ),
        "meta": [("dictionary_version", content.dictionary_version)],
    }


def build_id(tables: dict[str, list[Row]]) -> str:
    """Short digest of schema and rows: the same content has the same id on every machine."""
    digest = hashlib.sha256(schema().encode())
    for name in sorted(tables):
        digest.update(json.dumps([name, tables[name]], ensure_ascii=False, default=str).encode())
    return digest.hexdigest()[:12]


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [(seq, *row) for seq, row in enumerate(rows, start=1)]


def figure(value: Decimal | None) -> Decimal | None:
    """The figure as the tables keep it: ten digits, half up."""
    return None if value is None else round_half_up(value, DIGITS)


def _region(region: Region) -> Row:
    return (
        region.code,
        region.name,
        region.level,
        region.parent,
        region.population,
        region.population_source,
    )


def _report(built: BuiltReport) -> Row:
    report, document = built.report, built.document
    return (
        report.id,
        report.file,
        report.region_code,
        report.body_code,
        report.body,
        report.year,
        report.kind,
        report.level,
        report.project,
        report.publisher,
        report.received,
        report.sha256,
        built.unreadable,
        built.superseded_by,
        document.line_at(len(document.text) - 1) if document else 0,
        len(document.text) if document else 0,
    )


def _searched(reports: Sequence[BuiltReport]) -> Iterable[tuple[str, Document, tuple[TextUnit, ...]]]:
    for built in reports:
        if built.document is not None:
            yield built.report.id, built.document, built.units


def _span(evidence: Evidence) -> Row:
    return (evidence.start, evidence.end, evidence.line_first, evidence.line_last, evidence.page)


def _observations(reports: Sequence[BuiltReport]) -> Iterable[Row]:
    for built in reports:
        for item in built.extraction.observations if built.extraction else ():
            yield (
                item.id,
                item.report,
                item.family,
                item.label,
                item.subject,
                item.metric,
                figure(item.value),
                item.unit,
                item.value_text,
                item.bound,
                item.stage,
                item.level,
                figure(item.full_mark),
                item.criteria,
                list(item.indicator_path) if item.indicator_path is not None else None,
                item.target_text,
                figure(item.target),
                item.actual_text,
                figure(item.actual),
                item.category,
                item.channel,
                item.coverage,
                item.is_total,
                item.period,
                item.year,
                *_span(item.evidence),
                item.evidence.quote,
                item.rule,
                round_half_up(Decimal(str(item.confidence)), 3),
                item.sentence,
            )


def _leftovers(reports: Sequence[BuiltReport]) -> Iterable[Row]:
    for built in reports:
        for item in built.extraction.leftovers if built.extraction else ():
            yield item.report, *_span(item.evidence), item.evidence.quote, item.reason


def _narratives(reports: Sequence[BuiltReport]) -> Iterable[Row]:
    for built in reports:
        for item in built.extraction.narratives if built.extraction else ():
            yield item.report, item.section, item.item, *_span(item.evidence)


def _metric(metric: Metric) -> Row:
    return (
        metric.id,
        metric.topic,
        metric.label,
        metric.unit,
        metric.direction,
        metric.definition,
        metric.formula,
        metric.numerator,
        metric.denominator,
        list(metric.breakdown),
        list(metric.compared_within),
        list(metric.limits),
        metric.why,
        metric.since,
        metric.checked_by,
        metric.declared_label,
        list(metric.variants),
        list(metric.examples),
    )


def _thresholds(metrics: Iterable[Metric]) -> Iterable[Row]:
    for metric in metrics:
        for seq, line in enumerate(metric.thresholds, start=1):
            yield metric.id, seq, figure(line.value), line.side, line.label, line.source


def _value(value: MeasureValue) -> Row:
    return (
        value.id,
        value.metric,
        value.report,
        value.project,
        value.status,
        figure(value.value),
        figure(value.low),
        figure(value.high),
        value.bound,
        value.text,
        value.basis,
        figure(value.declared),
        value.declared_label,
        [key for key, _ in value.by],
        [part for _, part in value.by],
        list(value.caveats),
    )


#: Columns of a place: start, end, first and last line, page.
_SPAN = 5


def _operands(value: MeasureValue) -> Iterable[Row]:
    for seq, operand in enumerate(value.operands, start=1):
        yield (
            value.id,
            seq,
            operand.role,
            operand.label,
            figure(operand.value),
            operand.unit,
            operand.bound,
            operand.observation,
            operand.source,
            *(_span(operand.evidence) if operand.evidence else (None,) * _SPAN),
            operand.evidence.quote if operand.evidence else None,
        )


def _finding(one: Finding) -> Row:
    return (
        one.id,
        one.report,
        one.check,
        one.title,
        one.kind,
        one.verdict,
        one.severity,
        one.message,
        figure(one.declared),
        figure(one.expected),
        figure(one.tolerance),
        one.unit,
        one.declared_text,
        one.expected_text,
        figure(one.points),
        one.wanting,
        one.nth,
    )


def _finding_evidence(one: Finding) -> Iterable[Row]:
    for seq, evidence in enumerate(one.evidence, start=1):
        yield one.id, seq, *_span(evidence), evidence.quote
