"""A file becomes a Document. The format is told by content, never by the file's name."""

from __future__ import annotations

from pathlib import Path

from kexie_dash.model.report import Document
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.sniff import kind_of
from kexie_dash.reading.spreadsheet import csv_document
from kexie_dash.reading.text import decode
from kexie_dash.settings import MAX_DOCUMENT_BYTES

__all__ = ["ReadError", "document_of", "read_bytes", "read_document"]


def read_document(path: Path | str) -> Document:
    """The document in a file; ReadError (Chinese) if it is missing, too large, or cannot be read."""
    return document_of(read_bytes(Path(path)))


def document_of(data: bytes) -> Document:
    """The document held by the bytes of a file. Plain text is read here, all else in a process of its own."""
    kind = kind_of(data)
    if kind == "text":
        text = decode(data)
        return csv_document(text) or Document(text)
    from kexie_dash.reading.isolated import parse_isolated

    return parse_isolated(kind, data)


def read_bytes(path: Path) -> bytes:
    """The file's bytes, its size checked before it is read."""
    try:
        if not path.is_file():
            missing = not path.exists()
            raise ReadError(
                "没有这个文件" if missing else "这不是一个普通文件",
                "请核对文件名和所在文件夹",
            )
        size = path.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            raise ReadError(
                f"文件太大（{size // 1024 // 1024} MB，上限 {MAX_DOCUMENT_BYTES // 1024 // 1024} MB）",
                "请只保留报告正文后再登记",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadError(f"打不开文件（{_why(error)}）", "请检查文件名和读取权限") from error


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return (error.strerror or "读取出错") if isinstance(error, OSError) else "文件名不合规"
