"""Ctrl+C during a query is Ctrl+C, whatever DuckDB calls it."""

from __future__ import annotations

import subprocess
import sys

#: In a process of its own: test runners keep signals to themselves. Unstopped the query takes minutes.
#: With one thread DuckDB looks for signals between its steps; with more it may wait for another thread, deaf.
_ASKS = """
import os, signal, sys, threading
import duckdb
from kexie_dash.store.database import Snapshot, View
signal.signal(signal.SIGINT, signal.default_int_handler)
view = View(duckdb.connect(config={"threads": 1}), Snapshot("b", 1, "d"))
threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    view.rows("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b")
except KeyboardInterrupt:
    sys.exit(42)
"""


def test_ctrl_c_during_a_query_is_told_as_such() -> None:
    asked = subprocess.run([sys.executable, "-c", _ASKS], check=False, timeout=60, capture_output=True)
    assert asked.returncode == 42, asked.stderr
