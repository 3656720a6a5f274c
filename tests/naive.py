"""A second way to every measure, from the dictionary's sentences alone: slow, plain, in fractions.

It shares no code with kexie_dash.measures. Where the two differ, one of them has misread a definition.
Each function takes all observations of one report and gives plain figures; None is "not stated".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from kexie_dash.model.observation import Observation

Said = Sequence[Observation]
HELD = {"场", "次", "场次", "期"}
CLICKED = re.compile("点击|浏览|阅读量|流量|播放量|访问量|转发")
REGISTERED = re.compile("报名|注册")
VIEWED = re.compile("观看|收看|收听|听众|观众")
PARTIAL = re.compile("q[1-4]|季度|上半年|下半年")
BESIDE = {
    "人员经费", "日常公用经费", "公用经费", "三公经费", "政府采购", "基本建设类项目", "基本支出", "项目支出",
}  # fmt: skip


def amount(said: Said, subject: str, stage: str) -> Fraction | None:
    """The year's figure of exactly this subject: a total before others, many digits before few, first."""
    found = [
        o
        for o in said
        if (o.family, o.subject, o.stage, o.period, o.coverage) == ("budget", subject, stage, "year", "own")
        and o.value is not None
    ]
    if not found:
        return None
    found.sort(key=lambda o: (not o.is_total, o.bound != "exact", _coarse(o), o.evidence.start))
    return _fraction(found[0])


def whole(said: Said, stage: str, project: bool) -> Fraction | None:
    """The whole as stated, else 基本支出 + 项目支出, else all items that were given a budget.

    Where several figures are called the whole, those more than a tenth below the largest are parts of it.
    """
    name = "项目整体" if project else "部门整体"
    called_whole = [
        o
        for o in said
        if (o.family, o.subject, o.stage, o.period, o.coverage) == ("budget", name, stage, "year", "own")
        and o.value is not None
    ]
    if called_whole:
        largest = max(_fraction(o) for o in called_whole)
        return amount([o for o in called_whole if _fraction(o) >= largest * Fraction(9, 10)], name, stage)
    parts = ["基本支出", "项目支出"]
    if project:
        if any(amount(said, "项目整体", s) is not None for s in ("initial", "adjusted", "executed")):
            return None
        parts = sorted(
            {
                o.subject
                for o in said
                if o.family == "budget" and o.stage in ("initial", "adjusted") and o.value is not None
                and o.coverage == "own" and o.period == "year"
            }
            - BESIDE
        )  # fmt: skip
    figures = [amount(said, part, stage) for part in parts]
    if not figures or None in figures:
        return None
    return sum((f for f in figures if f is not None), Fraction(0))


def execution_rate(said: Said, project: bool) -> tuple[Fraction, str] | None:
    """Executed ÷ adjusted, else ÷ initial; with the name of the denominator."""
    spent = whole(said, "executed", project)
    for basis in ("adjusted", "initial"):
        given = whole(said, basis, project)
        if given is not None and spent is not None:
            return (spent / given, basis) if given else None
    return None


def declared(said: Said) -> Fraction | None:
    """The year's rate of the whole under one of the names it goes by, averages and parts left out."""
    for o in said:
        wanted = re.search("执行率|完成率|支出率|使用率", o.label)
        other = re.search("平均|采购|三公|公用|到位|结余|结转|得分|控制|进度|季度|占", o.label)
        whole_year = o.family == "rate" and o.period == "year" and o.subject in ("部门整体", "项目整体")
        if whole_year and wanted and not other and o.value is not None:
            return _fraction(o)
    return None


def total_score(said: Said) -> Fraction | None:
    """The last total printed, the way a reader looks it up."""
    totals = [o for o in said if o.family == "score" and o.level == "total" and o.value is not None]
    return _fraction(totals[-1]) if totals else None


