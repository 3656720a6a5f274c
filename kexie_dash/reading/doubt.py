"""How sure a recognised character is, carried through the layout as a mark behind it and taken out again.

The marks are private-use characters, which no text holds: pages give them as unknown, the recogniser's are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kexie_dash.model.report import Recognised

#: Characters recognised better than this carry no mark.
SURE = 0.95
_FIRST = 0xE000
_MARK = re.compile("[\ue000-\ue064]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def marked(char: str, score: float) -> str:
    """The character, with a mark where it is not sure; empty for one that could be taken for a mark."""
    if _PRIVATE.match(char):
        return ""
    return char if score >= SURE else char + chr(_FIRST + max(0, int(score * 100)))


def without_marks(
    text: str, starts: Sequence[int], pages: Collection[int]
) -> tuple[str, tuple[int, ...], tuple[Recognised, ...]]:
    """Text and page starts without marks, and what was recognised of it. pages: from 0, read from images."""
    parts: list[str] = []
    new_starts: list[int] = []
    spans: list[Recognised] = []
    length = 0
    for page, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        new_starts.append(length)
        if page not in pages:
            parts.append(text[start:end])
            length += end - start
            continue
        for piece, score in _pieces(text[start:end]):
            parts.append(piece)
            spans.append(Recognised(length, length + len(piece), score))
            length += len(piece)
    return "".join(parts), tuple(new_starts), tuple(spans)


def _pieces(text: str) -> list[tuple[str, float]]:
    """Stretches of one score each; a mark says it of the character before it."""
    pieces: list[tuple[str, float]] = []
    at = 0
    for mark in _MARK.finditer(text):
        sure, doubtful = text[at : mark.start() - 1], text[max(at, mark.start() - 1) : mark.start()]
        score = (ord(mark.group()) - _FIRST) / 100
        pieces += [(piece, value) for piece, value in ((sure, 1.0), (doubtful, score)) if piece]
        at = mark.end()
    return [*pieces, (text[at:], 1.0)] if at < len(text) else pieces
