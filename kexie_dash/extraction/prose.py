"""Paragraphs become observations: every number is read by the reader its unit and words call for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kexie_dash.definitions import wording
from kexie_dash.extraction.attributes import named_thing, plain, year_ahead
from kexie_dash.extraction.counts import CountState, read_count
from kexie_dash.extraction.formula import formula_spans, read_operands
from kexie_dash.extraction.gaps import torn_off
from kexie_dash.extraction.indicators import clean_name
from kexie_dash.extraction.money import is_money, read_money
from kexie_dash.extraction.numbers import Number, find_numbers
from kexie_dash.extraction.pairing import read_pairs, respective
from kexie_dash.extraction.rates import read_rate
from kexie_dash.extraction.scores import read_scores
from kexie_dash.extraction.sentences import Sentence, sentences
from kexie_dash.extraction.statement import Frame, clause_span, label_before
from kexie_dash.model.observation import Leftover, Observation
from kexie_dash.reading.layout import Passage

_RULE = re.compile(
    r"的[，,]?得\d+(?:\.\d+)?分|[≥≤<>][^，。；]{1,12}得\d|扣完为止|[<>≤≥]=?[^，。；]{0,20}[<>≤≥]|每[^，。；]{1,8}扣\d"
)
_FORMULA_NAME = re.compile(r"([^，。；：:=<>≤≥]{2,20}率)=")
#: 执行率低于80%的项目: a figure that only says which ones are meant.
_CONDITION = re.compile(r"的(?:项目|单位|部门|指标|，|,)")
_GOAL = re.compile(r"的[^，。；]{0,6}目标")
_RATE_IS = re.compile(r"率(?:仅)?为$")
_BAND = re.compile(r"等级一般|总分一般|一般划分为")
_BAND_BEFORE = re.compile(r"(?:优秀?|良好?|合格|中等?|较?差)[:：]?[≥>≤<]?$")
_BAND_AFTER = re.compile(
    r"分?(?:\(含\))?(?:以[上下])?(?:\(不含\))?[^，。；、]{0,8}为[“]?(?:优|良|中|差|合格|不合格)"
)
_BAND_RANGE = re.compile(r"(?:分?(?:\(含\))?)[-—–~至]{1,2}$")
_GOAL_HEADING = re.compile(r"(?:项目|部门|整体|支出|年度|总体|预期|绩效)*目标(?:设[定置])?(?:情况)?")
_NO_NAME = "计划数前后没有写明是什么，可能是表格中的一格"
#: Figures run into each other: cells of a table, not the words of a plan.
_CELLS = re.compile(r"\d\.\d\d\d")
_PLAN_HEADING = re.compile(r"后续工作计划|下一步(?:工作)?(?:计划|打算|措施)|工作计划|工作打算")


def read_prose(frame: Frame, passages: Iterable[Passage]) -> Iterator[Observation | Leftover]:
    """All statements of headings and paragraphs, in the order of the text."""
    for passage in passages:
        yield from read_passage(frame, passage)


def read_passage(frame: Frame, passage: Passage) -> Iterator[Observation | Leftover]:
    """The statements of one passage."""
    found = find_numbers(passage.text.chars)
    numbers = [torn_off(passage.text, frame.document.text, number) for number in found]
    state = CountState()
    position = 0
    for sentence in sentences(passage.text, numbers):
        own: list[Number] = []
        while position < len(numbers) and numbers[position].core < sentence.end:
            own.append(numbers[position])
            position += 1
        state.event = (
            named_thing(passage.text.chars[max(0, sentence.start - 120) : sentence.start]) or state.event
        )
        if own or sentence.opens_topic or "等级" in sentence.chars or "自评" in sentence.chars:
            yield from _read_sentence(frame, passage, sentence, own, state)


def _read_sentence(
    frame: Frame, passage: Passage, sentence: Sentence, numbers: list[Number], state: CountState
) -> Iterator[Observation | Leftover]:
    numbers = [n for n in numbers if not _is_list_mark(sentence, n)]
    _remember(frame, passage, sentence)
    if _BAND.search(sentence.chars):
        return
    usable = [n for n in _without_rules(sentence, numbers) if not _in_formula(sentence, n)]
    used: set[int] = set()
    for number, item in read_scores(frame, passage, sentence, usable):
        if number is not None:
            if number.core in used:
                continue
            used.add(number.core)
        if item is not None:
            yield item
    yield from read_operands(frame, sentence)
    for target, actual, item in read_pairs(frame, sentence, usable):
        used |= {target.core, actual.core}
        yield item
    state.paired = respective(sentence, usable)
    for number in usable:
        if number.core in used:
            continue
        item = _read_number(frame, passage, sentence, number, usable, state)
        if item is not None:
            yield item


def _remember(frame: Frame, passage: Passage, sentence: Sentence) -> None:
    """The topic a sentence opens, or the rate it computes, is what 该指标 of a later sentence means."""
    name = clean_name(sentence.topic) if sentence.opens_topic and sentence.topic_depth in (3, 4) else ""
    formula = _FORMULA_NAME.search(sentence.chars)
    if formula and not name:
        name = clean_name(formula[1])
    if name and not re.search("[<>≤≥]", name):
        frame.memory.indicator, frame.memory.indicator_under = name, passage.headings


def _read_number(
    frame: Frame,
    passage: Passage,
    sentence: Sentence,
    number: Number,
    numbers: Sequence[Number],
    state: CountState,
) -> Observation | Leftover | None:
    if is_money(sentence, number):
        return read_money(frame, sentence, number, numbers)
    if number.kind == "bare" and number.value == 0 and _RATE_IS.search(sentence.head(number)):
        return read_rate(frame, passage, sentence, replace(number, unit="比率"), numbers)
    if number.kind == "points":
        return None
    if _is_plan(passage, sentence, number, frame.year):
        return _planned(frame, sentence, number)
    if number.kind == "percent":
        return read_rate(frame, passage, sentence, number, numbers)
    return read_count(frame, sentence, number, numbers, state)


def _in_formula(sentence: Sentence, number: Number) -> bool:
    """A constant or operand of a formula in the number's clause."""
    clause = sentence.clauses[sentence.clause_of(number.core)]
    spans = formula_spans(sentence.strip.chars[clause.start : clause.end])
    return any(a <= number.core - clause.start < b for a, b in spans)


