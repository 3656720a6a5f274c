"""Paths and limits. The only reader of the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

#: A report larger than this is refused before it is read.
MAX_DOCUMENT_BYTES = 50 * 1024 * 1024
#: What one document may cost the process that parses it, apart from plain text.
MAX_PAGES = 2_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_UNPACKED_RATIO = 100
PARSE_CPU_SECONDS = 60
PARSE_WALL_SECONDS = 120
PARSE_MEMORY_BYTES = 1024 * 1024 * 1024
#: What recognising images may cost, by page and in all. A page takes some ten seconds of processor time.
OCR_PAGES = 200
OCR_PAGE_CPU_SECONDS = 120
OCR_PAGE_WALL_SECONDS = 180
OCR_WALL_SECONDS = 3600
OCR_MEMORY_BYTES = 4 * 1024 * 1024 * 1024
OCR_PIXELS = 8_000_000
OCR_THREADS = 2
#: What checking one draft from a page may take; more than its parser, whose own words come first.
DRAFT_WALL_SECONDS = 150
#: Years a report may be about; a slip of the keyboard (20202, 202) falls outside.
FIRST_YEAR, LAST_YEAR = 1990, 2099

_PROJECT_DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything lies below one data folder."""

    data: Path

    @property
    def reports(self) -> Path:
        return self.data / "reports"

    @property
    def origins(self) -> Path:
        return self.reports / "origins.yaml"

    @property
    def reference(self) -> Path:
        """The folder's own reference tables, else the project's: they hold for every set of reports."""
        own = self.data / "reference"
        return own if own.is_dir() else _PROJECT_DATA / "reference"

    @property
    def database(self) -> Path:
        return self.data / "kexie.duckdb"

    @property
    def previous(self) -> Path:
        """The build before the current one, kept for the day the current file is damaged."""
        return self.data / "kexie.previous.duckdb"

    @property
    def manifest(self) -> Path:
        return self.data / "kexie.duckdb.manifest.json"

    @property
    def lock(self) -> Path:
        return self.data / "kexie.duckdb.lock"

    @property
    def marks(self) -> Path:
        """What people noted about findings: their work, never written by a build."""
        return self.data / "marks.jsonl"

    @property
    def readings(self) -> Path:
        """Readings of unchanged files. May be removed at any time; the next build reads again."""
        return self.data / ".cache"


def data_paths(data: Path | str | None = None) -> Paths:
    """The folder given, else KEXIE_DATA, else `data` of the project."""
    chosen = data or os.environ.get("KEXIE_DATA") or _PROJECT_DATA
    return Paths(Path(chosen).absolute())
