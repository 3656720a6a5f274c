"""Scores in prose: 该指标分值8分，自评得分7分; 绩效自评分值为92.7分; 扣0.11分; a stated grade."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kexie_dash.extraction.attributes import period_of
from kexie_dash.extraction.grades import read_grades
from kexie_dash.extraction.indicators import (
    LIST_MARKS,
    clean_name,
    is_whole,
    level_of,
    part_of_total,
    subject_of,
)
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import Frame, clause_span, label_before
from kexie_dash.model.observation import Leftover, Observation, ScoreLevel
from kexie_dash.reading.layout import Passage

_FULL = re.compile(r"(?:满分|分值|该(?:项)?指标|权重)(?:为|是|:|：)?$")
_OWN_SCORE = re.compile(r"(?:绩效|自评|评价)(?:得)?分(?:值|数)(?:为|是|:|：)?$")
_SCORE = re.compile(
    r"(?:得分|自评|评分|得|分数|分值|总分|合计|评为|评定|计分|得到|获|综合评价|等级)"
    r"(?:结果)?(?:和等级)?(?:分别)?(?:为|是|达|共|:|：|=)*$"
)
_DEDUCTION = re.compile(r"扣(?:减|除|了)?$")
_SCORE_BEHIND = re.compile(r"[)）]?[，,]?(?:自评|实际|实)?得分?(?:为)?\d")
#: 按百分制，投入15分、过程35分: full marks in a list.
_MARKS = re.compile(r"百分制|评分标准|满分(?:为)?100分|总分(?:值)?(?:为)?100分")
_MARK_NAME = re.compile(r"(?:其中[:：]?)?[一-鿿]{2,10}")
_RESULT = re.compile(r"=$")


def read_scores(
    frame: Frame, passage: Passage, sentence: Sentence, numbers: Sequence[Number]
) -> Iterator[tuple[Number | None, Observation | Leftover | None]]:
    """Scores of a sentence; each with the number it used (None for a grade), a used full mark with None."""
    roles = [(n, role) for n in numbers if (role := _role(sentence, n))]
    waiting: Number | None = None
    for index, (number, role) in enumerate(roles):
        if role == "full":
            if waiting is not None:
                yield waiting, _full_only(frame, passage, sentence, waiting)
            waiting = number
            continue
        behind = _full_mark_behind(sentence, number, [n for n, _ in roles[index + 1 : index + 2]])
        if role == "score" or behind is not None:
            full = behind or waiting
            yield number, _score(frame, passage, sentence, number, full)
            if full is not None:
                yield full, None
            waiting = None
            if behind is not None:
                roles[index + 1] = (behind, "used")
        elif role in _OTHER_ROLES:
            yield number, _OTHER_ROLES[role](frame, passage, sentence, number)
    if waiting is not None:
        yield waiting, _full_only(frame, passage, sentence, waiting)
    yield from ((None, grade) for grade in read_grades(frame, sentence))


def _role(sentence: Sentence, number: Number) -> str:
    """What a figure in points is: full, score, deduction, item, unclear; "" if it is no score at all."""
    chars = sentence.strip.chars
    head = chars[max(sentence.start, number.start - 24) : number.start]
    if number.kind not in ("points", "bare"):
        return ""
    if _DEDUCTION.search(head):
        return "deduction"
    is_score = _SCORE.search(head) or _OWN_SCORE.search(head)
    if number.kind == "bare":
        return "score" if is_score else ""
    if (_FULL.search(head) and not _OWN_SCORE.search(head)) or (not is_score and _got(chars, number)):
        return "full"
    if is_score or _RESULT.search(head):
        return "score"
    if _MARKS.search(sentence.before(number)) and _MARK_NAME.fullmatch(sentence.head(number)):
        return "full"
    return "item" if _listed_item(sentence, number) else "unclear"


def _got(chars: str, number: Number) -> bool:
    """投入(15分)得14分; 预算执行10分，得9.66分: the figure that the score behind it is out of."""
    return bool(_SCORE_BEHIND.match(chars, number.end, number.end + 10))


def _score(
    frame: Frame, passage: Passage, sentence: Sentence, number: Number, full: Number | None
) -> Observation:
    clause_start, _ = clause_span(sentence, number)
    if clause_start == number.start:  # 自评分数和等级为:100分 — the words stand before the colon
        before = sentence.before(number)
        clause_start = sentence.start + max(before.rfind(c) for c in "，。；") + 1
    start = clause_start if full is None else min(clause_start, clause_span(sentence, full)[0])
    label = label_before(sentence.strip.chars[clause_start : number.start].split("=")[0]) or "得分"
    part = part_of_total(frame, sentence, number) if full is not None else None
    whole = part is None and is_whole(frame, passage, sentence, number)
    subject = frame.whole if whole else subject_of(frame, passage, sentence, number)
    level: ScoreLevel = "total" if whole else level_of(frame, subject, sentence, number)
    if part is not None:
        subject, level = part
    if not whole:
        frame.memory.indicator, frame.memory.indicator_under = subject, passage.headings
    return frame.observe(
        sentence,
        number,
        "score",
        (start, number.end),
        label=label,
        subject=subject,
        unit="分",
        level=level,
        full_mark=full.value if full is not None else None,
        is_total=level == "total",
        period=period_of(sentence, number, stock=False),
        confidence=0.95 if number.kind == "points" else 0.8,
    )


def _full_only(frame: Frame, passage: Passage, sentence: Sentence, full: Number) -> Observation:
    subject = subject_of(frame, passage, sentence, full)
    return frame.observe(
        sentence,
        full,
        "score",
        clause_span(sentence, full),
        label="分值",
        subject=subject,
        value=None,
        unit="分",
        level=level_of(frame, subject, sentence, full),
        full_mark=full.value,
        confidence=0.8,
    )


def _deduction(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> Observation:
    chars = sentence.strip.chars
    bracket = max(
        chars.rfind("(", sentence.start, number.start), chars.rfind("（", sentence.start, number.start)
    )
    name = LIST_MARKS.sub("", chars[sentence.start : bracket]) if bracket > sentence.start else ""
    subject = name if 2 <= len(name) <= 30 else subject_of(frame, passage, sentence, number)
    return frame.observe(
        sentence,
        number,
        "score",
        (
            max(sentence.start, bracket - len(name)) if name == subject else clause_span(sentence, number)[0],
            number.end,
        ),
        label=f"扣分（{subject}）",
        subject=subject,
        unit="分",
        level=level_of(frame, subject, sentence, number) if subject in frame.levels else "item",
        confidence=0.9,
    )


def _full_mark_behind(sentence: Sentence, number: Number, behind: Sequence[Number]) -> Number | None:
    """得分8分(满分10分): the full mark that follows a score in brackets."""
    if number.kind != "points" or not behind or behind[0].kind != "points":
        return None
    following = behind[0]
    between = sentence.strip.chars[number.end : following.start]
    return following if re.fullmatch(r"[(（，,]?(?:满分|分值|权重)(?:为|是)?", between) else None


def _listed_item(sentence: Sentence, number: Number) -> bool:
    """其中：投入10分、过程24分 — parts of a total said before in the sentence."""
    name = label_before(sentence.head(number))
    return (
        bool(re.search(r"得分[^，。；]{0,16}分.{0,24}其中", sentence.before(number))) and 2 <= len(name) <= 12
    )


def _item(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> Observation:
    """One of the parts listed behind a total."""
    del passage
    name = clean_name(label_before(sentence.head(number)))
    return frame.observe(
        sentence,
        number,
        "score",
        (clause_span(sentence, number)[0], number.end),
        label="得分",
        subject=name,
        unit="分",
        level=level_of(frame, name, sentence, number),
        confidence=0.8,
    )


def _unclear(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> Leftover:
    del passage
    return frame.leftover(sentence, number, "出现“分”，但看不出是满分还是得分")


_OTHER_ROLES: dict[str, Callable[[Frame, Passage, Sentence, Number], Observation | Leftover]] = {
    "deduction": _deduction,
    "item": _item,
    "unclear": _unclear,
}
