"""Pages that are images, recognised in a process of their own, a page at a time; where it is installed."""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from kexie_dash.reading.process import process_in, said_in
from kexie_dash.settings import OCR_PAGE_WALL_SECONDS, OCR_PAGES, OCR_WALL_SECONDS

_log = logging.getLogger(__name__)
#: Exit code of the recognising process where it cannot work at all.
NOT_STARTED = 3
_COMMAND = ("-m", "kexie_dash.reading.scan_child")
_NEEDED = ("rapidocr", "onnxruntime", "cv2")
_LOOK = 0.2

#: What the parser does with pages that are images: say that they cannot be read, name them to be recognised
#: (under PAGES in its result), or use what was recognised of them.
REFUSE, FIND, USE, PAGES = "refuse", "find", "use", "images"


def installed() -> bool:
    """Whether what recognises images is there (`make ocr`)."""
    with contextlib.suppress(ImportError, ValueError):
        return all(importlib.util.find_spec(name) is not None for name in _NEEDED)
    return False


def page_file(folder: Path, number: int) -> Path:
    """Where a page's result stands; number: from 0."""
    return folder / f"page-{number}.json"


def recognise(folder: Path, pages: Sequence[int]) -> None:
    """Results of the pages of `source` in the folder. A page that fails or takes too long gets none."""
    waiting = list(pages[:OCR_PAGES])
    deadline = time.monotonic() + OCR_WALL_SECONDS
    while waiting and time.monotonic() < deadline:
        code = _run(folder, waiting, deadline)
        waiting = [number for number in waiting if not page_file(folder, number).exists()]
        if code == NOT_STARTED:
            _log.warning("recognition could not be started: %s", said_in(folder))
            return
        if waiting:
            _log.warning("recognition of page %d ended with %s: %s", waiting[0] + 1, code, said_in(folder))
            waiting = waiting[1:]


def _run(folder: Path, pages: Sequence[int], deadline: float) -> int | None:
    """Exit code; None where a page took longer than it may."""
    with process_in(folder, [*_COMMAND, *map(str, pages)]) as process:
        done, since = 0, time.monotonic()
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(_LOOK)
            finished = sum(page_file(folder, number).exists() for number in pages)
            now = time.monotonic()
            done, since = (finished, now) if finished > done else (done, since)
            if now - since > OCR_PAGE_WALL_SECONDS or now > deadline:
                return None