def score_rates(said: Said) -> dict[str, Fraction]:
    """Score ÷ full mark by item; of two scores of one item the one with more decimals."""
    result: dict[str, Fraction] = {}
    items = [
        o for o in said if o.family == "score" and o.level not in ("item", "total") and "扣" not in o.label
    ]
    for name in {o.subject for o in items}:
        mine = [o for o in items if o.subject == name]
        marks = [o.full_mark for o in mine if o.full_mark]
        scores = [o for o in mine if o.value is not None]
        if marks and scores:
            finest = sorted(scores, key=lambda o: (not o.is_total, _coarse(o)))[0]
            result[name] = _fraction(finest) / Fraction(marks[0])
    return result


def activities(said: Said, coverage: str, category: str | None = None) -> tuple[Fraction, bool] | None:
    """Sessions of a coverage: (figure, whether it is a stated total)."""
    held = [
        o
        for o in said
        if o.family == "activity" and o.coverage == coverage and o.unit in HELD and _counts(o)
        and category in (None, o.category)
    ]  # fmt: skip
    return _total_or_sum(held)


def audience(said: Said, coverage: str, channel: str) -> tuple[Fraction, bool] | None:
    """人次 of a coverage and channel; where only persons, clicks or registrations are given, those."""
    reached = [
        o
        for o in said
        if o.family == "audience"
        and o.coverage == coverage
        and (o.channel or "unstated") == channel
        and _counts(o)
    ]
    piles: dict[str, list[Observation]] = {"人次": [], "人": [], "clicks": [], "registered": []}
    for o in reached:
        text = o.label + "|" + o.evidence.quote
        if CLICKED.search(text):
            piles["clicks"].append(o)
        elif REGISTERED.search(text):
            piles["registered"].append(o)
        elif o.unit == "人次":
            piles["人次"].append(o)
        elif o.unit in ("人", "名", "位"):
            piles["人"].append(o)
    for pile in piles.values():
        if pile:
            return _total_or_sum(pile)
    return None


def per_10k(figure: tuple[Fraction, bool] | None, residents: int) -> Fraction | None:
    """Per ten thousand residents."""
    return None if figure is None else figure[0] * 10000 / residents


def _total_or_sum(pile: Said) -> tuple[Fraction, bool] | None:
    if not pile:
        return None
    totals = [o for o in pile if o.is_total]
    if totals:
        yearly = [o for o in totals if o.period == "year"] or totals
        return max(_fraction(o) for o in yearly), True
    largest: dict[str, list[Observation]] = {}
    for o in pile:
        largest.setdefault(_name(o.subject), []).append(o)
    for name, same in list(largest.items()):
        for longer, others in largest.items():
            if name != longer and name in longer and len(same) == len(others) == 1:
                one, other = same[0], others[0]
                if (one.value, one.bound, one.category) == (other.value, other.bound, other.category):
                    largest = {n: o for n, o in largest.items() if n != name}
    total = Fraction(0)
    for same in largest.values():
        attended = [o for o in same if not VIEWED.search(o.label + "|" + o.evidence.quote)] or same
        total += max(_fraction(o) for o in attended)
    return total, False


def _counts(o: Observation) -> bool:
    return (
        o.value is not None
        and o.bound != "at_most"
        and o.period != "截至目前"
        and not PARTIAL.search(o.period)
    )


def _name(subject: str) -> str:
    bare = re.sub(r"[\s“”\"'‘’《》〈〉「」『』·•—\-－]", "", subject)
    return re.sub(r"^(?:19|20)\d\d年?度?", "", bare) or bare


def _coarse(o: Observation) -> Fraction:
    """What one unit of the last printed digit is worth."""
    digits = re.search(r"\d[\d,]*(\.\d+)?", o.value_text)
    if digits is None or not o.value:
        return Fraction(1)
    number = Fraction(digits[0].replace(",", ""))
    places = len(digits[1]) - 1 if digits[1] else 0
    return abs(_fraction(o) / number) / 10**places if number else Fraction(1)


def _fraction(o: Observation) -> Fraction:
    assert o.value is not None
    return Fraction(o.value)
