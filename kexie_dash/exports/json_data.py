"""A comparison as JSON: what `kexie compare --format json` prints, and the same as a file with its schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from kexie_dash.exports import texts_table as wording
from kexie_dash.exports.json_text import to_json
from kexie_dash.exports.value_record import Record, comparison_records
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import Snapshot, View

#: Travels inside every JSON file, so that it can be read without this project.
SCHEMA_NOTE: Mapping[str, str] = {
    "name": "kexie.comparison",
    "version": "1",
    "value": (wording.READ_VALUE),
    "low, high, bound": (wording.READ_BOUND),
    "status": (wording.READ_STATUS),
    "group, comparable, reasons": wording.READ_GROUP,
    "declared": wording.READ_DECLARED,
    "evidence": (wording.READ_EVIDENCE),
}


def comparison_json(
    found: Comparison, records: Sequence[Record], more: Mapping[str, object] | None = None
) -> str:
    """metric, snapshot, one value a line, then what else is to be said."""
    values = ",\n  ".join(to_json(record) for record in records)
    rest = "".join(f",\n {to_json(name)}: {to_json(said)}" for name, said in (more or {}).items())
    return (
        f'{{"metric": {to_json(_metric(found))},\n "snapshot": {to_json(snapshot_record(found.snapshot))},\n'
        f' "values": [\n  {values}]{rest}}}'
    )


def to_json_file(view: View, found: Comparison) -> bytes:
    """As the command line prints it, with a note on its fields."""
    text = comparison_json(found, comparison_records(view, found), {"schema": SCHEMA_NOTE})
    return f"{text}\n".encode("utf-8", "replace")


def flat_json(table: FlatTable, snapshot: Snapshot) -> bytes:
    """A plain table: its headings once, then the rows in their order."""
    head = {"name": "kexie.table", "version": "1", "about": list(table.about)}
    rows = ",\n  ".join(to_json(row) for row in table.rows)
    text = (
        f'{{"schema": {to_json(head)},\n "snapshot": {to_json(snapshot_record(snapshot))},\n'
        f' "headings": {to_json(table.headings)},\n "rows": [\n  {rows}]}}\n'
    )
    return text.encode("utf-8", "replace")


def snapshot_record(snapshot: Snapshot) -> Record:
    return {
        "build": snapshot.build,
        "number": snapshot.number,
        "dictionary_version": snapshot.dictionary_version,
    }


def _metric(found: Comparison) -> Record:
    metric = found.metric
    return {
        "id": metric.id,
        "label": metric.label,
        "unit": metric.unit,
        "direction": metric.direction,
        "definition": metric.definition,
        "variants": list(metric.variants),
        "thresholds": [asdict(line) for line in metric.thresholds],
    }
