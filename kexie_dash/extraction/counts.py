"""Activities, audiences, outputs and staffing: everything counted in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kexie_dash.definitions import wording
from kexie_dash.extraction.attributes import (
    category_of,
    channel_of,
    coverage_of,
    named_thing,
    period_of,
    year_of,
)
from kexie_dash.extraction.families import Counted, counted_of, family_of
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.pairing import Paired
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import (
    PARTS_FOLLOW,
    Frame,
    label_before,
    without_verb,
)
from kexie_dash.model.observation import Category, Channel, Coverage, Family, Leftover, Observation

_WHOLE_SYSTEM = re.compile(
    r"全[市区县省][^，。；]{0,12}?(?:系统|科协|共|总)|全系统|全[市区县省](?:共|总|累计)"
)
_GENERIC = re.compile(
    r"(?:各类|各项|系列|主题)?(?:科普|学术交流|学术|志愿服务|科技志愿服务|培训|宣传|交流)*活动|活动"
)


#: Readers of what was put out, whatever it was about.
_READERS = re.compile(r"阅读量|点击量|浏览量|粉丝|关注(?:量|人数|用户)")
_FOLLOWERS = re.compile(r"粉丝|关注(?:人数|用户)")


#: Whose posts are counted, where it is not the office itself.
_POSTS_OF = re.compile(
    r"((?:所属|下属|直属)[^，。；：、\d]{0,16}?(?:单位|中心|馆|站|所|院|宫)|事业(?=编制))"
    r"(?!.*(?:机关|本级|所属|下属|直属))"
)


@dataclass(slots=True)
class CountState:
    """What earlier statements of the same sentence said; a paragraph begins anew."""

    activities: list[Observation] = field(default_factory=list)
    audience: list[Observation] = field(default_factory=list)
    sentence: int = -1
    event: str | None = None
    paired: dict[int, Paired] = field(default_factory=dict)
    last: Observation | None = None

    def activity_of(self, head: str) -> Observation | None:
        """The activity people took part in: the one named beside the number, else the last one said."""
        named = [activity for activity in self.activities if activity.label in head] or self.activities
        return named[-1] if named else None


def read_count(
    frame: Frame, sentence: Sentence, number: Number, numbers: Sequence[Number], state: CountState
) -> Observation | Leftover | None:
    """The observation of one counted number."""
    if state.sentence != sentence.offset:
        state.activities, state.audience, state.sentence = [], [], sentence.offset
        state.last = None
    counted = counted_of(sentence, number, numbers)
    paired = state.paired.get(number.core)
    if paired:
        counted = replace(counted, head=paired.shared, tail="", noun=paired.item)
    family = _shared_family(counted, sentence, state) or family_of(counted, sentence)
    if family is None:
        return frame.leftover(sentence, number, "数字没有量词，看不出数的是什么")
    if family == "staffing":
        state.last = _staffing(frame, sentence, counted)
    elif family == "activity":
        state.last = _activity(frame, sentence, counted, state)
        state.activities.append(state.last)
    elif family == "audience":
        state.last = _audience(frame, sentence, counted, state)
        state.audience.append(state.last)
    else:
        state.last = _output(frame, sentence, counted)
    return state.last


def _shared_family(counted: Counted, sentence: Sentence, state: CountState) -> Family | None:
    """Parts behind a total (学会172个，其中理科38个) and the further figures of a list are of its family."""
    last = state.last
    if last is None or last.unit != counted.number.unit or last.sentence != sentence.offset:
        return None
    if last.is_total or (not counted.head.strip("、和及与，") and not counted.tail):
        return last.family
    return None


def _stock(counted: Counted, sentence: Sentence) -> bool:
    near = counted.head
    if re.search(r"新增|新成立|新建|被认定|资助|获", near + counted.tail[:8]):
        return False
    if re.search(r"截[至止]目前|^目前", sentence.before(counted.number)):
        return True
    return bool(wording.pattern("stock_words").search(near + counted.noun)) or bool(
        re.search(r"(?:基地|小院|工作站|站点)", counted.noun)
        and re.search(r"现有|依托|目前|已建|建成", sentence.before(counted.number)[-40:])
    )


def _full_noun(counted: Counted) -> str:
    """The noun with the words behind it, for a reader: 项目通过验收 rather than 项目."""
    tail = counted.tail.lstrip("的").strip("、和与及")
    return tail if tail.startswith(counted.noun) else counted.noun


def _staffing(frame: Frame, sentence: Sentence, counted: Counted) -> Observation:
    follows = counted.tail and counted.tail.lstrip("的").startswith(counted.noun)
    label = counted.noun if follows else label_before(counted.head)
    text = counted.head + counted.tail
    own = bool(re.search("所属|内设|科室|部室|编制|在职|在编|管理着|党员|职工|A级", text))
    coverage: Coverage = "own"
    if not own:
        wide = wording.pattern("system_nouns").search(text)
        coverage = "system" if wide else coverage_of(sentence, counted.number, county=frame.county)
    return frame.observe(
        sentence, counted.number, "staffing", counted.span,
        label=label[:30] or "人员", subject=_member_subject(frame, sentence, counted),
        is_total=bool(PARTS_FOLLOW.match(sentence.strip.chars[counted.number.end : counted.number.end + 14])),
        coverage=coverage,
        period=_regular(sentence, counted) or "截至目前",
        year=year_of(sentence, counted.number, frame.year),
    )  # fmt: skip


def _regular(sentence: Sentence, counted: Counted) -> str | None:
    match = wording.pattern("period_words").search(sentence.head(counted.number))
    return match.group() if match else None


def _member_subject(frame: Frame, sentence: Sentence, counted: Counted) -> str:
    text = sentence.before(counted.number) + counted.tail
    if "编制" in counted.head + counted.tail and (unit := _POSTS_OF.search(sentence.before(counted.number))):
        return unit[1]
    for word in ("所属学会", "团体会员", "信息员"):
        if word in text:
            return word
    return frame.whole


def _activity_category(counted: Counted, named: str | None, state: CountState) -> Category:
    """Of a part (线上92场、线下562场) the category of the activity it is part of."""
    own = category_of(counted.noun, counted.head, named or "")
    if own == "other" and state.activities:
        return state.activities[-1].category or own
    return own


def _activity(frame: Frame, sentence: Sentence, counted: Counted, state: CountState) -> Observation:
    number = counted.number
    label = without_verb(_trim_actor(counted.noun))[-40:] or "活动"
    named = named_thing(counted.noun) or named_thing(counted.head)
    coverage = coverage_of(sentence, number, county=frame.county)
    total = (
        coverage == "system"
        and bool(_WHOLE_SYSTEM.search(sentence.head(number)))
        and bool(_GENERIC.fullmatch(label))
    )
    return frame.observe(
        sentence, number, "activity", counted.span,
        label=label, subject=named or label,
        category=_activity_category(counted, named, state),
        coverage=coverage, is_total=total,
        period=period_of(sentence, number, stock=False, named=True),
        year=year_of(sentence, number, frame.year),
        confidence=0.93 if number.unit in ("场", "场次") else 0.85,
    )  # fmt: skip


def _trim_actor(noun: str) -> str:
    """What is done, without who does it: 各学会和科协组织开展学术交流活动 → 学术交流活动."""
    parts = re.split(r"(?:组织)?(?:开展|举办|召开|举行|承办|主办)了?", noun)
    return parts[-1] if len(parts[-1]) >= 2 else noun


def _audience(frame: Frame, sentence: Sentence, counted: Counted, state: CountState) -> Observation:
    number, activity = counted.number, state.activity_of(counted.head)
    label = label_before(counted.head) or counted.tail or "参加人数"
    if counted.tail and (counted.tail.lstrip("的").startswith(counted.noun) or len(label) <= 2):
        label = _full_noun(counted)
    total = _is_total_audience(sentence, counted, state)
    named = named_thing(sentence.before(number)) or named_thing(counted.tail) or state.event
    subject = named_thing(sentence.head(number)) or (activity.subject if activity else None) or named or label
    coverage: Coverage = coverage_of(sentence, number, county=frame.county)
    if coverage == "own" and activity is not None:
        coverage = activity.coverage
    return frame.observe(
        sentence, number, "audience", counted.span,
        label=label[:40], subject=subject,
        unit=number.unit or _unit_said(sentence.head(number)),
        category=activity.category if activity else _audience_category(sentence, counted, state),
        channel="total" if total else _channel(sentence, counted),
        coverage=coverage, is_total=total,
        period=period_of(sentence, number, stock=bool(_FOLLOWERS.search(counted.head)), named=True),
        year=year_of(sentence, number, frame.year),
        confidence=0.92 if number.unit == "人次" else 0.82,
    )  # fmt: skip


def _audience_category(sentence: Sentence, counted: Counted, state: CountState) -> Category:
    """An event named in the sentence decides, then the own words, then the event the paragraph is about."""
    own = sentence.head(counted.number) + counted.tail
    if "慰问" in own:
        return "other"
    here = named_thing(sentence.before(counted.number)) or ""
    if _READERS.search(counted.head) and category_of(here, state.event or "") not in (
        "competition",
        "broadcast",
    ):
        return "publicity"
    category = category_of(here, own, state.event or "", sentence.before(counted.number))
    # Page views of a contest belong to the contest.
    return (
        "competition"
        if category == "publicity" and category_of(state.event or "") == "competition"
        else category
    )


def _unit_said(head: str) -> str:
    """The unit of a figure printed without one: 观看人数达62.3万, 浏览量2.6万."""
    if "人次" in head:
        return "人次"
    return "人" if "人数" in head else "次"


def _is_total_audience(sentence: Sentence, counted: Counted, state: CountState) -> bool:
    channels = {o.channel for o in state.audience}
    return bool(wording.pattern("total_words").search(sentence.head(counted.number))) and len(channels) >= 2


def _channel(sentence: Sentence, counted: Counted) -> Channel:
    own = counted.head + counted.tail
    found = channel_of(own)
    if found != "unstated" or counted.number.unit in ("支", "队"):
        return found
    return channel_of(sentence.head(counted.number))


#: 19个重点学术活动项目给予资助: the money follows the projects counted.
_GIVEN = re.compile(r"^[^，。；]{0,20}(?:给予|予以)[^，。；]{0,8}(?:资助|补助|扶持|奖补|支持|经费)")


def _output(frame: Frame, sentence: Sentence, counted: Counted) -> Observation:
    number = counted.number
    label = without_verb(_full_noun(counted))[:40] or "产出"
    stock = _stock(counted, sentence)
    text = counted.head + counted.tail
    coverage: Coverage = coverage_of(sentence, number, county=frame.county)
    if coverage == "own" and wording.pattern("system_nouns").search(text):
        coverage = "system"
    if coverage == "own" and (
        re.search(r"资助|立项|扶持|奖补", counted.head) or _GIVEN.search(sentence.tail(number))
    ):
        coverage = "funded"
    return frame.observe(
        sentence, number, "output", counted.span,
        label=label, subject=named_thing(text) or label,
        coverage=coverage,
        period=period_of(sentence, number, stock=stock), year=year_of(sentence, number, frame.year),
        confidence=0.85 if number.kind == "count" else 0.8,
    )  # fmt: skip
