"""Counted things against each other: parts and wholes, done and not done, people by channel."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, plain, said
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding, Verdict
from kexie_dash.model.observation import Observation

_NEGATION = re.compile(r"(?:未能|没有|尚未|未|不|没)(?=[一-鿿])")
_UNITS = ("个", "项", "家", "件", "份", "名", "人", "场", "次", "场次", "篇", "户", "支", "所")
#: A total of done and not done stands so near.
_REACH = 400
#: A sum that is off by more than a tenth is of other people.
_TENTH = 10
#: So much of a clause tells what was or was not done.
_PREDICATE = 10


def parts(case: Case) -> Iterator[Finding]:
    """甲，其中乙: no part is larger than what it is a part of."""
    counted = _counted(case)
    for whole, part in itertools.pairwise(counted):
        if whole.unit != part.unit or case.sentence(whole) != case.sentence(part):
            continue
        between = case.flat.chars[case.spot(whole)[1] : case.spot(part)[0]]
        if not pattern("part_follows").search(between) or re.search("[；;。]", between):
            continue
        if "其中" in between and pattern("of_which").match(between) and case.family("budget") is None:
            continue
        over = (part.value or 0) > (whole.value or 0)
        yield finding(
            case, "part_of", "contradicts" if over else "holds", evidences(part, whole),
            declared=part.value, expected=whole.value, tolerance=Decimal(0), unit=part.unit,
            part=said(part), line=line(part), whole=said(whole), whole_line=line(whole),
        )  # fmt: skip


def _counted(case: Case) -> list[Observation]:
    return [
        o
        for o in case.family("output", "activity", "staffing")
        if o.value is not None and o.bound == "exact" and o.unit in _UNITS and not case.in_table(o)
    ]


def complements(case: Case) -> Iterator[Finding]:
    """Done + not done = all, where the same words stand once with 未 or 不 and once without."""
    counted = _counted(case)
    for missing in counted:
        words = _predicate(case, missing)
        negated = _NEGATION.search(words)
        if not negated:
            continue
        stem = words[negated.end() : negated.end() + _PREDICATE][:4]
        done = _done(case, counted, missing, stem)
        whole = _whole(case, counted, missing, done) if done is not None else None
        if done is None or whole is None or done.value is None or missing.value is None:
            continue
        expected = (whole.value or Decimal(0)) - done.value
        verdict: Verdict = "holds" if expected == missing.value else "contradicts"
        if expected < 0:
            verdict = "undecided"
        yield finding(
            case, "complement", verdict, evidences(missing, done, whole), declared=missing.value,
            expected=expected, tolerance=Decimal(0), unit=missing.unit,
            wanting="项目总数和已完成数各以哪一处为准",
            said=said(missing), line=line(missing), whole=said(whole), whole_line=line(whole),
            done=said(done), done_line=line(done), due=plain(expected) + (missing.unit or ""),
        )  # fmt: skip


def _predicate(case: Case, o: Observation) -> str:
    """The clause behind the figure, which says what was done."""
    return case.clause(o)[1]


def _done(case: Case, counted: Sequence[Observation], missing: Observation, stem: str) -> Observation | None:
    found = [
        o
        for o in counted
        if o is not missing and o.unit == missing.unit and stem in _predicate(case, o)
        and not _NEGATION.search(_predicate(case, o)) and len(stem) > 1
    ]  # fmt: skip
    return min(found, key=lambda o: case.distance(o, missing), default=None)


def _whole(
    case: Case, counted: Sequence[Observation], missing: Observation, done: Observation
) -> Observation | None:
    """A total in the sentence of either, else the only larger count of the thing shortly before."""
    noun = _noun(case, missing)
    sentences = {case.sentence(missing), case.sentence(done)}
    larger = [
        o for o in counted
        if o not in (missing, done) and o.unit == missing.unit and (o.value or 0) > (missing.value or 0)
        and noun == _noun(case, o) and not _NEGATION.search(_predicate(case, o))
    ]  # fmt: skip
    said_with = [o for o in larger if case.sentence(o) in sentences]
    if said_with:
        return max(said_with, key=lambda o: o.value or 0)
    start = min(case.spot(missing)[0], case.spot(done)[0])
    near = [
        o for o in larger if 0 < start - case.spot(o)[0] <= _REACH and (o.value or 0) >= (done.value or 0)
    ]
    return near[0] if len({o.value for o in near}) == 1 else None


def _noun(case: Case, o: Observation) -> str:
    match = re.match(r"[一-鿿]{0,4}?(项目|任务|指标|活动|材料|问题|单位|学会)", _predicate(case, o))
    return match[1] if match else ""


def audiences(case: Case) -> Iterator[Finding]:
    """A total of people against its channels; bounds make the rest a question."""
    people = [o for o in case.family("audience") if o.value is not None]
    for whole in people:
        if whole.channel != "total":
            continue
        channels = [
            o for o in people
            if o.channel in ("on_site", "online", "broadcast") and o.coverage == whole.coverage
            and case.sentence(o) == case.sentence(whole)
        ]  # fmt: skip
        if len(channels) < 2:
            continue
        summed = sum((o.value or Decimal(0) for o in channels), Decimal(0))
        exact = all(o.bound == "exact" for o in [whole, *channels])
        verdict: Verdict = "holds" if summed == whole.value else "contradicts" if exact else "undecided"
        if exact and summed > (whole.value or 0) >= max(o.value or 0 for o in channels):
            verdict = "undecided"  # people reached twice are counted once
        yield finding(
            case, "audience_sum", verdict, evidences(whole, channels), declared=whole.value, expected=summed,
            unit=whole.unit, wanting="其余受众的渠道和人次",
            said=said(whole), line=line(whole), parts="＋".join(said(o) for o in channels),
            sum=_people(summed),
            gap=_people(abs((whole.value or Decimal(0)) - summed)),
        )  # fmt: skip


def _people(value: Decimal) -> str:
    return f"{plain(value / 10_000)}万人次" if value >= 10_000 else f"{plain(value)}人次"


def beyond_residents(case: Case) -> Iterator[Finding]:
    """More people than live in the region."""
    if case.population is None:
        return
    for o in case.family("audience"):
        if o.value is not None and o.value > case.population and o.channel not in ("online", "broadcast"):
            yield finding(
                case, "beyond_residents", "undecided", evidences(o), declared=o.value,
                expected=case.population,
                unit=o.unit, wanting="人次的统计口径（是否重复计算、是否含线上点击）",
                name=o.subject, said=said(o), line=line(o),
                residents=f"{plain(case.population / 10_000)}万人",
            )  # fmt: skip


def per_activity(case: Case) -> Iterator[Finding]:
    """People an activity against a limit the report states for one."""
    limits = [o for o in case.family("audience") if o.bound == "at_most" and o.value and _is_each(case, o)]
    if not limits:
        return
    limit = min(limits, key=lambda o: o.value or 0)
    activities = [o for o in case.family("activity") if o.value]
    for people in case.family("audience"):
        same = [
            a for a in activities if case.sentence(a) == case.sentence(people) and a.subject == people.subject
        ]
        if not same or people is limit or not people.value or people.channel in ("online", "broadcast"):
            continue
        each = people.value / (same[0].value or 1)
        if each > (limit.value or 0):
            yield finding(
                case, "per_activity", "undecided", evidences(people, same[0], limit), declared=each,
                expected=limit.value, unit="人次", wanting="线下参加人次（扣除线上、直播）",
                people=said(people), activities=said(same[0]), line=line(people), each=plain(each, 0),
                limit=said(limit), limit_line=line(limit),
            )  # fmt: skip


def _is_each(case: Case, o: Observation) -> bool:
    return bool(re.search(r"每(?:一)?[场次期个]|单场", "".join(case.clause(o))))


def audience_rows(case: Case) -> Iterator[Finding]:
    """累计受众 of the text against the people of the target table, broadcasts said apart left out."""
    rows = [
        o for o in case.family("target")
        if o.actual is not None and o.target_text and o.unit != "比率"
        and pattern("people_row").search(o.label)
    ]  # fmt: skip
    people = [o for o in case.family("audience") if o.value is not None and o.bound == "exact"]
    apart = {o.value for o in people if o.channel == "broadcast"}
    counted = [o for o in rows if o.actual not in apart]
    summed = sum((o.actual or Decimal(0) for o in counted), Decimal(0))
    for whole in people:
        if not re.search("累计|合计|共计", whole.label) or len(counted) < 2 or not whole.value:
            continue
        if abs(summed - whole.value) * _TENTH > whole.value:
            continue
        verdict: Verdict = "holds" if summed == whole.value else "undecided"
        yield finding(
            case, "audience_rows", verdict, evidences(whole, counted), declared=whole.value, expected=summed,
            unit=whole.unit, wanting="累计受众由哪些活动的人数组成",
            name=whole.label, said=said(whole), line=line(whole), count=str(len(counted)), sum=plain(summed),
        )  # fmt: skip
