"""A briefing as a 简报 in the layout of official documents: text with footnotes, pictures, tables, annex."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import has_value, percent, value_text
from kexie_dash.charts.names import names_of, row_words
from kexie_dash.exports import texts
from kexie_dash.exports.briefing import texts as common
from kexie_dash.exports.briefing import texts_document as wording
from kexie_dash.exports.briefing.content import Briefing, FoundItem, Reference, Section, Sentence
from kexie_dash.exports.briefing.document.footnotes import Footnotes
from kexie_dash.exports.briefing.document.official import (
    BODY,
    FOUR,
    NOTE,
    RED,
    SMALL,
    SMALL_FOUR,
    SUB_FACE,
    TITLE_FACE,
    WIDTH,
    Look,
    add_run,
    document,
    heading,
    numeral,
    paragraph,
)
from kexie_dash.exports.briefing.document.picture import picture_of
from kexie_dash.exports.briefing.document.table import Cell, add_table, describe, plain
from kexie_dash.exports.briefing.grid import grid_of
from kexie_dash.exports.clean import clean
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp import stamp_office, stamp_words
from kexie_dash.model.finding import VERDICT_LABEL
from kexie_dash.model.labels import basis_label
from kexie_dash.model.state import state_words

_log = logging.getLogger(__name__)
Tick = Callable[[float, str], None]
#: Longer tables are cut here; the annex has every figure.
_MOST_ROWS = 60
_WHOLE_TABLE = 8
_ABOUT = wording.ABOUT


def to_docx(
    briefing: Briefing, tick: Tick = lambda share, what: None, *, pictures: bool = True
) -> tuple[bytes, tuple[str, ...]]:
    """The bytes, stamped, and what could not be put in: without a browser tables, and no pictures."""
    made = _Brief(briefing, tick, pictures)
    made.write()
    return made.saved(), made.missing


def chinese_day(day: date) -> str:
    return texts.DAY.format(year=day.year, month=day.month, day=day.day)


class _Brief:
    def __init__(self, briefing: Briefing, tick: Tick, pictures: bool) -> None:
        self._briefing, self._tick, self._pictures = briefing, tick, pictures
        self._made = document(briefing.title, stamp_words(briefing.stamp))
        self._notes = Footnotes(self._made)
        self.missing: tuple[str, ...] = ()

    def saved(self) -> bytes:
        self._notes.finish()
        out = io.BytesIO()
        self._made.save(out)
        return stamp_office(out.getvalue(), self._briefing.stamp)

    def write(self) -> None:
        briefing = self._briefing
        self._head()
        heading(self._made, wording.SUMMARY, 1)
        for number, sentence in enumerate(briefing.summary, start=1):
            self._sentence(sentence, f"{number}.")
        heading(self._made, wording.SECTIONS, 1)
        for number, section in enumerate(briefing.sections, start=1):
            self._tick(0.3 + 0.5 * number / len(briefing.sections), section.label)
            self._section(section, number)
        self._findings()
        heading(self._made, wording.METHOD, 1)
        for number, (head, text) in enumerate(briefing.method, start=1):
            one = paragraph(self._made)
            add_run(one, wording.METHOD_HEAD.format(number=number, head=head), Look(bold=True))
            add_run(one, text, BODY)
        self._end()
        self._tick(0.9, common.ANNEX)
        self._annex()

    def _head(self) -> None:
        briefing = self._briefing
        mast = paragraph(self._made, indent=False, single=True)
        mast.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(mast, wording.MASTHEAD, Look(TITLE_FACE, 36, colour=RED))
        line = paragraph(self._made, indent=False)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(line, chinese_day(briefing.made_on), Look(SUB_FACE, FOUR))
        _red_rule(line)
        title = self._made.add_paragraph(style="Title")
        title.paragraph_format.space_before = Pt(20)
        add_run(title, briefing.title, Look(TITLE_FACE, 22))
        scope = paragraph(self._made)
        add_run(scope, wording.SCOPE.format(scope=briefing.scope, about=_ABOUT), BODY)

    def _sentence(self, sentence: Sentence, before: str = "") -> None:
        one = paragraph(self._made)
        if before:
            add_run(one, before, BODY)
        cited: set[int] = set()
        for part in sentence.parts:
            add_run(one, part.text, BODY)
            for number in part.references:
                if number not in cited:
                    cited.add(number)
                    self._notes.cite(one, self._briefing.reference(number), BODY)

    def _section(self, section: Section, number: int) -> None:
        heading(self._made, wording.SECTION_HEAD.format(numeral=numeral(number), label=section.label), 2)
        lead = paragraph(self._made)
        lead.paragraph_format.keep_with_next = True
        add_run(lead, wording.SENTENCE.format(title=section.title), Look(bold=True))
        for sentence in section.sentences:
            self._sentence(sentence)
        caption = paragraph(self._made, NOTE, indent=False, single=True)
        caption.paragraph_format.space_before, caption.paragraph_format.keep_with_next = Pt(6), True
        add_run(caption, section.subtitle, NOTE)
        self._picture(section)
        self._table(section)
        foot = paragraph(self._made, NOTE, indent=False, single=True)
        foot.paragraph_format.space_after = Pt(10)
        add_run(foot, section.foot, NOTE)

    def _picture(self, section: Section) -> None:
        if not self._pictures or section.form == "matrix":
            return
        try:
            drawn, words = picture_of(section, self._briefing.colours)
        except ExportError as error:
            # Without a browser or a font the tables say the same; the message says what to install.
            self._pictures, self.missing = False, (str(error),)
            return
        one = paragraph(self._made, indent=False, single=True)
        shape = one.add_run().add_picture(io.BytesIO(drawn), width=WIDTH)
        properties = shape._inline.docPr
        properties.set("name", clean(section.label)[0])
        properties.set("descr", clean(words)[0])

    def _table(self, section: Section) -> None:
        metric = section.comparison.metric
        if section.form == "matrix":
            grid = grid_of(metric, section.matrix)
            rows: list[Sequence[Cell]] = [
                [plain(label), *(plain(cell.said) for cell in cells)] for label, cells in grid.rows
            ]
            widths = [1.6, *[1.0 for _ in grid.columns]]
            describe(add_table(self._made, widths, ["", *grid.columns], rows), section.label, section.title)
            return
        items = [item for band in section.comparison.bands for item in band.values]
        names, words = names_of(i.value for i in items), row_words(i.value for i in items)
        declared = section.form == "dumbbell"
        rows = []
        for item in items[:_MOST_ROWS]:
            value = item.value
            shown = value_text(value, metric) if has_value(value) else "—"
            own = (
                ""
                if not declared
                else percent(value.declared)
                if value.declared is not None
                else wording.NOT_DECLARED
            )
            state = state_words(item, metric.unit)
            told = shared.BETWEEN_CLAUSES.join(part for part in (basis_label(value.basis), state) if part)
            cells = [f"{names[value.body_code]} {words[value.id]}".strip(), item.group_label, shown]
            rows.append([plain(text) for text in (*cells, *([own] if declared else []), told)])
        head = [
            wording.BODY,
            wording.GROUP,
            metric.label,
            *([common.DECLARED] if declared else []),
            wording.BASIS_AND_STATE,
        ]
        widths = [1.3, 2.0, 1.5, *([1.0] if declared else []), 2.2]
        # A short table is not cut; it may stand on the page after its picture, or that page stays half empty.
        whole = len(rows) + 1 if len(rows) <= _WHOLE_TABLE else 0
        describe(add_table(self._made, widths, head, rows, whole), section.label, section.title)
        if len(items) > _MOST_ROWS:
            more = paragraph(self._made, NOTE, indent=False, single=True)
            add_run(more, wording.FURTHER_FIGURES.format(count=len(items) - _MOST_ROWS), NOTE)

    def _findings(self) -> None:
        against, asked = self._briefing.found
        heading(self._made, wording.FINDINGS, 1)
        one = paragraph(self._made)
        if not self._briefing.findings:
            add_run(one, common.NOTHING_FOUND, BODY)
            return
        add_run(one, wording.FINDINGS_COUNTED.format(against=against, asked=asked), BODY)
        for number, item in enumerate(self._briefing.findings, start=1):
            self._finding(item, number)
        left = against + asked - len(self._briefing.findings)
        if left > 0:
            add_run(paragraph(self._made), wording.FURTHER_FINDINGS.format(left=left), BODY)

    def _finding(self, item: FoundItem, number: int) -> None:
        one = paragraph(self._made)
        verdict = VERDICT_LABEL[item.finding.verdict]
        add_run(
            one,
            wording.FINDING_HEAD.format(
                number=number, body=item.body, year=item.report.year, verdict=verdict
            ),
            Look(bold=True),
        )
        add_run(one, item.finding.message, BODY)
        places = shared.BETWEEN_CLAUSES.join(dict.fromkeys(side.place for side in item.sides))
        add_run(one, shared.IN_BRACKETS.format(said=places), Look(SUB_FACE, SMALL_FOUR))

    def _end(self) -> None:
        briefing = self._briefing
        line = paragraph(self._made)
        line.paragraph_format.space_before = Pt(14)
        add_run(line, wording.THIS_FILE.format(stamp=stamp_words(briefing.stamp)), BODY)
        day = paragraph(self._made, indent=False)
        day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_run(day, chinese_day(briefing.made_on), BODY)

    def _annex(self) -> None:
        head = heading(self._made, wording.ANNEX_TITLE, 1)
        head.paragraph_format.page_break_before = True
        rows = [(plain(str(one.number)), _figure(one), _sources(one)) for one in self._briefing.references]
        table = add_table(self._made, (0.6, 2.6, 6.8), common.ANNEX_HEAD, rows)
        describe(table, common.ANNEX, wording.ANNEX_SAID)


def _figure(one: Reference) -> Cell:
    told: list[Sequence[tuple[str, Look]]] = [
        [(one.name, SMALL)],
        [(one.shown, Look(SMALL.face, SMALL.size, bold=True))],
    ]
    return [*told, *([[(one.how, NOTE)]] if one.how else [])]


def _sources(one: Reference) -> Cell:
    told = []
    for source in one.sources:
        pieces = [(source.what, SMALL), (f" {source.place}", NOTE)]
        if source.sentence:
            pieces.append((common.QUOTED_AFTER.format(sentence=source.sentence), SMALL))
        told.append(pieces)
    return told or [[(one.how, SMALL)]]


def _red_rule(one: Any) -> None:
    """The red line under the masthead, a border of its paragraph."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, said in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", "C8102E")):
        line.set(qn(f"w:{name}"), said)
    borders.append(line)
    one._p.get_or_add_pPr().append(borders)
    one.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
