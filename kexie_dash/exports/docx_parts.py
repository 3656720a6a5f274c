"""Pieces of a Word document python-docx has no word for: East Asian faces, borders, exact lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from kexie_dash.exports import texts
from kexie_dash.exports.clean import clean

LATIN, EAST_ASIAN = "Arial", texts.FACE
INK, SOFT = "1F1E1C", "5F5B55"


def in_chinese(document: Any) -> None:
    """Chinese of the mainland, or punctuation is drawn as in Taiwan where the face is missing."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def run(paragraph: Any, words: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
    """Text in both faces; what no file may hold is dropped."""
    made = paragraph.add_run(_kept(words))
    made.bold = bold
    made.font.size, made.font.name = Pt(size), LATIN
    made.font.color.rgb = RGBColor.from_string(colour)
    fonts = made._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    fonts.set(qn("w:hAnsi"), LATIN)


def shaded(paragraph: Any, blanks: int, size: float, colour: str) -> None:
    """A bar in the line: blanks on a ground of this colour (#RRGGBB)."""
    run(paragraph, "\u2003" * blanks, size)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.removeprefix("#"))):
        shade.set(qn(f"w:{name}"), value)
    paragraph.runs[-1]._element.get_or_add_rPr().append(shade)


def _kept(words: str) -> str:
    """Cleaned, with the spaces at its ends that part it from the next run."""
    if not words.strip():
        return words
    before = words[: len(words) - len(words.lstrip())]
    return before + clean(words)[0] + words[len(words.rstrip()) :]


def exact(paragraph: Any, line: float, before: float = 0, after: float = 0) -> Any:
    """Every line as high as said, whatever font the reader's machine has."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    form.space_before, form.space_after = Pt(before), Pt(after)
    return paragraph


def underline(paragraph: Any, eighths: int, colour: str = "8A867F") -> None:
    """A rule under a heading; its width in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    borders.append(_border("w:bottom", eighths, colour))
    paragraph._element.get_or_add_pPr().append(borders)


def table(document: Any, rows: int, widths: Sequence[float], title: str, *, ruled: bool) -> Any:
    """Fixed widths in points; ruled: thin lines between the rows. title: for screen readers."""
    made = document.add_table(rows, len(widths))
    made.autofit = False
    properties = made._element.tblPr
    borders = OxmlElement("w:tblBorders")
    if ruled:
        borders.append(_border("w:bottom", 4, "BDB9B1"))
        borders.append(_border("w:insideH", 4, "D8D5CF"))
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, twentieths in (("w:left", 0), ("w:right", 100)):
        one = OxmlElement(side)
        one.set(qn("w:w"), str(twentieths))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    properties.append(margins)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), clean(title)[0])
    properties.append(caption)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Pt(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
    return made


def _border(side: str, eighths: int, colour: str) -> Any:
    one = OxmlElement(side)
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
        one.set(qn(f"w:{name}"), value)
    return one
