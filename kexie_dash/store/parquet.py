"""A table as Parquet, its figures as exact decimals; the database itself as a file to take along."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import duckdb

from kexie_dash.settings import Paths
from kexie_dash.store.database import Snapshot
from kexie_dash.store.errors import StoreError
from kexie_dash.store.manifest import load_manifest, sha256_of

ColumnType = Literal["VARCHAR", "INTEGER", "DECIMAL(38,10)", "BOOLEAN", "VARCHAR[]"]


@dataclass(frozen=True, slots=True)
class ParquetColumn:
    name: str
    type: ColumnType


def parquet_bytes(
    columns: Sequence[ParquetColumn], rows: Sequence[Mapping[str, object]], about: Mapping[str, str]
) -> bytes:
    """rows: by column name; a missing one is NULL. about: key-value metadata of the file."""
    shape = json.dumps([{column.name: column.type for column in columns}])
    body = json.dumps([{column.name: _plain(row.get(column.name)) for column in columns} for row in rows])
    named = ", ".join(f'r."{column.name}"' for column in columns)
    notes = ", ".join(f"{_quoted(key)}: {_quoted(said)}" for key, said in about.items())
    with tempfile.TemporaryDirectory(prefix="kexie-parquet-") as folder:
        target = Path(folder) / "table.parquet"
        connection = duckdb.connect(":memory:")
        try:
            # Column names come from the code; cells are one bound parameter.
            connection.execute(
                f"CREATE TABLE made AS SELECT {named} FROM (SELECT unnest(from_json(?::JSON, ?)) AS r)",  # noqa: S608
                [body, shape],
            )
            connection.execute(
                f"COPY made TO {_quoted(str(target))} "
                f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{notes}}})"
            )
        finally:
            connection.close()
        return target.read_bytes()


def database_bytes(paths: Paths, snapshot: Snapshot) -> bytes:
    """The verified file of this build; StoreError where it was replaced meanwhile."""
    manifest = load_manifest(paths.manifest)
    for path in (paths.database, paths.previous):
        build = manifest.by_sha256(sha256_of(path) or "")
        if build is not None and build.build == snapshot.build:
            return path.read_bytes()
    raise StoreError("数据库刚刚换成了新的一次生成，请再导出一次。")


def _plain(cell: object) -> object:
    """Figures as text, so that no digit passes through a binary float."""
    if isinstance(cell, Decimal | date):
        return str(cell)
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return list(map(_plain, cell)) if isinstance(cell, list | tuple) else cell


def _quoted(text: str) -> str:
    return "'" + str(_plain(text)).replace("'", "''") + "'"
