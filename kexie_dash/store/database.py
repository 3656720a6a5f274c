"""The read side of the data file: verified on opening, read-only, every question asked of one build.

    database = Database(data_paths().database)
    view = database.view()          # one build, fixed; take one for each page run or request
    view.snapshot.build             # key for caches
    view.rows("SELECT id FROM kexie.report WHERE year = ?", [2020])

Tables are written `kexie.report`, `kexie.observation` … A new build is noticed at the next view().
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Leftover, Narrative, Observation
from kexie_dash.model.report import Document, Region
from kexie_dash.settings import Paths
from kexie_dash.store import records
from kexie_dash.store.answers import by_name, interruptible
from kexie_dash.store.errors import StoreError
from kexie_dash.store.manifest import Build, Manifest, load_manifest, sha256_of
from kexie_dash.store.records import StoredReport

if TYPE_CHECKING:
    import pandas as pd

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_Stat = tuple[int, int, int, int, int] | None
#: What tables and columns a file has: a build of another form is not read as one of this.
_FORM = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_catalog = 'kexie' ORDER BY ALL
"""
#: Opening is tried again when files changed meanwhile; more changes than this are no coincidence.
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which build is shown. notice: a Chinese sentence when it is not the newest, else None."""

    build: str
    number: int
    dictionary_version: str
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class _Served:
    """The file shown. Its stat belongs to it: the same bytes under a new inode are attached anew."""

    path: Path
    stat: _Stat
    build: Build
    notice: str | None


class View:
    """One build, whole and unchanging, for as long as it is held. Safe to use from many threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
        self._connection = connection
        self.snapshot = snapshot
        self._cache: dict[object, Any] = {}

    def view(self) -> View:
        """Itself, so that a query takes a Database or a View alike."""
        return self

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; values are bound with `?`."""
        return self._ask(sql, parameters, lambda cursor: cursor.fetchall())

    def records(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The rows as dicts by column name."""
        return self._ask(sql, parameters, by_name)

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows as a data frame; decimals become floats there, so it is for drawing, not for figures."""
        return self._ask(sql, parameters, lambda cursor: cursor.df())

    def _ask(
        self, sql: str, parameters: Sequence[object], take: Callable[[duckdb.DuckDBPyConnection], _T]
    ) -> _T:
        """What is taken of the answer; faults while asking and while taking are told alike."""
        try:
            with interruptible():
                return take(self._connection.cursor().execute(sql, list(parameters)))
        except duckdb.IOException as error:
            _log.exception("a block of the database could not be read")
            raise StoreError(
                "数据库文件读取出错，可能已损坏。请刷新页面；仍不行时运行 kexie build。"
            ) from error

    def cached(self, key: object, make: Callable[[], _T]) -> _T:
        """make()'s result, made once a build."""
        if key not in self._cache:
            self._cache[key] = make()
        result: _T = self._cache[key]
        return result

    def regions(self) -> dict[str, Region]:
        """All regions by code."""
        return self.cached("regions", lambda: records.regions(self))

    def reports(self) -> tuple[StoredReport, ...]:
        """All reports in the order of origins.yaml, also unreadable and superseded ones."""
        return self.cached("reports", lambda: records.reports(self))

    def metrics(self) -> tuple[Metric, ...]:
        """The metric dictionary this build was made with."""
        return self.cached("metrics", lambda: records.metrics(self))

    def metric(self, metric_id: str) -> Metric | None:
        return next((metric for metric in self.metrics() if metric.id == metric_id), None)

    def values(self, metric: str | None = None, report: str | None = None) -> tuple[MeasureValue, ...]:
        """Measure values with their operands, of one metric and/or one report, else all."""
        return self.cached(("values", metric, report), lambda: self._values(metric, report))

    def _values(self, metric: str | None, report: str | None) -> tuple[MeasureValue, ...]:
        """Out of all values where somebody needed all of them already; a query costs more than a look."""
        whole: tuple[MeasureValue, ...] | None = self._cache.get(("values", None, None))
        if whole is None:
            return records.values(self, metric, report)
        return tuple(v for v in whole if metric in (None, v.metric) and report in (None, v.report))

    def observations(
        self, *, report: str | None = None, family: str | None = None
    ) -> tuple[Observation, ...]:
        """Observations in the order of the text."""
        return records.observations(self, report, family)

    def observations_by_id(self, ids: Sequence[str]) -> dict[str, Observation]:
        """The observations with these ids; an unknown id is left out."""
        return records.observations_by_id(self, ids)

    def document(self, report: str) -> Document | None:
        """The text of a report; None if unknown or unreadable."""
        return self.cached(("document", report), lambda: records.document(self, report))

    def findings(self, report: str | None = None) -> tuple[Finding, ...]:
        """What the checks found, report by report, the gravest of each first."""
        return self.cached(("findings", report), lambda: records.findings(self, report))

    def leftovers(self, report: str | None = None) -> tuple[Leftover, ...]:
        return records.leftovers(self, report)

    def narratives(self, report: str | None = None) -> tuple[Narrative, ...]:
        return records.narratives(self, report)


