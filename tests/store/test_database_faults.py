"""Readers meet damaged files, new builds, and each other: never a wrong figure."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from store_sample import content_of

from kexie_dash.settings import Paths, data_paths
from kexie_dash.store.database import Database
from kexie_dash.store.errors import StoreError
from kexie_dash.store.write import publish

READERS = 20
PUBLICATIONS = 6


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return data_paths(tmp_path)


def held(database: Database) -> int:
    return int(database.rows("SELECT max(value) FROM kexie.observation")[0][0])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _zero_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(4096))


def _flip_64_bytes(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 64] = bytes(byte ^ 0xFF for byte in content[middle : middle + 64])
    path.write_bytes(bytes(content))


def _half_copy(path: Path) -> None:
    content = path.read_bytes()
    half = len(content) // 2
    path.write_bytes(content[:half] + bytes(len(content) - half))


def _foreign(path: Path) -> None:
    other = path.with_name("other.duckdb")
    duckdb.connect(str(other)).close()
    other.replace(path)


DAMAGES = [_empty, _truncate, _zero_header, _flip_64_bytes, _half_copy, _foreign, Path.unlink]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("warm", [False, True], ids=["cold", "warm"])
def test_a_damaged_file_gives_way_to_the_build_before(
    paths: Paths, damage: Callable[[Path], None], warm: bool
) -> None:
    """F5, also for a server that has the file open; modification times set back do not hide it."""
    publish(paths, content_of(1))
    publish(paths, content_of(2))
    database = Database(paths.database)
    if warm:
        assert held(database) == 2
    before = paths.database.stat()
    damage(paths.database)
    if paths.database.exists():
        os.utime(paths.database, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert held(database) == 1
    assert database.snapshot.number == 1
    assert "第 1 次生成" in (database.snapshot.notice or "")
    publish(paths, content_of(2))
    assert held(database) == 2
    assert database.snapshot.notice is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_a_build_before_it_says_how_to_restore(paths: Paths, damage: Callable[[Path], None]) -> None:
    publish(paths, content_of(1))
    damage(paths.database)
    with pytest.raises(StoreError, match="make build"):
        Database(paths.database).view()


def test_both_damaged_or_an_unknown_manifest_give_no_figures(paths: Paths) -> None:
    publish(paths, content_of(1))
    publish(paths, content_of(2))
    database = Database(paths.database)
    assert held(database) == 2
    whole = paths.manifest.read_bytes()
    for broken in (b"", b"{}", b'{"format": 9, "builds": []}', whole[: len(whole) // 2], b"\xff"):
        paths.manifest.write_bytes(broken)
        with pytest.raises(StoreError, match="已损坏"):
            held(database)
    paths.manifest.write_bytes(whole)
    assert held(database) == 2
    _flip_64_bytes(paths.previous)
    _flip_64_bytes(paths.database)
    with pytest.raises(StoreError, match="已损坏"):
        held(database)


def test_no_database_yet(paths: Paths) -> None:
    database = Database(paths.data)
    with pytest.raises(StoreError, match="还没有数据库"):
        database.view()
    publish(paths, content_of(1))
    assert held(database) == 1


def test_a_view_stays_with_its_build(paths: Paths) -> None:
    publish(paths, content_of(1))
    database = Database(paths.database)
    old = database.view()
    publish(paths, content_of(2))
    new = database.view()
    assert (old.snapshot.number, new.snapshot.number) == (1, 2)
    assert old.rows("SELECT max(value) FROM kexie.observation") == [(1,)]
    assert new.rows("SELECT max(value) FROM kexie.observation") == [(2,)]
    assert old.snapshot.build != new.snapshot.build
    assert database.view() is new


def test_publishing_under_readers(paths: Paths) -> None:
    """F4: no error, each answer wholly old or wholly new, order never goes back, the new one seen soon."""
    publish(paths, content_of(1, years=20))
    database = Database(paths.database)
    stop, wrong = threading.Event(), []
    answers = [0] * READERS

    def read(number: int) -> None:
        last = 0
        while not stop.is_set():
            try:
                ((low, high, count, version),) = database.rows(
                    "SELECT min(o.value), max(o.value), count(*), any_value(m.value) "
                    "FROM kexie.observation o, kexie.meta m WHERE m.key = 'dictionary_version'"
                )
            except Exception as error:  # every failure counts, whatever its kind
                wrong.append(repr(error))
                return
            if not (low == high >= last and version == f"d{int(low)}" and count == 20):
                wrong.append((low, high, count, version))
            last = low
            answers[number] += 1

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    slowest = 0.0
    for number in range(2, PUBLICATIONS + 2):
        publish(paths, content_of(number, years=20))
        start = time.monotonic()
        while held(database) != number:
            time.sleep(0.01)
        slowest = max(slowest, time.monotonic() - start)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert min(answers) > 0
    assert slowest < 5


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY kexie.report TO 'out.csv'",
        "ATTACH 'other.duckdb' AS other",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "DELETE FROM kexie.report",
        "DROP TABLE kexie.report",
        "SELECT * FROM paths",
    ],
)
def test_a_reader_can_only_read(paths: Paths, sql: str) -> None:
    publish(paths, content_of(1))
    database = Database(paths.database)
    with pytest.raises(duckdb.Error):
        database.rows(sql)
    assert held(database) == 1


def test_parameters_are_bound(paths: Paths) -> None:
    publish(paths, content_of(1))
    found = Database(paths.database).rows("SELECT id FROM kexie.report WHERE id = ?", ["' OR 1=1 --"])
    assert found == []
