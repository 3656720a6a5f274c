"""A Python program of this project in a folder of its own, without our environment; gone at the end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PATH = "/usr/local/bin:/usr/bin:/bin"
_SAID = "said"
#: Libraries that would otherwise start a thread for every core, each with its own stack.
_FEW_THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@contextlib.contextmanager
def process_in(folder: Path, arguments: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """`python ARGUMENTS` running in the folder; it and all it started are stopped on leaving."""
    own = {"PATH": _PATH, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-s", *arguments],
        cwd=folder,
        env=own | _FEW_THREADS | {"PYTHONPATH": str(_ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=(folder / _SAID).open("wb"),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        # The whole group: a converter the process started must not outlive it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def said_in(folder: Path) -> str:
    """The end of what the last process in the folder wrote to standard error."""
    return (folder / _SAID).read_text(encoding="utf-8", errors="replace")[-2000:]