def _is_plan(passage: Passage, sentence: Sentence, number: Number, frame_year: int | None) -> bool:
    if wording.pattern("plan_words").search(sentence.head(number)):
        return True
    if sentence.head(number).endswith("未达到") and _GOAL.match(sentence.tail(number)):
        return True
    if frame_year is not None and (year_ahead(sentence, number, frame_year) or 0) > frame_year:
        return True
    ahead = any(_PLAN_HEADING.search(h) and "问题" not in h for h in passage.headings)
    goal = bool(passage.headings) and _GOAL_HEADING.fullmatch(passage.headings[-1]) is not None
    return (ahead or (goal and number.kind != "money")) and number.kind != "bare"


def _planned(frame: Frame, sentence: Sentence, number: Number) -> Observation | Leftover:
    label = sentence.tail(number).lstrip("的") or label_before(sentence.head(number))
    if not label or _CELLS.search(label):
        return frame.leftover(sentence, number, _NO_NAME)
    return frame.observe(
        sentence,
        number,
        "target",
        clause_span(sentence, number),
        label=label[:40],
        subject=named_thing(sentence.head(number)) or label[:40],
        value=None,
        year=year_ahead(sentence, number, frame.year),
        indicator_path=(),
        target_text=number.text,
        target=plain(number.value),
        actual_text=None,
        actual=None,
        rule="prose.plan",
        confidence=0.75,
    )


def _is_list_mark(sentence: Sentence, number: Number) -> bool:
    """(1), 2. and the like, and a bare digit that opens the sentence."""
    chars = sentence.strip.chars
    before, after = chars[number.start - 1 : number.start], chars[number.end : number.end + 1]
    if number.kind != "bare":
        return False
    return (before in ("(", "（", "") and after in (")", "）")) or (
        number.start == sentence.start and after in ".、．"
    )


def _without_rules(sentence: Sentence, numbers: list[Number]) -> list[Number]:
    """Numbers outside scoring rules: thresholds and points of a rule are criteria, not statements."""
    kept: list[Number] = []
    for number in numbers:
        start, end = _rule_segment(sentence, number)
        rule = _RULE.search(sentence.strip.chars[start:end])
        condition = number.text[0] in "低高不超≥≤<>" and _CONDITION.match(sentence.tail(number))
        if not (rule or condition or _compared_with(kept, number) or _in_band(sentence, number)):
            kept.append(number)
    return kept


def _in_band(sentence: Sentence, number: Number) -> bool:
    """A limit of a grading scheme: 90分(含)以上为优, 优秀≥90分, 良好80-89分."""
    if number.kind not in ("points", "bare"):
        return False
    chars = sentence.strip.chars
    head, tail = (
        chars[max(sentence.start, number.start - 8) : number.start],
        chars[number.end : number.end + 20],
    )
    if number.kind == "points":
        tail = "分" + tail
    return bool(_BAND_BEFORE.search(head) or _BAND_AFTER.match(tail) or _BAND_RANGE.search(head))


def _compared_with(kept: list[Number], number: Number) -> bool:
    """23.53%>10%: the second figure is the threshold the first is held against."""
    return bool(kept) and kept[-1].end == number.start and number.text[0] in "<>≤≥"


def _rule_segment(sentence: Sentence, number: Number) -> tuple[int, int]:
    chars = sentence.strip.chars
    start = max(chars.rfind(c, sentence.start, number.core) for c in "；;：:。")
    ends = [p for c in "；;。：:" if (p := chars.find(c, number.core, sentence.end)) >= 0]
    return max(start + 1, sentence.start), min(ends) if ends else sentence.end
