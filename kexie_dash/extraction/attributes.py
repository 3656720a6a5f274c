"""Attributes a statement takes from the words around it: coverage, category, channel, period, year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from kexie_dash.definitions import wording
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.model.observation import PERIOD_STOCK, PERIOD_YEAR, Category, Channel, Coverage
from kexie_dash.model.report import Document

_QUOTED = re.compile(
    r"[“\"《]([^”\"》“《]{2,40})[”\"》]([^，。；：、]{0,8}?(?:活动|行动|大赛|论坛|计划|讲堂|班|栏目|项目|工程))?"
)
_QUARTER = re.compile(r"(?<![前、])(第?[一二三四1-4])季度(?!和|、)")
_QUARTER_LIST = re.compile(
    r"(?P<list>第?[一二三四1-4](?:(?:季度)?(?:[、和]|[至到—–~-]{1,2})第?[一二三四1-4]){1,3})个?季度[^。；]{0,24}?(?:分别|依次)"
)
_MONTHS = re.compile(r"\d{1,2}[—–~-]\d{1,2}月|[上下]半年|\d{1,2}月(?:[末底](?!前)|单月|当月|份)")
_QUARTER_MONTHS = re.compile(
    r"(?<!\d)(1[—–~至-]{1,2}(?=3月)|4[—–~至-]{1,2}(?=6月)|7[—–~至-]{1,2}(?=9月)|10[—–~至-]{1,2}(?=12月))(3|6|9|12)月"
)
_DATED = re.compile(r"截[止至](\d{1,2}月(?:\d{1,2}日|底)?)")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)年(?:度)?")
#: What changed since another year is a statement about this one.
_CHANGE = re.compile(
    r"[较比](?:19|20)\d\d年[^，。；]{0,24}?(?:提高|提升|增长|增加|上升|下降|减少|降低)[^，。；]*$"
)
_LAST_YEAR = re.compile(r"(?<![较比])(?:上年度?|去年)(?!结转|结余|末)[^，。；较比增减]{1,10}$")
_NOT_ACTOR = re.compile(
    r"(?:[对与向为给在到赴]|邀请|联合|对接|发挥|加强|依托|包括|通过|促进|融入|获得?|推荐|举办|召开|承办|吸引|走访|引进|来自)"
    r"[^，。；]{0,120}$"
)
_EVENT_LEAD = re.compile(r"^.*(?:(?:19|20)\d\d年|[和与及的]|组织|开展|举办|呈现|参加|承办|启动)(?=.{3})")
_EVENT = re.compile(
    r"(?:第[一二三四五六七八九十\d]+届)?[一-鿿\d]{2,20}?(?:大赛|竞赛|论坛|博览会|展览会|科普日|科普月|科技周|嘉年华|运动会|大讲堂|开课)"
)


#: The body's full name as titles have it: 云山区科学技术协会, 云山市科协.
_FULL_NAME = re.compile(r"[一-鿿]{2,}?([省市县区旗])(?:科协|科学技术协会)")
_TITLE_PART = 600
#: 县科协 of a county's own report; 各县科协 and 云山区科协 are others.
_ITSELF = re.compile(r"(?<![一-鿿])[县区]科协(?!系统)")


_SPAN = r"第?[一二三四1-4]季度|上半年|前三季度|下半年|全年"
_SPAN_LIST = re.compile(rf"(?P<list>(?:{_SPAN})(?:[、和及](?:{_SPAN}))+)[^，。；\d]{{0,16}}")
#: Words after a quarter by which a figure is of another span; not 占全年预算的, 全年支出的.
_OTHER_SPAN = re.compile(r"全年(?!预算|支出|任务|资金|指标|收入|计划)|年度|前三季度|上半年|累计")


def is_of_a_county(document: Document) -> bool:
    """Whether the first body named is a county's or a district's."""
    head = "".join(document.text[:_TITLE_PART].split())
    match = _FULL_NAME.search(head)
    return match is not None and match[1] in "县区旗"


def coverage_of(sentence: Sentence, number: Number, *, county: bool = False) -> Coverage:
    """Whose doing it is: the nearest cue before the number, in its clause, then in the clauses before.

    county: the report is a county's or district's, so that 县科协 and 区科协 are the body itself.
    """
    index = sentence.clause_of(number.core)
    chars = sentence.strip.chars
    for clause in reversed(sentence.clauses[: index + 1]):
        is_own = clause is sentence.clauses[index]
        crossed = "；" in chars[clause.end : number.start] or ";" in chars[clause.end : number.start]
        if wording.pattern("funded_words").search(chars, clause.start, clause.end):
            return "funded"
        said = chars[clause.start : number.start if is_own else clause.end]
        cue = _cue(_ITSELF.sub("本单位", said) if county else said, is_own_clause=is_own)
        # A semicolon ends what its doer does; only the funded projects of a list go on behind it.
        if cue and not crossed:
            return cue
    return "own"


def _cue(chars: str, *, is_own_clause: bool) -> Coverage | None:
    for name, pattern in wording.choices("coverage", "coverage"):
        for match in pattern.finditer(chars):
            # The thing counted (对接学会50家) is not the one who does it, nor is one worked for or with.
            if is_own_clause and name == "subordinate" and match.end() >= len(chars) - 1:
                continue
            if _NOT_ACTOR.search(chars, 0, match.start()):
                continue
            return cast("Coverage", name)
    if wording.pattern("body_words").search(chars):
        return "own"
    return None


def category_of(*texts: str) -> Category:
    """The first text that names a category decides; in one text the order of wording.yaml does."""
    for text in texts:
        for name, pattern in wording.choices("categories", "category"):
            if text and pattern.search(text):
                return cast("Category", name)
    return "other"


def channel_of(*texts: str) -> Channel:
    """How people were reached, if the nearest text says so."""
    for text in texts:
        for name, pattern in wording.choices("channels", "channel"):
            if text and pattern.search(text):
                return cast("Channel", name)
    return "unstated"


def period_of(sentence: Sentence, number: Number, *, stock: bool, named: bool = False) -> str:
    """Quarter, a stock, a named period or the year.

    stock: the thing counted is one that stands. named: it may be tied to a named day or month (全国科普日).
    """
    clause = sentence.head(number)
    months = _MONTHS.search(clause)
    quarter_months = _QUARTER_MONTHS.search(clause)
    listed = _listed_quarter(sentence.before(number)) or _listed_span(sentence.before(number))
    if listed and not stock:
        return listed
    if quarter_months and not stock:
        return f"q{int(quarter_months[2]) // 3}"
    if months and not stock:
        return months.group()
    quarters = list(_QUARTER.finditer(sentence.before(number)))
    since = sentence.before(number)[quarters[-1].end() :] if quarters else ""
    if quarters and not _OTHER_SPAN.search(since):
        return f"q{_quarter(quarters[-1][1][-1])}"
    regular = wording.pattern("period_words").search(clause)
    if regular:
        return regular.group()
    dated = _DATED.search(sentence.before(number))
    if dated and not stock:
        return dated.group()
    if stock:
        return PERIOD_STOCK
    said = (
        wording.pattern("named_periods").search(sentence.before(number) + sentence.tail(number))
        if named
        else None
    )
    return said.group() if said else PERIOD_YEAR


def _quarter(sign: str) -> int:
    """一 to 四 or 1 to 4."""
    return "一二三四".find(sign) + 1 or int(sign)


def _figures_in(text: str) -> int:
    return len(re.findall(r"\d[\d,]*(?:\.\d+)?", text))


def _listed_span(before: str) -> str | None:
    """In 一季度、上半年、前三季度分别为9%、36%、62% each figure's own part of the year, by its place."""
    lists = list(_SPAN_LIST.finditer(before))
    if not lists:
        return None
    named = re.findall(_SPAN, lists[-1]["list"])
    behind = before[lists[-1].end() :]
    place = _figures_in(behind)
    if place >= len(named) or re.search(r"[，；。](?!\d)", behind):
        return None
    word = named[place]
    if word == "全年":
        return PERIOD_YEAR
    quarter = _QUARTER.fullmatch(word)
    return f"q{_quarter(quarter[1][-1])}" if quarter else word


