"""Servers to measure, each on a free port, started as its users start it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_WAITS, _PAUSE = 600, 0.2


@dataclass(frozen=True)
class Server:
    """command: with {port} in it. folder: where it starts, so that Streamlit finds that folder's settings."""

    command: Sequence[str]
    folder: Path
    health: str
    environment: Mapping[str, str] = field(default_factory=dict)


def streamlit(script: Path, folder: Path, **environment: str) -> Server:
    """With Streamlit's usual settings, or those of the folder."""
    command = (sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "{port}")
    command += ("--server.headless", "true", "--server.address", "127.0.0.1")
    return Server((*command, "--browser.gatherUsageStats", "false"), folder, "/_stcore/health", environment)


def dashboard(data: Path) -> Server:
    """Ours, as `make serve` starts it."""
    return streamlit(ROOT / "serve.py", ROOT, KEXIE_DATA=str(data))


@contextmanager
def running(server: Server) -> Iterator[tuple[str, int]]:
    """Its address and process, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [part.format(port=port) for part in server.command],
        cwd=server.folder,
        env={**os.environ, **server.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, address + server.health)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(_WAITS):
        if process.poll() is not None:
            raise RuntimeError(f"ended before it served: {process.args!r}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(_PAUSE)
    raise RuntimeError(f"did not start: {process.args!r}")
