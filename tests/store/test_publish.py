"""Publishing: swapped in whole, only when something changed, harmless when it fails."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_sample import content_of

from kexie_dash.settings import Paths, data_paths
from kexie_dash.store import write
from kexie_dash.store.database import Database
from kexie_dash.store.errors import BuildRunningError, StoreError
from kexie_dash.store.lock import build_lock
from kexie_dash.store.manifest import load_manifest, sha256_of
from kexie_dash.store.write import publish, remove_stale

FILES = {"kexie.duckdb", "kexie.previous.duckdb", "kexie.duckdb.manifest.json"}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return data_paths(tmp_path)


def names(paths: Paths) -> set[str]:
    return {path.name for path in paths.data.iterdir()}


def held(paths: Paths) -> int:
    return int(Database(paths.database).rows("SELECT max(value) FROM kexie.observation")[0][0])


def _identity(path: Path) -> tuple[int, int, int]:
    """Which file it is and when it was written; reading it changes none of this."""
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def test_unchanged_content_publishes_nothing(paths: Paths) -> None:
    first = publish(paths, content_of(1))
    before = _identity(paths.database)
    again = publish(paths, content_of(1))
    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.build == first.build
    assert _identity(paths.database) == before
    assert not paths.previous.exists()


def test_builds_are_numbered_and_the_last_two_kept(paths: Paths) -> None:
    numbers = [publish(paths, content_of(n)).build.number for n in (1, 2, 3, 1)]
    assert numbers == [1, 2, 3, 4]
    assert names(paths) == FILES
    known = {build.sha256: build.number for build in load_manifest(paths.manifest).builds}
    assert known[sha256_of(paths.database) or ""] == 4
    assert known[sha256_of(paths.previous) or ""] == 3


def test_order_is_by_number_not_by_clock(paths: Paths) -> None:
    """F6: clock set back, equal and future modification times."""
    database = Database(paths.database)
    for number, when in enumerate((4_000_000_000, 1, 1, 2_000_000_000), start=1):
        publish(paths, content_of(number))
        for path in (paths.database, paths.manifest):
            os.utime(path, (when, when))
        assert database.snapshot.number == number
        assert database.snapshot.notice is None
        assert held(paths) == number


@pytest.mark.parametrize("step", ["write_tables", "save_manifest", "sync_folder", "sha256_of"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_failure_leaves_the_database_in_use(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    publish(paths, content_of(1))
    publish(paths, content_of(2))

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(write, step, fail)
        with pytest.raises(StoreError) as told:
            publish(paths, content_of(3))
    assert {errno.ENOSPC: "磁盘已满", errno.EROFS: "不能写入", errno.EIO: "出错"}[number] in str(told.value)
    assert names(paths) == FILES
    # Only the very last step, making the rename durable, comes after the swap.
    assert held(paths) == (3 if step == "sync_folder" else 2)
    publish(paths, content_of(4))
    assert held(paths) == 4


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A real file system of some kilobytes, where the machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()

    def make(kilobytes: int) -> Path:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("no right to mount a small file system; the simulated failures above still run")
        return place

    yield make
    subprocess.run(["umount", str(place)], capture_output=True)


def test_a_full_disk_is_told_and_survived(small_disk: Callable[[int], Path], tmp_path: Path) -> None:
    """F2 on a real full disk: room for the first build, not for a second beside it."""
    probe = data_paths(tmp_path / "probe")
    probe.data.mkdir()
    publish(probe, content_of(1))
    kilobytes = paths_size(probe) // 1024
    paths = data_paths(small_disk(kilobytes + kilobytes // 2))
    publish(paths, content_of(1))
    with pytest.raises(StoreError, match="磁盘已满"):
        publish(paths, content_of(2, years=400))
    assert names(paths) == {"kexie.duckdb", "kexie.duckdb.manifest.json"}
    assert held(paths) == 1


def paths_size(paths: Paths) -> int:
    return sum(path.stat().st_size for path in paths.data.iterdir())


def test_the_second_builder_is_told_who_builds(paths: Paths) -> None:
    with (
        build_lock(paths.lock),
        pytest.raises(BuildRunningError, match=rf"进程 {os.getpid()}，自 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d 起"),
        build_lock(paths.lock),
    ):
        pytest.fail("two builders")
    with build_lock(paths.lock):
        pass


def test_leavings_of_killed_builds_are_removed(paths: Paths) -> None:
    publish(paths, content_of(1))
    for name in ("", ".wal", "-manifest", "-previous"):
        (paths.data / f"kexie.duckdb.tmp-4711{name}").write_bytes(b"x")
    remove_stale(paths)
    assert names(paths) == {"kexie.duckdb", "kexie.duckdb.manifest.json"}
    assert held(paths) == 1


def test_a_damaged_file_never_becomes_the_previous_one(paths: Paths) -> None:
    publish(paths, content_of(1))
    publish(paths, content_of(2))
    paths.database.write_bytes(b"")
    assert publish(paths, content_of(2)).build.number == 3
    known = load_manifest(paths.manifest).by_sha256(sha256_of(paths.previous) or "")
    assert known is not None
    assert known.number == 1
    assert held(paths) == 2
