"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.files import write_beside


def test_written_and_nothing_else_left(tmp_path: Path) -> None:
    target = tmp_path / "图.png"
    write_beside(target, b"one")
    write_beside(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"没有 .*nowhere 这个目录"):
        write_beside(tmp_path / "nowhere" / "a.csv", b"x")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kexie_dash.exports.files.os.fsync", full)
    with pytest.raises(ExportError, match="写不了"):
        write_beside(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
