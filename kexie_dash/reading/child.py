"""The process that parses one document: own folder, no network, limits on time, memory and files.

With `source` in its folder, `python -m kexie_dash.reading.child KIND OFFICE IMAGES` writes `document.json`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from kexie_dash.reading import ocr
from kexie_dash.reading.errors import ImagePages, ReadError
from kexie_dash.reading.sniff import FileKind
from kexie_dash.reading.source import Source
from kexie_dash.settings import MAX_UNPACKED_BYTES, PARSE_CPU_SECONDS, PARSE_MEMORY_BYTES

SOURCE, RESULT = "source", "document.json"
_LONGEST_TEXT = 20_000_000
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1
_LONE = re.compile("[\ud800-\udfff]")
_CONVERTED = ("ole", "rtf", "zip")


def main(arguments: Sequence[str]) -> int:
    kind, office, images = cast(FileKind, arguments[0]), arguments[1] or None, arguments[2]
    folder = Path.cwd()
    data = (folder / SOURCE).read_bytes()
    may_run = office is not None and kind in _CONVERTED
    # LibreOffice maps more than it uses; its time is limited all the same.
    enclose(PARSE_CPU_SECONDS, None if may_run else PARSE_MEMORY_BYTES, may_run=may_run)
    found = _outcome(kind, data, Source(folder, office, images))
    (folder / RESULT).write_text(json.dumps(found), encoding="ascii")
    return 0


def _outcome(kind: FileKind, data: bytes, source: Source) -> dict[str, object]:
    from kexie_dash.reading.parse import parse

    try:
        document = parse(kind, data, source)
    except ImagePages as found:
        return {ocr.PAGES: found.numbers}
    except ReadError as error:
        return {"reason": error.reason, "remedy": error.remedy}
    except MemoryError:
        return {"reason": "解析用的内存超过上限", "remedy": "请只保留报告正文，或改交纯文本版本"}
    except RecursionError:
        return {"reason": "文件内部嵌套太深", "remedy": "请另存一份，或改交纯文本版本"}
    if len(document.text) > _LONGEST_TEXT:
        return {"reason": "文字太长，不像一份报告", "remedy": "请只保留报告正文后再提交"}
    text = _LONE.sub("\N{REPLACEMENT CHARACTER}", document.text)
    spans = [(one.start, one.end, one.score) for one in document.recognised]
    return {"text": text, "page_starts": document.page_starts, "gaps": document.gaps, "recognised": spans}


def enclose(cpu: int, memory: int | None, *, may_run: bool = False) -> None:
    """Give up what parsing does not need. Where the system refuses a limit the others still hold.

    cpu: seconds; memory: bytes; may_run: other programs may be started.
    """
    with contextlib.suppress(OSError, AttributeError):
        # Only a process of one thread may do this, and not everywhere.
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    with contextlib.suppress(OSError, AttributeError):
        # Whoever kills the program that asked kills this process too.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with contextlib.suppress(ImportError):
        import resource

        limits = [
            (resource.RLIMIT_CPU, cpu),
            (resource.RLIMIT_FSIZE, 2 * MAX_UNPACKED_BYTES),
            (resource.RLIMIT_CORE, 0),
        ]
        limits += [] if memory is None else [(resource.RLIMIT_AS, memory)]
        for limit, value in limits:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(limit, (value, value))

    def watch(event: str, _: tuple[object, ...]) -> None:
        if event.startswith("socket.") or (event in _PROCESSES and not may_run):
            raise PermissionError(f"{event} is not allowed while parsing")

    sys.addaudithook(watch)


def limit_cpu(seconds: int) -> None:
    """Stop this process when it has used so much processor time in all; never more than `enclose` allowed."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))


_PROCESSES = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
