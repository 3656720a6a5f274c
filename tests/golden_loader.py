"""Goldens as Observations: what a person read, with the sentence of each worked out from the text."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from kexie_dash.definitions.origins import load_origins
from kexie_dash.definitions.reference import load_regions
from kexie_dash.model.observation import Evidence, Observation
from kexie_dash.model.report import Document, Region, Report
from kexie_dash.reading import read_document

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
_TEXT_FIELDS = (
    "report", "family", "label", "subject", "unit", "value_text", "bound", "coverage", "is_total", "period",
    "year", "stage", "level", "criteria", "target_text", "actual_text", "category", "channel",
)  # fmt: skip
_FIGURES = ("value", "full_mark", "target", "actual")
_SENTENCE_END = re.compile(r"[。！？]")


def reports() -> dict[str, tuple[Report, Region]]:
    """The registered reports by id, each with its region."""
    regions = load_regions(ROOT / "data" / "reference")
    origins = load_origins(ROOT / "data" / "reports" / "origins.yaml", regions)
    assert not origins.problems
    return {o.report.id: (o.report, regions[o.report.region_code]) for o in origins.origins}


def golden(report_id: str) -> tuple[Observation, ...]:
    """Every line of the report's golden, in the order of the file."""
    document = read_document(ROOT / "data" / "reports" / f"{report_id}.txt")
    lines = (GOLDEN / f"{report_id}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_observation(json.loads(line, parse_float=Decimal), document) for line in lines)


def _observation(raw: dict[str, Any], document: Document) -> Observation:
    place = raw["evidence"]
    evidence = Evidence.of(document, place["start"], place["end"])
    assert evidence.quote == place["quote"]
    path = raw.get("indicator_path")
    return Observation(
        **{name: raw[name] for name in _TEXT_FIELDS if name in raw},
        **{name: _decimal(raw.get(name)) for name in _FIGURES},
        evidence=evidence,
        rule="golden",
        confidence=1.0,
        sentence=_sentence(document, place["start"]),
        indicator_path=tuple(path) if path else None,
    )


def _decimal(figure: object) -> Decimal | None:
    return None if figure is None else Decimal(str(figure))


def _sentence(document: Document, start: int) -> int:
    """Where the table row or the sentence that holds the offset begins."""
    line = document.line_starts[document.line_at(start) - 1]
    row_end = document.text.find("\n", line)
    if "\t" in document.text[line : row_end if row_end >= 0 else None]:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(document.text, 0, start)]
    return ends[-1] if ends else 0
