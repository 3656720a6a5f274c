"""Money in prose: a subject at a stage (budget), or money that is a result of the work (output)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from kexie_dash.definitions import wording
from kexie_dash.extraction.attributes import coverage_of, named_thing, period_of, year_of
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import PARTS_FOLLOW, Frame, clause_span, head_span, label_before
from kexie_dash.model.observation import Coverage, Observation, Stage

_MONEY_WORDS = re.compile(r"资金|经费|金额|预算|支出|收入|成交|产值|利润|投入|资助|补助|捐款|费用|款|价|额")
#: Money others work with; what people are handed (慰问金, 助学金) is the body's own doing.
_GIVEN_ON = re.compile(r"资助|补助|扶持|奖补|转移支付|支持|拨付|下达|不等|项目")
_ABOUT_MONEY = re.compile(r"预算|资金|支出|收支|经费|投入|概况|基本情况|执行|结余|成本")
#: An item may be called by its money (某某活动经费); 项目资金支出 and 绩效支出 name nothing of their own.
_NAMED_MONEY = re.compile(r"(?:支出|经费)$")
_OWN_NAME = 3
_DONATED = re.compile(r"(?:接收|接受|募集|收到)[^，。；]{0,8}捐")
_BRACKETS = re.compile(r"\([^()]*\)$")
#: What was done to a budget, up to its doing: 年中追加某某经费.
_MOVE = re.compile(r"^.*?(?:调增|调减|追加|追减|核减|压减|收回|调剂)了?(?!后)")
_RANGE = re.compile(r"[-—–~～至到]{1,2}")
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
    words = _words(sentence, number, numbers)
    donated = _DONATED.search(words.before) and not re.search(r"预算|决算|拨付|使用", words.head)
    results = wording.pattern("money_results").search(words.head) and not re.search(r"预算|决算", words.head)
    if results or donated:
        return _result(frame, sentence, amount, words.head)
    asset = wording.pattern("money_asset").search(words.head)
    stage: Stage = "asset" if asset else _stage(words, sentence, number)
    label = _label(words, stage)
    return frame.observe(
        sentence,
        amount,
        "budget",
        _span(sentence, number, words),
        label=label,
        subject=_subject(frame, sentence, words, stage, label),
        stage=stage,
        coverage=_coverage(frame, sentence, number, stage),
        is_total=bool(PARTS_FOLLOW.match(sentence.strip.chars[number.end : number.end + 14])),
        period=period_of(sentence, number, stock=stage == "asset"),
        year=year_of(sentence, number, frame.year),
        confidence=0.95 if stage not in ("other",) else 0.75,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words around an amount: its clause, what stands since the number before, what follows."""

    head: str
    own: str
    tail: str
    before: str
    floor: int


def _words(sentence: Sentence, number: Number, numbers: Sequence[Number]) -> _Words:
    index = numbers.index(number)
    head, tail = sentence.head(number), sentence.tail(number)
    if index + 1 < len(numbers):
        tail = tail[: max(0, numbers[index + 1].start - number.end)]
    floor = numbers[index - 1].end if index else sentence.start
    own = sentence.strip.chars[max(floor, number.start - len(head)) : number.start]
    if _RANGE.fullmatch(own):
        return _Words(head, "", tail, sentence.before(number), numbers[index - 1].start)
    if own.startswith("的"):  # 5万元的甲项目、10万元的乙项目: the noun belongs to the amount before
        own = own.rsplit("、", 1)[-1] if "、" in own else ""
    return _Words(head, own, tail, sentence.before(number), floor)


def _span(sentence: Sentence, number: Number, words: _Words) -> tuple[int, int]:
    start, end = head_span(sentence, number, words.floor if words.own or words.floor > sentence.start else 0)
    if words.tail.startswith(("的", "不等的")):
        return min(start, number.start), number.end + len(words.tail.rstrip("、和"))
    if not words.own and not words.head:
        return clause_span(sentence, number)
    return min(start, number.start), end


def _label(words: _Words, stage: Stage) -> str:
    described = words.tail.startswith(("的", "不等的"))
    label = "" if described else label_before(words.own) or label_before(words.head)
    if not label and words.tail:
        label = words.tail.lstrip("不等的").rstrip("、和")[:30]
    return label or {"granted": "资助", "executed": "支出"}.get(stage, "金额")


def _stage(words: _Words, sentence: Sentence, number: Number) -> Stage:
    for text in (words.own, "" if words.tail.startswith("的") else words.tail, words.head):
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


def _subject(frame: Frame, sentence: Sentence, words: _Words, stage: Stage, label: str) -> str:
    """What the amount is about. The whole only where it is named, or where nothing else is."""
    if stage == "asset":
        return "固定资产" if "固定资产" in words.head else label
    given = stage in ("granted", "requested")
    for text in (_BRACKETS.sub("", words.own), _BRACKETS.sub("", words.head)):
        named = _last_subject(text)
        if named:
            return named
        if not given and frame.whole_words.search(text):
            return _item_topic(frame, sentence) or frame.whole
        specific = None if given else _specific(frame, text)
        if specific:
            return specific
    if given:
        return _granted_subject(words) or _item_topic(frame, sentence) or label
    said = None if frame.whole_words.search(words.before) else _last_subject(words.before)
    return said or _item_topic(frame, sentence) or frame.whole


def _specific(frame: Frame, head: str) -> str | None:
    """The thing named beside stage words and words any amount may carry; None if there is none."""
    label = rest = _MOVE.sub("", label_before(head))
    for _, pattern in wording.choices("stages", "stage"):
        rest = pattern.sub("", rest)
    rest = wording.pattern("generic_money_words").sub("", rest)
    return label if len(rest) >= 2 else None


def _granted_subject(words: _Words) -> str | None:
    project = _NAMED_PROJECT.search(words.tail.lstrip("的不等").rstrip("、和"))
    return project.group() if project else named_thing(words.tail) or named_thing(words.before)


def _last_subject(text: str) -> str | None:
    found: tuple[int, str] | None = None
    for name, pattern in wording.choices("budget_subjects", "subject"):
        for match in pattern.finditer(text):
            if found is None or match.end() > found[0]:
                found = (match.end(), name)
    return found[1] if found else None


def _item_topic(frame: Frame, sentence: Sentence) -> str | None:
    """In a project report the numbered item an amount stands under, unless the item is about the money."""
    topic = sentence.topic
    if frame.kind != "project" or not topic or len(topic) > 20:
        return None
    if _ABOUT_MONEY.search(topic) and not (_NAMED_MONEY.search(topic) and _names_something(topic)):
        return None
    return topic


def _names_something(topic: str) -> bool:
    rest = wording.pattern("generic_money_words").sub("", topic).replace("项目", "").replace("专项", "")
    return len(rest) >= _OWN_NAME


def _coverage(frame: Frame, sentence: Sentence, number: Number, stage: Stage) -> Coverage:
    cue = coverage_of(sentence, number, county=frame.county)
    if stage == "granted" and not _GIVEN_ON.search(sentence.head(number) + sentence.tail(number)):
        return "own"
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
        coverage=coverage_of(sentence, number, county=frame.county),
        period=period_of(sentence, number, stock=False),
        year=year_of(sentence, number, frame.year),
        confidence=0.9,
    )
