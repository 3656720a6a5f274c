"""One document, one process: whatever a file does to its parser, the program that asked goes on."""

from __future__ import annotations

import json
import logging
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from kexie_dash.model.report import Document, Recognised
from kexie_dash.reading import ocr
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.process import process_in, said_in
from kexie_dash.reading.sniff import FileKind
from kexie_dash.settings import PARSE_WALL_SECONDS

_log = logging.getLogger(__name__)
_CHILD = ("-m", "kexie_dash.reading.child")
_REMEDY = "请用原文件重新导出，或改交纯文本版本；其余文件不受影响"
_TIME = (signal.SIGXCPU, signal.SIGKILL)


def parse_isolated(kind: FileKind, data: bytes) -> Document:
    """The document parsed in a process of its own; ReadError, too, where that process fails or is stopped.

    Pages that are images are named by a first run, recognised, and read by a second.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="kexie-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            (folder / "source").write_bytes(data)
            found = _parsed(kind, folder, ocr.FIND if ocr.installed() else ocr.REFUSE)
            if ocr.PAGES in found:
                ocr.recognise(folder, found[ocr.PAGES])
                found = _parsed(kind, folder, ocr.USE)
    except OSError as error:
        _log.warning("no parser for a %s file: %s", kind, error)
        raise ReadError("没法建立解析用的临时文件夹", "请检查磁盘空间和临时文件夹的写入权限") from error
    if "reason" in found:
        raise ReadError(found["reason"], found["remedy"])
    recognised = tuple(Recognised(*span) for span in found["recognised"])
    return Document(found["text"], tuple(found["page_starts"]), tuple(found["gaps"]), recognised)


def _parsed(kind: FileKind, folder: Path, images: str) -> dict[str, Any]:
    """What the parser said of the file; ReadError where it ended without a word."""
    code = _run(kind, folder, images)
    if code == 0:
        found: dict[str, Any] = json.loads((folder / "document.json").read_text(encoding="ascii"))
        return found
    _log.warning("parser of a %s file ended with %s: %s", kind, code, said_in(folder))
    if code is None or -code in _TIME:
        raise ReadError("解析时间超过上限，已停止", _REMEDY)
    raise ReadError("解析时出错（文件可能已损坏，或超出内存上限）", _REMEDY)


def _run(kind: FileKind, folder: Path, images: str) -> int | None:
    """Exit code; None: stopped by the clock."""
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    with process_in(folder, [*_CHILD, kind, office, images]) as process:
        try:
            return process.wait(PARSE_WALL_SECONDS)
        except subprocess.TimeoutExpired:
            return None
