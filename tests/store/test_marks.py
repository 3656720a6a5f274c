"""marks.jsonl: whole lines from many writers, broken ones named and kept, clear words on failure."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kexie_dash.model.mark import LONGEST_NOTE, Mark, MarkState
from kexie_dash.store import marks as store
from kexie_dash.store.errors import StoreError
from kexie_dash.store.marks import add_mark, read_marks
from tests.conftest import ROOT

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def mark_of(finding: str, state: MarkState = "sent", note: str | None = None) -> Mark:
    return Mark(finding, state, note, "张三", AT, "990100-2020", "合计", "两处不符。")


def test_the_newest_counts_and_the_history_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    assert read_marks(path).state("f1") == "open"
    note = "“收到，\n系统计差异”\u2028<b>&\t😀"
    for one in (mark_of("f1"), mark_of("f2"), mark_of("f1", "explained", note)):
        add_mark(path, one)
    marks = read_marks(path)
    assert [mark.state for mark in marks.histories["f1"]] == ["sent", "explained"]
    assert marks.current("f1") == mark_of("f1", "explained", note)
    assert marks.state("f2") == "sent"
    assert marks.problems == ()
    assert len(path.read_bytes().split(b"\n")) == 4
    assert set(json.loads(path.read_text("utf-8").splitlines()[0])) == {
        *("id", "state", "note", "by", "time", "report", "title", "message")
    }


BROKEN = {
    b'{"id": "f1", "state": "sent", "no': "不是一条完整的 JSON",
    b"[1]": "不是一条标记",
    b'{"id": "f1", "state": "done"}': "state 写成了 'done'",
    b'{"id": "f1", "state": ["sent"]}': "state 写成了",
    b'{"id": "f1", "state": "sent", "time": "yesterday"}': "time 不是日期和时间",
    b'{"id": 7, "state": "sent", "time": "2026-11-24T09:30", "report": "r", "title": "t", "message": "m"}':
        "缺少 id",
    b'{"id": "f1", "state": "sent", "time": "2026-11-24T09:30:00+08:00", "title": "t", "message": "m"}':
        "缺少 report",
    "{'id': '中'}".encode("gb18030"): "不是 UTF-8 编码",
    b"[" * 100_000: "不是一条完整的 JSON",
}  # fmt: skip


@pytest.mark.parametrize("line", BROKEN, ids=lambda line: repr(line[:24]))
def test_a_broken_line_is_named_passed_over_and_kept(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "marks.jsonl"
    add_mark(path, mark_of("f0"))
    with path.open("ab") as file:
        file.write(line + b"\r\n\r\n")
    add_mark(path, mark_of("f2", "settled"))
    marks = read_marks(path)
    assert {key: history[-1].state for key, history in marks.histories.items()} == {
        "f0": "sent",
        "f2": "settled",
    }
    (problem,) = marks.problems
    assert str(problem).startswith(f"marks.jsonl 第 2 行：{BROKEN[line]}")
    assert line in path.read_bytes()


def test_a_torn_line_is_closed_and_a_marked_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    add_mark(path, mark_of("f1"))
    whole = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + whole.replace(b"\n", b"\r\n") + whole[:40])
    add_mark(path, mark_of("f2"))
    marks = read_marks(path)
    assert set(marks.histories) == {"f1", "f2"}
    assert [problem.line for problem in marks.problems] == [2]


_WRITER = """
import sys
from pathlib import Path
from tests.store.test_marks import mark_of
from kexie_dash.store.marks import add_mark
for number in range(int(sys.argv[2])):
    add_mark(Path(sys.argv[1]), mark_of(f"f{sys.argv[3]}-{number}", "explained", "话" * 900))
    print(number, flush=True)
"""


def _writer(path: Path, count: int, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), str(count), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_writers_at_once_and_one_of_them_killed(tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    first, second, killed = (
        _writer(path, count, name) for count, name in ((40, "a"), (40, "b"), (10**6, "c"))
    )
    assert killed.stdout is not None
    said = [killed.stdout.readline() for _ in range(10)]
    killed.send_signal(signal.SIGKILL)
    assert first.wait(60) == second.wait(60) == 0
    said += killed.communicate()[0].splitlines()
    marks = read_marks(path)
    assert {f"f{name}-{number}" for name in "ab" for number in range(40)} <= set(marks.histories)
    assert {f"fc-{line.strip()}" for line in said if line.strip()} <= set(marks.histories)
    assert len(marks.problems) <= 1
    for process in (first, second):
        assert process.stdout is not None
        process.stdout.close()


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EROFS, "只能读、不能写"), (errno.EACCES, "只能读、不能写"), (errno.EIO, "出错")],
)
def test_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    path = tmp_path / "marks.jsonl"
    add_mark(path, mark_of("f1"))
    before = path.read_bytes()

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(store.os, "open", refuse)
    with pytest.raises(StoreError) as told:
        add_mark(path, mark_of("f2"))
    assert said in str(told.value)
    assert path.read_bytes() == before
    assert read_marks(path).state("f1") == "sent"


def test_a_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "marks.jsonl"
    add_mark(path, mark_of("f1"))
    before = path.read_bytes()
    real = os.write

    def half(descriptor: int, content: bytes) -> int:
        if len(content) < 60:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, content[: len(content) // 2])

    monkeypatch.setattr(store.os, "write", half)
    with pytest.raises(StoreError) as told:
        add_mark(path, mark_of("f2"))
    assert "磁盘已满" in str(told.value)
    assert path.read_bytes() == before


def test_a_file_held_by_another_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "marks.jsonl"
    add_mark(path, mark_of("f1"))
    monkeypatch.setattr(store, "_WAIT_SECONDS", 0.0)
    with store._locked(path), pytest.raises(StoreError) as told:
        add_mark(path, mark_of("f2"))
    assert "另一个程序正占着" in str(told.value)


def test_what_is_too_long_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        add_mark(tmp_path / "marks.jsonl", mark_of("f1", "sent", "长" * (LONGEST_NOTE + 1)))
    assert "文字太长" in str(told.value)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "marks.jsonl").mkdir()
    with pytest.raises(StoreError) as told:
        read_marks(tmp_path / "marks.jsonl")
    assert "读不了" in str(told.value)
