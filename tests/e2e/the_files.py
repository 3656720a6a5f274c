"""Whether the bytes of a file are what its name says."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping


def whole(name: str, data: bytes) -> bool:
    """Begins, ends or opens as its kind must. An unknown kind raises KeyError."""
    return bool(data) and _KINDS[suffix(name)](data)


def suffix(name: str) -> str:
    return name.rpartition(".")[2]


def _zip(inside: str) -> Callable[[bytes], bool]:
    """A whole archive that has a member whose name holds this."""

    def opened(data: bytes) -> bool:
        with zipfile.ZipFile(io.BytesIO(data)) as found:
            return found.testzip() is None and any(inside in one for one in found.namelist())

    return opened


def _json(data: bytes) -> bool:
    return bool(json.loads(data))


def _csv(data: bytes) -> bool:
    """With the mark by which Excel knows Chinese, and more than a head."""
    return data.startswith(b"\xef\xbb\xbf") and len(data.decode("utf-8").splitlines()) > 1


_KINDS: Mapping[str, Callable[[bytes], bool]] = {
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n") and data.rstrip().endswith(b"IEND\xaeB`\x82"),
    "svg": lambda data: b"<svg" in data[:400] and data.rstrip().endswith(b"</svg>"),
    "pdf": lambda data: data.startswith(b"%PDF-") and b"%%EOF" in data[-64:],
    "xlsx": _zip("xl/worksheets/"),
    "pptx": _zip("ppt/slides/"),
    "docx": _zip("word/document.xml"),
    "zip": _zip(""),
    "csv": _csv,
    "json": _json,
    "parquet": lambda data: data.startswith(b"PAR1") and data.endswith(b"PAR1"),
    "html": lambda data: data[:200].lower().startswith(b"<!doctype html") and b"</html>" in data[-64:],
    "duckdb": lambda data: data[8:12] == b"DUCK",
}
