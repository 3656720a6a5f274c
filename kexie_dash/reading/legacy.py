"""Old Word and WPS files, RTF and OpenDocument: converted by LibreOffice, where it is installed."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

from kexie_dash.reading.errors import ReadError

_SECONDS = 90
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Compound files by the stream they hold: the format they become, and the filter that reads them as what they
#: are. Without it LibreOffice takes what is damaged for plain text and brings out nonsense.
_STREAMS = {
    "WordDocument": ("docx", "MS Word 97"),
    "Workbook": ("xlsx", "MS Excel 97"),
    "Book": ("xlsx", "MS Excel 95"),
}


def converted(data: bytes, folder: Path, office: str | None) -> bytes:
    """The file as DOCX or XLSX. office: LibreOffice's program, None without one."""
    target, filtered = _plan(data)
    remedy = f"请用 Word 或 WPS 另存为 .{target} 后再提交"
    if office is None:
        reason = "是旧版 Office、WPS、RTF 或 ODF 文件，本机没有安装 LibreOffice，读不了"
        raise ReadError(reason, f"{remedy}，或安装 LibreOffice")
    source = folder / "legacy.bin"
    source.write_bytes(data)
    command = [office, "--headless", "--norestore", "--nolockcheck"]
    command += [f"-env:UserInstallation=file://{folder}/profile", *filtered]
    command += ["--convert-to", target, "--outdir", str(folder / "converted"), str(source)]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReadError("LibreOffice 没能转换这份文件", remedy) from error
    result = folder / "converted" / f"legacy.{target}"
    if not result.is_file():
        raise ReadError("LibreOffice 没能转换这份文件，可能已损坏", remedy)
    return result.read_bytes()


def _plan(data: bytes) -> tuple[str, list[str]]:
    """What the file becomes, and the arguments that say what it is."""
    if data.startswith(b"{\\rtf"):
        if not data.rstrip(b"\0\r\n ").endswith(b"}"):
            raise _damaged()
        return "docx", ["--infilter=Rich Text Format"]
    if not data.startswith(_OLE):
        return ("xlsx" if b"opendocument.spreadsheet" in data[:200] else "docx"), []
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        raise ReadError("文件加了密码，打不开", "请去掉密码后再提交")
    for name, (target, filtered) in _STREAMS.items():
        if _has_stream(data, name) and _is_whole(data):
            return target, [f"--infilter={filtered}"]
    raise _damaged()


def _damaged() -> ReadError:
    return ReadError("旧版 Office 文件不完整或已损坏", "请用 Word 或 WPS 打开后另存为 .docx，再重新提交")


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a compound file names such a stream in its directory."""
    return (name + "\0").encode("utf-16-le") in data


def _is_whole(data: bytes) -> bool:
    """Whether the tables of a compound file, and all that they count, lie within the file."""
    if len(data) < 512:
        return False
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 20)
    tables, directory = struct.unpack_from("<II", data, 44)
    present = (len(data) - 512 + size - 1) // size
    places = struct.unpack_from("<109I", data, 76)[: min(tables, 109)]
    return directory < present and all(place < present for place in places)
