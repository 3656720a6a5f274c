"""One quantity said twice: amounts, rates, scores, staff and counts, each by what makes it the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kexie_dash.checking.case import Case, evidences, money_key, name_key
from kexie_dash.checking.compare import around, compare_with, half_step
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, money_name, plain, said
from kexie_dash.checking.plainness import TABLE_LINES, equals_other_stage, is_plain, is_row_read, near_in_size
from kexie_dash.checking.score_items import item_key, scores
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding, Verdict
from kexie_dash.model.observation import Observation

#: Characters an amount has at least for a single different digit to be no chance.
_LONG = 8
_FIRM_STAGES = {"initial", "adjusted", "received", "executed", "income", "frozen"}
QUARTERS = ("q1", "q2", "q3", "q4")
_GENERIC_SCORE = re.compile(r"^(?:自评|评价|指标|最终|绩效)?(?:得分|评分|分值|分数|自评|得)$|本项|此项|该项")


def amounts(case: Case) -> Iterator[Finding]:
    """An amount of one subject at one stage has one value."""

    def key(o: Observation) -> Hashable:
        whole = case.is_whole(o.subject)
        return ("whole" if whole else money_key(o.subject), o.stage, o.period)

    kept = [
        o
        for o in case.family("budget")
        if o.bound == "exact"
        and o.value is not None
        and o.stage in _FIRM_STAGES
        and o.coverage == "own"
        and o.confidence >= 0.9
        and len(o.label) > 1
        and not pattern("part_words").search(o.label)
    ]
    for group in _groups(kept, key):
        for one, other in _apart(case, group):
            verdict = _amounts_agree(case, one, other)
            if verdict is not None:
                yield finding(
                    case, "repeat_amount", verdict, evidences(one, other), declared=one.value,
                    expected=other.value, tolerance=half_step(one) + half_step(other), unit="元",
                    wanting="两处金额是否同一口径",
                    name=money_name(one), said=said(one), line=line(one),
                    other_name=money_name(other), other=said(other), other_line=line(other),
                )  # fmt: skip


def _amounts_agree(case: Case, one: Observation, other: Observation) -> Verdict | None:
    """None where the two may well be different quantities that were filed under one name."""
    if compare_with(one, around(other)).fits or compare_with(other, around(one)).fits:
        return "holds"
    if any(equals_other_stage(case, o) for o in (one, other)):
        return None
    if not all(is_row_read(case, o) for o in (one, other) if case.in_table(o)):
        return None
    if is_plain(case, one) and is_plain(case, other) and not _own_total(case, one, other):
        return "contradicts"
    same_words = name_key(one.label) == name_key(other.label)
    return "undecided" if same_words and near_in_size(one, other) else None


def _own_total(case: Case, one: Observation, other: Observation) -> bool:
    """True if one is the total of a table of single projects and the other is said of the body as a whole."""
    if not case.is_whole(one.subject) or case.in_table(one) == case.in_table(other):
        return False
    cell = one if case.in_table(one) else other
    column = [o for o in case.family("budget") if case.in_table(o) and o.label == cell.label]
    return not any(money_key(o.subject) == "基本支出" for o in column)


def _groups(
    observations: Sequence[Observation], key: Callable[[Observation], Hashable]
) -> Iterator[list[Observation]]:
    found: dict[Hashable, list[Observation]] = {}
    for o in observations:
        found.setdefault(key(o), []).append(o)
    yield from (group for group in found.values() if len(group) > 1)


def _apart(case: Case, group: Sequence[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """Neighbours in the text that are not parts of one sentence or cells of one row."""
    for one, other in pairwise(group):
        apart = abs(one.evidence.line_first - other.evidence.line_first)
        same_row = case.in_table(one) and case.in_table(other) and apart <= TABLE_LINES
        same_sentence = not case.in_table(one) and case.sentence(one) == case.sentence(other)
        if not same_row and (not same_sentence or one.label == other.label):
            yield one, other


def unnamed_amounts(case: Case) -> Iterator[Finding]:
    """An amount of the whole whose stage is not said, under the name of one whose stage is."""
    wholes = [o for o in case.family("budget") if case.is_whole(o.subject) and o.bound == "exact" and o.value]
    known = [o for o in wholes if o.stage in ("initial", "adjusted", "received")]
    for o in wholes:
        name = name_key(o.label)
        same = [k for k in known if len(name) >= 4 and name in name_key(k.label) and k is not o]
        if o.stage != "other" or not same:
            continue
        fits = any(compare_with(o, around(k)).fits for k in same)
        firm = _behind(case, o) == _behind(case, same[0])
        yield finding(
            case, "repeat_amount", "holds" if fits else "contradicts" if firm else "undecided",
            evidences(o, same[0]), declared=o.value, expected=same[0].value,
            tolerance=half_step(o) + half_step(same[0]), unit="元", wanting="两处金额是否同一笔预算",
            name=o.label, said=said(o), line=line(o), other_name=same[0].label, other=said(same[0]),
            other_line=line(same[0]),
        )  # fmt: skip


def _behind(case: Case, o: Observation) -> str:
    """The clause that follows the figure's own."""
    end = case.spot(o)[1]
    clauses = re.split("[，。；]", case.flat.chars[end : end + 60])
    return clauses[1] if len(clauses) > 2 and len(clauses[1]) > 5 else str(o.id)


