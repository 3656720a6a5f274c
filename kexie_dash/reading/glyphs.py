"""Characters with their places become lines of print: what stands side by side, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

#: Gap in parts of the type size that shows a space.
_SPACE = 0.15
#: A space that was printed is at least this part of the width that shows one by itself.
_TIGHT = 0.3
#: Signs that no line may end or begin with.
_OPENING = "（“‘《〈【〔「『([{"
_CLOSING = "，。、；：！？）”’》〉】〕」』…—～·%％℃,.;:!?)]}"


class Glyph(NamedTuple):
    """One character and its box in points, y growing downwards; spaced: a space was printed before it."""

    char: str
    x0: float
    x1: float
    top: float
    bottom: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one base line, sorted from left to right."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the type in points."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """The characters with the spaces the print shows."""
        return _text(self.glyphs)

    @property
    def first_width(self) -> float:
        """Width of what cannot be broken at the line's start: a word, figure or character with its signs."""
        glyphs = self.glyphs
        end = 0
        while end + 1 < len(glyphs) and glyphs[end].char in _OPENING:
            end += 1
        while (
            end + 1 < len(glyphs) and not glyphs[end + 1].spaced and _hangs_on(glyphs[end], glyphs[end + 1])
        ):
            end += 1
        return glyphs[end].x1 - self.x0


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom; glyphs come in the order of the page's content."""
    fragments = sorted((line_of(part) for part in _fragments(glyphs)), key=lambda line: (line.top, line.x0))
    lines: list[Line] = []
    for fragment in fragments:
        for index in range(len(lines) - 1, max(len(lines) - 5, -1), -1):
            both = _together(lines[index], fragment)
            if both is not None:
                lines[index] = both
                break
        else:
            lines.append(fragment)
    return sorted(lines, key=lambda line: (line.top + line.bottom, line.x0))


def _text(glyphs: Sequence[Glyph]) -> str:
    pieces = [glyphs[0].char]
    gaps = [glyph.x0 - before.x1 for before, glyph in pairwise(glyphs)]
    # In justified lines all characters stand a little apart; a space is wider than that.
    wide = (max(median(gaps), 0.0) if gaps else 0.0) + _SPACE * max(g.x1 - g.x0 for g in glyphs)
    for gap, glyph in zip(gaps, glyphs[1:], strict=True):
        if gap > wide or (glyph.spaced and gap > _TIGHT * wide):
            pieces.append(" ")
        pieces.append(glyph.char)
    return "".join(pieces)


def _hangs_on(before: Glyph, glyph: Glyph) -> bool:
    return glyph.char in _CLOSING or (_is_latin(before.char) and _is_latin(glyph.char))


def _is_latin(char: str) -> bool:
    return "!" <= char <= "~"


def _fragments(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    current: list[Glyph] = []
    for glyph in glyphs:
        if current and not _goes_on(current[-1], glyph):
            yield current
            current = []
        current.append(glyph)
    if current:
        yield current


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    _, _, x1, top, bottom, _ = before
    _, x0, _, other_top, other_bottom, _ = glyph
    if top == other_top and bottom == other_bottom:
        return x0 >= x1 - max(bottom - top, 1.0)
    height = min(bottom - top, other_bottom - other_top)
    overlap = min(bottom, other_bottom) - max(top, other_top)
    return overlap >= 0.5 * height and x0 >= x1 - max(height, 1.0)


def _together(line: Line, fragment: Line) -> Line | None:
    """One line of both, where they stand on one base line and no character upon another.

    A fragment may fill gaps of the line: quotation marks of another font often come after the hanzi.
    """
    height = min(line.size, fragment.size)
    if min(line.bottom, fragment.bottom) - max(line.top, fragment.top) < 0.5 * height:
        return None
    glyphs = sorted((*line.glyphs, *fragment.glyphs), key=lambda glyph: glyph.x0)
    room = 0.5 * height
    if any(b.x0 < a.x1 - min(room, 0.5 * (b.x1 - b.x0)) and a.char != b.char for a, b in pairwise(glyphs)):
        return None
    return line_of(glyphs)


def line_of(glyphs: Sequence[Glyph]) -> Line:
    kept: list[Glyph] = []
    em = median(glyph.bottom - glyph.top for glyph in glyphs)
    widths = sorted(glyph.x1 - glyph.x0 for glyph in glyphs if _is_hanzi(glyph.char))
    em = widths[-len(widths) // 4] if widths else em
    for glyph in glyphs:
        # Bold made by printing twice: the same character almost on top of itself.
        if kept and glyph.char == kept[-1].char and glyph.x0 - kept[-1].x0 <= 0.4 * (glyph.x1 - glyph.x0):
            continue
        kept.append(_widened(glyph, em) if _is_hanzi(glyph.char) else glyph)
    middle = median((glyph.top + glyph.bottom) / 2 for glyph in kept)
    half = median(glyph.bottom - glyph.top for glyph in kept) / 2
    return Line(tuple(kept), kept[0].x0, kept[-1].x1, middle - half, middle + half)


def _widened(glyph: Glyph, em: float) -> Glyph:
    """Some fonts give the ink's box only; hanzi all stand on squares of one width."""
    missing = em - (glyph.x1 - glyph.x0)
    if not 0.05 * em < missing < 0.6 * em:
        return glyph
    return glyph._replace(x0=glyph.x0 - missing / 2, x1=glyph.x1 + missing / 2)


def _is_hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
