"""Plain tables for a terminal: columns line up although hanzi are two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def format_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> str:
    """Lines of text; columns in `right` are set flush right, the last column is not padded."""
    cells = [list(head), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(head))]
    lines = []
    for row in cells:
        padded = [_pad(cell, widths[i], i in right) for i, cell in enumerate(row)]
        lines.append("  ".join(padded).rstrip())
    lines.insert(1, "  ".join("-" * size for size in widths[:-1]) + "  " + "-" * min(widths[-1], 40))
    return "\n".join(lines)


def width(text: str) -> int:
    """Terminal cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, size: int, right: bool) -> str:
    space = " " * (size - width(text))
    return space + text if right else text + space
