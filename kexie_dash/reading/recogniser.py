"""Characters of an image with their places and scores, by the models that come in rapidocr's wheel."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import rapidocr

from kexie_dash.reading.glyphs import Glyph
from kexie_dash.reading.scan_image import Image
from kexie_dash.settings import OCR_THREADS

_MODELS = {"Det": "PP-OCRv6_det_small", "Rec": "PP-OCRv6_rec_small", "Cls": "ch_ppocr_mobile_v2.0_cls_mobile"}
#: Lines recognised worse than this are taken for stains.
_STAIN = 0.3
#: A box this much taller than wide holds characters one below the other.
_TALL = 1.5
#: Neighbours further apart than this, in heights of the line, have white between them.
_APART = 1.6
#: Heights of lines this near to the usual one are the usual one.
_SAME_HEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One line of an image, in pixels. scores: of each glyph; upright: set from top to bottom."""

    glyphs: list[Glyph]
    scores: list[float]
    score: float
    upright: bool


class Recogniser:
    """The models, loaded once. Their paths are given, so that none is ever looked for elsewhere."""

    def __init__(self) -> None:
        folder = Path(rapidocr.__file__).parent / "models"
        paths = {f"{part}.model_path": str(folder / f"{name}.onnx") for part, name in _MODELS.items()}
        self._engine: Any = rapidocr.RapidOCR(
            params=paths
            | {
                "Global.log_level": "error",
                "Global.use_cls": False,
                "Global.text_score": _STAIN,
                "Global.max_side_len": 100_000,
                "Global.return_word_box": True,
                "Global.return_single_char_box": True,
                "EngineConfig.onnxruntime.intra_op_num_threads": OCR_THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def lines(self, image: Image) -> list[ScanLine]:
        """The lines of an image in grey."""
        found = self._engine(image)
        if found.boxes is None or found.txts is None:
            return []
        made = [
            _line(box, text, float(score), words)
            for box, text, score, words in zip(
                found.boxes.tolist(), found.txts, found.scores, found.word_results, strict=True
            )
        ]
        return _evened([line for line in made if line.glyphs])


def _line(box: Sequence[Sequence[float]], text: str, score: float, words: Sequence[Any]) -> ScanLine:
    xs, ys = [x for x, _ in box], [y for _, y in box]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    chars = [char for char in text if not char.isspace()]
    upright = len(chars) > 1 and bottom - top > _TALL * (right - left)
    known = [word for word in words if not word[0].isspace()]
    same = len(known) == len(chars)
    scores = [float(word[1]) for word in known] if same else [score] * len(chars)
    if upright:
        step = (bottom - top) / len(chars)
        sides = [(top + step * k, top + step * (k + 1)) for k in range(len(chars))]
        glyphs = [Glyph(c, left, right, a, b, False) for c, (a, b) in zip(chars, sides, strict=True)]
        return ScanLine(glyphs, scores, score, True)
    middles = [_middle(word[2]) for word in known] if same else _spread(chars, left, right)
    edges = _edges(middles, left, right, bottom - top)
    glyphs = [Glyph(c, a, b, top, bottom, False) for c, (a, b) in zip(chars, edges, strict=True)]
    return ScanLine(glyphs, scores, score, False)


def _middle(box: Sequence[Sequence[float]]) -> float:
    return sum(float(x) for x, _ in box) / len(box)


def _spread(chars: Sequence[str], left: float, right: float) -> list[float]:
    """Middles of characters of which only the line's box is known."""
    widths = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in chars]
    step = (right - left) / (sum(widths) or 1)
    middles: list[float] = []
    for width in widths:
        middles.append(left + width * step / 2)
        left += width * step
    return middles


def _edges(middles: Sequence[float], left: float, right: float, height: float) -> list[tuple[float, float]]:
    """Sides of characters that stand shoulder to shoulder unless there is white between them."""
    half = height / 2
    edges: list[tuple[float, float]] = []
    for index, middle in enumerate(middles):
        before = middles[index - 1] if index else 2 * left - middle
        after = middles[index + 1] if index + 1 < len(middles) else 2 * right - middle
        apart_before, apart_after = middle - before > _APART * height, after - middle > _APART * height
        a = middle - half if apart_before else (before + middle) / 2
        b = middle + half if apart_after else (middle + after) / 2
        edges.append((a, max(a, b)))
    return edges


def _evened(lines: list[ScanLine]) -> list[ScanLine]:
    """Boxes are drawn loosely: lines of about the usual height get it, so that one type is one size."""
    heights = [line.glyphs[0].bottom - line.glyphs[0].top for line in lines if not line.upright]
    usual = median(heights) if heights else 0.0
    return [
        line if line.upright else ScanLine(_sized(line.glyphs, usual), line.scores, line.score, False)
        for line in lines
    ]


def _sized(glyphs: list[Glyph], usual: float) -> list[Glyph]:
    top, bottom = glyphs[0].top, glyphs[0].bottom
    if abs(bottom - top - usual) > _SAME_HEIGHT * usual:
        return glyphs
    middle = (top + bottom) / 2
    return [glyph._replace(top=middle - usual / 2, bottom=middle + usual / 2) for glyph in glyphs]
