"""Money in prose: a subject at a stage (budget), or money that is a result of the work (output)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from kexie_dash.definitions import wording
from kexie_dash.extraction.attributes import coverage_of, named_thing, period_of, year_of
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import PARTS_FOLLOW, Frame, clause_span, head_span, label_before
from kexie_dash.model.observation import Coverage, Observation, Stage

_MONEY_WORDS = re.compile(r"资金|经费|金额|预算|支出|收入|成交|产值|利润|投入|资助|补助|捐款|费用|款|价|额")
_NAMED_PROJECT = re.compile(r"[一-鿿“”《》\w]{2,24}?(?:项目|工程|计划|活动月|行动)$")


def is_money(sentence: Sentence, number: Number) -> bool:
    """An amount in 元, or a bare 万/亿 beside words of money (成交近200万)."""
    if number.kind == "money":
        return True
    bare = number.kind == "bare" and number.text.rstrip("多余")[-1:] in ("万", "亿")
    return (
        bare
        and bool(_MONEY_WORDS.search(sentence.head(number)))
        and not wording.pattern("audience_numberless_unit").search(sentence.head(number))
    )


def read_money(frame: Frame, sentence: Sentence, number: Number, numbers: Sequence[Number]) -> Observation:
    """The observation of one amount."""
    amount = replace(number, unit="元")
    index = numbers.index(number)
    head, tail = sentence.head(number), sentence.tail(number)
    if index + 1 < len(numbers):
        tail = tail[: max(0, numbers[index + 1].start - number.end)]
    floor = numbers[index - 1].end if index else sentence.start
    own_head = sentence.strip.chars[max(floor, number.start - len(head)) : number.start]
    if wording.pattern("money_results").search(head) and not re.search(r"预算|决算", head):
        return _result(frame, sentence, amount, head)
    if wording.pattern("money_asset").search(head):
        stage: Stage = "asset"
    else:
        stage = _stage(own_head, head, tail, sentence, number)
    subject = _subject(frame, sentence, number, stage, tail)
    trailing = bool(tail) and stage in ("granted", "requested", "initial") and len(own_head) < 2
    span = (
        clause_span(sentence, number) if trailing else head_span(sentence, number, floor if own_head else 0)
    )
    return frame.observe(
        sentence,
        amount,
        "budget",
        span,
        label=_label(own_head, head, tail, stage),
        subject=subject,
        stage=stage,
        coverage=_coverage(sentence, number, stage),
        is_total=bool(PARTS_FOLLOW.match(sentence.strip.chars[number.end : number.end + 4])),
        period=period_of(sentence, number, stock=stage == "asset"),
        year=year_of(sentence, number, frame.year),
        confidence=0.95 if stage not in ("other",) else 0.75,
    )


def _label(own_head: str, head: str, tail: str, stage: Stage) -> str:
    label = label_before(own_head) or label_before(head)
    if not label and tail:
        label = tail.lstrip("的")[:20]
    return label or {"granted": "资助", "executed": "支出"}.get(stage, "金额")


def _stage(own_head: str, head: str, tail: str, sentence: Sentence, number: Number) -> Stage:
    for text in (own_head, "" if tail.startswith("的") else tail, head):
        stage = _nearest_stage(text)
        if stage:
            return stage
    for clause in reversed(sentence.clauses[: sentence.clause_of(number.core)]):
        stage = _nearest_stage(sentence.strip.chars[clause.start : clause.end])
        if stage:
            return stage
    return "other"


def _nearest_stage(text: str) -> Stage | None:
    """The stage said nearest to the amount; of overlapping words the first in wording.yaml."""
    best: tuple[int, int, str] | None = None
    for name, pattern in wording.choices("stages", "stage"):
        for match in pattern.finditer(text):
            if best is None or match.start() >= best[1]:
                best = (match.start(), match.end(), name)
    return cast("Stage", best[2]) if best else None


def _subject(frame: Frame, sentence: Sentence, number: Number, stage: Stage, tail: str) -> str:
    head, before = sentence.head(number), sentence.before(number)
    if stage == "asset":
        return "固定资产" if "固定资产" in head else label_before(head)
    named = _last_subject(head)
    if named:
        return named
    whole = wording.pattern("whole_words")
    if stage in ("granted", "requested"):
        return _granted_subject(sentence, tail, before) or _lead_subject(frame, sentence)
    said = None if whole.search(before) else _last_subject(before)
    if said and not whole.search(head):
        return said
    return frame.whole if whole.search(head) else _lead_subject(frame, sentence)


def _granted_subject(sentence: Sentence, tail: str, before: str) -> str | None:
    named = named_thing(tail) or named_thing(before)
    project = _NAMED_PROJECT.search(tail.lstrip("的不等"))
    return project.group() if project else named


def _last_subject(text: str) -> str | None:
    found: tuple[int, str] | None = None
    for name, pattern in wording.choices("budget_subjects", "subject"):
        for match in pattern.finditer(text):
            if found is None or match.end() > found[0]:
                found = (match.end(), name)
    return found[1] if found else None


def _lead_subject(frame: Frame, sentence: Sentence) -> str:
    """In a project report a numbered paragraph is one of its sub-projects; else the whole."""
    if frame.kind == "project" and sentence.topic_depth == 3 and len(sentence.topic) <= 20:
        return sentence.topic
    return frame.whole


def _coverage(sentence: Sentence, number: Number, stage: Stage) -> Coverage:
    cue = coverage_of(sentence, number)
    if stage == "granted":
        return (
            "subordinate"
            if cue == "subordinate" and re.search(r"[区县]科协", sentence.before(number))
            else "funded"
        )
    if stage == "requested":
        return "system" if cue == "system" else "own"
    return "own"


def _result(frame: Frame, sentence: Sentence, number: Number, head: str) -> Observation:
    return frame.observe(
        sentence,
        number,
        "output",
        head_span(sentence, number),
        label=label_before(head),
        subject=named_thing(sentence.before(number)) or label_before(head),
        coverage=coverage_of(sentence, number),
        period=period_of(sentence, number, stock=False),
        year=year_of(sentence, number, frame.year),
        confidence=0.9,
    )
