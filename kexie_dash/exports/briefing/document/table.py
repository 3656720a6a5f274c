"""Tables of a document: rules instead of boxes, heads again on every page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu

from kexie_dash.exports.briefing.document.official import HEAD_FACE, SMALL, WIDTH, Look, add_run
from kexie_dash.exports.clean import clean

Piece = tuple[str, Look]
#: Paragraphs of pieces.
Cell = Sequence[Sequence[Piece]]


def add_table(
    made: Any, widths: Sequence[float], head: Sequence[str], rows: Sequence[Sequence[Cell]], together: int = 0
) -> Any:
    """widths: shares of the page. head: empty where the first column names the rows.

    together: so many of the last rows stay on one page.
    """
    table = made.add_table(rows=0, cols=len(widths))
    table.autofit = False
    _borders(table)
    shares = [Emu(round(WIDTH * share / sum(widths))) for share in widths]
    for column, width in zip(table.columns, shares, strict=True):
        column.width = width
    if head:
        look = Look(HEAD_FACE, SMALL.size)
        _row(table, [[[(words, look)]] for words in head], shares)
        _repeated(table.rows[0])
    for cells in rows:
        _row(table, cells, shares)
    for row in table.rows[len(table.rows) - together : -1] if together else ():
        for cell in row.cells:
            for one in cell.paragraphs:
                one.paragraph_format.keep_with_next = True
    return table


def plain(text: str, look: Look = SMALL) -> Cell:
    return [[(text, look)]]


def _row(table: Any, cells: Sequence[Cell], widths: Sequence[Any]) -> None:
    row = table.add_row()
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for place, (cell, paragraphs) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = widths[place]
        for number, pieces in enumerate(paragraphs):
            one = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            one.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            for text, look in pieces:
                add_run(one, text, look)
        if not paragraphs:
            cell.paragraphs[0].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _repeated(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _borders(table: Any) -> None:
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 4)):
        line = OxmlElement(f"w:{side}")
        for name, said in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{name}"), said)
        borders.append(line)
    properties.append(borders)


def describe(table: Any, title: str, words: str) -> None:
    """Title and alternative text, for screen readers."""
    for tag, said in (("tblCaption", title), ("tblDescription", words)):
        one = OxmlElement(f"w:{tag}")
        one.set(qn("w:val"), clean(said)[0])
        table._tbl.tblPr.append(one)
