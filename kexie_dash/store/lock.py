"""One writer at a time. The lock dies with its process, so a killed build never blocks the next."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kexie_dash.store.errors import BuildRunningError


@contextmanager
def build_lock(path: Path) -> Iterator[None]:
    """Hold the lock file; BuildRunningError names the process that holds it and since when."""
    # Opened for reading and writing without truncation: the holder's line must stay readable.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunningError(_holder(descriptor)) from error
        since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {since}\n".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    pid, _, since = os.pread(descriptor, 200, 0).decode("ascii", "replace").strip().partition(" ")
    who = f"进程 {pid}，自 {since} 起" if pid and since else "另一个进程，刚刚开始"
    return f"已有一次生成正在进行（{who}）。请等它结束后再运行；正在使用的数据库没有变化。"