def slips(case: Case) -> Iterator[Finding]:
    """A long amount that differs by one digit from another that is printed more than once."""
    money = [o for o in case.family("budget") if o.value is not None and o.bound == "exact"]
    printed = [(_figures(o), o) for o in money]
    count: dict[str, int] = {}
    for digits, _ in printed:
        count[digits] = count.get(digits, 0) + 1
    often = {digits: o for digits, o in reversed(printed) if len(digits) >= _LONG and count[digits] > 1}
    for digits, o in printed:
        if count[digits] > 1 or len(digits) < _LONG:
            continue
        for other, twin in often.items():
            if len(other) == len(digits) and sum(a != b for a, b in zip(digits, other, strict=True)) == 1:
                yield finding(
                    case, "slip", "undecided", evidences(o, twin), declared=o.value, expected=twin.value,
                    unit="元", wanting="该处金额的原始数据", name=money_name(o), said=said(o), line=line(o),
                    other_name=money_name(twin), other=said(twin), other_line=line(twin),
                    count=str(count[other]),
                )  # fmt: skip
                break


def _figures(o: Observation) -> str:
    whole, _, rest = re.sub(r"[^\d.]", "", o.value_text).partition(".")
    return f"{whole}.{rest.rstrip('0')}"


def rates(case: Case) -> Iterator[Finding]:
    """A rate of one name, subject and period has one value."""

    def key(o: Observation) -> Hashable:
        return name_key(o.label), name_key(o.subject), o.period

    kept = [o for o in case.family("rate") if o.bound == "exact" and o.value is not None and len(o.label) > 3]
    whole = [o for o in kept if "得分率" not in o.label and not pattern("partial_period").search(o.label)]
    for group in _groups(whole, key):
        for one, other in _apart(case, group):
            if case.sentence(one) == case.sentence(other):
                continue
            fits = compare_with(one, around(other)).fits or compare_with(other, around(one)).fits
            yield _said_twice(case, "repeat_rate", "holds" if fits else "contradicts", one, other, one.label)


def score_values(case: Case) -> Iterator[Finding]:
    """An indicator has one full mark and one score, in prose and in the table."""

    def key(o: Observation) -> Hashable:
        if o.period in QUARTERS:
            return item_key(o), o.period
        step = o.full_mark is None and not _GENERIC_SCORE.search(o.label) and not case.in_table(o)
        named = name_key(o.label) != name_key(o.subject) and len(o.label) > 5
        return ("step", name_key(o.label), o.period) if step and named else (item_key(o), o.period)

    stated = [o for o in scores(case) if o.level != "total"]
    for group in _groups(stated, key):
        for one, other in pairwise(group):
            yield from _scores_agree(case, stated, one, other)
    for one, other in pairwise([o for o in scores(case) if o.level == "total" and o.value is not None]):
        verdict: Verdict = "holds" if one.value == other.value else "contradicts"
        yield _said_twice(case, "repeat_score", verdict, one, other, "总分", points=_gap(one, other))


def _gap(one: Observation, other: Observation) -> Decimal | None:
    gap = abs((one.value or Decimal(0)) - (other.value or Decimal(0)))
    return gap or None


