"""One document, one process: whatever a file does to its parser, the program that asked goes on."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from kexie_dash.model.report import Document
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.sniff import FileKind
from kexie_dash.settings import PARSE_WALL_SECONDS

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_CHILD = ("-m", "kexie_dash.reading.child")
_PATH = "/usr/local/bin:/usr/bin:/bin"
_REMEDY = "请用原文件重新导出，或改交纯文本版本；其余文件不受影响"
_TIME = (signal.SIGXCPU, signal.SIGKILL)


def parse_isolated(kind: FileKind, data: bytes) -> Document:
    """The document parsed in a process of its own; ReadError, too, where that process fails or is stopped."""
    try:
        with tempfile.TemporaryDirectory(prefix="kexie-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            (folder / "source").write_bytes(data)
            code, said = _run(kind, folder)
            result = folder / "document.json"
            found = json.loads(result.read_text(encoding="ascii")) if code == 0 else None
    except OSError as error:
        _log.warning("no parser for a %s file: %s", kind, error)
        raise ReadError("没法建立解析用的临时文件夹", "请检查磁盘空间和临时文件夹的写入权限") from error
    if found is not None and "reason" in found:
        raise ReadError(found["reason"], found["remedy"])
    if found is not None:
        return Document(found["text"], tuple(found["page_starts"]), tuple(found["gaps"]))
    _log.warning("parser of a %s file ended with %s: %s", kind, code, said[-2000:])
    if code is None or -code in _TIME:
        raise ReadError("解析时间超过上限，已停止", _REMEDY)
    raise ReadError("解析时出错（文件可能已损坏，或超出内存上限）", _REMEDY)


def _run(kind: FileKind, folder: Path) -> tuple[int | None, str]:
    """Exit code (None: stopped by the clock) and what the process said."""
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    command = [sys.executable, "-s", *_CHILD, kind, office]
    own = {"PATH": _PATH, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=own | {"PYTHONPATH": str(_ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "said").open("wb"),
        start_new_session=True,
    )
    code: int | None = None
    try:
        code = process.wait(PARSE_WALL_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        # The whole group: a converter the process started must not outlive it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return code, (folder / "said").read_text(encoding="utf-8", errors="replace")
