"""What lies in a pack: every file with its size and sha256, the build it was made from, how to verify it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from kexie_dash.store.database import Snapshot

#: The list `sha256sum` reads, and the line that runs it.
SUMS = "SHA256SUMS"
VERIFY = f"sha256sum -c {SUMS}"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sums(files: Mapping[str, bytes]) -> bytes:
    """One line a file, in the order of the names."""
    return "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files)).encode("utf-8")


def manifest_json(
    files: Mapping[str, bytes], snapshot: Snapshot, day: date, more: Mapping[str, object] | None = None
) -> bytes:
    """Of these files; the manifest itself is not in it."""
    body = {
        "data": {
            "build": snapshot.build,
            "number": snapshot.number,
            "dictionary_version": snapshot.dictionary_version,
        },
        "exported_on": day.isoformat(),
        **(more or {}),
        "files": [
            {"name": name, "bytes": len(files[name]), "sha256": sha256(files[name])} for name in sorted(files)
        ],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
