"""Which database files are known to be whole: their sha256, row counts and build numbers.

Several builds stand side by side, keyed by the file's sha256. The manifest is renamed into place before
the database, so at every moment, also after a kill between two steps, the files that lie there are known.
Order is by build number, never by clock or modification time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Build:
    """One database file. build: digest of its content, the same for the same content; rows by table."""

    number: int
    build: str
    sha256: str
    size: int
    dictionary_version: str
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Known builds, newest first."""

    builds: tuple[Build, ...] = ()

    def by_sha256(self, digest: str) -> Build | None:
        return next((build for build in self.builds if build.sha256 == digest), None)

    @property
    def next_number(self) -> int:
        return max((build.number for build in self.builds), default=0) + 1

    def with_build(self, new: Build, keep: Iterable[str]) -> Manifest:
        """The new build beside those whose files (by sha256) still lie there."""
        kept = set(keep)
        return Manifest((new, *(build for build in self.builds if build.sha256 in kept)))


def load_manifest(path: Path) -> Manifest:
    """The manifest; an empty one where it is missing or not readable as one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return Manifest()
        return Manifest(tuple(Build(**build) for build in data["builds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def save_manifest(manifest: Manifest, path: Path, temporary: Path) -> None:
    """Write beside and rename into place, durable before it returns."""
    body = {"format": FORMAT, "builds": [asdict(build) for build in manifest.builds]}
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(body, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sha256_of(path: Path) -> str | None:
    """Hex digest of a file's content; None if there is no such file."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make renames inside the folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
