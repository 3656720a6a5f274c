"""ZIP files that are the same for the same content: members by name, no time of writing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: ZIP knows no time zone; the day of the export goes into the manifest instead.
_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes], *, ordered: bool = True) -> bytes:
    """ordered: by name; else as given, which Office files want."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files) if ordered else files:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def steady(data: bytes) -> bytes:
    """An Office file whose members carry no time of writing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()}, ordered=False)
