"""One form for text that is looked for: half-width, small letters. One character stays one character."""

from __future__ import annotations

#: Full-width forms lie at one distance from the plain ones.
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_CAPITALS = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_FORM = {code: char.lower() for code, char in _WIDE.items()} | _CAPITALS | {0x3000: " "}


def fold(text: str) -> str:
    """The text in half-width small letters, as long as before."""
    return text.translate(_FORM)
