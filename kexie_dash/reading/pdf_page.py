"""What one page of a PDF holds: characters with their places, ruling lines, pictures. Nothing is rendered."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kexie_dash.reading.glyphs import Glyph
from kexie_dash.reading.grid import Rule

#: A line thicker than this, in points, is an area.
_THICK = 3.0
_MANY_OBJECTS = 50_000
_DEEP = 4
_SAMPLE = 40
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_OVERSIZE = 1.8
#: What pdfium gives for a hyphen at a line's end that it takes for a soft one.
_HYPHENS = (0x02, 0xFFFE)
_SPACES = frozenset({0x09, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B)})
_PICTURE_SHARE = 0.25

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageContent:
    """Glyphs in the order of the content; places are turned so that most text reads upright, y downwards.

    unknown: characters without a known meaning (no ToUnicode); drawn: paths on the page;
    picture: whether an image covers a good part of the page. top, bottom: the page's edges.
    """

    glyphs: list[Glyph]
    horizontal: list[Rule]
    vertical: list[Rule]
    unknown: int
    drawn: int
    picture: bool
    top: float
    bottom: float


def read_page(page: pdfium.PdfPage) -> PageContent:
    """The page's content; PdfiumError where it cannot be loaded."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        sample = range(0, count, max(1, count // _SAMPLE))
        quarter = _quarter(text.raw, sample)
        glyphs, unknown = _glyphs(text.raw, count, sample, quarter)
    finally:
        text.close()
    left, bottom, right, top = page.get_mediabox()
    corners = [_turn(x, y, quarter)[1] for x, y in ((left, bottom), (right, top))]
    drawing = _Drawing(quarter, abs((right - left) * (top - bottom)))
    drawing.walk(_page_objects(page), _IDENTITY)
    return PageContent(
        glyphs,
        drawing.horizontal,
        drawing.vertical,
        unknown,
        drawing.paths,
        drawing.picture,
        min(corners),
        max(corners),
    )


