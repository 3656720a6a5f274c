"""Scores that stand together: all rows of one form, all scores of one sentence, full mark less deduction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, plain
from kexie_dash.checking.printed import line_at
from kexie_dash.checking.score_items import scores, totals
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Observation

_HUNDRED = Decimal(100)
_P = r"\d+(?:\.\d+)?"
_LEFT = re.compile(
    rf"(?:满分|分值|权重)(?:为|是)?(?P<full>{_P})分?[)）]?[，,、][^。；;\d]{{0,16}}扣(?:了|除|减)?(?P<cut>{_P})分[，,、]"
    rf"[^。；;\d]{{0,10}}得(?:分为|分)?(?P<score>{_P})分?"
)
_CUT = re.compile(
    rf"得(?:分为|分)?(?P<score>{_P})分?[(（，,、](?:满分|分值)(?:为|是)?(?P<full>{_P})分?[)）]?[，,、]"
    rf"[^。；;\d]{{0,10}}扣(?:了|除|减)?(?P<cut>{_P})分"
)
#: Fewer rows than this are no form.
_ROWS = 4
#: A form is not longer than this many lines.
_FORM = 260


def left(case: Case) -> Iterator[Finding]:
    """Full mark − deduction = score, all three in one sentence."""
    for expression in (_LEFT, _CUT):
        for match in expression.finditer(case.flat.chars):
            full, cut, score = (Decimal(match[name]) for name in ("full", "cut", "score"))
            fits = full - cut == score
            yield finding(
                case, "score_left", "holds" if fits else "contradicts", (case.evidence(*match.span()),),
                declared=score, expected=full - cut, tolerance=Decimal(0), unit="分",
                points=None if fits else abs(full - cut - score),
                said=plain(score), line=line_at(case, match.start()), full=plain(full), cut=plain(cut),
                due=plain(full - cut),
            )  # fmt: skip


def forms(case: Case) -> Iterator[Finding]:
    """The rows of a form with full mark and score: marks add up to the form's, scores to its total."""
    marked = [o for o in scores(case) if case.in_table(o)]
    for whole in totals(case):
        if not case.in_table(whole):
            continue
        rows = _rows_above(marked, whole)
        marks = sum((o.full_mark or Decimal(0) for o in rows), Decimal(0))
        summed = sum((o.value or Decimal(0) for o in rows), Decimal(0))
        full = whole.full_mark or _HUNDRED
        if len(rows) < _ROWS:
            continue
        if marks == full:
            yield _compared(case, whole, rows, summed)
        elif summed == whole.value and abs(marks - full) * 2 < full:
            yield finding(
                case, "full_mark_total", "contradicts", evidences(rows), declared=marks, expected=full,
                tolerance=Decimal(0), unit="分", points=abs(marks - full),
                count=str(len(rows)), sum=plain(marks), full=plain(full),
            )  # fmt: skip


def _rows_above(marked: Sequence[Observation], whole: Observation) -> list[Observation]:
    """Rows with both figures between the total before this one and this one."""
    end = whole.evidence.start
    before = [o.evidence.start for o in marked if o.level == "total" and o.evidence.start < end]
    first = max(before, default=-1)
    return [
        o
        for o in marked
        if first < o.evidence.start < end
        and o.level not in ("total", "item")
        and o.full_mark is not None
        and o.value is not None
        and whole.evidence.line_first - o.evidence.line_first <= _FORM
    ]


def _compared(case: Case, whole: Observation, rows: Sequence[Observation], summed: Decimal) -> Finding:
    value = whole.value or Decimal(0)
    fits = summed == value
    return finding(
        case, "total_score", "holds" if fits else "contradicts", evidences(whole, rows),
        declared=value, expected=summed, tolerance=Decimal(0), unit="分",
        points=None if fits else abs(value - summed), said=plain(value), line=line(whole),
        count=str(len(rows)), sum=plain(summed),
        parts=_shown([plain(o.value or Decimal(0)) for o in rows]),
    )  # fmt: skip


def _shown(values: Sequence[str], most: int = 12) -> str:
    return "＋".join(values) if len(values) <= most else f"{values[0]}＋{values[1]}＋…＋{values[-1]}"


def sentences(case: Case) -> Iterator[Finding]:
    """A total and, in its own sentence, scores whose full marks make up its own: they add up to it."""
    stated = [o for o in scores(case) if not case.in_table(o) and o.value is not None]
    for whole in totals(case):
        if case.in_table(whole):
            continue
        inside = [o for o in stated if o is not whole and case.sentence(o) == case.sentence(whole)]
        parts = _behind(case, whole, inside)
        marks = sum((o.full_mark or Decimal(0) for o in parts), Decimal(0))
        summed = sum((o.value or Decimal(0) for o in parts), Decimal(0))
        every = all(o.full_mark is not None for o in parts)
        if len(parts) > 1 and ((every and marks == (whole.full_mark or _HUNDRED)) or summed == whole.value):
            yield _compared(case, whole, parts, summed)


def _behind(case: Case, whole: Observation, inside: Sequence[Observation]) -> list[Observation]:
    """The scores said after the total: 其中甲类18分（满分20分）、乙类 …."""
    return [o for o in inside if case.spot(o)[0] > case.spot(whole)[1] and o.level != "total"]
