"""JSON, Parquet and the database, read by other programs: the same figures, codes, units and flags."""

from __future__ import annotations

import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from kexie_dash.cli import main
from kexie_dash.exports.json_data import flat_json, to_json_file
from kexie_dash.exports.parquet import flat_parquet, to_parquet
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.settings import data_paths
from kexie_dash.store.database import View

TABLE = FlatTable("表", ('名"称', "数", "个"), (("=1", Decimal("1.5"), 3), (None, None, None)), ("说明",))


def test_json_is_what_compare_prints_with_a_note_on_its_fields(
    view: View, golden_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = json.loads(to_json_file(view, comparison(view, "activities")))
    assert main(["compare", "activities", "--format", "json", "--data", str(golden_data)]) == 0
    assert made.pop("schema")["name"] == "kexie.comparison"
    assert made == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("metric", ["execution_rate", "activities", "grade"])
def test_parquet_holds_every_value_exactly(view: View, metric: str) -> None:
    found = comparison(view, metric)
    table = pyarrow.parquet.read_table(io.BytesIO(to_parquet(view, found)))
    values = [item for band in found.bands for item in band.values]
    rows = table.to_pylist()
    assert [row["value"] for row in rows] == [item.value.value for item in values]
    assert [row["status"] for row in rows] == [item.value.status for item in values]
    assert [row["comparable"] for row in rows] == [item.comparable for item in values]
    assert {row["unit"] for row in rows} == {found.metric.unit}
    assert [json.loads(row["by"]) for row in rows] == [dict(item.value.by) for item in values]
    assert table.schema.metadata[b"kexie_build"].decode() == view.snapshot.build


def test_parquet_is_read_by_duckdb_with_its_sentences(view: View, tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    target.write_bytes(to_parquet(view, comparison(view, "execution_rate")))
    rows = duckdb.sql(f"SELECT value, quotes, file FROM '{target}' WHERE body_code = '440800'").fetchall()
    assert [(str(value)[:6], file) for value, _, file in rows] == [("0.6535", "440800-2022.txt")]
    text = view.document("440800-2022")
    assert text is not None
    assert all(quote in text.text for quote in rows[0][1])


def test_hostile_text_stays_text(hostile_view: View) -> None:
    found = comparison(hostile_view, "execution_rate")
    rows = pyarrow.parquet.read_table(io.BytesIO(to_parquet(hostile_view, found))).to_pylist()
    bodies = {item.value.body for band in found.bands for item in band.values}
    assert {row["body"] for row in rows} == bodies
    assert {value["body"] for value in json.loads(to_json_file(hostile_view, found))["values"]} == bodies


def test_a_plain_table(view: View) -> None:
    made = json.loads(flat_json(TABLE, view.snapshot))
    assert made["rows"] == [["=1", 1.5, 3], [None, None, None]]
    table = pyarrow.parquet.read_table(io.BytesIO(flat_parquet(TABLE, view.snapshot)))
    assert table.column_names == ["名”称", "数", "个"]
    assert table.to_pylist()[0]["数"] == Decimal("1.5")


def test_the_whole_database(golden_data: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.duckdb"
    assert main(["export", "database", "--out", str(target), "--data", str(golden_data)]) == 0
    original = data_paths(golden_data).database.read_bytes()
    assert hashlib.sha256(target.read_bytes()).digest() == hashlib.sha256(original).digest()
    with duckdb.connect(str(target), read_only=True) as opened:
        assert opened.execute("SELECT count(*) FROM report").fetchone() == (5,)
