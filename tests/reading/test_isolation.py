"""The process that parses: stopped at its limits, cut off from the network, gone when it is done."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from kexie_dash.cli import main
from kexie_dash.reading import ReadError, document_of, isolated
from tests.reading import hostile

PDF = hostile.pdf([["预算123.45万元。"]])
#: Put in the place of the real parser, in the child: what a broken library might do.
MISDEEDS = {
    "hangs": ("while True: pass", "时间超过上限"),
    "sleeps": ("import time; time.sleep(60)", "时间超过上限"),
    "crashes": ("import ctypes; ctypes.string_at(0)", "解析时出错"),
    "takes all memory": ("x = bytearray(8 * 1024 ** 3)", "内存超过上限"),
    "raises": ("raise KeyError('x')", "解析时出错"),
    "recurses": ("parse()", "嵌套太深"),
    "fills the disk": ("open('x', 'wb').truncate(2 ** 40)", "解析时出错"),
    "looks a name up": ("import socket; socket.getaddrinfo('localhost', 80)", "解析时出错"),
    "runs a program": ("import subprocess; subprocess.run(['true'])", "解析时出错"),
}
CHILD = """
import sys
import kexie_dash.reading.parse as real
def parse(*_):
    {}
real.parse = parse
from kexie_dash.reading.child import main
sys.exit(main(sys.argv[1:]))
"""


def misbehave(monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    monkeypatch.setattr(isolated, "_CHILD", ("-c", CHILD.format(deed)))


def children() -> set[str]:
    """Processes that this one started and that still run."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    ours = (line.split(None, 2) for line in listed.splitlines())
    return {args for _, parent, args in ours if parent == str(os.getpid()) and not args.startswith("ps ")}


@pytest.mark.parametrize("name", MISDEEDS)
def test_whatever_a_parser_does(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deed, said = MISDEEDS[name]
    misbehave(monkeypatch, deed)
    if "时间" in said:
        monkeypatch.setattr(isolated, "PARSE_WALL_SECONDS", 1.5)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = children()
    with pytest.raises(ReadError, match=said) as told:
        document_of(PDF)
    assert "\n" not in str(told.value)
    assert children() == before
    assert list(tmp_path.iterdir()) == []


def test_no_connection_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        misbehave(monkeypatch, f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)")
        with pytest.raises(ReadError, match="解析时出错"):
            document_of(PDF)
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_child_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEXIE_TEST_SECRET", "x")
    deed = "import os; from kexie_dash.reading import ReadError; raise ReadError(' '.join(os.environ), '')"
    misbehave(monkeypatch, deed)
    with pytest.raises(ReadError) as told:
        document_of(PDF)
    assert "PATH" in told.value.reason
    assert "KEXIE" not in told.value.reason


def test_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    misbehave(monkeypatch, "import os; os.abort()")
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / "b.txt").write_text("全年预算安排123.45万元，实际支出98.76万元。\n", "utf-8")
    assert main(["extract", str(tmp_path / "a.pdf"), str(tmp_path / "b.txt")]) == 1
    out, err = capsys.readouterr()
    assert "b.txt" in out
    assert err.count("\n") == 1
    assert "a.pdf：解析时出错" in err


def test_without_a_place_for_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(ReadError, match="临时文件夹"):
        document_of(PDF)
