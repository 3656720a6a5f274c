"""A document in the layout of official documents (GB/T 9704): margins, faces, headings, page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from kexie_dash.exports import texts
from kexie_dash.exports.briefing import texts_document as wording
from kexie_dash.exports.clean import clean
from kexie_dash.exports.docx_parts import in_chinese

#: Faces the standard names, each with what stands in for it where it is not installed.
TITLE_FACE, HEAD_FACE, SUB_FACE, BODY_FACE = (
    wording.TITLE_FACE,
    wording.HEAD_FACE,
    wording.SUB_FACE,
    wording.BODY_FACE,
)
NUMBER_FACE = wording.NUMBER_FACE
_IN_PLACE = {
    TITLE_FACE: wording.INSTEAD_OF_TITLE_FACE,
    HEAD_FACE: wording.INSTEAD_OF_HEAD_FACE,
    SUB_FACE: wording.INSTEAD_OF_SUB_FACE,
    BODY_FACE: wording.INSTEAD_OF_BODY_FACE,
    NUMBER_FACE: "SimSun,Noto Serif CJK SC",
}
#: 一号, 二号, 三号, 四号, 小四, 五号 and 小五 in points.
TWO, THREE, FOUR, SMALL_FOUR, FIVE, SMALL_FIVE = 22, 16, 14, 12, 10.5, 9
LINE = Pt(28)
RED = RGBColor(0xC8, 0x10, 0x2E)
WIDTH = Mm(210 - 28 - 26)
_MAX_TEXT = 32_000


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's or run's face and size in points."""

    face: str = BODY_FACE
    size: float = THREE
    bold: bool = False
    colour: RGBColor | None = None


BODY = Look()
SMALL = Look(BODY_FACE, FIVE)
NOTE = Look(SUB_FACE, FIVE)


def document(title: str, foot: str) -> Any:
    """An empty document. foot: stands under the page number of every page."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    section.gutter = 0
    _styles(made)
    _substitutes(made)
    made.core_properties.title, made.core_properties.language = clean(title)[0][:250], "zh-CN"
    made.core_properties.author = texts.PRODUCT
    made.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, foot, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, foot, WD_ALIGN_PARAGRAPH.LEFT)
    for paragraph in list(made.paragraphs):
        made.element.body.remove(paragraph._p)
    return made


def _styles(made: Any) -> None:
    in_chinese(made)
    looks = {
        "Normal": BODY,
        "Title": Look(TITLE_FACE, TWO),
        "Heading 1": Look(HEAD_FACE),
        "Heading 2": Look(SUB_FACE),
        "Heading 3": Look(BODY_FACE, bold=True),
    }
    for name, look in looks.items():
        style = made.styles[name]
        _face(style.element.get_or_add_rPr(), look.face)
        style.font.size, style.font.bold = Pt(look.size), look.bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False
        paragraphs = style.paragraph_format
        paragraphs.space_before = paragraphs.space_after = Pt(0)
        paragraphs.line_spacing_rule, paragraphs.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        paragraphs.keep_with_next = name.startswith("Heading")
    title = made.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(36)
    title.paragraph_format.space_after = Pt(14)
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)


def _face(properties: Any, face: str) -> None:
    """One face for every script; theme faces would win over it."""
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)


def _substitutes(made: Any) -> None:
    """What to take where a face is missing stands in the table of fonts, which Word reads."""
    part = next(
        (rel.target_part for rel in made.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE),
        None,
    )
    if part is None:
        return
    root = etree.fromstring(part.blob)
    for face, others in _IN_PLACE.items():
        font = etree.SubElement(root, qn("w:font"))
        font.set(qn("w:name"), face)
        etree.SubElement(font, qn("w:altName")).set(qn("w:val"), others)
        etree.SubElement(font, qn("w:charset")).set(qn("w:val"), "86")
        etree.SubElement(font, qn("w:family")).set(qn("w:val"), "auto")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _page_number(footer: Any, foot: str, side: Any) -> None:
    """— 1 — in 四号, odd pages at the right, even ones at the left; the data version under it."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    look = Look(NUMBER_FACE, FOUR)
    add_run(paragraph, "— ", look)
    field(paragraph, "PAGE", "1", look)
    add_run(paragraph, " —", look)
    below = footer.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(below, foot, Look(NUMBER_FACE, 8, colour=RGBColor(0x5F, 0x5B, 0x55)))
    for one in (paragraph, below):
        one.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def field(paragraph: Any, code: str, shown: str, look: Look, *, raised: bool = False) -> None:
    """A field of ours with the text it has until it is updated; texts of reports never come here."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        style_run(run, look)
        if raised:
            run.font.superscript = True
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        else:
            run.text = text


def add_run(paragraph: Any, text: str, look: Look) -> Any:
    """Cleaned text in a run of its own; ends keep a blank."""
    said = clean(text)[0]
    said = (" " if text[:1] == " " else "") + said + (" " if text[-1:] == " " and text.strip() else "")
    run = paragraph.add_run(said[:_MAX_TEXT])
    style_run(run, look)
    return run


def style_run(run: Any, look: Look) -> None:
    _face(run._r.get_or_add_rPr(), look.face)
    run.font.size, run.font.bold = Pt(look.size), look.bold
    if look.colour is not None:
        run.font.color.rgb = look.colour


def paragraph(made: Any, look: Look = BODY, *, indent: bool = True, single: bool = False) -> Any:
    """An empty paragraph of the body, begun two characters in."""
    one = made.add_paragraph()
    if indent:
        properties = one._p.get_or_add_pPr()
        space = properties.get_or_add_ind()
        space.set(qn("w:firstLineChars"), "200")
        space.set(qn("w:firstLine"), str(round(look.size * 2 * 20)))
    if single:
        one.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return one


def heading(made: Any, text: str, level: int) -> Any:
    """一、 in 黑体, （一） in 楷体, 1. in bold 仿宋; found by outlines."""
    one = made.add_paragraph(style=f"Heading {level}")
    add_run(one, text, {1: Look(HEAD_FACE), 2: Look(SUB_FACE), 3: Look(BODY_FACE, bold=True)}[level])
    space = one._p.get_or_add_pPr().get_or_add_ind()
    space.set(qn("w:firstLineChars"), "200")
    space.set(qn("w:firstLine"), "640")
    return one


def numeral(number: int) -> str:
    """一 … 十, 十一 … 九十九, as headings are counted."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return wording.NUMERALS[number]
    return (
        ("" if tens == 1 else wording.NUMERALS[tens])
        + wording.NUMERALS[10]
        + (wording.NUMERALS[ones] if ones else "")
    )
