"""A document becomes observations, each pointing exactly at its sentence."""

from __future__ import annotations

from kexie_dash.extraction.attributes import is_of_a_county
from kexie_dash.extraction.doubled import undoubled
from kexie_dash.extraction.narrative import read_narratives
from kexie_dash.extraction.prose import read_prose
from kexie_dash.extraction.recognised import tempered
from kexie_dash.extraction.rest import read_cell, unread
from kexie_dash.extraction.statement import Frame
from kexie_dash.extraction.tables import TableContext, read_tables
from kexie_dash.extraction.totals import settle
from kexie_dash.model.observation import Extraction, Leftover, Observation
from kexie_dash.model.report import Document, ReportKind
from kexie_dash.reading.layout import passages

__all__ = ["extract"]


def extract(
    document: Document, *, report: str, year: int | None, kind: ReportKind | None, body: str | None = None
) -> Extraction:
    """Everything the document states, in the order of the text. `body` is only carried for later use."""
    del body
    parts = passages(document)
    tables = read_tables(document, parts, TableContext(report, year, kind))
    frame = Frame(document, report, year, kind, tables.levels, county=is_of_a_county(document))
    prose = unread(parts, tables.consumed)
    items: list[Observation | Leftover] = [*tables.observations, *tables.leftovers]
    items += read_prose(frame, prose)
    for cell in tables.free:
        items += read_cell(frame, cell)
    if document.recognised:
        items = list(tempered(document, items))
    items = list(undoubled(document, items))
    observations = [i for i in items if isinstance(i, Observation)]
    leftovers = [i for i in items if isinstance(i, Leftover)]
    return Extraction(
        tuple(settle(observations)),
        tuple(sorted(leftovers, key=lambda item: item.evidence.start)),
        tuple(read_narratives(frame, parts)),
    )
