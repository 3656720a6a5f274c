"""One page of a PDF recognised: rendered, set straight, turned upright where it lies on its side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium

from kexie_dash.reading.recogniser import Recogniser, ScanLine
from kexie_dash.reading.scan_image import Image, rendered, rules, straightened
from kexie_dash.reading.scan_page import ScannedPage

#: Below this mean score, or with most lines upright, a page is tried in its other three positions.
_POOR = 0.75


def scanned_page(pdf: pdfium.PdfDocument, number: int, recogniser: Recogniser) -> ScannedPage:
    """Characters and ruling lines of the page."""
    page = pdf[number]
    try:
        image, point = rendered(page)
    finally:
        page.close()
    image, lines = _upright(image, recogniser)
    across, down = rules(image, point)
    glyphs = [
        glyph._replace(
            x0=glyph.x0 * point, x1=glyph.x1 * point, top=glyph.top * point, bottom=glyph.bottom * point
        )
        for line in lines
        for glyph in line.glyphs
    ]
    scores = [min(score, _of_line(line)) for line in lines for score in line.scores]
    return ScannedPage(glyphs, scores, across, down, image.shape[0] * point)


def _of_line(line: ScanLine) -> float:
    """What a line says of each of its characters: nothing where it is good on the whole."""
    return 1.0 if line.score >= _GOOD_LINE else line.score


#: A line with a lower score is doubtful in all its characters.
_GOOD_LINE = 0.9


def _upright(image: Image, recogniser: Recogniser) -> tuple[Image, list[ScanLine]]:
    image = straightened(image)
    lines = recogniser.lines(image)
    best = image, lines
    if not lines or not (_mean(lines) < _POOR or _mostly_upright(lines)):
        return best
    for quarters in (1, 3, 2):
        turned = np.ascontiguousarray(np.rot90(image, quarters))
        found = recogniser.lines(turned)
        if found and not _mostly_upright(found) and _mean(found) > _mean(best[1]):
            best = turned, found
        if best[1] is found and _mean(found) >= _POOR:
            break
    return best


def _mean(lines: Sequence[ScanLine]) -> float:
    """Mean score of the characters; lines on their side count for little."""
    scores = [score * (0.5 if line.upright else 1.0) for line in lines for score in line.scores]
    return sum(scores) / len(scores)


def _mostly_upright(lines: Sequence[ScanLine]) -> bool:
    return sum(len(line.glyphs) for line in lines if line.upright) > sum(
        len(line.glyphs) for line in lines if not line.upright
    )
