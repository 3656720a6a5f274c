"""A comparison, or a plain table, as Parquet: codes, units and flags beside the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kexie_dash.charts import texts as shared
from kexie_dash.charts.titles import about_words, snapshot_words
from kexie_dash.exports import texts_table as wording
from kexie_dash.exports.clean import clean
from kexie_dash.exports.json_text import to_json
from kexie_dash.exports.value_record import Record, comparison_records
from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import basis_label
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import Snapshot, View
from kexie_dash.store.parquet import ColumnType, ParquetColumn, parquet_bytes

_FIGURE: ColumnType = "DECIMAL(38,10)"
_COLUMNS: tuple[ParquetColumn, ...] = (
    *(ParquetColumn(name, "VARCHAR") for name in ("metric", "metric_label", "unit")),
    *(ParquetColumn(name, "VARCHAR") for name in ("report", "region_code", "body_code", "body")),
    ParquetColumn("year", "INTEGER"),
    *(ParquetColumn(name, "VARCHAR") for name in ("kind", "project", "by")),
    *(ParquetColumn(name, _FIGURE) for name in ("value", "low", "high")),
    *(ParquetColumn(name, "VARCHAR") for name in ("bound", "text", "basis", "basis_label")),
    ParquetColumn("declared", _FIGURE),
    *(ParquetColumn(name, "VARCHAR") for name in ("declared_label", "status", "state")),
    *(ParquetColumn(name, "VARCHAR") for name in ("group", "group_label")),
    ParquetColumn("comparable", "BOOLEAN"),
    *(ParquetColumn(name, "INTEGER") for name in ("rank_low", "rank_high")),
    *(ParquetColumn(name, "VARCHAR[]") for name in ("reasons", "caveats", "quotes", "lines")),
    ParquetColumn("file", "VARCHAR"),
)


def to_parquet(view: View, found: Comparison) -> bytes:
    """One row a value; ratios as fractions, money in 元; what the fields mean is in the file's metadata."""
    files = {stored.report.id: stored.report.file for stored in view.reports()}
    rows = [_row(found.metric, record, files) for record in comparison_records(view, found)]
    return parquet_bytes(_COLUMNS, rows, _about(found.snapshot, about_words(found.metric, found.snapshot)))


def flat_parquet(table: FlatTable, snapshot: Snapshot) -> bytes:
    """A plain table with its own headings."""
    types = [_type_of([row[place] for row in table.rows]) for place in range(len(table.headings))]
    names = _unique(table.headings)
    columns = [ParquetColumn(name, kind) for name, kind in zip(names, types, strict=True)]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    return parquet_bytes(columns, rows, _about(snapshot, shared.BETWEEN_SENTENCES.join(table.about)))


def _row(metric: Metric, record: Record, files: Mapping[str, str]) -> Record:
    rank = record["rank"] or (None, None)
    places = record["evidence"]
    return {
        **record,
        "metric": metric.id,
        "metric_label": metric.label,
        "unit": metric.unit,
        "by": to_json(record["by"]),
        "basis_label": basis_label(record["basis"]),
        "rank_low": rank[0],
        "rank_high": rank[1],
        "quotes": [place["quote"] for place in places],
        "lines": [f"{place['line_first']}-{place['line_last']}" for place in places],
        "file": files.get(record["report"]) if places else None,
    }


def _about(snapshot: Snapshot, said: str) -> dict[str, str]:
    return {
        "kexie_build": snapshot.build,
        "kexie_dictionary": snapshot.dictionary_version,
        "kexie_about": f"{said}{'' if said.endswith(snapshot_words(snapshot)) else snapshot_words(snapshot)}",
    }


def _type_of(cells: Sequence[object]) -> ColumnType:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds and kinds <= {int}:
        return "INTEGER"
    return _FIGURE if kinds and kinds <= {int, Decimal} else "VARCHAR"


def _unique(headings: Sequence[str]) -> list[str]:
    """Column names a data file can hold: no quotation marks, none twice."""
    names: list[str] = []
    for heading in headings:
        name = clean(heading)[0].replace('"', wording.QUOTATION_MARK) or wording.UNNAMED_COLUMN
        names.append(name if name not in names else f"{name}_{len(names) + 1}")
    return names
