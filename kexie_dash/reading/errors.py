"""Why a file could not be read, in words its owner can act on."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read: the reason and the remedy, both Chinese sentences without full stop."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}；{remedy}")
        self.reason = reason
        self.remedy = remedy


class ImagePages(Exception):  # noqa: N818 - no fault: the pages are recognised and the file is read again
    """Pages that are images and can be recognised; numbers: from 0."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(f"{len(numbers)} pages are images")
        self.numbers = numbers
