"""Ctrl+C in the midst of a real run: progress was shown, nothing half is left, no browser goes on."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kexie_dash.exports.files import FOLDER_MARK, write_folder
from kexie_dash.settings import Paths
from tests.conftest import ROOT

_SECONDS = 120
_MARK = "KEXIE_TEST_RUN"


def _marked(word: str) -> list[int]:
    """Processes that were started by the run."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                environment = (place / "environ").read_bytes()
                alive = "\nState:\tZ" not in (place / "status").read_text()
            except OSError:
                continue
            if f"{_MARK}={word}".encode() in environment and alive:
                found.append(int(place.name))
    return found


@pytest.mark.parametrize(
    ("what", "name"),
    [("briefing", "a.docx"), ("briefing", "a.pptx"), ("workbook", "a.xlsx"), ("evidence", "a.zip")],
)
def test_ctrl_c_leaves_the_folder_as_it_was(built: Paths, tmp_path: Path, what: str, name: str) -> None:
    target, word = tmp_path / name, f"{os.getpid()}-{name}"
    target.write_bytes(b"old")
    reader, writer = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kexie_dash.cli",
            "export",
            what,
            "--out",
            str(target),
            "--data",
            str(built.data),
        ],
        cwd=ROOT,
        env={**os.environ, _MARK: word},
        stdout=subprocess.DEVNULL,
        stderr=writer,
        # A suite started in the background hands on that Ctrl+C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    os.close(writer)
    said = b""
    deadline = time.monotonic() + _SECONDS
    while said.count(b"%") < 3 and time.monotonic() < deadline:
        said += os.read(reader, 4096)
    assert said.count(b"%") >= 3
    process.send_signal(signal.SIGINT)
    try:
        while part := os.read(reader, 4096):
            said += part
    except OSError:
        # The other end of a terminal is gone.
        pass
    os.close(reader)
    assert process.wait(_SECONDS) == 2
    assert "已中断" in said.decode("utf-8", "replace")
    assert "Traceback" not in said.decode("utf-8", "replace")
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert target.read_bytes() == b"old"
    deadline = time.monotonic() + 20
    while _marked(word) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not _marked(word)


def test_a_folder_stopped_between_two_names_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "pack"
    write_folder(target, {FOLDER_MARK: b"1", "a.txt": b"old"})
    whole = Path.rename

    def stopped(self: Path, other: Path) -> Path:
        if other == target and "-old" not in self.name:
            raise KeyboardInterrupt
        return whole(self, other)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_folder(target, {FOLDER_MARK: b"2", "a.txt": b"new"})
    assert (target / "a.txt").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["pack"]
