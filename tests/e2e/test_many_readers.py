"""The short form of `make soak`: many readers at once, every page whole, none failing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.readers import WALK, Seen, percentile, readers
from tests.e2e.conftest import Server

pytestmark = pytest.mark.e2e


def test_many_readers_at_once_see_every_page(server: Server) -> None:
    seen = Seen()
    reading = readers(server.address, count=20, think=1.0, duration=8.0, seen=seen)
    # The browser's fixtures keep a loop of their own in this thread.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, reading).result()
    assert seen.errors == []
    assert len(seen.seconds) > len(WALK)


def test_a_percentile_is_a_value_that_was_seen() -> None:
    times = [float(number) for number in range(1, 101)]
    assert (percentile(times, 0.95), percentile(times, 0.5), percentile([3.0], 0.95)) == (95.0, 50.0, 3.0)
