"""What a number counts, and so which family of observations it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kexie_dash.definitions import wording
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import clause_span, head_span, label_before
from kexie_dash.model.observation import Family

_TEAM = re.compile(r"代表队|队伍|战队|参赛队|团队参")
_NO_NOUN = re.compile(
    r"(?:[()（）”]|参与|参加|观看|以[上下内]|受益|接受|收看|收听|进行|的(?!\S{2})|[，。；])"
)
_VERB_AFTER = re.compile(
    r"(?<=..)(?:给予|进行|由|被|获得?|在|纳入|参加|参与|实施|开展|举办|通过|均|已|支持|奔赴|深入|转发|未报|做现场|带队)"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The number with the words it counts: own head (after the number before), tail, and the noun."""

    number: Number
    head: str
    tail: str
    noun: str
    span: tuple[int, int]


def counted_of(sentence: Sentence, number: Number, numbers: Sequence[Number]) -> Counted:
    index = numbers.index(number)
    chars = sentence.strip.chars
    clause = sentence.clauses[sentence.clause_of(number.core)]
    floor = max(clause.start, numbers[index - 1].end if index else 0)
    ceiling = min(clause.end, numbers[index + 1].start if index + 1 < len(numbers) else len(chars))
    head, tail = chars[floor : number.start], chars[number.end : max(ceiling, number.end)]
    trailing = _noun_follows(head, tail, number)
    noun = tail if trailing else label_before(head)
    if not trailing:
        span = head_span(sentence, number, floor)
    else:
        start = floor if floor > clause.start else clause_span(sentence, number)[0]
        end = max(ceiling, number.end)
        span = (min(start, number.start), end - len(tail) + len(tail.rstrip("和与及、，")))
    noun = _VERB_AFTER.split(noun.lstrip("的"))[0] if trailing else noun
    return Counted(number, head, tail, noun.strip("、和与及") or label_before(head), span)


def _noun_follows(head: str, tail: str, number: Number) -> bool:
    """五个 单位 …: the thing counted follows, unless the clause ends or only a verb of taking part comes."""
    return bool(tail) and not _NO_NOUN.match(tail)


def family_of(counted: Counted, sentence: Sentence) -> Family | None:
    number, around = counted.number, counted.head + counted.tail
    kind = number.kind
    if kind in ("bare", "session") and wording.pattern("audience_numberless_unit").search(counted.head):
        return "audience"
    if kind == "bare":
        return None
    if kind == "session":
        return _session_family(counted)
    if _is_staffing(counted, sentence):
        return "staffing"
    if kind == "person":
        return _person_family(counted, around, sentence)
    last_noun = re.split(r"[、“”]", counted.noun)[-1][-8:]
    nouns = wording.pattern("activity_nouns").pattern
    if number.unit in ("项", "个", "批") and re.search(rf"(?:{nouns})$", last_noun):
        return "activity"
    return "output"


def _session_family(counted: Counted) -> Family:
    noun = counted.noun + counted.head[-12:]
    if re.search(r"点击|浏览|播放|阅读", counted.head):
        return "audience"
    if counted.number.unit in ("次", "期") and wording.pattern("publication_words").search(noun):
        return "output"
    if wording.pattern("session_outputs").search(noun):
        return "output"
    return "activity"


def _is_staffing(counted: Counted, sentence: Sentence) -> bool:
    noun = counted.noun[:24] + ("|" + counted.head[-16:] if not counted.tail else "")
    unit = counted.number.unit
    if counted.number.kind == "person" and unit != "人次":
        near = counted.noun[:10] + "|" + counted.head[-16:]
        return bool(re.search(wording.pattern("staffing", "people").pattern, near)) and not re.search(
            "慰问|参加|参与|培训|受众", near
        )
    if unit in ("个", "家", "所"):
        if re.search(r"内设机构|内设$", counted.head[-8:]):
            return True
        pattern = (
            wording.pattern("staffing", "organs").pattern
            + "|"
            + wording.pattern("staffing", "members").pattern
        )
        grade = re.search(r"A级", counted.head)
        if re.search("新(?:成立|建|增)", counted.head):
            return False
        if re.search("调研|走访|宣讲|资助|支持|对所属", counted.head):
            return False
        return bool(re.search(pattern, noun) or grade)
    return False


def _person_family(counted: Counted, around: str, sentence: Sentence) -> Family:
    unit = counted.number.unit
    near = counted.head[-18:] + counted.tail[:18]
    if unit == "户":
        return "output"
    if unit in ("支", "队"):
        return "audience" if _TEAM.search(near) else "output"
    expert = bool(wording.pattern("expert_words").search(near))
    if unit == "人次":
        return "output" if expert and re.search(r"邀请|引进|聘请", counted.head) else "audience"
    audience = bool(wording.pattern("audience_words").search(near))
    if expert and not re.search(r"参加|参与|参赛|慰问|培训人员|受惠|受益|听|观", near):
        return "output"
    if re.search(r"邀请|引进|评选|评出|推荐|表彰|获得|聘请|奖", counted.head):
        return "output"
    return "audience" if audience or unit == "人" else "output"
