"""Scores in prose: 该指标分值8分，自评得分7分; 绩效自评分值为92.7分; 扣0.11分; a stated grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.definitions import wording
from kexie_dash.extraction.attributes import period_of
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import Frame, clause_span, label_before
from kexie_dash.model.observation import Leftover, Observation, ScoreLevel
from kexie_dash.reading.layout import Passage

_FULL = re.compile(r"(?:满分|分值|该(?:项)?指标|权重)(?:为|是|:|：)?$")
_OWN_SCORE = re.compile(r"(?:绩效|自评|评价)(?:得)?分(?:值|数)(?:为|是|:|：)?$")
_SCORE = re.compile(
    r"(?:得分|自评|评分|得|分数|分值|总分|评为|评定|计分|得到|获|综合评价|等级)"
    r"(?:结果)?(?:和等级)?(?:分别)?(?:为|是|达|共|:|：|=)*$"
)
_DEDUCTION = re.compile(r"扣(?:减|除|了)?$")
_RESULT = re.compile(r"=$")
_NAME = re.compile(r"(?P<name>[^，,。；;：:]{2,30}?)(?:该|此|本)?(?:项)?指标(?:分值|满分|分别|得|共|\d|。|$)")
_POINTING = re.compile(r"(?:[该此本]项?|评分标准)$")
_TRIM = re.compile(r"^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．])+")
_TOTAL = wording.pattern("score", "total")
_HEADING_TRIM = re.compile(r"(?:的)?(?:完成)?情况(?:分析)?$")
_GRADE = re.compile(
    r"(?:(?P<label>[^，,。；;：:“”\"]{0,8}?等级)(?:评定)?[为是：:]{0,2}(?:\d[\d.]*分[，,、])?|自评(?:结果|结论)?[为是：:]?|评定为|评级为|"
    r"等级(?:和分数)?[为是：:](?:[\d.]+分[，,、])?)[“\"]?(?P<grade>优秀|良好|合格|不合格|优|良|中|差)(?=[”\"。；;，,、]|$)"
)


def read_scores(
    frame: Frame, passage: Passage, sentence: Sentence, numbers: Sequence[Number]
) -> Iterator[tuple[Number | None, Observation | Leftover | None]]:
    """Scores of a sentence; each with the number it used (None for a grade), a used full mark with None."""
    chars = sentence.strip.chars
    full: Number | None = None
    for number in numbers:
        head = chars[max(sentence.start, number.start - 24) : number.start]
        deduction = _DEDUCTION.search(head)
        if number.kind == "bare" and not (deduction or _SCORE.search(head)):
            continue
        if number.kind not in ("points", "bare"):
            continue
        if deduction:
            yield number, _deduction(frame, passage, sentence, number)
        elif _FULL.search(head) and not _OWN_SCORE.search(head):
            if full is not None:
                yield full, _full_only(frame, passage, sentence, full)
            full = number
        elif _SCORE.search(head) or _OWN_SCORE.search(head) or _RESULT.search(head):
            if full is not None and full.value < 0:
                full = None
            yield number, _score(frame, passage, sentence, number, full)
            if full is not None:
                yield full, None
            full = None
        elif number.kind == "points":
            yield number, frame.leftover(sentence, number, "出现“分”，但看不出是满分还是得分")
    if full is not None:
        yield full, _full_only(frame, passage, sentence, full)
    yield from ((None, grade) for grade in read_grades(frame, sentence))


def _score(
    frame: Frame, passage: Passage, sentence: Sentence, number: Number, full: Number | None
) -> Observation:
    clause_start, _ = clause_span(sentence, number)
    if clause_start == number.start:  # 自评分数和等级为:100分 — the words stand before the colon
        before = sentence.before(number)
        clause_start = sentence.start + max(before.rfind(c) for c in "，。；") + 1
    start = clause_start if full is None else min(clause_start, clause_span(sentence, full)[0])
    label = label_before(sentence.strip.chars[clause_start : number.start].split("=")[0]) or "得分"
    is_whole = _is_whole(frame, passage, sentence, number)
    subject = frame.whole if is_whole else _subject(frame, passage, sentence, number)
    level: ScoreLevel = "total" if is_whole else _level(frame, subject, sentence, number)
    if not is_whole:
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
    subject = _subject(frame, passage, sentence, full)
    return frame.observe(
        sentence,
        full,
        "score",
        clause_span(sentence, full),
        label="分值",
        subject=subject,
        value=None,
        unit="分",
        level=_level(frame, subject, sentence, full),
        full_mark=full.value,
        confidence=0.8,
    )


def _deduction(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> Observation:
    chars = sentence.strip.chars
    bracket = max(
        chars.rfind("(", sentence.start, number.start), chars.rfind("（", sentence.start, number.start)
    )
    name = _TRIM.sub("", chars[sentence.start : bracket]) if bracket > sentence.start else ""
    subject = name if 2 <= len(name) <= 30 else _subject(frame, passage, sentence, number)
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
        level=_level(frame, subject, sentence, number),
        confidence=0.9,
    )


def _is_whole(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> bool:
    """A total is said with words of a total, or bare after a colon under a heading about the whole result."""
    said = sentence.before(number)[-40:]
    head = re.split(r"[，,。；;]", said)[-1]
    if re.search(r"指标|该项|此项|本项", said):
        return False
    if _TOTAL.search(head) or re.search(r"(?:自评|绩效)[^，。]{0,12}(?:分数|得分|分值)", head):
        return not _is_item(sentence)
    heading = "".join(passage.headings[-2:]) + sentence.topic
    return bool(re.match(r"(?:最终|综合|自评)?得分[:：为]", head)) and bool(
        re.search(r"结论|总体评价|综合评价|自评结果|得分", heading)
    )


def _is_item(sentence: Sentence) -> bool:
    """Inside a list of items (一是, (1)) a score belongs to the item, unless the whole is named."""
    return sentence.topic_depth >= 3 and not re.search(
        r"总分|综合|总得分|部门整体|整体支出|项目绩效", sentence.chars
    )


def _subject(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> str:
    before = sentence.before(number)
    names = [clean_name(m["name"]) for m in _NAME.finditer(before)]
    if names and len(names[-1]) >= 2 and not _POINTING.search(names[-1]):
        return names[-1]
    formula = re.search(r"([^，。；：=]{2,30}?)(?:得分)?=", sentence.head(number))
    if formula and "指标" not in formula[1]:
        return clean_name(formula[1])
    memory = frame.memory
    if memory.indicator and memory.indicator_under == passage.headings and not sentence.opens_topic:
        return memory.indicator
    if sentence.topic:
        return clean_name(sentence.topic)
    if passage.headings:
        return _HEADING_TRIM.sub("", clean_name(passage.headings[-1]))
    return frame.whole


def clean_name(name: str) -> str:
    """An indicator's name without list marks and without the doubling of a run-in heading."""
    text = name if name.count("“") == name.count("”") else name.replace("“", "").replace("”", "")
    text = _TRIM.sub("", text.strip('"，：: ')).removesuffix("指标").removesuffix("方面")
    half = len(text) // 2
    return text[:half] if len(text) % 2 == 0 and text[:half] == text[half:] else text