class Database:
    """The data file of a folder. Cheap to ask for its view: three stat calls while nothing changed."""

    def __init__(self, path: Path | str) -> None:
        """path: the database file, or the data folder it lies in."""
        place = Path(path).absolute()
        self._paths = Paths(place if place.is_dir() else place.parent)
        self._lock = threading.Lock()
        self._seen: tuple[_Stat, ...] | None = None
        self._view: View | None = None
        self._served: _Served | None = None
        self._before: tuple[tuple[_Stat, Snapshot], View | None] | None = None

    @property
    def snapshot(self) -> Snapshot:
        return self.view().snapshot

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.view().rows(sql, parameters)

    def records(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        return self.view().records(sql, parameters)

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        return self.view().frame(sql, parameters)

    def view(self) -> View:
        """The newest whole build. StoreError (Chinese) if there is none."""
        with self._lock:
            if self._view is None or self._seen != self._stats():
                self._refresh()
            if self._view is None:
                raise StoreError("数据库没有打开。")
            return self._view

    def before(self) -> View | None:
        """The build before the newest, read-only; None where no whole one of the same form lies there."""
        newest = self.view()
        path = self._paths.previous
        with self._lock:
            stat = _stat(path)
            if self._before is None or self._before[0] != (stat, newest.snapshot):
                self._before = (stat, newest.snapshot), self._open_before(path, stat, newest)
            return self._before[1]

    def _open_before(self, path: Path, stat: _Stat, newest: View) -> View | None:
        build = load_manifest(self._paths.manifest).by_sha256(sha256_of(path) or "")
        if build is None or build.number >= newest.snapshot.number:
            return None
        found = _open(_Served(path, stat, build, None))
        return found if found is not None and found.rows(_FORM) == newest.rows(_FORM) else None

    def _stats(self) -> tuple[_Stat, ...]:
        paths = self._paths
        return tuple(_stat(path) for path in (paths.database, paths.previous, paths.manifest))

    def _refresh(self) -> None:
        """Find the file to show and open it; files that change meanwhile are looked at again."""
        self._seen = None
        for _ in range(_TRIES):
            before = self._stats()
            served = self._find(load_manifest(self._paths.manifest))
            view = self._view if served is not None and served == self._served else None
            if served is not None and view is None:
                view = _open(served)
            if before == self._stats():
                self._served, self._view = served, view
                if view is None:
                    raise StoreError(_nothing(self._paths))
                self._seen = before
                return
        raise StoreError("数据库文件一直在变化，请稍后再试。")

    def _find(self, manifest: Manifest) -> _Served | None:
        """The current file if it is known and whole, else the previous one with a notice, else None."""
        for path in (self._paths.database, self._paths.previous):
            stat = _stat(path)
            build = manifest.by_sha256(sha256_of(path) or "")
            if build is not None:
                notice = None if path == self._paths.database else self._notice(build)
                return _Served(path, stat, build, notice)
        return None

    def _notice(self, previous: Build) -> str:
        state = "已损坏" if self._paths.database.exists() else "不见了"
        return (
            f"当前的数据库文件{state}，现在显示的是第 {previous.number} 次生成的数据。"
            "请运行 kexie build 重新生成。"
        )


def _open(served: _Served) -> View | None:
    """The view of a verified file; None if its tables are not what the manifest says."""
    build = served.build
    snapshot = Snapshot(build.build, build.number, build.dictionary_version, served.notice)
    try:
        view = View(_attach(served.path), snapshot)
        counted = {name: int(view.rows(_count(name))[0][0]) for name in build.rows}
    except duckdb.Error:
        _log.exception("%s could not be attached", served.path)
        return None
    if counted != build.rows:
        _log.error("%s: row counts %s, manifest %s", served.path, counted, build.rows)
        return None
    return view


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    """In memory, with the file attached read-only and everything outside shut off."""
    connection = duckdb.connect(":memory:")
    name = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{name}' AS kexie (READ_ONLY)")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _count(table: str) -> str:
    return f'SELECT count(*) FROM kexie."{table}"'  # noqa: S608  # names come from the verified manifest


def _stat(path: Path) -> _Stat:
    try:
        found = os.stat(path)  # noqa: PTH116  # asked on every query
    except OSError:
        return None
    return found.st_ino, found.st_dev, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _nothing(paths: Paths) -> str:
    if not paths.database.exists() and not paths.previous.exists():
        return "还没有数据库。请先运行 make build（或 kexie build）；还没有报告时，先用 kexie add 登记。"
    return (
        "数据库文件已损坏（与清单不符），也没有可用的上一次生成。"
        "请运行 make build（或 kexie build）重新生成；报告原文没有受影响。"
    )
