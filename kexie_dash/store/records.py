"""Rows of the tables as the field's types again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from kexie_dash.model.assessment import MeasureValue, Metric, Operand, Threshold
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Evidence, Leftover, Narrative, Observation
from kexie_dash.model.report import Document, Region, Report

Record = dict[str, Any]


class Source(Protocol):
    """What can be asked with SQL."""

    def records(self, sql: str, parameters: Sequence[object] = ()) -> list[Record]: ...


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report with what became of it in the build."""

    report: Report
    unreadable: str | None
    superseded_by: str | None
    line_count: int
    char_count: int

    @property
    def in_use(self) -> bool:
        """True if it was read and no later version of it stands in its place."""
        return self.unreadable is None and self.superseded_by is None


def plain(value: Decimal | None) -> Decimal | None:
    """Without the zeros the column's ten digits bring along."""
    if value is None:
        return None
    short = value.normalize()
    return short if int(short.as_tuple().exponent) <= 0 else short.quantize(Decimal(1))


def regions(source: Source) -> dict[str, Region]:
    rows = source.records("SELECT * FROM kexie.region ORDER BY code")
    return {row["code"]: Region(**row) for row in rows}


_REPORT = (
    "id",
    "file",
    "region_code",
    "body_code",
    "body",
    "year",
    "kind",
    "level",
    "project",
    "publisher",
    "received",
    "sha256",
)


def reports(source: Source) -> tuple[StoredReport, ...]:
    made = []
    for row in source.records("SELECT * FROM kexie.report ORDER BY rowid"):
        report = Report(**{name: row.pop(name) for name in _REPORT})
        made.append(StoredReport(report, **row))
    return tuple(made)


def metrics(source: Source) -> tuple[Metric, ...]:
    rows = source.records("SELECT * EXCLUDE (seq) FROM kexie.metric ORDER BY seq")
    lines: dict[str, list[Threshold]] = {}
    for line in source.records("SELECT * EXCLUDE (seq) FROM kexie.threshold ORDER BY metric, seq"):
        lines.setdefault(line.pop("metric"), []).append(Threshold(**{**line, "value": plain(line["value"])}))
    return tuple(Metric(**_with_tuples(row), thresholds=tuple(lines.get(row["id"], ()))) for row in rows)


def _with_tuples(row: Record) -> Record:
    return {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in row.items()}


_VALUES = """
SELECT v.*, r.region_code, r.body_code, r.body, r.year, r.kind, r.level
FROM kexie.measure_value v JOIN kexie.report r ON r.id = v.report
WHERE (? IS NULL OR v.metric = ?) AND (? IS NULL OR v.report = ?)
ORDER BY v.seq
"""
_OPERANDS = """
SELECT o.* FROM kexie.operand o JOIN kexie.measure_value v ON v.id = o.value_id
WHERE (? IS NULL OR v.metric = ?) AND (? IS NULL OR v.report = ?)
ORDER BY o.value_id, o.seq
"""


def values(source: Source, metric: str | None, report: str | None) -> tuple[MeasureValue, ...]:
    asked = (metric, metric, report, report)
    operands: dict[str, list[Operand]] = {}
    for row in source.records(_OPERANDS, asked):
        key = row.pop("value_id")
        del row["seq"]
        operands.setdefault(key, []).append(_operand(row))
    return tuple(_value(row, tuple(operands.get(row["id"], ()))) for row in source.records(_VALUES, asked))


def _operand(row: Record) -> Operand:
    stated_in_words = row["span_start"] is not None
    place = _evidence(row, row.pop("quote"))
    return Operand(**{**row, "value": plain(row["value"])}, evidence=place if stated_in_words else None)


def _value(row: Record, operands: tuple[Operand, ...]) -> MeasureValue:
    by = tuple(zip(row.pop("by_key"), row.pop("by_value"), strict=True))
    del row["seq"], row["id"]
    for name in ("value", "low", "high", "declared"):
        row[name] = plain(row[name])
    row["caveats"] = tuple(row["caveats"])
    return MeasureValue(**row, by=by, operands=operands)


def observations(source: Source, report: str | None, family: str | None) -> tuple[Observation, ...]:
    rows = source.records(
        "SELECT * FROM kexie.observation "
        "WHERE (? IS NULL OR report = ?) AND (? IS NULL OR family = ?) ORDER BY seq",
        (report, report, family, family),
    )
    return tuple(_observation(row) for row in rows)


def observations_by_id(source: Source, ids: Sequence[str]) -> dict[str, Observation]:
    rows = source.records(
        "SELECT * FROM kexie.observation WHERE list_contains(?::VARCHAR[], id) ORDER BY seq", (list(ids),)
    )
    return {row["id"]: _observation(row) for row in rows}


def _observation(row: Record) -> Observation:
    fields = dict(row)
    del fields["seq"], fields["id"]
    evidence = _evidence(fields, fields.pop("quote"))
    for name in ("value", "full_mark", "target", "actual"):
        fields[name] = plain(fields[name])
    path = fields["indicator_path"]
    fields["indicator_path"] = tuple(path) if path is not None else None
    fields["confidence"] = float(fields["confidence"])
    return Observation(**fields, evidence=evidence)


def _evidence(fields: Record, quote: str) -> Evidence:
    """Takes the span's columns out of the record."""
    return Evidence(
        fields.pop("span_start"),
        fields.pop("span_end"),
        fields.pop("line_first"),
        fields.pop("line_last"),
        fields.pop("page"),
        quote,
    )


def document(source: Source, report: str) -> Document | None:
    rows = source.records("SELECT text FROM kexie.document WHERE report = ?", (report,))
    return Document(rows[0]["text"]) if rows else None


def leftovers(source: Source, report: str | None) -> tuple[Leftover, ...]:
    rows = source.records(
        "SELECT * FROM kexie.leftover WHERE ? IS NULL OR report = ? ORDER BY seq", (report, report)
    )
    return tuple(Leftover(row["report"], _evidence(row, row["quote"]), row["reason"]) for row in rows)


def narratives(source: Source, report: str | None) -> tuple[Narrative, ...]:
    rows = source.records(
        "SELECT n.*, substring(d.text, span_start + 1, span_end - span_start) AS quote "
        "FROM kexie.narrative n JOIN kexie.document d USING (report) "
        "WHERE ? IS NULL OR report = ? ORDER BY seq",
        (report, report),
    )
    return tuple(
        Narrative(row["report"], row["section"], row["item"], _evidence(row, row["quote"])) for row in rows
    )


def findings(source: Source, report: str | None) -> tuple[Finding, ...]:
    """Findings report by report, the gravest of each first, with their spans."""
    spans: dict[str, list[Evidence]] = {}
    for row in source.records("SELECT * FROM kexie.finding_evidence ORDER BY finding, seq"):
        spans.setdefault(row["finding"], []).append(_evidence(row, row["quote"]))
    rows = source.records(
        "SELECT * EXCLUDE (seq) FROM kexie.finding WHERE ? IS NULL OR report = ? ORDER BY seq",
        (report, report),
    )
    return tuple(_finding(row, tuple(spans.get(row.pop("id"), ()))) for row in rows)


def _finding(row: Record, spans: tuple[Evidence, ...]) -> Finding:
    for name in ("declared", "expected", "tolerance", "points"):
        row[name] = plain(row[name])
    return Finding(**row, evidence=spans)
