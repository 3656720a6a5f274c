"""A build's content becomes a DuckDB file beside the one in use and takes its place in one rename."""

from __future__ import annotations

import errno
import json
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from kexie_dash.settings import Paths
from kexie_dash.store.content import Content, Row, build_id, schema, tables_of
from kexie_dash.store.errors import StoreError
from kexie_dash.store.manifest import (
    Build,
    Manifest,
    load_manifest,
    save_manifest,
    sha256_of,
    sync_folder,
)

_log = logging.getLogger(__name__)
#: DuckDB 2 writes files that 1.5 cannot read unless told to; offices upgrade slowly.
_STORAGE = "v1.4.0"
#: So many rows are written at once: a document is as long as it is, a statement need not be longer.
_ROWS_A_STATEMENT = 2000
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_NO_RIGHT = (errno.EROFS, errno.EACCES, errno.EPERM)


@dataclass(frozen=True, slots=True)
class Publication:
    """The build that is in use now, and whether it was already before."""

    build: Build
    unchanged: bool


def remove_stale(paths: Paths) -> None:
    """Remove what a killed build left behind. Only under the lock: a running build has such files too."""
    for path in paths.data.glob(f"{paths.database.name}.tmp-*"):
        path.unlink(missing_ok=True)


def publish(paths: Paths, content: Content) -> Publication:
    """Write the content and put it in use; the caller holds the lock. StoreError if it cannot be written.

    Unchanged content publishes nothing. A failure at any step leaves the database in use as it was.
    """
    tables = tables_of(content)
    build = build_id(tables)
    with _told_in_chinese(paths):
        manifest = load_manifest(paths.manifest)
        current = manifest.by_sha256(sha256_of(paths.database) or "")
        if current is not None and current.build == build:
            return Publication(current, unchanged=True)
        new = _write_beside(paths, tables, build, content.dictionary_version, manifest.next_number)
        _swap_in(paths, manifest, new, keep_current=current is not None)
        return Publication(new, unchanged=False)


def _temporary(paths: Paths, what: str = "") -> Path:
    return paths.data / f"{paths.database.name}.tmp-{os.getpid()}{what}"


def _write_beside(
    paths: Paths, tables: dict[str, list[Row]], build: str, dictionary_version: str, number: int
) -> Build:
    temporary = _temporary(paths)
    temporary.unlink(missing_ok=True)
    tables = {**tables, "meta": [*tables["meta"], ("build", build)]}
    write_tables(temporary, tables)
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    digest = sha256_of(temporary)
    if digest is None:
        raise StoreError("刚写好的数据库文件不见了，请检查是否有别的程序在清理 data 目录。")
    rows = {name: len(rows) for name, rows in sorted(tables.items())}
    return Build(number, build, digest, temporary.stat().st_size, dictionary_version, rows)


def write_tables(path: Path, tables: dict[str, list[Row]]) -> None:
    """Create the file with the schema's tables and these rows, closed and checkpointed."""
    connection = duckdb.connect(":memory:")
    try:
        name = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{name}' AS kexie (STORAGE_VERSION '{_STORAGE}')")
        connection.execute("USE kexie")
        connection.execute("BEGIN")
        connection.execute(schema())
        for table, rows in tables.items():
            for first in range(0, len(rows), _ROWS_A_STATEMENT):
                _insert(connection, table, rows[first : first + _ROWS_A_STATEMENT])
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT kexie")
        connection.execute("USE memory")
        connection.execute("DETACH kexie")
    finally:
        connection.close()


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """The rows as one JSON text, cast column by column: bound cell by cell they take ten times as long."""
    columns = connection.execute(_COLUMNS, [table]).fetchall()
    names = [name for name, _ in columns]
    body = json.dumps([dict(zip(names, map(_plain, row), strict=True)) for row in rows])
    shape = json.dumps([dict(columns)])
    # Table names come from the code's own list; the values are one bound parameter.
    statement = f"INSERT INTO kexie.{table} SELECT r.* FROM (SELECT unnest(from_json(?::JSON, ?)) AS r)"  # noqa: S608
    connection.execute(statement, [body, shape])


_COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_catalog = 'kexie' AND table_name = ? ORDER BY ordinal_position
"""


def _plain(cell: object) -> object:
    """Figures and dates as text, so that no digit passes through a binary float."""
    return str(cell) if isinstance(cell, Decimal | date) else cell


def _swap_in(paths: Paths, manifest: Manifest, new: Build, *, keep_current: bool) -> None:
    """Manifest, then the previous file, then the database: a kill in between leaves known files only."""
    keep = {digest for digest in (sha256_of(paths.database), sha256_of(paths.previous)) if digest}
    save_manifest(manifest.with_build(new, keep), paths.manifest, _temporary(paths, "-manifest"))
    if keep_current:
        second_name = _temporary(paths, "-previous")
        second_name.unlink(missing_ok=True)
        try:
            second_name.hardlink_to(paths.database)
        except OSError:
            shutil.copyfile(paths.database, second_name)
        second_name.replace(paths.previous)
    _temporary(paths).replace(paths.database)
    sync_folder(paths.data)


@contextmanager
def _told_in_chinese(paths: Paths) -> Iterator[None]:
    """Turn failures of disk and rights into StoreError; whatever happens, leave no temporary file."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        _log.exception("the database could not be written")
        raise StoreError(_reason(error, paths)) from error
    finally:
        for path in paths.data.glob(f"{_temporary(paths).name}*"):
            path.unlink(missing_ok=True)


def _reason(error: Exception, paths: Paths) -> str:
    number = error.errno if isinstance(error, OSError) else None
    text = str(error)
    if number in _NO_SPACE or "No space left" in text:
        free = shutil.disk_usage(paths.data).free // 1024 // 1024
        what = f"磁盘已满（data 所在磁盘剩余 {free} MB）"
        remedy = "请腾出空间后再运行 kexie build"
    elif number in _NO_RIGHT or "Permission denied" in text or "Read-only" in text:
        what, remedy = "data 目录不能写入", "请检查目录的写权限"
    else:
        what, remedy = f"写数据库时出错（{type(error).__name__}）", "加 --verbose 再运行可看到详情"
    return f"{what}，没有生成新的数据库；已清除临时文件，正在使用的数据库没有变化。{remedy}。"
