"""What would the checks find in a file that is not built in? Asked of `kexie check`, in a process of its own.

This is the only door from the read side to the write side. The file lies in a temporary folder under a name
of ours while the process runs, and nowhere afterwards; its own name never reaches the file system.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Evidence
from kexie_dash.queries.findings import Passage
from kexie_dash.settings import DRAFT_WALL_SECONDS, MAX_DOCUMENT_BYTES

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = (sys.executable, "-s", "-m", "kexie_dash.cli", "check")
_PATH = "/usr/local/bin:/usr/bin:/bin"
#: The file's name in its folder, and so the report's id.
_NAME = "draft"
_AROUND = 80
_PAUSE, _GRACE = 0.25, 3.0
#: Less urgent than the pages of everybody else.
_NICENESS = 10
_TIME = "核查超过 {seconds} 秒，已停止。请只保留报告正文，或改交纯文本版本。"
_BROKEN = "核查没有完成（程序中断）。请改交纯文本版本；仍不行时，请联系维护人员。"
_FOLDER = "没法建立临时文件夹，没有核查。请管理员检查磁盘空间和临时文件夹的写入权限。"
_LARGE = f"文件太大，上限 {MAX_DOCUMENT_BYTES // 1024 // 1024} MB。请只保留报告正文。"


class DraftError(Exception):
    """The file could not be checked; str() says in Chinese why and what to do."""


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A finding with its sentences in their context."""

    finding: Finding
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What came of a file. report: its id where it is registered, else None; notices: what was not read."""

    findings: tuple[DraftFinding, ...]
    notices: tuple[str, ...]
    report: str | None = None
    year: int | None = None
    kind: str | None = None
    region: str | None = None


def check_draft(
    data: bytes,
    folder: Path,
    *,
    year: int | None = None,
    kind: str | None = None,
    region: str | None = None,
    tick: Callable[[float], None] = lambda seconds: None,
    seconds: float = DRAFT_WALL_SECONDS,
) -> Draft:
    """Check the bytes of a file. folder: the data folder. tick: told the seconds gone by."""
    if len(data) > MAX_DOCUMENT_BYTES:
        raise DraftError(_LARGE)
    words = ["--format", "json", "--around", str(_AROUND), "--data", str(folder)]
    told = (("--year", year), ("--kind", kind), ("--body", region))
    words += [word for name, said in told if said is not None for word in (name, str(said))]
    try:
        with tempfile.TemporaryDirectory(prefix="kexie-draft-", ignore_cleanup_errors=True) as place:
            inside = Path(place)
            (inside / _NAME).write_bytes(data)
            code = _run([*_COMMAND, _NAME, *words], inside, tick, seconds)
            printed, said = ((inside / name).read_text("utf-8", "replace") for name in ("out", "err"))
    except OSError as error:
        _log.warning("no place for a draft: %s", error)
        raise DraftError(_FOLDER) from error
    return _outcome(code, printed, said)


def _run(command: list[str], inside: Path, tick: Callable[[float], None], seconds: float) -> int:
    """The exit code; DraftError when the time is over. However it ends, the process is gone."""
    own = {"PATH": _PATH, "HOME": str(inside), "TMPDIR": str(inside), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    with (inside / "out").open("wb") as out, (inside / "err").open("wb") as err:
        process = subprocess.Popen(
            command,
            cwd=inside,
            env=own | {"PYTHONPATH": str(_ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
    began = time.monotonic()
    try:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(_PAUSE)
            if time.monotonic() - began > seconds:
                raise DraftError(_TIME.format(seconds=f"{seconds:.0f}"))
            tick(time.monotonic() - began)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asked first, so that it can end the parser it started; then the whole group."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _outcome(code: int, printed: str, said: str) -> Draft:
    lines = tuple(line.removeprefix(f"{_NAME}：") for line in said.splitlines() if line.strip())
    try:
        rows = json.loads(printed, parse_float=Decimal, parse_int=Decimal) if code in (0, 1) else None
    except ValueError:
        rows = None
    if rows is None:
        _log.warning("a draft's check ended with %s: %s", code, said[-2000:])
        raise DraftError(_BROKEN)
    if not rows:
        if lines:
            raise DraftError(" ".join(lines))
        return Draft((), ())
    head = rows[0]["head"]
    year = head["year"]
    return Draft(
        tuple(map(_found, rows)),
        lines,
        rows[0]["report"] if head["registered"] else None,
        None if year is None else int(year),
        head["kind"],
        head["region_code"],
    )


def _found(row: Mapping[str, Any]) -> DraftFinding:
    spans = tuple(_evidence(one) for one in row["evidence"])
    names = (
        "report",
        "check",
        "title",
        "kind",
        "verdict",
        "severity",
        "message",
        "unit",
        "points",
        "wanting",
    )
    finding = Finding(**{name: row[name] for name in names}, evidence=spans)
    return DraftFinding(
        finding,
        tuple(
            Passage(one["before"], span.quote, one["after"], span, None)
            for one, span in zip(row["evidence"], spans, strict=True)
        ),
    )


def _evidence(one: Mapping[str, Any]) -> Evidence:
    start, end, first, last = (int(one[name]) for name in ("start", "end", "line_first", "line_last"))
    page = one["page"]
    return Evidence(start, end, first, last, None if page is None else int(page), one["quote"])
