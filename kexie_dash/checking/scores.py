"""Scores against each other: within the full mark, items against their total, rates, deductions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from kexie_dash.checking.case import Case, evidences, name_key
from kexie_dash.checking.compare import Range, compare_with
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import alike, line, plain, said
from kexie_dash.checking.score_items import (
    DEPTH,
    Item,
    full_sum,
    is_deduction,
    item_key,
    items_under,
    named_parts,
    scores,
    sums,
    totals,
)
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding, Verdict
from kexie_dash.model.observation import PERIOD_YEAR, Observation

_HUNDRED = Decimal(100)
#: How far behind an indicator's score its 得分率 may stand.
_NEAR = 400
#: Between an indicator and its deduction stand a bracket and 扣.
_BEFORE = 4
#: Longer sums are shortened in a sentence.
_SHOWN = 12


def within_full_mark(case: Case) -> Iterator[Finding]:
    """No score is above its full mark."""
    for o in scores(case):
        full = o.full_mark if o.level != "total" else o.full_mark or _HUNDRED
        if o.value is None or full is None:
            continue
        over = o.value > full
        firm = o.full_mark is not None or bool(pattern("out_of_hundred").search(case.flat.chars))
        yield finding(
            case, "score_within", ("contradicts" if firm else "undecided") if over else "holds", evidences(o),
            declared=o.value, expected=full, tolerance=Decimal(0), unit="分",
            points=o.value - full if over else None, wanting="总分的满分值",
            name=o.subject, line=line(o), score=plain(o.value), full=plain(full),
        )  # fmt: skip


def score_rates(case: Case) -> Iterator[Finding]:
    """得分率 = score ÷ full mark."""
    marked = [o for o in scores(case) if o.value is not None and o.full_mark]
    for rate in case.family("rate"):
        if "得分率" not in rate.label or rate.value is None:
            continue
        key, (start, _) = name_key(rate.subject), case.spot(rate)
        near = [o for o in marked if name_key(o.subject) == key]
        before = [o for o in near if 0 <= start - case.spot(o)[0] <= _NEAR]
        base = before[-1] if before else next(iter(near), None)
        if base is None or base.value is None or not base.full_mark:
            continue
        expected = base.value / base.full_mark
        result = compare_with(rate, Range.of(expected))
        yield finding(
            case, "score_rate", "holds" if result.fits else "contradicts", evidences(rate, base),
            declared=rate.value, expected=expected, tolerance=result.tolerance, unit="比率",
            name=base.subject, said=said(rate), line=line(rate), score=plain(base.value),
            full=plain(base.full_mark), due=alike(rate, expected), note=result.note,
        )  # fmt: skip


def children(case: Case) -> Iterator[Finding]:
    """The items under an indicator add up to it: full marks and scores."""
    stated = scores(case)
    for index, parent in enumerate(stated):
        if parent.full_mark is None or parent.level not in ("level_1", "level_2"):
            continue
        items = items_under(_below(case, stated, index))
        if len(items) > 1:
            yield from _family(case, parent, items)


def _below(case: Case, stated: Sequence[Observation], index: int) -> list[Observation]:
    """Marked scores after the parent, one level deeper than it, up to the next of its own level."""
    parent = stated[index]
    depth, found = DEPTH[str(parent.level)], []
    for o in stated[index + 1 :]:
        if DEPTH[str(o.level)] <= depth:
            break
        if case.in_table(o) == case.in_table(parent) and o.period == PERIOD_YEAR:
            found.append(o)
    marked = {item_key(o) for o in found if o.full_mark is not None}
    kept = [o for o in found if item_key(o) in marked]
    if not case.in_table(parent):
        return kept  # prose names indicators its table does not know, so their level says little
    shallow = min((DEPTH[str(o.level)] for o in kept), default=0)
    return [o for o in kept if DEPTH[str(o.level)] == shallow]


def _family(case: Case, parent: Observation, items: Sequence[Item]) -> Iterator[Finding]:
    marks, full, possible = full_sum(items), parent.full_mark or Decimal(0), sums(items)
    whole = parent.value
    fits = whole is not None and whole in possible
    if marks is not None and (marks == full or fits or whole is None):
        yield _marks_of_parent(case, parent, items, marks)
    if whole is None or not possible or not (fits or marks == full):
        return
    expected = whole if fits else min(possible, key=lambda value: abs(value - whole))
    yield finding(
        case, "score_sum", "holds" if fits else "contradicts", evidences(parent, [i.first for i in items]),
        declared=whole, expected=expected, tolerance=Decimal(0), unit="分",
        points=None if fits else abs(whole - expected),
        name=parent.subject, line=line(parent), said=plain(whole), count=str(len(items)),
        parts=_terms(items, expected), sum=plain(expected),
    )  # fmt: skip


def _marks_of_parent(case: Case, parent: Observation, items: Sequence[Item], marks: Decimal) -> Finding:
    """Too few marks may be those of an item that was not read, unless the list is known to be whole."""
    full = parent.full_mark or Decimal(0)
    firm = marks > full or any(
        full_sum(listed) == _HUNDRED for listed in item_lists(case) if items[0] in listed
    )
    verdict: Verdict = "holds" if marks == full else "contradicts" if firm else "undecided"
    return finding(
        case, "full_mark_sum", verdict, evidences(parent, [item.first for item in items]),
        declared=full, expected=marks, tolerance=Decimal(0), unit="分",
        points=abs(marks - full) or None, wanting=f"“{parent.subject}”下未列出的指标及其分值",
        name=parent.subject, line=line(parent), full=plain(full), count=str(len(items)), sum=plain(marks),
        parts="＋".join(plain(item.full or Decimal(0)) for item in items),
    )  # fmt: skip


def _terms(items: Sequence[Item], wanted: Decimal) -> str:
    """The scores that were added, of several stated for one item the one that makes up the sum."""
    choices = [[o.value or Decimal(0) for o in item.scores] for item in items]
    fitting = (values for values in product(*choices) if sum(values, Decimal(0)) == wanted)
    texts = [plain(value) for value in next(fitting, tuple(values[0] for values in choices))]
    return "＋".join(texts) if len(texts) <= _SHOWN else f"{texts[0]}＋{texts[1]}＋…＋{texts[-1]}"


def item_lists(case: Case) -> Iterator[list[Item]]:
    """Every list of the report that may make up the total: by level, prose and table apart."""
    for level in ("level_1", "level_2", "level_3"):
        for table in (False, True):
            listed = [o for o in scores(case) if o.level == level and case.in_table(o) == table]
            items = items_under(listed)
            if len(items) > 1:
                yield items


def total(case: Case) -> Iterator[Finding]:
    """The items of one list add up to the total, their full marks to 100."""
    stated = totals(case)
    if not stated:
        return
    whole = stated[0]
    full = whole.full_mark or _HUNDRED
    for items in item_lists(case):
        possible, marks = sums(items), full_sum(items)
        fits = whole.value in possible
        spans = evidences(whole, [item.first for item in items])
        bare = not any(item.scores for item in items) and len(items) > 2
        if marks is not None and (marks == full or ((fits or bare) and abs(marks - full) < full / 4)):
            yield _marks_of_total(case, items, marks, full)
        if possible and whole.value is not None:
            expected = whole.value if fits else min(possible, key=lambda v: abs(v - (whole.value or 0)))
            firm = marks == full or (marks is None and _is_all(case, items))
            if not fits and not firm and not (marks is None and len(items) > 1):
                continue
            yield finding(
                case, "total_score", "holds" if fits else "contradicts" if firm else "undecided", spans,
                declared=whole.value, expected=expected, tolerance=Decimal(0), unit="分",
                points=None if fits else abs(whole.value - expected), wanting="未列出得分的评分项",
                said=plain(whole.value), line=line(whole), count=str(len(items)),
                parts=_terms(items, expected), sum=plain(expected),
            )  # fmt: skip


def _marks_of_total(case: Case, items: Sequence[Item], marks: Decimal, full: Decimal) -> Finding:
    return finding(
        case, "full_mark_total", "holds" if marks == full else "contradicts",
        evidences([item.first for item in items]),
        declared=marks, expected=full, tolerance=Decimal(0), unit="分",
        points=None if marks == full else abs(marks - full),
        count=str(len(items)), sum=plain(marks), full=plain(full),
    )  # fmt: skip


def _is_all(case: Case, items: Sequence[Item]) -> bool:
    """True if the report names a structure of exactly so many parts, one of them among the items."""
    names = {item_key(item.first) for item in items}
    for _, _, parts in named_parts(case):
        if len(parts) == len(items) and names & {name_key(part) for part in parts}:
            return True
    return False


def deductions(case: Case) -> Iterator[Finding]:
    """Every deduction listed is what its indicator lost; all of them what the total lost."""
    listed = [o for o in case.family("score") if is_deduction(o) and o.value is not None]
    marked = [o for o in scores(case) if o.value is not None and o.full_mark is not None]
    for o in listed:
        same = _same_indicator(o, marked)
        lost = sorted({(m.full_mark or Decimal(0)) - (m.value or Decimal(0)) for m in same})
        if not lost or o.value is None or not _names(case, o):
            continue
        fits = o.value in lost
        expected = o.value if fits else min((x for x in lost if x), default=lost[0])
        base = next(m for m in reversed(same) if (m.full_mark or 0) - (m.value or 0) == expected)
        yield finding(
            case, "deduction", "holds" if fits else "contradicts", evidences(o, base),
            declared=o.value, expected=expected, tolerance=Decimal(0), unit="分",
            points=None if fits else abs(o.value - expected),
            name=o.subject, said=plain(o.value), line=line(o), full=plain(base.full_mark or Decimal(0)),
            score=plain(base.value or Decimal(0)), base=line(base), due=plain(expected),
        )  # fmt: skip
    yield from _deduction_sum(case, listed)


def _names(case: Case, o: Observation) -> bool:
    """True if the indicator stands right before its deduction."""
    start = case.spot(o)[0]
    said_before = case.flat.chars[max(0, start - len(o.subject) - _BEFORE) : start]
    return re.sub("[“”]", "", o.subject) in re.sub("[“”]", "", said_before)


def _same_indicator(deduction: Observation, marked: Sequence[Observation]) -> list[Observation]:
    """Scores of the indicator a deduction names: the same name, else the longest common beginning."""
    key = item_key(deduction)
    same = [m for m in marked if item_key(m) == key]
    if same:
        return same
    shared = {item_key(m): _common(key, item_key(m)) for m in marked}
    best = max(shared.values(), default=0)
    if best < 4 or best * 10 < len(key) * 6:
        return []
    return [m for m in marked if shared[item_key(m)] == best]


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _deduction_sum(case: Case, listed: Sequence[Observation]) -> Iterator[Finding]:
    stated = totals(case)
    if len(listed) < 2 or not stated or stated[0].value is None:
        return
    lost = (stated[0].full_mark or _HUNDRED) - stated[0].value
    summed = sum((o.value or Decimal(0) for o in listed), Decimal(0))
    verdict = "holds" if summed == lost else "contradicts" if summed > lost else "undecided"
    yield finding(
        case, "deduction_sum", verdict, evidences(listed, stated[0]),  # type: ignore[arg-type]
        declared=summed, expected=lost, tolerance=Decimal(0), unit="分",
        points=None if summed == lost else abs(summed - lost), wanting="其余扣分的指标和分数",
        parts="＋".join(plain(o.value or Decimal(0)) for o in listed), sum=plain(summed), lost=plain(lost),
        total=plain(stated[0].value), line=line(stated[0]),
    )  # fmt: skip
