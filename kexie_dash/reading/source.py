"""What the parsing process knows beside the bytes: its folder, and what is installed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """office: LibreOffice, None where it is missing. images: what is done with pages of images (`ocr`)."""

    folder: Path
    office: str | None
    images: str
