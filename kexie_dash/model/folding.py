"""One form for text that is looked for: half-width, small letters. One character stays one character."""

from __future__ import annotations

#: Full-width forms lie at one distance from the plain ones.
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FORM = {**_WIDE, 0x3000: " "}


def fold(text: str) -> str:
    """The text in half-width small letters, as long as before."""
    plain = text.translate(_FORM)
    small = plain.lower()
    # A few letters of other scripts have a small form of two characters; they stay as they are.
    return small if len(small) == len(plain) else "".join(map(_small, plain))


def _small(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char