def _level(frame: Frame, subject: str, sentence: Sentence, number: Number) -> ScoreLevel:
    for name in (subject, subject.replace("的", "")):
        if name in frame.levels:
            return frame.levels[name]
    said = sentence.before(number)
    for word, level in (("三级指标", "level_3"), ("二级指标", "level_2"), ("一级指标", "level_1")):
        if said.endswith(word) or f"{word}{subject}" in said:
            return level  # type: ignore[return-value]
    if re.search(r"[一二三四]季度|全年平均", sentence.head(number)):
        return "item"
    return "item" if frame.levels else "level_1"


def read_grades(frame: Frame, sentence: Sentence) -> Iterator[Observation]:
    """Stated grades (优, 良好 …); bands of a grading rule (90-100分为优) are not grades."""
    chars = sentence.strip.chars
    for match in _GRADE.finditer(chars, sentence.start, sentence.end):
        around = chars[max(sentence.start, match.start() - 12) : match.end() + 2]
        if (
            re.search(r"\d[^，。]{0,6}分?为[“\"]?(?:优|良|中|差)", around)
            or "等级一般" in chars[sentence.start : match.end()]
        ):
            continue
        number = Number(
            match.start("grade"),
            match.end("grade"),
            match.start("grade"),
            Decimal(0),
            "",
            "grade",
            "exact",
            match["grade"],
        )
        yield frame.observe(
            sentence,
            number,
            "score",
            _grade_span(sentence, match),
            label="自评等级",
            subject=frame.whole,
            value=None,
            unit=None,
            level="total",
            confidence=0.95,
        )


def _grade_span(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The clause before the grade, and the quotation mark that closes it."""
    chars = sentence.strip.chars
    start = max(chars.rfind(c, sentence.start, match.start()) for c in "，。；") + 1
    end = match.end("grade")
    return max(start, sentence.start), end + (
        chars[end : end + 1] in ("”", '"') and chars[end : end + 1] != ""
    )