def _listed_quarter(before: str) -> str | None:
    """In 一至三季度分别为10、20、30万元 each figure's own quarter, by its place in the list."""
    lists = list(_QUARTER_LIST.finditer(before))
    if not lists or "，" in before[lists[-1].end() :].replace("%，", "").replace("元，", ""):
        return None
    named = [_quarter(sign) for sign in re.findall(r"[一二三四1-4]", lists[-1]["list"])]
    if re.search(r"[至到—–~-]", lists[-1]["list"]):
        named = list(range(named[0], named[-1] + 1))
    place = _figures_in(before[lists[-1].end() :])
    return f"q{named[place]}" if place < len(named) else None


def year_of(sentence: Sentence, number: Number, report_year: int | None) -> int | None:
    """The year the figure is about: one said in its clause outside names, else the report's."""
    head = re.sub(r"[“《][^”》]*[”》]", "", sentence.head(number))
    head = re.split(r"\d[个家项名人次]", head)[-1]
    if report_year is not None and _LAST_YEAR.search(head):
        return report_year - 1
    head = _CHANGE.sub("", head)
    years = [int(y) for y in _YEAR.findall(head)]
    if not years:
        return report_year
    if report_year is not None and not report_year - 10 <= years[-1] <= report_year:
        return report_year
    return years[-1]


def year_ahead(sentence: Sentence, number: Number, report_year: int | None) -> int | None:
    """The year a plan is for: one said before it in the sentence, else the report's."""
    years = [int(y) for y in _YEAR.findall(sentence.before(number))]
    return years[-1] if years and report_year and 0 <= years[-1] - report_year <= 5 else report_year


def named_thing(text: str) -> str | None:
    """The name in quotes (with its noun) or the named event that comes last."""
    quoted, events = list(_QUOTED.finditer(text)), list(_EVENT.finditer(text))
    if quoted and (not events or quoted[-1].end() >= events[-1].end()):
        last = quoted[-1]
        return last[1] + last[2] if last[2] and len(last[1]) < 12 else last[1]
    return _EVENT_LEAD.sub("", events[-1].group()).lstrip("年的暨和、") if events else None


def plain(value: Decimal) -> Decimal:
    """The value without a trailing run of zeros after the point and without exponent."""
    normal = value.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
