"""单位体检单 as one page of A4 in Word: lines of an exact height, so that it is one page everywhere."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.shared import Mm

from kexie_dash.charts import texts as shared
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.theme import THEMES, VERDICT_COLOURS
from kexie_dash.exports import texts_checkup as wording
from kexie_dash.exports.checkup import Checkup, HeadRow, Line
from kexie_dash.exports.checkup_fit import FONT, LINE, WIDTH, rest, room_for
from kexie_dash.exports.docx_parts import SOFT, exact, in_chinese, run, shaded, table, underline
from kexie_dash.exports.stamp import stamp_office

_WIDTHS = (138.0, 98.0, 114.0, 58.0, 108.0)
_COLOUR = {
    "✕": VERDICT_COLOURS["contradicts"][0].lstrip("#"),
    "?": VERDICT_COLOURS["undecided"][0].lstrip("#"),
}
_BLOCKS = 16


def checkup_docx(sheet: Checkup) -> bytes:
    document = docx.Document()
    _page(document, sheet)
    room = room_for(sheet)
    title = exact(document.add_paragraph(), 24)
    run(title, sheet.report.body[:48], 16, bold=True)
    run(title, wording.NAME_AFTER_BODY, 11, bold=True)
    underline(title, 12, "1F1E1C")
    run(_text(document), sheet.lead, FONT, colour=SOFT)
    _heading(document, sheet.heading)
    _values(document, sheet.head)
    halves = table(document, 2, (WIDTH / 2, WIDTH / 2), wording.HALVES, ruled=False)
    _money(halves.cell(0, 0), sheet)
    _block(halves.cell(0, 1), wording.SCORE_AND_LOSSES, sheet.score, sheet.losses, room.losses, "losses")
    _block(halves.cell(1, 0), wording.TARGETS, sheet.targets, sheet.unmet, room.unmet, "unmet")
    notes = [Line("", "", one) for one in sheet.caveats]
    _block(halves.cell(1, 1), wording.SILENCE_AND_CAVEATS, sheet.silent, notes, room.caveats, "caveats")
    _heading(document, wording.FINDINGS)
    run(_text(document), sheet.verdicts, FONT)
    _lines(document, sheet.findings, room.findings, "findings")
    foot = exact(document.add_paragraph(), 11, before=5)
    run(foot, sheet.foot, 7.5, colour=SOFT)
    out = io.BytesIO()
    document.save(out)
    return stamp_office(out.getvalue(), sheet.stamp)


def _page(document: Any, sheet: Checkup) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin = section.bottom_margin = Mm(12)
    section.header_distance = section.footer_distance = Mm(5)
    document.core_properties.title = wording.TITLE.format(body=sheet.report.body[:80])
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = "zh-CN"
    in_chinese(document)


def _text(place: Any) -> Any:
    return exact(place.add_paragraph(), LINE)


def _heading(place: Any, words: str) -> None:
    made = exact(place.add_paragraph(), LINE + 1, before=6, after=2)
    run(made, words, 10.5, bold=True)
    underline(made, 6)


def _values(document: Any, rows: Sequence[HeadRow]) -> None:
    made = table(document, len(rows) + 1, _WIDTHS, wording.HEAD_FIGURES, ruled=True)
    for cell, name in zip(made.rows[0].cells, wording.HEAD, strict=True):
        run(exact(cell.paragraphs[0], LINE), name, FONT - 0.5, colour=SOFT)
    for row, line in zip(rows, made.rows[1:], strict=True):
        said = (row.name, row.value, row.peers or "–", row.median or "–", row.aside)
        for place, (cell, words) in enumerate(zip(line.cells, said, strict=True)):
            paragraph = exact(cell.paragraphs[0], LINE + 1, before=0.8)
            run(paragraph, words, 10.5 if place == 1 else FONT, bold=place < 2)


def _money(cell: Any, sheet: Checkup) -> None:
    """Bars are blanks on a coloured ground: they stay text that can be edited."""
    colour = BodyColours([sheet.report.body_code]).of(sheet.report.body_code, THEMES["light"])
    _first(cell)
    _heading_in(cell, wording.MONEY)
    for row in sheet.money:
        paragraph = _text(cell)
        run(paragraph, row.label + wording.WIDE_SPACE * (1 if len(row.label) > 2 else 3), FONT)
        if row.share is not None:
            shaded(paragraph, max(1, round(row.share * _BLOCKS)), 6, colour)
            run(paragraph, " ", FONT)
        run(paragraph, row.amount, FONT, bold=True)
        run(paragraph, f" {row.of_budget}", FONT - 1, colour=SOFT)


def _block(cell: Any, title: str, said: str, lines: Sequence[Line], most: int, what: str) -> None:
    _first(cell)
    _heading_in(cell, title)
    run(_text(cell), said, FONT)
    _lines(cell, lines, most, what)


def _first(cell: Any) -> None:
    """A cell is born with an empty paragraph; it becomes the gap above the heading."""
    exact(cell.paragraphs[0], 3)


def _heading_in(cell: Any, words: str) -> None:
    made = exact(cell.add_paragraph(), LINE + 1, after=2)
    run(made, words, 10.5, bold=True)
    underline(made, 6)


def _lines(place: Any, lines: Sequence[Line], most: int, what: str) -> None:
    for one in lines[:most]:
        paragraph = _text(place)
        word = f"{one.sign} {one.word}".strip()
        if word:
            run(paragraph, f"{word} ", FONT, bold=True, colour=_COLOUR.get(one.sign, "1F1E1C"))
        run(paragraph, one.text, FONT)
        if one.place:
            run(paragraph, shared.IN_BRACKETS.format(said=one.place), FONT, colour=SOFT)
    if more := rest(what, min(most, len(lines)), len(lines)):
        run(_text(place), more, FONT, colour=SOFT)
