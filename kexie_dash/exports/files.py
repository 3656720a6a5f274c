"""Bytes to a file, files to a folder: whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from kexie_dash.exports import texts
from kexie_dash.exports.errors import ExportError

#: A folder that holds a file of this name was written here and may be replaced.
FOLDER_MARK = texts.MANIFEST_FILE


def write_beside(path: Path, data: bytes) -> None:
    """Write beside the target and rename; ExportError leaves the target as it was and no remnant."""
    check_place(path)
    temporary = _beside(path)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """A folder of these files by relative name, written beside and renamed whole.

    An earlier folder of the same making is replaced; anything else that lies there is left alone.
    """
    check_folder(path)
    temporary, old = _beside(path), _beside(path, "-old")
    try:
        for name, data in files.items():
            target = temporary / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if path.exists():
            path.rename(old)
        try:
            temporary.rename(path)
        except BaseException:
            # Also stopped by hand at just this moment: what was there is put back.
            if old.exists() and not path.exists():
                old.rename(path)
            raise
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def check_place(path: Path) -> None:
    """ExportError before long work, where the result could not be put."""
    if not path.absolute().parent.is_dir():
        raise ExportError(texts.NO_FOLDER.format(path=path, parent=path.parent))
    if path.is_dir():
        raise ExportError(texts.IS_A_FOLDER.format(path=path))


def check_folder(path: Path) -> None:
    """As `check_place`, for a folder to be written."""
    if not path.absolute().parent.is_dir():
        raise ExportError(texts.NO_FOLDER.format(path=path, parent=path.parent))
    if path.exists() and not path.is_dir():
        raise ExportError(texts.IS_A_FILE.format(path=path))
    if path.is_dir() and any(path.iterdir()) and not (path / FOLDER_MARK).is_file():
        raise ExportError(texts.FOLDER_NOT_EMPTY.format(path=path))


def _beside(path: Path, word: str = "") -> Path:
    whole = path.absolute()
    return whole.with_name(f".{whole.name[:120]}.tmp-{os.getpid()}{word}")


def _failed(path: Path, error: OSError) -> ExportError:
    return ExportError(texts.NOT_WRITTEN.format(path=path, why=error.strerror or error))
