"""Text inside pictures: made harmless, measured and broken into lines."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r"<[^>]*>")
#: Breaking before one of these would leave it alone at the start of a line.
_NEVER_FIRST = "、，。；：？！）》」』”’%,.;:!?)%‰…·"
_NEVER_LAST = "（《「『“‘("
#: What stays whole: a sign and the word it explains, words and figures, a span of years with its 年.
_PIECE = re.compile(r"[≥≤≈÷–↑↓○●] \S|[A-Za-z0-9.,%≥≤≈−+/—]+(?: ?年)?|.", re.DOTALL)
#: So few characters do not make a last line of their own.
_FEWEST = 4
_WIDE = {"W", "F", "A"}
#: Mean width of a Latin letter or digit over its height, in the fonts named in the theme.
_LATIN = 0.58


def plain(text: str) -> str:
    """Text of a report as Plotly must print it: no markup, no link, no control characters."""
    cleaned = _SURROGATE.sub("", _CONTROL.sub("", text.replace("\n", " ").replace("\t", " ")))
    return cleaned.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_width(html: str, size: int) -> float:
    """Estimated width in pixels of one line; tags do not count."""
    shown = unescape(_TAG.sub("", html))
    return sum(size * _em(character) for character in shown)


def _em(character: str) -> float:
    if character == "\u2003":
        return 1.0
    return 1.0 if unicodedata.east_asian_width(character) in _WIDE else _LATIN


def wrap(text: str, size: int, width: float) -> list[str]:
    """Break plain text (before `plain`) into lines not wider than width; words and figures stay whole.

    No few characters are left over for a last line: the lines before are broken earlier then.
    """
    lines = _broken(text, size, width)
    if len(lines) < 2:
        return lines
    for narrower in range(1, _FEWEST * 2):
        if len(lines[-1]) >= _FEWEST:
            return lines
        evened = _broken(text, size, width - narrower * size)
        if len(evened) == len(lines):
            lines = evened
    return lines


def _broken(text: str, size: int, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        if line and text_width(line + piece, size) > width and piece[0] not in _NEVER_FIRST:
            held = line[-1] if line[-1] in _NEVER_LAST and len(line) > 1 else ""
            lines.append(line[: len(line) - len(held)].rstrip())
            line = held + piece.lstrip()
        else:
            line += piece
    return [*lines, line] if line.strip() else lines


def soft(html: str, colour: str, size: int = 13) -> str:
    """Small grey words beside a label; html is already harmless."""
    return f'<span style="color:{colour};font-size:{size}px;font-weight:400">{html}</span>'