def _turn(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A place turned by quarters of a circle, y downwards. quarter: clockwise turn of the text."""
    return ((x, -y), (-y, -x), (-x, y), (y, x))[quarter]


def _quarter(handle: object, sample: Sequence[int]) -> int:
    angles: Counter[int] = Counter()
    for index in sample:
        if not raw.FPDFText_IsGenerated(handle, index):
            angles[_nearest_quarter(raw.FPDFText_GetCharAngle(handle, index)) % 4] += 1
    return angles.most_common(1)[0][0] if angles else 0


def _nearest_quarter(angle: float) -> int:
    return round(angle / (math.pi / 2)) if angle >= 0 else 0


def _glyphs(handle: object, count: int, sample: Sequence[int], quarter: int) -> tuple[list[Glyph], int]:
    """Glyphs of a text page, and how many characters have no known meaning."""
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    doubtful = any(raw.FPDFText_HasUnicodeMapError(handle, index) == 1 for index in sample)
    glyphs: list[Glyph] = []
    indices: list[int] = []
    unknown = 0
    spaced = guessed = False
    before = ""
    for index in range(count):
        code = unicode_of(handle, index)
        if code in _SPACES:
            if raw.FPDFText_IsGenerated(handle, index):
                guessed = True
            else:
                spaced = True
            continue
        if code in (10, 13) or not box_of(handle, index, pointer):
            continue
        char = chr(code) if 0x20 < code < 0xD800 else _char(code)
        if char == _UNKNOWN or (doubtful and raw.FPDFText_HasUnicodeMapError(handle, index) == 1):
            unknown += 1
        if quarter:
            xa, ya = _turn(box.left, box.bottom, quarter)
            xb, yb = _turn(box.right, box.top, quarter)
        else:
            xa, ya, xb, yb = box.left, -box.bottom, box.right, -box.top
        x0, x1 = (xa, xb) if xa <= xb else (xb, xa)
        top, bottom = (ya, yb) if ya <= yb else (yb, ya)
        if math.isfinite(x0 + x1 + top + bottom):
            # pdfium's own guess at a space holds beside Latin; justified hanzi stand apart without one.
            apart = spaced or (guessed and (char <= "~" or before <= "~"))
            glyphs.append(Glyph(char, x0, x1, top, bottom, apart))
            indices.append(index)
        spaced = guessed = False
        before = char
    return _upright(glyphs, indices, handle), unknown


def _char(code: int) -> str:
    """The character of an unusual code; the sign of replacement where the file does not say what it means."""
    if code in _HYPHENS:
        return "-"
    meant = 0xF900 <= code < 0xFFFD or 0x10000 <= code < 0xF0000
    return chr(code) if meant else _UNKNOWN


def _upright(glyphs: list[Glyph], indices: list[int], handle: object) -> list[Glyph]:
    """The glyphs without a watermark set aslant across the page."""
    if not glyphs:
        return glyphs
    large = _OVERSIZE * median(glyph.bottom - glyph.top for glyph in glyphs)
    kept: list[Glyph] = []
    for glyph, index in zip(glyphs, indices, strict=True):
        if glyph.bottom - glyph.top > large:
            angle = raw.FPDFText_GetCharAngle(handle, index)
            if abs(angle - _nearest_quarter(angle) * math.pi / 2) > 0.1:
                continue
        kept.append(glyph)
    return kept


def _page_objects(page: pdfium.PdfPage) -> Iterator[object]:
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        yield raw.FPDFPage_GetObject(page.raw, index)


def _form_objects(form: object) -> Iterator[object]:
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        yield raw.FPDFFormObj_GetObject(form, index)


class _Drawing:
    """Ruling lines and pictures among a page's objects."""

    def __init__(self, quarter: int, area: float) -> None:
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.paths = 0
        self.picture = False
        self._quarter = quarter
        self._area = area
        self._left = _MANY_OBJECTS
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._pointers = tuple(ctypes.byref(edge) for edge in self._edges)

    def walk(self, objects: Iterator[object], matrix: _Matrix, depth: int = 0) -> None:
        for item in objects:
            self._left -= 1
            if self._left < 0:
                return
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = self._bounds(item, matrix)
                self.picture = self.picture or (x1 - x0) * (y1 - y0) > _PICTURE_SHARE * self._area
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEP:
                self.walk(_form_objects(item), _product(_matrix(item), matrix), depth + 1)

    def _bounds(self, item: object, matrix: _Matrix) -> tuple[float, float, float, float]:
        if not raw.FPDFPageObj_GetBounds(item, *self._pointers):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = (edge.value for edge in self._edges)
        return _box([(left, bottom), (right, top), (left, top), (right, bottom)], matrix)

    def _path(self, item: object, matrix: _Matrix) -> None:
        self.paths += 1
        x0, y0, x1, y1 = self._bounds(item, matrix)
        if min(x1 - x0, y1 - y0) <= _THICK:
            self._rule(x0, y0, x1, y1)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)):
            return
        segments = raw.FPDFPath_CountSegments(item)
        self._left -= max(segments, 0)
        if self._left < 0 or not (stroke.value or segments > 5):
            return
        inner = _product(_matrix(item), matrix)
        for points in _subpaths(item, segments):
            bx0, by0, bx1, by1 = _box(points, inner)
            if min(bx1 - bx0, by1 - by0) <= _THICK:
                self._rule(bx0, by0, bx1, by1)
            elif stroke.value:
                for a, b in itertools.pairwise(points):
                    ax, ay, cx, cy = _box([a, b], inner)
                    if min(cx - ax, cy - ay) <= 0.5:
                        self._rule(ax, ay, cx, cy)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        xa, ya = _turn(x0, y0, self._quarter)
        xb, yb = _turn(x1, y1, self._quarter)
        left, right, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        if right - left >= bottom - top:
            self.horizontal.append(Rule((top + bottom) / 2, left, right))
        else:
            self.vertical.append(Rule((left + right) / 2, top, bottom))


def _subpaths(item: object, segments: int) -> Iterator[list[tuple[float, float]]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(item: object) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First inner, then outer."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _box(points: list[tuple[float, float]], matrix: _Matrix) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)
