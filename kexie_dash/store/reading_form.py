"""A document and what was read from it as plain JSON, and back, without losing a digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from kexie_dash.model.observation import Evidence, Extraction, Leftover, Narrative, Observation
from kexie_dash.model.report import Document, Recognised
from kexie_dash.model.unit import TextUnit

Plain = dict[str, Any]
_FIGURES = ("value", "full_mark", "target", "actual")
_FIELDS = tuple(field.name for field in fields(Observation) if field.name != "evidence")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with everything read from it."""

    document: Document
    extraction: Extraction
    units: tuple[TextUnit, ...] = ()


def to_plain(reading: Reading) -> Plain:
    document, found = reading.document, reading.extraction
    return {
        "text": document.text,
        "page_starts": list(document.page_starts),
        "recognised": [[one.start, one.end, one.score] for one in document.recognised],
        "units": [[one.kind, one.headings, one.spans] for one in reading.units],
        "observations": [_observation(one) for one in found.observations],
        "leftovers": [[one.report, _span(one.evidence), one.reason] for one in found.leftovers],
        "narratives": [[one.report, one.section, one.item, _span(one.evidence)] for one in found.narratives],
    }


def from_plain(plain: Mapping[str, Any]) -> Reading:
    """ValueError, KeyError or TypeError where the form is not that of to_plain."""
    seen = tuple(Recognised(*one) for one in plain["recognised"])
    document = Document(plain["text"], tuple(plain["page_starts"]), recognised=seen)
    text = document.text
    extraction = Extraction(
        tuple(_observed(one, text) for one in plain["observations"]),
        tuple(Leftover(report, _evidence(span, text), why) for report, span, why in plain["leftovers"]),
        tuple(
            Narrative(report, section, item, _evidence(span, text))
            for report, section, item, span in plain["narratives"]
        ),
    )
    units = (
        TextUnit(kind, tuple(headings), tuple((start, end) for start, end in spans))
        for kind, headings, spans in plain["units"]
    )
    return Reading(document, extraction, tuple(units))


def _observation(one: Observation) -> list[Any]:
    cells: list[Any] = [_span(one.evidence)]
    for name in _FIELDS:
        value = getattr(one, name)
        cells.append(str(value) if isinstance(value, Decimal) else value)
    return cells


def _observed(cells: list[Any], text: str) -> Observation:
    named = dict(zip(_FIELDS, cells[1:], strict=True))
    for name in _FIGURES:
        named[name] = None if named[name] is None else Decimal(named[name])
    path = named["indicator_path"]
    named["indicator_path"] = None if path is None else tuple(path)
    return Observation(**named, evidence=_evidence(cells[0], text))


def _span(evidence: Evidence) -> list[int | None]:
    """Without the quote: it is the text between the two ends, always."""
    return [evidence.start, evidence.end, evidence.line_first, evidence.line_last, evidence.page]


def _evidence(span: list[Any], text: str) -> Evidence:
    start, end, line_first, line_last, page = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}:{end} is not inside a text of {len(text)}")
    return Evidence(start, end, line_first, line_last, page, text[start:end])
