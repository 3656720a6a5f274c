"""Old Word files go through LibreOffice where there is one; else the reader says what to do."""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path

import pytest

from kexie_dash.reading import ReadError, document_of, isolated
from tests.reading.other_formats import as_docx

TEXT = "一、预算执行\n项目\t预算数\n甲\t12.5\n共12.5万元。\n"


def compound(stream: str = "WordDocument") -> bytes:
    """A compound file as far as it is looked at: one table, a directory, the name of a stream."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<III", header, 44, 1, 1, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + bytes(512) + (stream + "\0").encode("utf-16-le").ljust(512, b"\0")


OLD = {"doc": compound(), "xls": compound("Workbook"), "rtf": b"{\\rtf1 abc}"}


@pytest.mark.parametrize("kind", OLD)
def test_without_libreoffice(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadError, match="没有安装 LibreOffice") as told:
        document_of(OLD[kind])
    assert "另存为" in told.value.remedy


@pytest.fixture
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that answers like LibreOffice and always brings out the same document."""
    (tmp_path / "made.docx").write_bytes(as_docx(TEXT))
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport shutil, sys, pathlib\n"
        "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); folder.mkdir()\n"
        "assert '--headless' in sys.argv and '--infilter=MS Word 97' in sys.argv\n"
        f"shutil.copy({str(tmp_path / 'made.docx')!r}, folder / 'legacy.docx')\n",
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))
    monkeypatch.setattr(isolated, "PARSE_WALL_SECONDS", 20)


@pytest.mark.usefixtures("_office")
def test_with_libreoffice() -> None:
    assert document_of(compound()).text == TEXT
    # The program refuses what is not said to be a Word file.
    with pytest.raises(ReadError, match="没能转换"):
        document_of(compound("Workbook"))


@pytest.mark.usefixtures("_office")
@pytest.mark.parametrize("data", [compound()[:1000], compound("Strange"), OLD["rtf"][:-2]])
def test_damaged_files_are_not_guessed_at(data: bytes) -> None:
    with pytest.raises(ReadError, match="损坏"):
        document_of(data)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_real_libreoffice() -> None:
    text = document_of(b"{\\rtf1\\ansi\\uc1 Budget 12.5\\par Rate 80%\\par}").text
    assert [line for line in text.splitlines() if line] == ["Budget 12.5", "Rate 80%"]
