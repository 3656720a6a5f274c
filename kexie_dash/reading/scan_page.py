"""What was recognised on one page, as the recognising process hands it to the parser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kexie_dash.reading.doubt import marked
from kexie_dash.reading.glyphs import Glyph
from kexie_dash.reading.grid import Rule
from kexie_dash.reading.pdf_page import PageContent


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """Places in points, y downwards. scores: of each glyph, no better than its line's."""

    glyphs: Sequence[Glyph]
    scores: Sequence[float]
    horizontal: Sequence[Rule]
    vertical: Sequence[Rule]
    height: float

    def content(self) -> PageContent:
        """The page as if it had a text layer; characters that are not sure carry a mark."""
        chars = [marked(glyph.char, score) for glyph, score in zip(self.glyphs, self.scores, strict=True)]
        glyphs = [g._replace(char=char) for g, char in zip(self.glyphs, chars, strict=True) if char]
        across, down = list(self.horizontal), list(self.vertical)
        return PageContent(glyphs, across, down, 0, 0, True, 0.0, self.height)


def load_page(path: Path) -> ScannedPage:
    """The page in a file that the recognising process wrote."""
    found = json.loads(path.read_text(encoding="ascii"))
    return ScannedPage(
        [Glyph(*glyph) for glyph in found["glyphs"]],
        found["scores"],
        [Rule(*rule) for rule in found["horizontal"]],
        [Rule(*rule) for rule in found["vertical"]],
        found["height"],
    )
