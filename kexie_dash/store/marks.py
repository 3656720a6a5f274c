"""marks.jsonl: what people noted about findings, one JSON object a line, only ever appended to.

The last line about a finding counts; order is by line, never by clock. A line that cannot be understood is
named and passed over, and stays in the file. Any number of processes may write: each holds the file's own
lock and has its line whole on the disk before it goes on; a line that a kill has torn is closed first.
"""

from __future__ import annotations

import errno
import fcntl
import json
import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from kexie_dash.definitions.problem import Problem
from kexie_dash.model.mark import LONGEST_NOTE, Mark, MarkState
from kexie_dash.store.errors import StoreError
from kexie_dash.store.manifest import sync_folder

_log = logging.getLogger(__name__)
_WAIT_SECONDS = 10.0
_PAUSE = 0.02
_TRIES = 50
_NO_RIGHT = (errno.EROFS, errno.EACCES, errno.EPERM)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_REMEDY = "按其他行的写法改正这一行；改正以前，这一行不起作用，也不会被删掉"


@dataclass(frozen=True, slots=True)
class Marks:
    """histories: of each finding marked, oldest first. problems: the lines that could not be understood."""

    histories: Mapping[str, tuple[Mark, ...]]
    problems: tuple[Problem, ...] = ()

    def current(self, finding: str) -> Mark | None:
        """The mark that counts; None for a finding nobody has marked."""
        history = self.histories.get(finding)
        return history[-1] if history else None

    def state(self, finding: str) -> MarkState:
        mark = self.current(finding)
        return mark.state if mark is not None else "open"


#: Where nobody has marked anything.
NO_MARKS = Marks({})


def read_marks(path: Path) -> Marks:
    """All marks; none where there is no file yet. StoreError where the file cannot be read at all."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return NO_MARKS
    except OSError as error:
        raise StoreError(_unreadable(error)) from error
    return _read(path, (state.st_ino, state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=4)
def _read(path: Path, stat: tuple[int, int, int]) -> Marks:
    """stat tells one content of the file from another."""
    del stat
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(_unreadable(error)) from error
    histories: dict[str, list[Mark]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            try:
                mark = _mark(line)
                histories.setdefault(mark.finding, []).append(mark)
            except _BrokenLineError as fault:
                problems.append(Problem(path.name, number, str(fault), _REMEDY))
    return Marks({key: tuple(marks) for key, marks in histories.items()}, tuple(problems))


class _BrokenLineError(Exception):
    """str() says in Chinese what is wrong with a line."""


def _mark(line: bytes) -> Mark:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _BrokenLineError("不是 UTF-8 编码") from error
    except (ValueError, RecursionError) as error:
        raise _BrokenLineError("不是一条完整的 JSON") from error
    if not isinstance(record, dict):
        raise _BrokenLineError("不是一条标记（应为 {…}）")
    state = record.get("state")
    if state not in get_args(MarkState):
        raise _BrokenLineError(f"state 写成了 {state!r}，应为 {'、'.join(get_args(MarkState))} 之一")
    try:
        moment = datetime.fromisoformat(_text(record, "time"))
    except ValueError as error:
        raise _BrokenLineError("time 不是日期和时间，如 2026-11-24T09:30:00+08:00") from error
    words = {name: _text(record, name) for name in ("report", "title", "message")}
    note, by = (_text(record, name, optional=True) or None for name in ("note", "by"))
    return Mark(_text(record, "id"), cast(MarkState, state), note, by, moment.astimezone(), **words)


def _text(record: Mapping[str, Any], name: str, *, optional: bool = False) -> str:
    value = record.get(name)
    if optional and value is None:
        return ""
    if not isinstance(value, str) or not (optional or value.strip()):
        raise _BrokenLineError(f"缺少 {name}，或者它不是一段文字")
    return value


def add_mark(path: Path, mark: Mark) -> None:
    """Append one mark, on the disk before this returns. StoreError (Chinese) if it could not be written."""
    if mark.note is not None and len(mark.note) > LONGEST_NOTE:
        raise StoreError(f"没有记下：文字太长（{len(mark.note)} 字，上限 {LONGEST_NOTE} 字）。请写要点。")
    try:
        with _locked(path) as descriptor:
            _append(descriptor, _line(mark))
    except OSError as error:
        _log.exception("a mark could not be written")
        raise StoreError(_unwritten(error)) from error
    _read.cache_clear()


def _line(mark: Mark) -> bytes:
    record = {
        "id": mark.finding,
        "state": mark.state,
        "note": mark.note,
        "by": mark.by,
        "time": mark.time.isoformat(timespec="seconds"),
        "report": mark.report,
        "title": mark.title,
        "message": mark.message,
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _append(descriptor: int, line: bytes) -> None:
    """The whole line or nothing of it; a torn line before it is closed first."""
    size = os.fstat(descriptor).st_size
    torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
    rest = b"\n" + line if torn else line
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, made if need be, held alone; anew if an editor put another in its place meanwhile."""
    for _ in range(_TRIES):
        made = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        try:
            _lock(descriptor)
            if _is_at(path, descriptor):
                if made:
                    sync_folder(path.parent)
                yield descriptor
                return
        finally:
            os.close(descriptor)
    raise OSError(errno.EBUSY, "the file is replaced again and again")


def _lock(descriptor: int) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _unwritten(error: OSError) -> str:
    if isinstance(error, BlockingIOError):
        return "没有记下：另一个程序正占着 marks.jsonl。请稍后再试。"
    if error.errno in _NO_RIGHT:
        return "没有记下：data 目录只能读、不能写。请管理员给运行看板的用户写 data/marks.jsonl 的权限。"
    if error.errno in _NO_SPACE:
        return "没有记下：磁盘已满。请腾出空间后再试；原有的标记都在。"
    return f"没有记下：写 data/marks.jsonl 时出错（{error.strerror or '读写错误'}）。原有的标记都在。"


def _unreadable(error: OSError) -> str:
    return f"标记文件 data/marks.jsonl 读不了（{error.strerror or '读写错误'}）。请检查它的权限。"
