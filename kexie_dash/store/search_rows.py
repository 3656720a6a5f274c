"""The text of reports as it is searched: folded, without white space, one unit a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kexie_dash.model.folding import fold
from kexie_dash.model.report import Document
from kexie_dash.model.unit import TextUnit, UnitKind

#: One letter a unit, so that a report's kinds are one short text.
KIND_LETTER: dict[UnitKind, str] = {"heading": "h", "prose": "p", "row": "r", "other": "o"}
#: Stands between two units; no unit holds it, as white space is left out.
BETWEEN = "\n"
_Row = tuple[object, ...]


def text_row(report: str, document: Document, units: Iterable[TextUnit]) -> _Row:
    """All units of a report in one text, and the letter of each unit's kind."""
    units = tuple(units)
    said = BETWEEN.join(_chars(document, unit) for unit in units)
    return report, said, "".join(KIND_LETTER[unit.kind] for unit in units)


def _chars(document: Document, unit: TextUnit) -> str:
    return fold("".join(document.text[start:end] for start, end in unit.spans))


def unit_rows(report: str, document: Document, units: Iterable[TextUnit]) -> Iterator[_Row]:
    """Where each unit stands, numbered from 0 as in the text row."""
    for number, unit in enumerate(units):
        first, last = unit.spans[0][0], unit.spans[-1][1]
        yield (
            report,
            number,
            list(unit.headings),
            document.line_at(first),
            document.line_at(last - 1),
            document.page_at(first),
            [start for start, _ in unit.spans],
            [end for _, end in unit.spans],
        )
