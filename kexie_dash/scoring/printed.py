"""Where a rubric's texts stand in the report that prints them, exactly."""

from __future__ import annotations

from kexie_dash.definitions.rubrics import IndicatorEntry, RubricEntry
from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import Document
from kexie_dash.model.rubric import Indicator, Rubric


def printed_rubric(entry: RubricEntry, document: Document | None) -> tuple[Rubric, tuple[str, ...]]:
    """The rubric with the spans of its texts, and the indicators whose text the report does not have.

    document: of the report that prints it; None while it is not at hand, then no text has a span.
    """
    text = _Solid(document) if document is not None else None
    indicators, lost = [], []
    for one in entry.indicators:
        spans = tuple(text.find(piece) for piece in one.printed) if text else ()
        found = tuple(span for span in spans if span is not None)
        if len(found) < len(spans):
            lost.append(one.name)
        indicators.append(_indicator(one, found))
    rubric = Rubric(
        entry.id, entry.report, entry.title, entry.full_mark, entry.note, entry.has_rules, tuple(indicators)
    )
    return rubric, tuple(lost)


def _indicator(one: IndicatorEntry, spans: tuple[Evidence, ...]) -> Indicator:
    return Indicator(
        one.id, one.path, one.level, one.full_mark, one.dimension, one.printed, bool(one.parts), spans
    )


class _Solid:
    """A document without white space, each character with its offset."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._offsets = [at for at, sign in enumerate(document.text) if not sign.isspace()]
        self._text = "".join(document.text[at] for at in self._offsets)

    def find(self, piece: str) -> Evidence | None:
        """The piece's first occurrence, character by character but for white space."""
        wanted = "".join(piece.split())
        start = self._text.find(wanted)
        if start < 0 or not wanted:
            return None
        first, last = self._offsets[start], self._offsets[start + len(wanted) - 1]
        return Evidence.of(self._document, first, last + 1)
