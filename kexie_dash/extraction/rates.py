"""Declared rates and satisfaction in prose; thresholds of a rule are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_dash.extraction.attributes import coverage_of, period_of, year_of
from kexie_dash.extraction.indicators import clean_name
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import Frame, clause_span, head_span, label_before
from kexie_dash.model.observation import Leftover, Observation
from kexie_dash.reading.layout import Passage

_SATISFACTION = re.compile(r"满意(?:度|率)")
_RATE_NAME = re.compile(
    r"[一-鿿“”\"\w]{0,24}?(?:率|度|比例|比重|占比|增幅|增长|进度|面)(?:\([^)]{0,16}\))?(?=$|=|[为达是约有共：:])"
)
_RATE_WORD = re.compile(r"率|增幅|增长|下降|提高|降低|比例|节约|压减")
_SHARE = re.compile(r"占[^，。；]{0,16}$")
_DONE = re.compile(r"完成[^，。；]{0,16}(?:任务|计划|目标|指标)(?:数|量|值)?的$")
#: 较2015年的6.3%: the figure of an earlier time that a new one is held against.
_BASE = re.compile(r"[较比由从](?:(?:19|20)\d\d年|上年|去年|年初)[^，。；\d]{0,6}的$")
#: No list of rates in one sentence is longer.
_LIST_MOST = 12
_THRESHOLD = re.compile(r"(?:达到|未达到|未达|不低于|高于|低于|超过)$")
_COUNT_KINDS = ("count", "person", "session")


def read_rate(
    frame: Frame, passage: Passage, sentence: Sentence, number: Number, numbers: Sequence[Number]
) -> Observation | Leftover | None:
    """The observation of one percentage; None for a threshold."""
    head = sentence.head(number)
    index = next(i for i, n in enumerate(numbers) if n.core == number.core)
    earlier = numbers[index - 1] if index else None
    if earlier is not None and earlier.kind in _COUNT_KINDS and _is_threshold(sentence, earlier, number):
        return None
    if re.search(r"[×*/]$", head) or re.match(r"[)）]?[×*]", sentence.tail(number)):
        return None
    label = rate_label(sentence, head) or _shared_label(sentence, number, numbers)
    if not label:
        return frame.leftover(sentence, number, "百分数前没有说明它是什么比率")
    family = "satisfaction" if _SATISFACTION.search(head + label) else "rate"
    wide = family == "rate" and _wide(label)
    return frame.observe(
        sentence,
        number,
        family,  # type: ignore[arg-type]
        head_span(sentence, number) if label in head else clause_span(sentence, number),
        label=label,
        subject=_subject(frame, passage, sentence, label, sentence.before(number)),
        unit=number.unit,
        coverage=coverage_of(sentence, number, county=frame.county) if wide else "own",
        period=period_of(sentence, number, stock=False),
        year=year_of(sentence, number, frame.year),
        confidence=0.95,
    )


def _shared_label(sentence: Sentence, number: Number, numbers: Sequence[Number]) -> str:
    """In 分别为8.4%和29.6% the rate named before the first figure is that of all."""
    position = next(i for i, n in enumerate(numbers) if n.core == number.core)
    first = max(0, position - _LIST_MOST)
    while position > first and numbers[position - 1].kind == "percent":
        before = numbers[position - 1]
        if not re.fullmatch(r"[、，,]?[和及与]?", sentence.strip.chars[before.end : numbers[position].start]):
            return ""
        label = rate_label(sentence, sentence.head(before))
        if label:
            return label
        position -= 1
    text = re.split(r"[，。；]", sentence.before(numbers[position]))[-1]
    return label_before(text) if re.search(r"率|度|占比", text) else ""


def _is_threshold(sentence: Sentence, earlier: Number, number: Number) -> bool:
    """有33个项目支出进度达到90%: the percentage belongs to the count before it."""
    same = sentence.clause_of(earlier.core) == sentence.clause_of(number.core)
    return same and bool(_THRESHOLD.search(sentence.head(number) + _bound_words(sentence, number)))


def _bound_words(sentence: Sentence, number: Number) -> str:
    return sentence.strip.chars[number.start : number.core]


def _wide(label: str) -> bool:
    """A rate that may be about more than the body itself; rates of money and of scores are its own."""
    return bool(re.search(r"增幅|增长|公民|素质|基地|知晓", label))


def rate_label(sentence: Sentence, head: str) -> str:
    """The rate's name: before a formula's first =, else the last name of a rate, else 占…."""
    if "=" in head:
        name = head.split("=")[0]
        return clean_name(label_before(re.split(r"[，,：:]", name)[-1]))
    share = _SHARE.search(head)
    if share:
        return label_before(head) or share.group()
    if _DONE.search(head) or _BASE.search(head):
        return label_before(head)
    named = _RATE_NAME.search(head) or _SATISFACTION.search(head) or _RATE_WORD.search(head)
    return label_before(head) if named else ""


_SUBJECTS = (
    ("三公经费", re.compile("三公")),
    ("日常公用经费", re.compile("公用经费")),
    ("政府采购", re.compile("采购")),
    ("基本支出", re.compile("基本支出")),
    ("项目支出", re.compile("项目支出")),
    ("固定资产", re.compile("固定资产")),
)
_WHOLE = re.compile(
    r"预算执行率|支出(?:完成)?率|预算完成率|到位率|结余结转率|结转结余率|结转率|结余率|全年平均执行率|支出进度|支付率|资金使用率|执行率"
)


def _subject(frame: Frame, passage: Passage, sentence: Sentence, label: str, before: str) -> str:
    for name, pattern in _SUBJECTS:
        if pattern.search(label):
            return name
    if label == "得分率":
        return score_subject(frame, passage, sentence)
    if _WHOLE.search(label):
        return frame.whole
    if label.startswith("占") and any(pattern.search(sentence.chars) for _, pattern in _SUBJECTS):
        return _nearest(before, label)
    return label


def _nearest(before: str, label: str) -> str:
    """The part named last before the share (基本支出…，占85.4%，项目支出…，占14.6%)."""
    best = max((before.rfind(word), word) for word in ("基本支出", "项目支出"))
    return best[1] if best[0] >= 0 else label


def score_subject(frame: Frame, passage: Passage, sentence: Sentence) -> str:
    """What a 得分率 belongs to: the indicator named in its sentence, else its topic or heading."""
    match = re.search(r"([^，,。；;：:]{2,30}?)指标(?:满分|分值|分别|得)", sentence.chars)
    if match and not match[1].endswith(("该", "此", "本")):
        return clean_name(match[1])
    if sentence.topic:
        return clean_name(sentence.topic)
    return clean_name(passage.headings[-1]) if passage.headings else frame.whole
