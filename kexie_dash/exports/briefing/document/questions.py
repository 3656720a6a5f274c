"""核查问题清单: one body's findings as numbered questions, both sentences quoted, room for the reply."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import MONEY, RATE, scale_for
from kexie_dash.exports import texts
from kexie_dash.exports.briefing import texts as common
from kexie_dash.exports.briefing import texts_document as wording
from kexie_dash.exports.briefing.content import FoundItem
from kexie_dash.exports.briefing.document.brief import chinese_day
from kexie_dash.exports.briefing.document.official import (
    BODY,
    NOTE,
    SMALL_FOUR,
    SUB_FACE,
    TITLE_FACE,
    Look,
    add_run,
    document,
    heading,
    numeral,
    paragraph,
)
from kexie_dash.exports.briefing.document.table import Cell, add_table, describe
from kexie_dash.exports.briefing.found import found_items
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp import make_stamp, stamp_office, stamp_words
from kexie_dash.model.finding import CHECK_KIND_LABEL, SEVERITY_LABEL, VERDICT_LABEL
from kexie_dash.model.mark import MARK_LABEL, Mark
from kexie_dash.model.quantity import round_half_up
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.queries.bodies import find_bodies
from kexie_dash.store.database import View
from kexie_dash.store.marks import NO_MARKS, Marks

_TEXT = Look(size=SMALL_FOUR)
_STRONG = Look(size=SMALL_FOUR, bold=True)
_GREY = Look(SUB_FACE, NOTE.size)
_WIDTHS = (1.2, 7.0)
#: So many sentences of a finding are quoted; a sum over a long table may have dozens.
_MOST_SIDES = 6
_REPLY_ROOM, _TOGETHER = 4, 3


@dataclass(frozen=True, slots=True)
class Questions:
    """The list as bytes, and of how many findings."""

    data: bytes
    count: int
    body: str


def to_questions(
    view: View, body: str, made_on: date, *, years: Sequence[int] = (), marks: Marks = NO_MARKS
) -> Questions:
    """ExportError for a body that is not known, has no report, or whose reports raise no question."""
    asked = find_bodies(view, [body])
    if not asked.bodies:
        raise ExportError(texts.NOTHING_WRITTEN.format(why=asked.unknown[0]))
    found = asked.bodies[0]
    if not found.has_report:
        raise ExportError(wording.NO_REPORT.format(name=found.name))
    items, _ = found_items(view, [found.code], years, {found.code: found.name}, marks, most=None)
    if not items:
        when = wording.YEARS.format(years=shared.BETWEEN_NAMES.join(map(str, years))) if years else ""
        raise ExportError(wording.NOTHING_TO_ASK.format(name=found.name, when=when))
    stamp = make_stamp(view, "questions", made_on, findings=[item.finding for item in items])
    made = document(wording.QUESTIONS_OF.format(name=found.name), stamp_words(stamp))
    _head(made, found.name, items, made_on)
    number = 0
    for place, (report, part) in enumerate(_by_report(items), start=1):
        kind = KIND_LABEL[report.kind] + (
            shared.IN_BRACKETS.format(said=report.project) if report.project else ""
        )
        heading(made, wording.REPORT_HEAD.format(numeral=numeral(place), year=report.year, kind=kind), 1)
        add_run(paragraph(made, _GREY, single=True), wording.FILE.format(file=report.file), _GREY)
        for item in part:
            number += 1
            _question(made, item, number)
    _end(made, stamp_words(stamp))
    out = io.BytesIO()
    made.save(out)
    return Questions(stamp_office(out.getvalue(), stamp), len(items), found.name)


def _head(made: Any, body: str, items: Sequence[FoundItem], made_on: date) -> None:
    title = made.add_paragraph(style="Title")
    add_run(title, wording.QUESTIONS, Look(TITLE_FACE, 22))
    against = sum(item.finding.verdict == "contradicts" for item in items)
    lead = paragraph(made)
    add_run(lead, wording.TO_BODY.format(body=body), BODY)
    text = paragraph(made)
    add_run(
        text,
        wording.PLEASE_ANSWER.format(against=against, asked=len(items) - against),
        BODY,
    )
    day = paragraph(made, indent=False)
    day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_run(day, chinese_day(made_on), BODY)


def _by_report(items: Sequence[FoundItem]) -> Iterator[tuple[Report, list[FoundItem]]]:
    reports = {item.report.id: item.report for item in items}
    for report in sorted(reports.values(), key=lambda one: (-one.year, one.id)):
        yield report, [item for item in items if item.report.id == report.id]


def _question(made: Any, item: FoundItem, number: int) -> None:
    finding = item.finding
    head = heading(made, f"{number}.{finding.title}", 3)
    head.paragraph_format.space_before = Pt(8)
    about = (VERDICT_LABEL[finding.verdict], CHECK_KIND_LABEL[finding.kind], SEVERITY_LABEL[finding.severity])
    stake = wording.AT_STAKE.format(points=finding.points.normalize()) if finding.points is not None else ""
    rows: list[Sequence[Cell]] = [
        (
            _name(wording.QUESTION),
            [[(finding.message, _TEXT)], [(f"{shared.BETWEEN_PARTS.join(about)}{stake}", _GREY)]],
        ),
        *((_name(_side_name(place, item)), _quoted(item, place)) for place in range(_shown(item))),
    ]
    if told := _figures(item):
        rows.append((_name(wording.FIGURES), [[(told, _TEXT)]]))
    rows += [
        (_name(wording.PLEASE_EXPLAIN), [[(item.wanting, _TEXT)]]),
        (_name(wording.WHAT_WAS_DONE), _marks(item.history)),
        (_name(wording.REPLY), [[("", _TEXT)] for _ in range(_REPLY_ROOM)]),
    ]
    describe(
        add_table(made, _WIDTHS, (), rows, together=_TOGETHER),
        wording.QUESTION_NUMBER.format(number=number),
        finding.message,
    )


def _name(words: str) -> Cell:
    return [[(words, _STRONG)]]


def _shown(item: FoundItem) -> int:
    return min(len(item.sides), _MOST_SIDES)


def _side_name(place: int, item: FoundItem) -> str:
    return (
        wording.ORIGINAL
        if len(item.sides) == 1
        else wording.ORIGINAL_NUMBER.format(numeral=numeral(place + 1))
    )


def _quoted(item: FoundItem, place: int) -> Cell:
    """The words that carry the figure exactly as printed, then the sentence they stand in."""
    side = item.sides[place]
    quote = " ".join(side.evidence.quote.split())
    made: list[Sequence[tuple[str, Look]]] = [
        [(common.QUOTED.format(said=quote), _TEXT)],
        [(side.place, _GREY)],
    ]
    if side.sentence not in ("", quote):
        made.append([(wording.IN_SENTENCE.format(sentence=side.sentence), _GREY)])
    left = len(item.sides) - _MOST_SIDES
    if place == _MOST_SIDES - 1 and left > 0:
        lines = shared.BETWEEN_NAMES.join(str(one.evidence.line_first) for one in item.sides[_MOST_SIDES:])
        made.append([(wording.FURTHER_PLACES.format(left=left, lines=lines), _GREY)])
    return made


def _figures(item: FoundItem) -> str:
    """报告写 6分；核算 4.98分；相差 1.02分（容许误差 0分）."""
    finding = item.finding
    if finding.declared is None and finding.expected is None:
        words = ((wording.REPORT_SAYS, finding.declared_text), (wording.CHECKED, finding.expected_text))
        return shared.BETWEEN_CLAUSES.join(f"{name} {said}" for name, said in words if said)
    unit = finding.unit or ""
    told = [
        f"{name} {_figure(value, unit)}"
        for name, value in ((wording.REPORT_SAYS, finding.declared), (wording.CALCULATED, finding.expected))
        if value is not None
    ]
    if finding.difference is not None:
        within = (
            wording.WITHIN_ROUNDING.format(tolerance=_figure(finding.tolerance, unit))
            if finding.tolerance
            else ""
        )
        told.append(wording.APART.format(difference=_figure(abs(finding.difference), unit), within=within))
    return shared.BETWEEN_CLAUSES.join(told)


def _figure(value: Decimal, unit: str) -> str:
    if unit == RATE:
        return f"{round_half_up(value * 100, 2).normalize():f}%"
    if unit == MONEY:
        return scale_for(unit).with_unit(value)
    return f"{_trimmed(value):,f}{unit}"


def _trimmed(value: Decimal) -> Decimal:
    """Two decimals are more than any report prints; a smaller difference keeps its own."""
    rounded = round_half_up(value, 2)
    return (rounded if rounded or not value else value).normalize()


def _marks(history: Sequence[Mark]) -> Cell:
    """Every mark, oldest first; a finding nobody touched is open."""
    if not history:
        return [[(MARK_LABEL["open"], _TEXT)]]
    told: list[Sequence[tuple[str, Look]]] = []
    for mark in history:
        by = wording.BY_WHOM.format(by=mark.by) if mark.by else ""
        note = wording.NOTED.format(note=mark.note) if mark.note else ""
        told.append(
            [
                (
                    wording.MARK.format(
                        state=MARK_LABEL[mark.state], day=mark.time.date().isoformat(), by=by, note=note
                    ),
                    _TEXT,
                )
            ]
        )
    return told


def _end(made: Any, words: str) -> None:
    line = paragraph(made)
    line.paragraph_format.space_before = Pt(14)
    add_run(line, wording.THIS_FILE.format(stamp=words), BODY)
    for label in (wording.FILLED_BY, wording.TELEPHONE, wording.FILLED_ON):
        add_run(paragraph(made), wording.LABEL_BEFORE.format(label=label), BODY)
