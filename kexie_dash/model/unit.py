"""A stretch of a report that is found as a whole: a heading, a paragraph, a printed row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["heading", "prose", "row", "other"]


@dataclass(frozen=True, slots=True)
class TextUnit:
    """headings: those above it, outermost first. spans: its characters, without white space.

    Spans are half-open, in the order of reading, and count code points of the document's text.
    """

    kind: UnitKind
    headings: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
