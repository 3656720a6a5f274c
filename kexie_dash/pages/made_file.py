"""A file that a press on a page made, until its reader saves it or chooses anew."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeFile:
    """about: what it was made of, so that another choice does not offer an old file.

    remarks: what of it is missing.
    """

    about: tuple[object, ...]
    name: str
    data: bytes
    mime: str
    remarks: tuple[str, ...] = ()
