"""Which indicator a score belongs to, at which level of the rubric, and which score is the whole's."""

from __future__ import annotations

import re

from kexie_dash.definitions import wording
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import Frame, label_before
from kexie_dash.model.observation import ScoreLevel
from kexie_dash.reading.layout import Passage

_NAME = re.compile(r"(?P<name>[^，,。；;：:]{2,30}?)(?:该|此|本)?(?:项)?指标(?:分值|满分|分别|得|共|\d|。|$)")
#: 投入(15分)得, 预算执行10分，得: the name before its full mark.
_MARKED = re.compile(
    r"(?P<name>[^，,。；;：:()（）、\d]{2,20})[(（]?\d[\d.]*分[)）]?[，,]?(?:自评|实际|实)?得分?(?:为)?$"
)
#: 投入得15分, and in a list of full marks 投入15分.
_BRIEF = re.compile(r"^(?:其中[:：]?|[^，。；]{0,12}[:：])?([一-鿿]{2,10}?)得?$")
_POINTING = re.compile(r"(?:[该此本]项?|评分标准)$")
#: 决策类得分, 投入管理: what a part of a total is called right before its points.
_PART = re.compile(r"(?:其中)?([一-鿿]{2,12}?)(?:自评|实际)?(?:得分|实得|得)?[为是]?")
_NO_PART = re.compile(r"总|合计|综合|最终|自评|评价|满分|标准|分值|分数|得分|部门|整体|单位|项目绩效|其中")
_PARTS_LISTED = re.compile(r"分[^。]{0,24}其中|(?:得分|评分|分数)(?:情况)?[：:][^。]*$")
LIST_MARKS = re.compile(r"^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．])+")
_TOTAL = wording.pattern("score", "total")
_HEADING_TRIM = re.compile(r"(?:的)?(?:完成)?情况(?:分析)?$")


def part_of_total(frame: Frame, sentence: Sentence, number: Number) -> tuple[str, ScoreLevel] | None:
    """Name and level of a score with a full mark that stands in a list behind a total, or behind 得分：."""
    before = sentence.before(number)
    name = _PART.fullmatch(re.split(r"[，,。；;：:、]", before)[-1])
    if name is None or _NO_PART.search(name[1]) or not _PARTS_LISTED.search(before):
        return None
    return name[1], frame.levels.get(name[1], "level_1")


def is_whole(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> bool:
    """A total is said with words of a total, or bare after a colon under a heading about the whole result."""
    said = sentence.before(number)[-40:]
    head = re.split(r"[，,。；;]", said)[-1]
    if re.search(r"指标(?!表|体系|评分)|[该此本]项(?!目)", said):
        return False
    if _TOTAL.search(head) or re.search(r"(?:自评|绩效)[^，。]{0,12}(?:分数|得分|分值)", head):
        return not _is_item(sentence)
    if re.search(
        r"(?:项目|部门|整体|支出|单位|我会|本会|总)(?:绩效)?自评(?:总)?得分[:：为是]?$|自评结果[:：为是]+$",
        head,
    ):
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


def subject_of(frame: Frame, passage: Passage, sentence: Sentence, number: Number) -> str:
    before = sentence.before(number)
    names = [clean_name(m["name"]) for m in _NAME.finditer(before)]
    if names and len(names[-1]) >= 2 and not _POINTING.search(names[-1]):
        return names[-1]
    marked = _MARKED.search(before)
    if marked and not re.search("分值|满分|指标|权重", marked["name"]):
        return clean_name(label_before(marked["name"]))
    brief = _BRIEF.search(sentence.head(number))
    if brief and not re.search("[得分扣本全]|自评|绩效|评价|指标|部门|项目|综合|最终|合计", brief[1]):
        return brief[1]
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
    text = LIST_MARKS.sub("", text.strip('"，：: ')).removesuffix("指标").removesuffix("方面")
    half = len(text) // 2
    return text[:half] if len(text) % 2 == 0 and text[:half] == text[half:] else text


def level_of(frame: Frame, subject: str, sentence: Sentence, number: Number) -> ScoreLevel:
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
