"""Real footnotes: the part of a document that python-docx does not write, with its styles and settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from kexie_dash.charts import texts as shared
from kexie_dash.exports.briefing import texts as common
from kexie_dash.exports.briefing import texts_document as wording
from kexie_dash.exports.briefing.content import Reference
from kexie_dash.exports.briefing.document.official import BODY_FACE, SMALL_FIVE, Look, field, style_run
from kexie_dash.exports.clean import clean

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_LOOK = Look(BODY_FACE, SMALL_FIVE)
#: A footnote quotes one clause and names so many other places, so that pages are not half notes; the annex
#: has every sentence.
_LONGEST_QUOTE, _MOST_PLACES, _AFTER_FIGURE = 36, 2, 6
_CLAUSE = re.compile("[^，；。！？]+[，；。！？]?")
_DIGIT, _FIGURE = re.compile("[0-9０-９]"), re.compile("[0-9０-９][0-9０-９.,，．]*")


class Footnotes:
    """Collects the notes; finish() writes them. A source named again points at its first note."""

    def __init__(self, made: Any) -> None:
        self._made = made
        self._numbers: dict[int, int] = {}
        self._root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        _style(made, "footnote text", WD_STYLE_TYPE.PARAGRAPH)
        _style(made, "footnote reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            self._separator(number, kind)

    def cite(self, paragraph: Any, one: Reference, look: Look) -> None:
        """A raised number behind the figure just written."""
        number = self._numbers.get(one.number)
        if number is not None:
            field(paragraph, f"NOTEREF _note{one.number} \\h", str(number), look, raised=True)
            return
        number = self._numbers[one.number] = len(self._numbers) + 1
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (begin, end):
            mark.set(qn("w:id"), str(number))
        begin.set(qn("w:name"), f"_note{one.number}")
        paragraph._p.append(begin)
        run = paragraph.add_run()
        style_run(run, look)
        run.style = "footnote reference"
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(number))
        run._r.append(mark)
        paragraph._p.append(end)
        self._note(number, note_text(one))

    def finish(self) -> None:
        """Write the part, and tell the settings of the separators."""
        package = self._made.part.package
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, package)
        self._made.part.relate_to(part, _REL)
        settings = self._made.settings.element
        told = OxmlElement("w:footnotePr")
        for number in ("-1", "0"):
            one = OxmlElement("w:footnote")
            one.set(qn("w:id"), number)
            told.append(one)
        # The schema wants it before w:compat.
        compat = settings.find(qn("w:compat"))
        if compat is not None:
            compat.addprevious(told)
        else:
            settings.append(told)

    def _separator(self, number: int, kind: str) -> None:
        note = etree.SubElement(self._root, qn("w:footnote"))
        note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(number))
        run = etree.SubElement(etree.SubElement(note, qn("w:p")), qn("w:r"))
        etree.SubElement(run, qn(f"w:{kind}"))

    def _note(self, number: int, text: str) -> None:
        note = etree.SubElement(self._root, qn("w:footnote"))
        note.set(qn("w:id"), str(number))
        paragraph = etree.SubElement(note, qn("w:p"))
        style = etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle"))
        style.set(qn("w:val"), _id_of(self._made, "footnote text"))
        mark = etree.SubElement(paragraph, qn("w:r"))
        raised = etree.SubElement(etree.SubElement(mark, qn("w:rPr")), qn("w:rStyle"))
        raised.set(qn("w:val"), _id_of(self._made, "footnote reference"))
        etree.SubElement(mark, qn("w:footnoteRef"))
        run = etree.SubElement(paragraph, qn("w:r"))
        properties = etree.SubElement(run, qn("w:rPr"))
        fonts = etree.SubElement(properties, qn("w:rFonts"))
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _LOOK.face)
        etree.SubElement(properties, qn("w:sz")).set(qn("w:val"), str(round(_LOOK.size * 2)))
        words = etree.SubElement(run, qn("w:t"))
        words.set(qn("xml:space"), "preserve")
        words.text = f" {clean(text)[0]}"


def note_text(one: Reference) -> str:
    """Whose figure, the clause that carries it, where that and its other statements stand."""
    # Statements with words before sums of them: the annex has the whole.
    printed = sorted(one.sources, key=lambda source: not source.quote)
    said = one.how
    if printed:
        first, *others = printed
        quote = common.QUOTED.format(said=figure_clause(first.quote)) if first.quote else ""
        said = f"{first.place}{quote}{_places([other.place for other in others if other.quote], first.place)}"
    return wording.FOOTNOTE.format(who=one.who, shown=one.shown, said=said, number=one.number)


def _places(places: Sequence[str], first: str) -> str:
    """，又见第 12、14 行; a file that is named already is not named again."""
    others = [place for place in dict.fromkeys(places) if place != first]
    file = first.partition(" ")[0]
    shown = [place.removeprefix(file).strip() for place in others[:_MOST_PLACES]]
    more = wording.AND_PLACES_IN_ALL.format(count=len(others)) if len(others) > _MOST_PLACES else ""
    return wording.SEE_ALSO.format(places=shared.BETWEEN_NAMES.join(shown), more=more) if shown else ""


def figure_clause(quote: str, most: int = _LONGEST_QUOTE) -> str:
    """Of a long quote the last clause that holds a figure; what is left out is a …, and no figure is cut."""
    if len(quote) <= most:
        return quote
    spans = [match.span() for match in _CLAUSE.finditer(quote) if _DIGIT.search(match[0])]
    start, end = spans[-1] if spans else (0, len(quote))
    if end - start > most:
        # The figure stands at the end of what is said of it; a table row is cut between two of its cells.
        figure = list(_FIGURE.finditer(quote, start, end))
        end = min(end, (figure[-1].end() if figure else start) + _AFTER_FIGURE)
        start = _before_figures(quote, max(start, end - most))
    said = quote[start:end].strip("，、；。 \t\n")
    return f"{'…' if quote[:start].strip() else ''}{said}{'…' if quote[end:].strip('。； ') else ''}"


def _before_figures(quote: str, start: int) -> int:
    """A place that cuts no figure in two: the end of one that begins before it."""
    inside = (match.end() for match in _FIGURE.finditer(quote) if match.start() < start < match.end())
    return next(inside, start)


def _style(made: Any, name: str, kind: Any) -> Any:
    style = made.styles.add_style(name, kind)
    if kind == WD_STYLE_TYPE.PARAGRAPH:
        style.font.size = Pt(SMALL_FIVE)
        style.base_style = made.styles["Normal"]
        style.paragraph_format.line_spacing = Pt(12)
    return style


def _id_of(made: Any, name: str) -> str:
    return str(made.styles[name].style_id)
