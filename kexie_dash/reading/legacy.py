"""Old Word and WPS files, RTF and OpenDocument: converted by LibreOffice, where it is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kexie_dash.reading.errors import ReadError

_SECONDS = 90
_SHEETS = ("Workbook", "Book")


def converted(data: bytes, folder: Path, office: str | None) -> tuple[bytes, str]:
    """The file as DOCX or XLSX, and which of the two. office: LibreOffice's program, None without one."""
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        raise ReadError("文件加了密码，打不开", "请去掉密码后再提交")
    target = "xlsx" if _is_sheet(data) else "docx"
    if office is None:
        raise ReadError(
            "是旧版 Office、WPS、RTF 或 ODF 文件，本机没有安装 LibreOffice，读不了",
            f"请用 Word 或 WPS 另存为 .{target} 后再提交，或安装 LibreOffice",
        )
    source = folder / "legacy.bin"
    source.write_bytes(data)
    command = [
        office,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation=file://{folder}/profile",
    ]
    command += ["--convert-to", target, "--outdir", str(folder / "converted"), str(source)]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReadError(
            "LibreOffice 没能转换这份文件", f"请用 Word 或 WPS 另存为 .{target} 后再提交"
        ) from error
    result = folder / "converted" / f"legacy.{target}"
    if not result.is_file():
        raise ReadError(
            "LibreOffice 没能转换这份文件，可能已损坏", f"请用 Word 或 WPS 另存为 .{target} 后再提交"
        )
    return result.read_bytes(), target


def _is_sheet(data: bytes) -> bool:
    if data.startswith(b"PK"):
        return b"opendocument.spreadsheet" in data[:200]
    return any(_has_stream(data, name) for name in _SHEETS) and not _has_stream(data, "WordDocument")


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a compound file names such a stream in its directory."""
    return (name + "\0").encode("utf-16-le") in data
