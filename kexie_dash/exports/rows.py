"""The figures of a comparison as rows to take away: value, basis, caveats and the sentences behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import has_value, value_text
from kexie_dash.charts.lines import Standing, standing_of
from kexie_dash.exports import texts_table as wording
from kexie_dash.exports.sentence import operand_figure, sentence_around
from kexie_dash.measures.ranking import place_words
from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue, Metric, Operand
from kexie_dash.model.labels import DIMENSION_LABEL, basis_label, by_label
from kexie_dash.model.observation import Evidence, Observation
from kexie_dash.model.report import KIND_LABEL, Document
from kexie_dash.model.state import state_words
from kexie_dash.queries.comparison import Absent, Comparison
from kexie_dash.store.database import View

BOUND_WORD: Mapping[str, str] = wording.BOUND
#: What a body without a report has nothing to say in.
_EMPTY_IF_ABSENT = (
    *("kind", "project", "group", "breakdown", "bound", "basis", "declared_label", "caveats", "inputs"),
    *("quotes", "sentences", "file", "lines", "declared_quote", "declared_lines", "report", "value_id"),
)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One value. value, low, high, declared: stored units (ratios as fractions, money in 元)."""

    body: str
    body_code: str
    year: int | None
    kind: str
    project: str
    group: str
    metric: str
    breakdown: str
    value: Decimal | None
    shown: str
    bound: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    basis: str
    declared: Decimal | None
    declared_label: str
    status: str
    place: str
    median: Decimal | None
    comparable: str
    reasons: str
    caveats: str
    inputs: str
    quotes: str
    sentences: str
    file: str
    lines: str
    declared_quote: str
    declared_lines: str
    report: str
    value_id: str


def comparison_rows(view: View, comparison: Comparison) -> tuple[ExportRow, ...]:
    """A row a value in the order of the bands, then those asked for without a report."""
    compared = [item for band in comparison.bands for item in band.values]
    ids = (operand.observation for item in compared for operand in item.value.operands)
    behind = view.observations_by_id(list(dict.fromkeys(name for name in ids if name is not None)))
    files = {stored.report.id: stored.report.file for stored in view.reports()}
    documents = {
        item.value.report: document
        for item in compared
        if (document := view.document(item.value.report)) is not None
    }
    standing = standing_of(comparison.metric, comparison.bands)
    rows = [
        _row(comparison.metric, item, behind, files, documents.get(item.value.report), standing)
        for item in compared
    ]
    return (*rows, *(_absent_row(comparison.metric, absent) for absent in comparison.absent))


def _row(
    metric: Metric,
    item: ComparedValue,
    behind: Mapping[str, Observation],
    files: Mapping[str, str],
    document: Document | None,
    standing: Standing,
) -> ExportRow:
    value = item.value
    used = _places((o for o in value.operands if o.role != "declared"), behind)
    declared = _places((o for o in value.operands if o.role == "declared"), behind)
    stated = has_value(value)
    return ExportRow(
        body=value.body,
        body_code=value.body_code,
        year=value.year,
        kind=KIND_LABEL[value.kind],
        project=value.project or "",
        group=item.group_label,
        metric=metric.label,
        breakdown=shared.BETWEEN_CLAUSES.join(
            shared.LABELLED.format(label=DIMENSION_LABEL.get(k, k), said=by_label(k, said))
            for k, said in value.by
        ),
        value=value.value if stated else None,
        shown=value_text(value, metric),
        bound=BOUND_WORD[value.bound] if stated else "",
        low=value.low if stated else None,
        high=value.high if stated else None,
        unit=metric.unit,
        basis=basis_label(value.basis),
        declared=value.declared,
        declared_label=value.declared_label or "",
        status=state_words(item, metric.unit),
        place=place_words(item) or standing.unranked.get(item.group, ""),
        median=standing.medians[item.group].value if item.group in standing.medians else None,
        comparable=wording.YES if item.comparable else wording.NO,
        reasons=shared.BETWEEN_CLAUSES.join(item.reasons),
        caveats=shared.BETWEEN_CLAUSES.join(value.caveats),
        inputs=shared.BETWEEN_CLAUSES.join(
            _input(operand, behind) for operand in value.operands if operand.role != "declared"
        ),
        quotes=wording.BETWEEN_QUOTES.join(place.evidence.quote for place in used),
        sentences=wording.BETWEEN_QUOTES.join(
            dict.fromkeys(sentence_around(document, place.evidence, place.sentence) for place in used)
        ),
        file=files.get(value.report, "") if used or declared else "",
        lines=shared.BETWEEN_CLAUSES.join(dict.fromkeys(_lines(place.evidence) for place in used)),
        declared_quote=wording.BETWEEN_QUOTES.join(place.evidence.quote for place in declared),
        declared_lines=shared.BETWEEN_CLAUSES.join(
            dict.fromkeys(_lines(place.evidence) for place in declared)
        ),
        report=value.report,
        value_id=value.id,
    )


def _absent_row(metric: Metric, absent: Absent) -> ExportRow:
    word = STATUS_LABEL["no_report"]
    return ExportRow(
        body=absent.body.name,
        body_code=absent.body.code,
        year=absent.year,
        metric=metric.label,
        value=None,
        shown=word,
        low=None,
        high=None,
        unit=metric.unit,
        declared=None,
        status=word,
        place="",
        median=None,
        comparable=wording.NO,
        reasons=wording.NO_REPORT,
        **dict.fromkeys(_EMPTY_IF_ABSENT, ""),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is stated, and where the sentence around it begins."""

    evidence: Evidence
    sentence: int


def _places(operands: Iterable[Operand], behind: Mapping[str, Observation]) -> Sequence[_Place]:
    found: dict[_Place, None] = {}
    for operand in operands:
        observation = behind.get(operand.observation or "")
        if observation is not None:
            found[_Place(observation.evidence, observation.sentence)] = None
        elif operand.evidence is not None:
            found[_Place(operand.evidence, operand.evidence.start)] = None
    return list(found)


def _input(operand: Operand, behind: Mapping[str, Observation]) -> str:
    """执行数 45,689,999元（第 12 行）; a reference figure names its source."""
    observation = behind.get(operand.observation or "")
    evidence = observation.evidence if observation else operand.evidence
    place = _lines(evidence) if evidence else operand.source or ""
    said = f"{operand.label} {operand_figure(operand)}".rstrip()
    return said + (shared.IN_BRACKETS.format(said=place) if place else "")


def _lines(span: Evidence) -> str:
    many = span.line_last != span.line_first
    return wording.LINES.format(first=span.line_first, more=f"–{span.line_last}" if many else "")
