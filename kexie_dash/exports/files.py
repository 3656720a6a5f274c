"""Bytes to a file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kexie_dash.exports.errors import ExportError


def write_beside(path: Path, data: bytes) -> None:
    """Write beside the target and rename; ExportError leaves the target as it was and no remnant."""
    if not path.absolute().parent.is_dir():
        raise ExportError(f"写不了 {path}：没有 {path.parent} 这个目录。请先建好，或换一个位置。")
    temporary = path.with_name(f".{path.name[:120]}.tmp-{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise ExportError(
            f"写不了 {path}（{error.strerror or error}）。请检查路径、权限和磁盘空间，没有留下半个文件。"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
