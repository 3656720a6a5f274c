"""Text on slides: cleaned, in a Chinese face, never markup, a link or a field; figures know their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from kexie_dash.charts.theme import THEMES
from kexie_dash.exports.briefing.content import Sentence
from kexie_dash.exports.briefing.slides.template import FACE
from kexie_dash.exports.clean import clean

INK, SOFT, RULE, WASH = (
    THEMES["light"].ink,
    THEMES["light"].soft,
    THEMES["light"].rule,
    THEMES["light"].wash,
)
_LONGEST_PROPERTY = 250


@dataclass(frozen=True, slots=True)
class Box:
    """Left, top, width, height in EMU."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph. raised: the number of a source."""

    text: str
    size: float = 14
    bold: bool = False
    colour: str = INK
    raised: bool = False


Paragraph = Sequence[Run]


def add_text(
    slide: Any,
    box: Box,
    paragraphs: Iterable[Paragraph],
    *,
    space: float = 6,
    name: str = "",
    right: bool = False,
    middle: bool = False,
) -> Any:
    """A text box; text wraps inside and keeps its size."""
    shape = slide.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    if name:
        shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(frame, paragraphs, space=space, right=right)
    return shape


def fill(frame: Any, paragraphs: Iterable[Paragraph], *, space: float = 0, right: bool = False) -> None:
    """The paragraphs as the whole content of a text frame."""
    for place, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(space)
        paragraph.line_spacing = 1.15
        if right:
            paragraph.alignment = PP_ALIGN.RIGHT
        for run in runs:
            add_run(paragraph, run)


def add_run(paragraph: Any, run: Run) -> None:
    made = paragraph.add_run()
    made.text = clean_keeping_ends(run.text)
    font = made.font
    font.size, font.bold, font.name = Pt(run.size), run.bold, FACE
    font.color.rgb = rgb(run.colour)
    east_asian(made._r.get_or_add_rPr())
    made._r.get_or_add_rPr().set("lang", "zh-CN")
    if run.raised:
        made._r.get_or_add_rPr().set("baseline", "30000")


def rgb(colour: str) -> Any:
    """#RRGGBB as Office has it."""
    made: Any = RGBColor
    return made(*bytes.fromhex(colour[1:]))


def clean_keeping_ends(text: str) -> str:
    """Cleaned, but a blank at either end stays: runs stand beside each other."""
    said = clean(text)[0]
    before = " " if text[:1] == " " and said else ""
    return before + said + (" " if text[-1:] == " " and said else "")


def east_asian(properties: Any) -> None:
    """The face for Chinese characters beside that for Latin ones; without it PowerPoint takes any."""
    for tag in ("a:ea", "a:cs"):
        found = properties.find(qn(tag))
        if found is None:
            found = etree.SubElement(properties, qn(tag))
        found.set("typeface", FACE)


def sentence_runs(sentence: Sentence, size: float, colour: str = INK) -> list[Run]:
    """The sentence with the numbers of its sources raised behind each figure, each once."""
    runs: list[Run] = []
    told: set[int] = set()
    for part in sentence.parts:
        runs.append(Run(part.text, size, colour=colour, bold=part.is_figure))
        new = [number for number in part.references if number not in told]
        told.update(new)
        if new:
            runs.append(Run(f"[{','.join(map(str, new))}]", size, colour=SOFT, raised=True))
    return runs


def set_title(slide: Any, text: str, size: float = 26) -> None:
    """The slide's title, in its placeholder, so that outlines and screen readers find it."""
    frame = slide.shapes.title.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = 0
    fill(frame, [[Run(text, size, bold=True)]])
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def property_text(text: str) -> str:
    """For the properties of a document, which hold no more than this."""
    return clean(text)[0][:_LONGEST_PROPERTY]


def describe(shape: Any, name: str, words: str) -> None:
    """Name and alternative text of a shape."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(name)[0])
    properties.set("descr", clean(words)[0])
