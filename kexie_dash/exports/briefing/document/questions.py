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

from kexie_dash.charts.format import RATE, scale_for
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
        raise ExportError(f"{asked.unknown[0]}，没有写文件。")
    found = asked.bodies[0]
    if not found.has_report:
        raise ExportError(f"{found.name}没有报告，没有写文件。")
    items, _ = found_items(view, [found.code], years, {found.code: found.name}, marks, most=None)
    if not items:
        when = f"{'、'.join(map(str, years))} 年" if years else ""
        raise ExportError(f"{found.name}{when}的报告没有矛盾，也没有待说明之处，没有写文件。")
    stamp = make_stamp(view, "questions", made_on, findings=[item.finding for item in items])
    made = document(f"{found.name}绩效自评报告核查问题清单", stamp_words(stamp))
    _head(made, found.name, items, made_on)
    number = 0
    for place, (report, part) in enumerate(_by_report(items), start=1):
        kind = KIND_LABEL[report.kind] + (f"（{report.project}）" if report.project else "")
        heading(made, f"{numeral(place)}、{report.year}年{kind}绩效自评报告", 1)
        add_run(paragraph(made, _GREY, single=True), f"文件：{report.file}", _GREY)
        for item in part:
            number += 1
            _question(made, item, number)
    _end(made, stamp_words(stamp))
    out = io.BytesIO()
    made.save(out)
    return Questions(stamp_office(out.getvalue(), stamp), len(items), found.name)


def _head(made: Any, body: str, items: Sequence[FoundItem], made_on: date) -> None:
    title = made.add_paragraph(style="Title")
    add_run(title, "绩效自评报告核查问题清单", Look(TITLE_FACE, 22))
    against = sum(item.finding.verdict == "contradicts" for item in items)
    lead = paragraph(made)
    add_run(lead, f"{body}：", BODY)
    text = paragraph(made)
    add_run(
        text,
        f"用贵单位绩效自评报告自己的数字逐条核对，发现{against}处前后矛盾、{len(items) - against}处有待说明。"
        "现将各条列出，请逐条说明或更正，填在“单位答复”栏内，并附佐证材料。",
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
    stake = f"，涉及 {finding.points.normalize():f} 分" if finding.points is not None else ""
    rows: list[Sequence[Cell]] = [
        (_name("问题"), [[(finding.message, _TEXT)], [(f"{'，'.join(about)}{stake}", _GREY)]]),
        *((_name(_side_name(place, item)), _quoted(item, place)) for place in range(_shown(item))),
    ]
    if told := _figures(item):
        rows.append((_name("数字"), [[(told, _TEXT)]]))
    rows += [
        (_name("请说明"), [[(item.wanting, _TEXT)]]),
        (_name("处理情况"), _marks(item.history)),
        (_name("单位答复"), [[("", _TEXT)] for _ in range(_REPLY_ROOM)]),
    ]
    describe(add_table(made, _WIDTHS, (), rows, together=_TOGETHER), f"问题 {number}", finding.message)


def _name(words: str) -> Cell:
    return [[(words, _STRONG)]]


def _shown(item: FoundItem) -> int:
    return min(len(item.sides), _MOST_SIDES)


def _side_name(place: int, item: FoundItem) -> str:
    return "原文" if len(item.sides) == 1 else f"原文{numeral(place + 1)}"


def _quoted(item: FoundItem, place: int) -> Cell:
    """The words that carry the figure exactly as printed, then the sentence they stand in."""
    side = item.sides[place]
    quote = " ".join(side.evidence.quote.split())
    made: list[Sequence[tuple[str, Look]]] = [[(f"“{quote}”", _TEXT)], [(side.place, _GREY)]]
    if side.sentence not in ("", quote):
        made.append([(f"所在句子：“{side.sentence}”", _GREY)])
    left = len(item.sides) - _MOST_SIDES
    if place == _MOST_SIDES - 1 and left > 0:
        lines = "、".join(str(one.evidence.line_first) for one in item.sides[_MOST_SIDES:])
        made.append([(f"另有 {left} 处：第 {lines} 行", _GREY)])
    return made


def _figures(item: FoundItem) -> str:
    """报告写 6分；核算 4.98分；相差 1.02分（容许误差 0分）."""
    finding = item.finding
    if finding.declared is None and finding.expected is None:
        words = (("报告写", finding.declared_text), ("核对", finding.expected_text))
        return "；".join(f"{name} {said}" for name, said in words if said)
    unit = finding.unit or ""
    told = [
        f"{name} {_figure(value, unit)}"
        for name, value in (("报告写", finding.declared), ("核算", finding.expected))
        if value is not None
    ]
    if finding.difference is not None:
        within = f"（四舍五入容许 {_figure(finding.tolerance, unit)}）" if finding.tolerance else ""
        told.append(f"相差 {_figure(abs(finding.difference), unit)}{within}")
    return "；".join(told)


def _figure(value: Decimal, unit: str) -> str:
    if unit == RATE:
        return f"{round_half_up(value * 100, 2).normalize():f}%"
    if unit == "元":
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
        by = f"，{mark.by}" if mark.by else ""
        note = f"：{mark.note}" if mark.note else ""
        told.append([(f"{MARK_LABEL[mark.state]}（{mark.time.date().isoformat()}{by}）{note}", _TEXT)])
    return told


def _end(made: Any, words: str) -> None:
    line = paragraph(made)
    line.paragraph_format.space_before = Pt(14)
    add_run(line, f"本文件{words}", BODY)
    for label in ("填报人", "联系电话", "填报日期"):
        add_run(paragraph(made), f"{label}：", BODY)
