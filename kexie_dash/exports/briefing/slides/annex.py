"""The annex on slides: every figure with the statements behind it, file, line and sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kexie_dash.exports.briefing import texts as common
from kexie_dash.exports.briefing import texts_slides as wording
from kexie_dash.exports.briefing.content import Briefing, Reference, Source
from kexie_dash.exports.briefing.slides.table import add_table
from kexie_dash.exports.briefing.slides.template import CM, MARGIN, WIDTH
from kexie_dash.exports.briefing.slides.text import SOFT, Box, Run, describe

_WIDTHS = (0.7, 3.4, 9.6)
_TOP, _SIZE = round(2.9 * CM), 10
#: Characters of a line in the last column, and lines of a slide.
_ACROSS, _LINES = 62, 24
_LONGEST = 110
_Line = tuple[Run, ...]


def add_annex(briefing: Briefing, slide_for: Callable[[str], Any]) -> None:
    """slide_for: a new slide with this title."""
    for number, page in enumerate(_pages(briefing.references)):
        slide = slide_for(wording.ANNEX_TITLE + (wording.CONTINUED if number else ""))
        rows = [
            (
                [[Run(f"[{one.number}]", _SIZE, colour=SOFT)]],
                [[Run(f"{one.name}{more}", _SIZE)], [Run(one.shown, _SIZE, bold=True)], *_how(one)],
                [list(line) for line in lines],
            )
            for one, lines, more in page
        ]
        box = Box(MARGIN, _TOP, WIDTH - 2 * MARGIN, 10 * CM)
        table = add_table(
            slide, box, _WIDTHS, common.ANNEX_HEAD, rows, row_height=round(0.6 * CM), size=_SIZE
        )
        first, last = page[0][0].number, page[-1][0].number
        describe(table, common.ANNEX, wording.ANNEX_PART.format(first=first, last=last))


def _how(one: Reference) -> list[list[Run]]:
    return [[Run(one.how, _SIZE - 1, colour=SOFT)]] if one.how else []


def _pages(references: Sequence[Reference]) -> Iterator[list[tuple[Reference, list[_Line], str]]]:
    """Each with as many of its lines as there is room for; the rest goes over to the next slide."""
    page: list[tuple[Reference, list[_Line], str]] = []
    room = _LINES
    for one in references:
        lines, more = [_line(source) for source in one.sources] or [(Run(one.how, _SIZE),)], ""
        while lines:
            fitting = _fitting(lines, room)
            if not fitting and page:
                yield page
                page, room = [], _LINES
                continue
            taken = max(fitting, 1)
            page.append((one, lines[:taken], more))
            room -= max(sum(map(_height, lines[:taken])), 3)
            lines, more = lines[taken:], wording.CONTINUED
            if lines or room < 4:
                yield page
                page, room = [], _LINES
    if page:
        yield page


def _fitting(lines: Sequence[_Line], room: int) -> int:
    taken = used = 0
    for line in lines:
        used += _height(line)
        if used > room:
            break
        taken += 1
    return taken if room >= 3 else 0


def _height(line: _Line) -> int:
    return -(-sum(len(run.text) for run in line) // _ACROSS)


def _line(source: Source) -> _Line:
    runs = [Run(source.what, _SIZE), Run(f" {source.place}", _SIZE, colour=SOFT)]
    if source.sentence:
        runs.append(
            Run(common.QUOTED_AFTER.format(sentence=around(source.sentence, source.quote, _LONGEST)), _SIZE)
        )
    return tuple(runs)


def around(sentence: str, quote: str, most: int) -> str:
    """The sentence, cut on both sides where it is long, so that what was read of it stays whole."""
    if len(sentence) <= most:
        return sentence
    start = max(sentence.find(quote), 0)
    side = max((most - len(quote)) // 2, 0)
    first = max(start - side, 0)
    last = min(max(first + most, start + len(quote)), len(sentence))
    return ("……" if first else "") + sentence[first:last] + ("……" if last < len(sentence) else "")
