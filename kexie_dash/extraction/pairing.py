"""Lists that pair up: 讲座、培训、展览分别12场、8场、3场, and 计划…10场，实际…12场."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kexie_dash.extraction.attributes import named_thing, period_of, plain, year_of
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import Frame, clause_span, label_before
from kexie_dash.model.observation import Observation

_RESPECTIVELY = re.compile(r"(?:分别|依次)(?:为|是|达到?|有|举办|开展|完成|增至|获得?)*$")
_LINK = re.compile(r"[、，,]?(?:和|及|与)?")
_PLANNED = re.compile(r"(?:原?计划|目标|预期|应|年初设定|任务数?)[^，。；]{0,24}$")
#: ≥90%，实际93.6%: a bound right before what was reached is what was to be reached.
_BOUND = re.compile(r"[≥≤<>]|不超过|不高于|不少于|不低于|控制在")
_REACHED = re.compile(r"(?:以内|以上)?[,，]实际[^，。；]{0,8}$")
_ACTUAL = re.compile(r"(?:实际|实现|完成|只|仅|达到?|已)[^，。；]{0,16}$")
_LIST_HEAD = re.compile(r"^.*?(?:组织开展|组织|开展|举办|完成|实现|其中|全年|年内)")


@dataclass(frozen=True, slots=True)
class Paired:
    """What a number of a 分别 list is about: its own item, and the words all items share."""

    item: str
    shared: str


def respective(sentence: Sentence, numbers: Sequence[Number]) -> dict[int, Paired]:
    """For numbers of a list introduced by 分别 or 依次, the item each belongs to, by the number's core."""
    found: dict[int, Paired] = {}
    index = 0
    while index < len(numbers):
        run = _run(sentence, numbers, index)
        items = _items(sentence, numbers[index]) if len(run) > 1 else []
        if len(items) == len(run):
            for number, item in zip(run, items, strict=True):
                found[number.core] = Paired(item, "、".join(items))
        index += max(1, len(run))
    return found


def _run(sentence: Sentence, numbers: Sequence[Number], index: int) -> list[Number]:
    """Numbers that follow each other with nothing but a link between them."""
    run = [numbers[index]]
    for number in numbers[index + 1 :]:
        link = sentence.strip.chars[run[-1].end : number.start]
        if not link or not _LINK.fullmatch(link) or number.kind != run[-1].kind:
            break
        run.append(number)
    return run


def _items(sentence: Sentence, first: Number) -> list[str]:
    """The names listed before 分别: 家政服务、电商直播、手工编织培训 分别."""
    before = sentence.before(first)
    match = _RESPECTIVELY.search(before)
    if not match:
        return []
    names = re.split(r"[，。；：]", before[: match.start()].rstrip("，"))[-1]
    names = _LIST_HEAD.sub("", names)
    parts = [part for part in re.split(r"、|和|及|与", names) if part]
    parts[0:1] = [label_before(parts[0])] if parts else []
    return parts


def planned_and_done(sentence: Sentence, numbers: Sequence[Number]) -> list[tuple[Number, Number]]:
    """Pairs (target, actual) of one unit said in one sentence."""
    pairs = []
    for target, actual in pairwise(numbers):
        if target.kind in ("bare", "points") or target.unit != actual.unit or target.kind != actual.kind:
            continue
        between = sentence.strip.chars[target.end : actual.start]
        planned = _PLANNED.search(sentence.head(target)) and _ACTUAL.search(between) and len(between) <= 40
        if planned or (_BOUND.match(target.text) and _REACHED.fullmatch(between)):
            pairs.append((target, actual))
    return pairs


def read_pairs(
    frame: Frame, sentence: Sentence, numbers: Sequence[Number]
) -> Iterator[tuple[Number, Number, Observation]]:
    """One target for each pair of planned and done."""
    for target, actual in planned_and_done(sentence, numbers):
        label = label_before(re.sub(r"原?计划(?:的)?|目标为?|预期", "", sentence.head(target)))
        label = label or sentence.tail(target).lstrip("的") or label_before(sentence.head(actual))
        start, _ = clause_span(sentence, target)
        yield (
            target,
            actual,
            frame.observe(
                sentence,
                actual,
                "target",
                (min(start, target.start), actual.end),
                label=label[:40],
                subject=(named_thing(sentence.head(target)) or label)[:40],
                indicator_path=(),
                target_text=target.text,
                target=plain(target.value),
                actual_text=actual.text,
                actual=plain(actual.value),
                period=period_of(sentence, actual, stock=False),
                year=year_of(sentence, actual, frame.year),
                rule="prose.target",
                confidence=0.85,
            ),
        )
