"""A page as an image: rendered within bounds, set straight, its ruling lines found."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium

from kexie_dash.reading.grid import Rule
from kexie_dash.settings import OCR_PIXELS

Image = np.ndarray[Any, np.dtype[np.uint8]]

_POINT = 1 / 72
_DOTS_PER_INCH = 170
#: Sides in pixels: small pages are enlarged, long strips bounded.
_SHORTEST, _LONGEST = 1700, 6000
#: Degrees a page may stand askew, and the steps in which that is looked for.
_ASKEW, _COARSE, _FINE = 4.0, 0.5, 0.1
_SKEW_SIDE = 900
_SLIGHT = 0.1
#: A ruling line is at least this long, in points, and this thin, in pixels.
_LEVEL, _UPRIGHT = 36.0, 22.0
_THIN = 12
#: Pixels along which ink is smeared and around which it is compared, and how much darker a line must be.
_SMEAR, _AROUND, _DARKER = 31, 41, 50


def rendered(page: pdfium.PdfPage) -> tuple[Image, float]:
    """The page in grey, and how many points a pixel is wide."""
    width, height = page.get_size()
    scale = _POINT * _DOTS_PER_INCH
    scale = max(scale, _SHORTEST / max(width, height))
    scale = min(scale, _LONGEST / max(width, height), (OCR_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        shot = np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
    return shot.reshape(shot.shape[:2]), 1 / scale


def straightened(image: Image) -> Image:
    """The image turned so that its lines lie level."""
    angle = _skew(image)
    if abs(angle) < _SLIGHT:
        return image
    return _turned(image, angle)


def _turned(image: Image, angle: float) -> Image:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    made = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    return np.asarray(made, dtype=np.uint8)


def _skew(image: Image) -> float:
    """The turn, in degrees, at which lines and the white between them differ most."""
    factor = _SKEW_SIDE / max(image.shape)
    small = np.asarray(cv2.resize(255 - image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))

    def contrast(angle: float) -> float:
        height, width = small.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = np.asarray(cv2.warpAffine(small, matrix, (width, height))).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_ASKEW, _ASKEW + _COARSE, _COARSE), key=contrast)
    return float(max(np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE), key=contrast))


def rules(image: Image, point: float) -> tuple[list[Rule], list[Rule]]:
    """Ruling lines, level and upright, in points."""
    ink = np.asarray(255 - image, dtype=np.uint8)
    level = [Rule(y * point, x0 * point, x1 * point) for y, x0, x1 in _runs(ink, round(_LEVEL / point))]
    aside = np.ascontiguousarray(ink.T)
    upright = [Rule(x * point, y0 * point, y1 * point) for x, y0, y1 in _runs(aside, round(_UPRIGHT / point))]
    return level, upright


def _runs(ink: Image, length: int) -> list[tuple[float, float, float]]:
    """Level stretches of ink: middle, start and end. Noise and type go when the ink is smeared along them."""
    smeared = np.asarray(cv2.blur(ink, (_SMEAR, 1)), dtype=np.int16)
    around = np.asarray(cv2.blur(ink, (_AROUND, _AROUND)), dtype=np.int16)
    dark = np.asarray(smeared - around > _DARKER, dtype=np.uint8)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    thick = cv2.dilate(opened, np.ones((3, 1), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    found: list[tuple[float, float, float]] = []
    for x, y, width, height, _area in boxes[1:count].tolist():
        if height <= _THIN and width >= 3 * height:
            found.append((y + height / 2, float(x), float(x + width)))
    return found
