"""A briefing as slides: cover, summary, a slide a metric, findings, method, annex."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from kexie_dash.charts.alt import alt_text_of
from kexie_dash.charts.rows import drawn_values
from kexie_dash.charts.text import text_width
from kexie_dash.exports import texts
from kexie_dash.exports.briefing import texts as common
from kexie_dash.exports.briefing import texts_slides as wording
from kexie_dash.exports.briefing.content import Briefing, Reference, Section
from kexie_dash.exports.briefing.grid import grid_of
from kexie_dash.exports.briefing.rows import pages, rows_of, scale_of
from kexie_dash.exports.briefing.slides.annex import add_annex
from kexie_dash.exports.briefing.slides.bullet import add_bullets
from kexie_dash.exports.briefing.slides.chart import Drawing, add_chart
from kexie_dash.exports.briefing.slides.findings import add_findings
from kexie_dash.exports.briefing.slides.table import add_grid
from kexie_dash.exports.briefing.slides.template import CM, HEIGHT, MARGIN, WIDTH, presentation
from kexie_dash.exports.briefing.slides.text import (
    SOFT,
    Box,
    Run,
    add_text,
    describe,
    fill,
    property_text,
    sentence_runs,
    set_title,
)
from kexie_dash.exports.stamp import stamp_office, stamp_words

Tick = Callable[[float, str], None]
#: More rows are spread over several slides.
_MOST_ROWS = 16
_BODY_TOP = round(3.6 * CM)
_FOOT_TOP = HEIGHT - round(0.85 * CM)
_NOTE_TOP = HEIGHT - round(1.95 * CM)
_CHART_WIDTH = round(20.6 * CM)
_WHOLE = WIDTH - 2 * MARGIN
#: Names of the shapes at the foot of a slide, from above.
_FOOT = (wording.NOTE, wording.DATA_VERSION, wording.PAGE_NUMBER)


def to_pptx(briefing: Briefing, tick: Tick = lambda share, what: None) -> bytes:
    """The bytes of the presentation, stamped."""
    deck = _Deck(briefing)
    deck.cover()
    deck.summary()
    for place, section in enumerate(briefing.sections, start=1):
        tick(0.3 + 0.4 * place / len(briefing.sections), section.label)
        deck.section(section)
    tick(0.75, wording.FINDINGS)
    deck.findings()
    deck.method()
    tick(0.85, common.ANNEX)
    deck.annex()
    tick(0.95, wording.SAVING)
    return deck.saved()


class _Deck:
    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._made = presentation()
        self._layout = self._made.slide_layouts[0]
        core = self._made.core_properties
        core.title, core.subject = property_text(briefing.title), property_text(briefing.scope)
        core.author, core.keywords = texts.PRODUCT, f"{briefing.stamp.build} {briefing.stamp.dictionary}"
        core.language = "zh-CN"
        core.comments = stamp_words(briefing.stamp)
        core.created = core.modified = datetime.combine(briefing.made_on, datetime.min.time())

    def saved(self) -> bytes:
        for slide in self._made.slides:
            _in_reading_order(slide)
        out = io.BytesIO()
        self._made.save(out)
        return stamp_office(out.getvalue(), self._briefing.stamp)

    def _slide(self, title: str, size: float = 26) -> Any:
        slide = self._made.slides.add_slide(self._layout)
        set_title(slide, title, size)
        number = len(self._made.slides)
        foot = Box(MARGIN, _FOOT_TOP, _WHOLE - 2 * CM, round(0.6 * CM))
        words = stamp_words(self._briefing.stamp)
        add_text(slide, foot, [[Run(words, 9, colour=SOFT)]], name=_FOOT[1])
        corner = Box(WIDTH - MARGIN - 2 * CM, _FOOT_TOP, 2 * CM, round(0.6 * CM))
        add_text(slide, corner, [[Run(str(number), 9, colour=SOFT)]], name=_FOOT[2], right=True)
        return slide

    def cover(self) -> None:
        briefing = self._briefing
        slide = self._slide(briefing.title, _cover_size(briefing.title))
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = MARGIN, round(5.2 * CM), _WHOLE, round(3.4 * CM)
        day = briefing.made_on
        lines = [
            [Run(briefing.scope, 18)],
            [Run(texts.DAY.format(year=day.year, month=day.month, day=day.day), 16, colour=SOFT)],
            [Run(wording.ABOUT, 14, colour=SOFT)],
        ]
        add_text(slide, Box(MARGIN, round(9 * CM), _WHOLE, 5 * CM), lines, space=12)

    def summary(self) -> None:
        finding = self._briefing.finding
        slide = self._slide(wording.SUMMARY_FINDING.format(finding=finding) if finding else wording.SUMMARY)
        size = 16 if len(self._briefing.summary) <= _FEW else 13
        lines = [sentence_runs(sentence, size) for sentence in self._briefing.summary]
        box = Box(MARGIN, round(3.0 * CM), _WHOLE, _NOTE_TOP - round(2.8 * CM))
        add_text(slide, box, lines, space=8 if size == 16 else 5)
        told = [number for sentence in self._briefing.summary for number in sentence.references]
        self._notes(slide, [sentence.text for sentence in self._briefing.summary], told)

    def section(self, section: Section) -> None:
        if section.form == "matrix":
            slide = self._section_slide(section, section.title)
            grid = grid_of(section.comparison.metric, section.matrix)
            box = Box(MARGIN, _BODY_TOP, _CHART_WIDTH, _NOTE_TOP - _BODY_TOP - CM // 3)
            self._described(add_grid(slide, box, grid), section)
            return
        compared = section.comparison
        rows = rows_of(compared.metric, compared.bands, self._briefing.own)
        parts = list(pages(rows, _MOST_ROWS))
        for number, part in enumerate(parts, start=1):
            title = section.title + (
                wording.PART_OF.format(number=number, count=len(parts)) if len(parts) > 1 else ""
            )
            self._picture(self._section_slide(section, title), section, part)

    def _picture(self, slide: Any, section: Section, rows: Sequence[Any]) -> None:
        metric, bands = section.comparison.metric, section.comparison.bands
        figures = drawn_values(bands)
        if section.form == "dumbbell":
            declared = (item.value.declared for band in bands for item in band.values)
            figures += [value for value in declared if value is not None]
        if not figures:
            return
        drawing = Drawing(
            metric,
            rows,
            scale_of(metric, bands),
            self._briefing.colours,
            section.form == "dumbbell",
            figures,
        )
        high = _NOTE_TOP - _BODY_TOP - CM // 3
        wanted = min(high, round((len(rows) + 1.6) * 1.35 * CM))
        box = Box(MARGIN, _BODY_TOP, _CHART_WIDTH, wanted)
        if section.form == "bullet":
            group = add_bullets(slide, Box(box.left, box.top, box.width, high), drawing)
            self._described(group, section)
            return
        self._described(add_chart(slide, box, drawing), section)

    def _described(self, shape: Any, section: Section) -> None:
        words = alt_text_of(section.comparison.metric, section.comparison.bands, section.comparison.absent)
        describe(shape, section.label, words)

    def _section_slide(self, section: Section, title: str) -> Any:
        slide = self._slide(title)
        under = Box(MARGIN, round(2.75 * CM), _WHOLE, round(0.8 * CM))
        add_text(slide, under, [[Run(section.subtitle, 12, colour=SOFT)]], name=wording.SUBTITLE)
        left = MARGIN + _CHART_WIDTH + round(0.7 * CM)
        length = sum(len(sentence.text) for sentence in section.sentences)
        size = 14 if length < _LONG else 12.5
        lines = [sentence_runs(sentence, size) for sentence in section.sentences]
        box = Box(left, _BODY_TOP, WIDTH - MARGIN - left, _NOTE_TOP - _BODY_TOP - CM // 3)
        add_text(slide, box, lines, space=9, name=wording.SENTENCES)
        note = Box(MARGIN, _NOTE_TOP, _WHOLE, round(1.0 * CM))
        add_text(slide, note, [[Run(section.foot, 9.5, colour=SOFT)]], name=_FOOT[0])
        told = [number for sentence in section.sentences for number in sentence.references]
        self._notes(slide, [sentence.text for sentence in section.sentences], told)
        return slide

    def _notes(self, slide: Any, sentences: Sequence[str], references: Sequence[int]) -> None:
        """What is said, and where every figure of it stands."""
        found = [self._briefing.reference(number) for number in dict.fromkeys(references)]
        lines = [[Run(text, 12)] for text in sentences]
        lines += [[Run(said, 10)] for one in found for said in _note_lines(one)]
        fill(slide.notes_slide.notes_text_frame, lines)

    def findings(self) -> None:
        add_findings(self._briefing, self._slide)

    def method(self) -> None:
        for number, part in enumerate(_method_pages(self._briefing.method)):
            slide = self._slide(wording.METHOD + (wording.CONTINUED if number else ""))
            lines = [
                [Run(wording.METHOD_HEAD.format(head=head), 12, bold=True), Run(text, 12)]
                for head, text in part
            ]
            box = Box(MARGIN, round(3.0 * CM), _WHOLE, _FOOT_TOP - round(3.2 * CM))
            add_text(slide, box, lines, space=6)

    def annex(self) -> None:
        add_annex(self._briefing, self._slide)


def _cover_size(title: str) -> float:
    """As large as it can be on one line; what needs two lines anyway stays large."""
    fitting = _WHOLE / (_POINT * max(text_width(title, 1), 1)) * _SURE
    return min(_COVER, fitting) if fitting >= _LEAST_COVER else _COVER


def _in_reading_order(slide: Any) -> None:
    """Screen readers and the tabulator go through shapes as they are stored: what stands below comes last."""
    for name in _FOOT:
        for shape in [one for one in slide.shapes if one.name == name]:
            shape._element.getparent().append(shape._element)


def _note_lines(one: Reference) -> Iterator[str]:
    yield (
        wording.NOTE_WITH_HOW.format(number=one.number, name=one.name, shown=one.shown, how=one.how)
        if one.how
        else wording.NOTE_ON_FIGURE.format(number=one.number, name=one.name, shown=one.shown)
    )
    for source in one.sources:
        quote = wording.AND_QUOTE.format(quote=source.quote) if source.quote else ""
        yield wording.NOTE_SOURCE.format(what=source.what, place=source.place, quote=quote)


def _method_pages(pairs: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    page: list[tuple[str, str]] = []
    room = _METHOD_LINES
    for head, text in pairs:
        lines = -(-(len(head) + len(text) + 1) // _METHOD_CHARACTERS)
        if page and lines > room:
            yield page
            page, room = [], _METHOD_LINES
        page.append((head, text))
        room -= lines
    if page:
        yield page


#: Points of the cover's title; faces differ in width, so a line is not filled to its end.
_COVER, _LEAST_COVER, _SURE, _POINT = 38.0, 28.0, 0.95, 12700
_FEW, _LONG = 6, 190
_METHOD_LINES, _METHOD_CHARACTERS = 22, 68