def _scores_agree(
    case: Case, stated: Sequence[Observation], one: Observation, other: Observation
) -> Iterator[Finding]:
    marks = one.full_mark, other.full_mark
    differ = None not in marks and marks[0] != marks[1]
    if differ and (_is_part(stated, one, other) or one.value != other.value):
        return
    if _of_different(stated, one, other):
        return
    name = one.subject
    if one.value is not None and other.value is not None:
        verdict: Verdict = "holds" if one.value == other.value else "contradicts"
        yield _said_twice(case, "repeat_score", verdict, one, other, name, points=_gap(one, other))
    if None not in marks:
        verdict = "contradicts" if differ else "holds"
        first, second = one.full_mark or Decimal(0), other.full_mark or Decimal(0)
        yield finding(
            case, "repeat_full_mark", verdict, evidences(one, other), declared=first, expected=second,
            tolerance=Decimal(0), unit="分", points=abs(first - second) or None,
            wanting=f"“{name}”的分值以哪一处为准",
            name=name, said=plain(first), line=line(one), other=plain(second), other_line=line(other),
        )  # fmt: skip


def _of_different(stated: Sequence[Observation], one: Observation, other: Observation) -> bool:
    """True if the name is that of a list of indicators, or no full mark ties either score to one."""
    key = item_key(one)
    marks = {o.full_mark for o in stated if item_key(o) == key and o.full_mark is not None}
    untied = one.full_mark is None and other.full_mark is None
    same_label = name_key(one.label) == name_key(other.label) and not _GENERIC_SCORE.search(one.label)
    step = one.period in QUARTERS or same_label
    return len(marks) > 2 or (untied and not step)


def _is_part(stated: Sequence[Observation], one: Observation, other: Observation) -> bool:
    """True if the smaller full mark and that of a neighbouring step make up the larger one."""
    small, large = sorted((one, other), key=lambda o: o.full_mark or Decimal(0))
    rest = (large.full_mark or Decimal(0)) - (small.full_mark or Decimal(0))
    near = [o for o in stated if o.full_mark == rest and item_key(o) != item_key(small)]
    place = small.evidence.start
    return any(abs(o.evidence.start - place) < 600 for o in near)


def _said_twice(
    case: Case,
    check: str,
    verdict: Verdict,
    one: Observation,
    other: Observation,
    name: str,
    points: Decimal | None = None,
) -> Finding:
    return finding(
        case, check, verdict, evidences(one, other), declared=one.value, expected=other.value,
        tolerance=half_step(one) + half_step(other), unit=one.unit,
        points=points if verdict != "holds" else None, wanting=f"“{name}”以哪一处为准",
        name=name, said=said(one), line=line(one), other=said(other), other_line=line(other),
    )  # fmt: skip


def _of_all(case: Case, o: Observation) -> bool:
    """A group of the staff (行政人员, 工勤人员) has a 编制 of its own; a rate is about all of them."""
    subject = name_key(o.subject)
    return case.is_whole(o.subject) or subject == name_key(o.label) or subject.endswith("率")


def _unit(case: Case, o: Observation) -> str:
    """The unit whose 编制 it is; empty for the body itself."""
    return "" if case.is_whole(o.subject) or "编制" in o.subject else o.subject


def quotas(case: Case) -> Iterator[Finding]:
    """The 编制 of one unit (机关, 下属单位, a kind of staff) has one value, whatever it is called where."""
    kept = [
        o
        for o in case.family("staffing")
        if o.bound == "exact" and o.value is not None and o.unit in ("人", "名")
        and o.coverage == "own" and pattern("quota").fullmatch(name_key(o.label)) and _of_all(case, o)
    ]  # fmt: skip
    several = any(_unit(case, o) for o in kept)
    units: dict[str, list[Observation]] = {}
    for o in kept:
        units.setdefault(_unit(case, o) or ("机关" if several and "机关" in o.label else ""), []).append(o)
    for one, other in (pair for same in units.values() for pair in pairwise(same)):
        verdict: Verdict = "holds" if one.value == other.value else "contradicts"
        yield finding(
            case, "repeat_quota", verdict, evidences(one, other), declared=one.value, expected=other.value,
            tolerance=Decimal(0), unit=one.unit, name=one.label, said=said(one), line=line(one),
            other_name=other.label, other=said(other), other_line=line(other),
        )  # fmt: skip
