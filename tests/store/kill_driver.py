"""Publishes in a child that kills itself before the nth touch of the file system, for n = 1, 2, 3 …

Run as a script (forking from pytest, where DuckDB's threads live, would not be the same). Prints one JSON
object: how many steps were tried and what was wrong after any of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from store_sample import content_of

from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database
from kexie_dash.store.lock import build_lock
from kexie_dash.store.write import publish, remove_stale

EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.truncate"}


def main(folder: Path) -> None:
    base = data_paths(folder / "base")
    base.data.mkdir()
    for held in (1, 2):
        if _child(lambda held=held: publish(base, content_of(held)) and None) != 0:  # type: ignore[misc]
            raise SystemExit("the base could not be published")
    step, faults, finished = 0, [], False
    while not finished and step < 200:
        step += 1
        place = folder / f"step-{step}"
        shutil.copytree(base.data, place)
        code = _child(lambda place=place, step=step: _publish_and_die(place, step))  # type: ignore[misc]
        finished = code == 0
        fault = _child(lambda place=place, finished=finished: _verify(place, finished))  # type: ignore[misc]
        if code not in (0, -signal.SIGKILL) or fault:
            faults.append([step, code, fault])
        shutil.rmtree(place)
    print(json.dumps({"steps": step, "faults": faults, "finished": finished}))


def _child(work: object) -> int:
    """Exit status of a forked child that does the work: 0, 1 for an exception, negative for a signal."""
    pid = os.fork()
    if pid == 0:
        try:
            work()  # type: ignore[operator]
            os._exit(0)
        except BaseException as error:  # a child must never return into the loop
            print(repr(error), file=sys.stderr)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _publish_and_die(place: Path, step: int) -> None:
    seen = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in EVENTS and str(place) in str(arguments[0]):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    paths = data_paths(place)
    with build_lock(paths.lock):
        remove_stale(paths)
        publish(paths, content_of(3))


def _verify(place: Path, finished: bool) -> None:
    """Old or new, whole; then a build as if nothing had been."""
    paths = data_paths(place)
    view = Database(paths.database).view()
    ((low, high, count),) = view.rows("SELECT min(value), max(value), count(*) FROM kexie.observation")
    assert view.snapshot.notice is None, view.snapshot
    assert low == high, (low, high)
    assert int(low) in ((3,) if finished else (2, 3)), low
    assert count == 3, count
    with build_lock(paths.lock):
        remove_stale(paths)
        publish(paths, content_of(3))
    assert Database(paths.database).rows("SELECT max(value) FROM kexie.observation") == [(3,)]
    left = {path.name for path in place.iterdir()} - {"kexie.duckdb.lock"}
    assert left == {"kexie.duckdb", "kexie.previous.duckdb", "kexie.duckdb.manifest.json"}, left


if __name__ == "__main__":
    main(Path(sys.argv[1]))
