"""Ctrl+C during a query is Ctrl+C, whatever DuckDB calls it."""

from __future__ import annotations

import os
import signal
import threading

import duckdb
import pytest

from kexie_dash.store.database import Snapshot, View

#: Takes minutes if nobody stops it.
_LONG = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"


def test_ctrl_c_during_a_query_is_told_as_such() -> None:
    view = View(duckdb.connect(), Snapshot("b", 1, "d"))
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        view.rows(_LONG)
