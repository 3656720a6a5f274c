"""`kexie build` as a process: exit codes, messages, kills, two at once."""

from __future__ import annotations

import fcntl
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from kexie_dash.cli import main
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database

COMMAND = [sys.executable, "-c", "import sys; from kexie_dash.cli import main; sys.exit(main())", "build"]
KILLS = int(os.environ.get("KEXIE_KILLS", "5"))


def start(paths: Paths) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "--data", str(paths.data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def tables(paths: Paths, folder: Path) -> dict[str, str]:
    """Every table's content; from a copy, since the file itself may be open here already."""
    copy = folder / f"copy-{time.monotonic_ns()}.duckdb"
    copy.write_bytes(paths.database.read_bytes())
    with duckdb.connect(str(copy), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        return {name: repr(connection.execute(f"FROM {name} ORDER BY ALL").fetchall()) for name in names}


def test_done_and_unchanged(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--data", str(data.data)]) == 0
    said = capsys.readouterr()
    assert re.fullmatch(
        r"已生成第 1 次（[0-9a-f]{12}）：5 份报告，\d{3,} 条观测，\d{2,} 个指标值。\n", said.out
    )
    assert said.err == ""
    assert main(["--data", str(data.data), "build"]) == 0
    assert "内容没有变化，仍是第 1 次生成" in capsys.readouterr().out


def test_attention(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    (data.reports / "440700-2022.txt").write_bytes(b"%PDF-1.4")
    assert main(["build", "--data", str(data.data)]) == 1
    said = capsys.readouterr()
    assert "4 份报告" in said.out
    assert "reports/origins.yaml 第" in said.err
    assert "440700-2022" in said.err


def test_nothing_done(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--data", str(data.data)]) == 0
    data.origins.write_text("reports: [", "utf-8")
    assert main(["build", "--data", str(data.data)]) == 2
    said = capsys.readouterr()
    assert "正在使用的数据库没有变化" in said.err
    assert Database(data.database).snapshot.number == 1
    data.origins.write_text("reports: []", "utf-8")
    assert main(["build", "--data", str(data.data)]) == 2
    assert "没有登记任何报告" in capsys.readouterr().err
    assert main(["build", "--data", str(data.data / "none")]) == 2
    assert "没有数据目录" in capsys.readouterr().err


def test_a_folder_of_reports_alone_takes_the_project_s_reference(data: Paths) -> None:
    (data.data / "reference").rename(data.data.parent / "away")
    assert main(["build", "--data", str(data.data)]) == 0


def test_killed_builds_harm_nothing(data: Paths, tmp_path: Path) -> None:
    """F1: kill -9 at random moments, with and without a database in use; then as if undisturbed."""
    begun = time.monotonic()
    assert start(data).wait() == 0
    whole = time.monotonic() - begun
    expected, chance = tables(data, tmp_path), random.Random(20260101)
    count = Database(data.database).rows("SELECT count(*) FROM kexie.observation")
    for number in range(KILLS):
        if number % 2:
            data.manifest.unlink(missing_ok=True)
            data.database.unlink(missing_ok=True)
        else:
            # Another text of the first entry: something to publish every time.
            text = data.origins.read_text("utf-8")
            data.origins.write_text(text.replace("publisher: 佛山", "publisher: 驻佛山", 1), "utf-8")
        before = data.database.read_bytes() if data.database.exists() else None
        process = start(data)
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if before is not None:
            # Old or new, whole: the observations are the same in both.
            view = Database(data.database).view()
            assert view.snapshot.notice is None
            assert view.rows("SELECT count(*) FROM kexie.observation") == count
    text = data.origins.read_text("utf-8")
    data.origins.write_text(re.sub(r"publisher: (驻)+", "publisher: ", text), "utf-8")
    assert start(data).wait() == 0
    assert tables(data, tmp_path) == expected
    assert not list(data.data.glob("*.tmp-*"))
    assert Database(data.database).snapshot.notice is None


def test_two_builds_at_once(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    """F3: with the lock held by a process of another number, the second is told which and since when."""
    descriptor = os.open(data.lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.write(descriptor, b"4711 2026-01-02 03:04:05\n")
    assert main(["build", "--data", str(data.data)]) == 2
    assert "进程 4711，自 2026-01-02 03:04:05 起" in capsys.readouterr().err
    os.close(descriptor)
    assert main(["build", "--data", str(data.data)]) == 0


def test_two_real_builds_at_once(data: Paths) -> None:
    both = [start(data), start(data)]
    said = [process.communicate() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 2], [0, 0]), said
    if codes == [0, 2]:
        (refused,) = (err for process, (_, err) in zip(both, said, strict=True) if process.returncode == 2)
        assert re.search(r"进程 \d+，自 |刚刚开始", refused)
    third = start(data)
    assert "内容没有变化，仍是第 1 次生成" in third.communicate()[0]
    assert Database(data.database).snapshot.number == 1
