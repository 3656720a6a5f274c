"""Statements read from images: marked and less certain; left over where their figures are not clear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import fmean

from kexie_dash.model.observation import OCR_MARK, Evidence, Leftover, Observation
from kexie_dash.model.report import Document

UNCLEAR = "OCR 识别不清"
#: No figure from an image is surer than this.
_SUREST = 0.8
#: A character of a figure, or beside one, less sure than this makes the figure unclear; so does such a mean.
_CLEAR, _CLEAR_MEAN = 0.8, 0.85
_FIGURE = frozenset(
    "0123456789０１２３４５６７８９.．,，%％‰+-－—~～≥≤<>〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
)


def tempered(document: Document, items: Iterable[Observation | Leftover]) -> Iterator[Observation | Leftover]:
    """The items; statements from images with their mark and certainty, or as leftovers."""
    for item in items:
        scores = _scores(document, item.evidence) if isinstance(item, Observation) else None
        if scores is None or not isinstance(item, Observation):
            yield item
        elif _is_unclear(item.evidence.quote, scores):
            yield Leftover(item.report, item.evidence, UNCLEAR)
        else:
            sure = min(_SUREST, min(_SUREST, item.confidence) * fmean(scores))
            yield replace(item, rule=item.rule + OCR_MARK, confidence=sure)


def _scores(document: Document, evidence: Evidence) -> list[float] | None:
    """How sure each character of the evidence is; None where none of it was read from an image."""
    spans = document.recognised_in(evidence.start, evidence.end)
    if not spans:
        return None
    scores = [1.0] * (evidence.end - evidence.start)
    for span in spans:
        first, last = max(span.start, evidence.start), min(span.end, evidence.end)
        scores[first - evidence.start : last - evidence.start] = [span.score] * (last - first)
    return scores


def _is_unclear(quote: str, scores: list[float]) -> bool:
    if sum(scores) < _CLEAR_MEAN * len(scores):
        return True
    # Beside a figure: a lost digit often comes as another sign.
    near = [any(char in _FIGURE for char in quote[max(0, k - 1) : k + 2]) for k in range(len(quote))]
    return any(score < _CLEAR for score, figure in zip(scores, near, strict=True) if figure)
