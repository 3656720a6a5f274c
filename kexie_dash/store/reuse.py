"""Readings of unchanged files, kept from build to build: one JSON file a report, beside the database.

An entry is only a shortcut. One that is missing, damaged, of another version or cannot be written costs a
reading and changes no figure. Only the holder of the build lock works in the folder.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass, field
from pathlib import Path

from kexie_dash.model.report import Report
from kexie_dash.store.reading_form import Reading, from_plain, to_plain

_log = logging.getLogger(__name__)
_SUFFIX = ".json"


@dataclass(slots=True)
class Shelf:
    """version: of the rules that read. fresh: what lies there is not used, only replaced."""

    folder: Path
    version: str
    fresh: bool = False
    _used: set[str] = field(default_factory=set)

    def take(self, report: Report) -> Reading | None:
        """The reading of this content under this entry by these rules, if it was kept whole."""
        name = self._name(report)
        self._used.add(name)
        reading = None if self.fresh else _load(self.folder / name)
        if reading is not None:
            _log.info("%s: unchanged, its reading is reused", report.id)
        return reading

    def put(self, report: Report, reading: Reading) -> None:
        """Keep it; a document with gaps is read again, as what was missing may have been installed."""
        if reading.document.gaps:
            return
        target = self.folder / self._name(report)
        beside = target.with_suffix(f".tmp-{os.getpid()}")
        try:
            self.folder.mkdir(exist_ok=True)
            beside.write_bytes(_packed(reading))
            beside.replace(target)
        except OSError as error:
            _log.warning("%s: its reading could not be kept (%s)", report.id, error)
            _remove(beside)

    def clear(self) -> None:
        """Remove entries that no report of this build has, and what a killed build left."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self._used:
                    _remove(path)

    def _name(self, report: Report) -> str:
        """By content, rules, and the parts of the entry that a reading is told."""
        told = [self.version, report.sha256, report.id, report.year, report.kind, report.body]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32] + _SUFFIX


def _packed(reading: Reading) -> bytes:
    """A line with the digest of what follows, then the reading."""
    body = json.dumps(to_plain(reading)).encode("ascii")
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _load(path: Path) -> Reading | None:
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != digest:
            raise ValueError("digest")
        return from_plain(json.loads(body))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        _log.warning("%s is damaged (%s) and will be written anew", path.name, error)
        return None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s could not be removed (%s)", path.name, error)
