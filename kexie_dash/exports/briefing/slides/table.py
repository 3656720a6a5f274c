"""Native tables: rules instead of boxes, a head that is told from the body, our face in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from kexie_dash.charts.theme import THEMES
from kexie_dash.exports.briefing.grid import Grid
from kexie_dash.exports.briefing.slides.template import CM
from kexie_dash.exports.briefing.slides.text import INK, RULE, SOFT, WASH, Box, Paragraph, Run, fill, rgb

#: Of the deepest ground a cell can have, so that ink stays readable on it.
_DEEPEST = (0x9C, 0xC3, 0xE0)
_PAD = CM // 8


def add_table(
    slide: Any,
    box: Box,
    widths: Sequence[float],
    head: Sequence[str],
    rows: Sequence[Sequence[Sequence[Paragraph]]],
    *,
    row_height: int = 0,
    size: float = 11,
) -> Any:
    """rows: of cells of paragraphs. widths: shares of the whole. The frame, so that it can be described."""
    high = row_height or round(0.7 * CM)
    frame = slide.shapes.add_table(
        len(rows) + 1,
        len(widths),
        Emu(box.left),
        Emu(box.top),
        Emu(box.width),
        Emu(high * (len(rows) + 1)),
    )
    table = frame.table
    _without_style(table)
    for column, share in enumerate(widths):
        table.columns[column].width = Emu(round(box.width * share / sum(widths)))
    for column, words in enumerate(head):
        _cell(table.cell(0, column), [[Run(words, size, bold=True, colour=SOFT)]], rule=True)
    for number, cells in enumerate(rows, start=1):
        for column, paragraphs in enumerate(cells):
            _cell(table.cell(number, column), paragraphs)
    for row in table.rows:
        row.height = Emu(high)
    return frame


def add_grid(slide: Any, box: Box, grid: Grid) -> Any:
    """The heat map: the deeper the ground, the higher the rate; the figure stands in every cell."""
    rows = [
        [
            [[Run(label, 12)]],
            *[[[Run(c.said, 12, colour=INK if c.share is not None else SOFT)]] for c in cells],
        ]
        for label, cells in grid.rows
    ]
    widths = [1.5, *[1.0 for _ in grid.columns]]
    high = min(round(0.95 * CM), box.height // (len(rows) + 1))
    frame = add_table(slide, box, widths, ["", *grid.columns], rows, row_height=high, size=12)
    for number, (_, cells) in enumerate(grid.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell.share is not None:
                _ground(frame.table.cell(number, column), _shade(float(cell.share)))
    return frame


def _shade(share: float) -> str:
    white = 0xFF
    return "#" + "".join(f"{round(white - (white - deep) * share):02X}" for deep in _DEEPEST)


def _without_style(table: Any) -> None:
    """Office's own table styles bring blue heads and bands."""
    table.horz_banding = table.first_row = False
    found = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if found is not None:
        # “No style, no grid”.
        found.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _cell(cell: Any, paragraphs: Sequence[Paragraph], *, rule: bool = False) -> None:
    cell.margin_left = cell.margin_right = Emu(_PAD)
    cell.margin_top = cell.margin_bottom = Emu(_PAD // 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if rule else MSO_ANCHOR.TOP
    fill(cell.text_frame, paragraphs)
    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, qn("a:lnB"), w=str(Pt(1.0 if rule else 0.5)))
    solid = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(solid, qn("a:srgbClr"), val=(RULE if rule else THEMES["light"].grid)[1:])
    if rule:
        _ground(cell, WASH)


def _ground(cell: Any, colour: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colour)
