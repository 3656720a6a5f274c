"""A second way to targets, staffing, satisfaction, outputs, the audience's range and disclosure.

Slow and plain, from the dictionary's sentences; no code of kexie_dash.measures. None is "not stated".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from statistics import median

from kexie_dash.model.observation import Narrative, Observation

Said = Sequence[Observation]
BAD = re.compile("未(?!来)|没有|不及时|不合格|不达标|延期|推迟|取消|暂缓|滞后|基本完成|部分完成")
GOOD = re.compile("完成|合规|及时|顺利|有效|正常|畅通|提升|促进|保障|开展|好评")
LESS = re.compile("投诉|错误率|流出|流失|事故|违规")


def rows(said: Said) -> list[Observation]:
    return [o for o in said if o.family == "target" and o.target_text and o.actual_text]


def figures(said: Said) -> list[Observation]:
    return [o for o in rows(said) if o.target is not None and o.actual is not None]


def verdict(o: Observation) -> bool | None:
    """True reached, False missed, None cannot be told."""
    goal, done = o.target_text or "", o.actual_text or ""
    span = re.fullmatch(r"(\d+)-(\d+)\D*", goal)
    if span:
        return True if o.actual is not None and int(span[1]) <= o.actual <= int(span[2]) else None
    if o.target is not None and o.actual is not None:
        target, actual = Fraction(o.target), Fraction(o.actual)
        if "≤" in goal or (LESS.search(o.label) and "≥" not in goal):
            return actual <= target
        if "左右" in goal:
            return actual >= target * Fraction(9, 10)
        return actual > target if goal.startswith((">", "＞")) else actual >= target
    if BAD.search(done):
        return False
    if re.match(r"20\d\d年", done):
        return True if re.match("20|当年", goal) else None
    return True if GOOD.search(done) or done == goal else None


def share_met(chosen: Said) -> Fraction | None:
    told = [v for o in chosen if (v := verdict(o)) is not None]
    return Fraction(sum(told), len(told)) if told else None


def unmet(said: Said) -> int | None:
    told = [v for o in rows(said) if (v := verdict(o)) is not None]
    return told.count(False) if told else None


def overshoot(said: Said) -> Fraction | None:
    over = [
        Fraction(o.actual) / Fraction(o.target) - 1
        for o in figures(said)
        if o.target and o.actual is not None and o.actual > o.target and verdict(o)
    ]
    return Fraction(median(over)) if over else None


def too_low(said: Said) -> Fraction | None:
    told = [o for o in figures(said) if verdict(o) is not None]
    low = [
        o for o in told if o.target is not None and o.actual and Fraction(o.target) * 10 <= Fraction(o.actual)
    ]
    return Fraction(len(low), len(told)) if told else None


def in_words(said: Said) -> Fraction | None:
    """A goal without a figure; a day is no figure."""
    set_down = [o for o in said if o.family == "target" and (o.actual_text or o.indicator_path)]
    goals = [o.target_text for o in set_down if o.target_text]
    words = [g for g in goals if not re.search(r"\d", g) or re.match(r"20\d\d年", g)]
    return Fraction(len(words), len(goals)) if goals else None


def people(said: Said, *names: str) -> Fraction | None:
    """The first number of the body's own staff under the first of these names that occurs."""
    for name in names:
        for o in said:
            own = o.subject == "部门整体" or o.subject.endswith("率") or o.subject == o.label
            if (
                o.family == "staffing"
                and name in o.label
                and own
                and "一般" not in o.label
                and "总数" not in o.label
            ):
                return Fraction(o.value or 0)
    return None


def satisfaction(said: Said) -> Fraction | None:
    """The mean or the public's before others."""
    told = [o for o in said if o.family == "satisfaction" and o.value is not None]
    told.sort(key=lambda o: not re.search("平均|公众|服务对象", o.label + o.subject))
    return Fraction(told[0].value or 0) if told else None


def output(said: Said, coverage: str, names: str, stock: bool | None) -> Fraction | None:
    """The largest figure of the things called so; a stock, or what came in the year."""
    found = [
        Fraction(o.value)
        for o in said
        if o.family in ("output", "staffing") and o.value is not None and o.coverage == coverage
        and re.search(names, o.subject + o.label) and (stock is None or (o.period == "截至目前") == stock)
    ]  # fmt: skip
    return max(found) if found else None


def stated_items(said: Said, told: Sequence[Narrative], project: bool) -> set[str]:
    """What a reader ticks off on a list; the amounts are left to tests of money."""
    found: set[str] = set()
    for o in said:
        if o.family == "score" and o.level == "total":
            found.add("总分" if o.value is not None else "等级")
        if o.family == "score" and o.level != "total" and o.full_mark and o.value is not None:
            found.add("分项分值与得分")
        if o.family == "target" and o.target_text and o.actual_text:
            found.add("目标值与完成值")
        if o.family == "satisfaction":
            found.add("满意度")
        if o.family in ("budget", "rate") and not project:
            found |= {name for name in ("三公经费", "政府采购") if name[:3] in o.subject + o.label}
    return found | {n.section for n in told if n.section in ("存在问题", "改进措施")}
