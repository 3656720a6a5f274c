"""What a reading depends on beside the file: code, wording, libraries. When one changes, it changes."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
#: Rooms whose code or wording a reading goes through: one too many costs time, one too few a wrong figure.
_ROOMS = ("model", "definitions", "reading", "extraction")
_FILES = ("settings.py",)
_LIBRARIES = ("pypdfium2", "lxml", "openpyxl", "PyYAML", "rapidocr", "onnxruntime")
#: Converters outside Python that bring files into a form that is read.
_PROGRAMS = ("soffice", "libreoffice")


@cache
def rule_version() -> str:
    """Short digest; the same on every machine with the same code, libraries and programs."""
    digest = hashlib.sha256(sys.version.encode())
    for part in (*_libraries(), *_programs()):
        digest.update(f"{part}\0".encode())
    for path in sources(_PACKAGE):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def sources(package: Path) -> Iterator[Path]:
    """The files of the package that decide what is read, in one order."""
    for room in _ROOMS:
        found = (path for path in (package / room).rglob("*") if path.suffix in {".py", ".yaml"})
        yield from sorted(found)
    yield from (package / name for name in _FILES)


def _libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} -"


def _programs() -> Iterator[str]:
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            place = Path(found).resolve()
            state = place.stat()
            yield f"{place} {state.st_size} {state.st_mtime_ns}"
