"""A document becomes observations, each pointing exactly at its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kexie_dash.extraction.prose import read_prose
from kexie_dash.extraction.statement import Frame
from kexie_dash.model.observation import Extraction, Leftover, Observation
from kexie_dash.model.report import Document, ReportKind
from kexie_dash.reading.layout import passages

__all__ = ["extract"]

_PARTS = ("基本支出", "项目支出")


def extract(
    document: Document, *, report: str, year: int | None, kind: ReportKind | None, body: str | None = None
) -> Extraction:
    """Everything the document states, in the order of the text. `body` is only carried for later use."""
    del body
    parts = passages(document)
    frame = Frame(document, report, year, kind)
    items = [*read_prose(frame, (p for p in parts if p.kind != "row"))]
    observations = [i for i in items if isinstance(i, Observation)]
    leftovers = [i for i in items if isinstance(i, Leftover)]
    return Extraction(
        tuple(sorted(_totals(observations), key=_place)),
        tuple(sorted(leftovers, key=lambda item: item.evidence.start)),
    )


def _place(observation: Observation) -> tuple[int, int]:
    return observation.evidence.start, observation.evidence.end


def _totals(observations: Sequence[Observation]) -> list[Observation]:
    """is_total of figures whose parts stand elsewhere in the report."""
    items = any(o.family == "score" and o.level in ("level_1", "level_2") for o in observations)
    parts = {o.subject for o in observations if o.family == "budget"} >= set(_PARTS)
    result = []
    for o in observations:
        if o.family == "score" and o.level == "total":
            result.append(replace(o, is_total=items and o.value is not None))
        elif (
            o.family == "budget"
            and parts
            and o.subject == "部门整体"
            and o.stage in ("initial", "adjusted", "executed", "income")
        ):
            result.append(replace(o, is_total=True))
        else:
            result.append(o)
    return result
