"""The report's own scoring rules applied to its own figures: bands, points in criteria, rate × points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.bands import Bands, folded, read_bands
from kexie_dash.checking.case import Case, evidences, name_key
from kexie_dash.checking.compare import Range, compare
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, plain, said
from kexie_dash.checking.score_items import item_key, scores
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Observation

_POINTS = re.compile(r"[(](\d+(?:\.\d+)?)分[)]")
_OTHER_POINTS = re.compile(r"\d分|满分")
_TIMES = re.compile(r"[×*](\d+(?:\.\d+)?)分")
_MARK = re.compile(r"(?<![\d.])\d{1,2}[.、．](?!\d)")
_RATE_TIMES = re.compile(r"得分=(?P<rate>[^=×*，。；;]{3,24}?率)[×*](?P<points>\d+(?:\.\d+)?)分")
#: A score belongs to the rule printed so near before it.
_NEAR = 80
_SEGMENT = 700


def bands_in_prose(case: Case) -> Iterator[Finding]:
    """A rule in bands, the rate it asks for and the score given behind it."""
    for bands in read_bands(case.flat.chars):
        score = next((o for o in scores(case) if o.value is not None and _follows(case, bands, o)), None)
        if score is None or case.in_table(score):
            continue
        found = _input(case, bands.name, score)
        if found is not None:
            yield _applied(case, bands, score, found)


def _follows(case: Case, bands: Bands, o: Observation) -> bool:
    return 0 <= case.spot(o)[0] - bands.end <= _NEAR


def bands_in_criteria(case: Case) -> Iterator[Finding]:
    """A row of the rubric: all bands of its rule applied, where they make up its full mark."""
    for o in scores(case):
        if o.criteria is None or o.value is None or o.full_mark is None:
            continue
        rules = list(read_bands(folded(o.criteria)))
        inputs = [_input(case, rule.name, o) for rule in rules]
        if not rules or sum((rule.highest for rule in rules), Decimal(0)) != o.full_mark or None in inputs:
            continue
        known = [found for found in inputs if found is not None]
        points = [r.points(i.value or Decimal(0), i.bound) for r, i in zip(rules, known, strict=True)]
        earned = [p for p in points if p is not None]
        if len(earned) < len(points):
            continue
        expected = sum(earned, Decimal(0))
        yield _rubric(case, o, known, expected)


def _input(case: Case, name: str, score: Observation) -> Observation | None:
    """The rate a rule asks for: by its name, by the indicator's name, or the only one said about it."""
    wanted = {name_key(name), name_key(name).removeprefix("日常")}
    if pattern("nameless_rate").fullmatch(name):
        wanted = {item_key(score)}
    rates = [
        o for o in case.family("rate", "satisfaction") if o.value is not None and "得分率" not in o.label
    ]
    named = [o for o in rates if {name_key(o.label), name_key(o.label).removeprefix("日常")} & wanted]
    if "满意" in name:
        said_of_it = [o for o in rates if o.family == "satisfaction" and "满意" in o.label]
        named = sorted(said_of_it, key=lambda o: _place(case, o, score))[:1]
    if not named:
        named = _in_segment(case, item_key(score), rates)
    return named[0] if named and len({o.value for o in named}) == 1 else None


def _place(case: Case, o: Observation, score: Observation) -> int:
    """How far a rate stands from the prose about the score's indicator."""
    prose = [s for s in scores(case) if item_key(s) == item_key(score) and not case.in_table(s)]
    return min((case.distance(o, s) for s in prose), default=case.distance(o, score))


def _in_segment(case: Case, key: str, rates: Sequence[Observation]) -> list[Observation]:
    """Rates between the prose about an indicator and the prose about the next."""
    prose = [o for o in scores(case) if o.full_mark is not None and not case.in_table(o)]
    for index, o in enumerate(prose):
        if item_key(o) != key:
            continue
        start = case.spot(o)[0]
        after = [case.spot(p)[0] for p in prose[index + 1 :] if item_key(p) != key]
        end = min([*after[:1], start + _SEGMENT])
        return [r for r in rates if start < case.spot(r)[0] < end and r.family == "rate"]
    return []


def _applied(case: Case, bands: Bands, score: Observation, found: Observation) -> Finding:
    expected = bands.points(found.value or Decimal(0), found.bound)
    rule = case.evidence(bands.start, bands.end)
    if expected is None:
        return finding(
            case, "rubric_bands", "undecided", (*evidences(score, found), rule), declared=score.value,
            unit="分",
            points=bands.highest, wanting=f"“{found.label}”的准确数值", name=bands.name, rate=said(found),
            rate_line=line(found), said=plain(score.value or Decimal(0)), line=line(score), due="",
        )  # fmt: skip
    return _rubric(case, score, [found], expected, bands.name)


def _rubric(
    case: Case, score: Observation, inputs: Sequence[Observation], expected: Decimal, name: str | None = None
) -> Finding:
    value = score.value or Decimal(0)
    return finding(
        case, "rubric_bands", "holds" if value == expected else "contradicts", evidences(score, inputs),
        declared=value, expected=expected, tolerance=Decimal(0), unit="分",
        points=None if value == expected else abs(value - expected),
        name=name or score.subject, rate="、".join(f"{o.label}{said(o)}" for o in inputs),
        rate_line=line(inputs[0]), said=plain(value), line=line(score), due=plain(expected),
    )  # fmt: skip


def other_satisfaction(case: Case) -> Iterator[Finding]:
    """Satisfaction said lower elsewhere in the report would fall into another band."""
    lower = [
        o
        for o in case.family("target", "satisfaction")
        if "满意" in o.label and o.value is not None and o.unit == "比率"
    ]
    seen: set[object] = set()
    for bands in read_bands(case.flat.chars):
        if "满意" not in bands.name or bands.name in seen:
            continue
        score = next((o for o in scores(case) if o.value is not None and _follows(case, bands, o)), None)
        if score is None:
            continue
        used = _input(case, bands.name, score)
        low = min(lower, key=lambda o: o.value or Decimal(0), default=None)
        if used is None or low is None or used is low or used.value == low.value:
            continue
        seen.add(bands.name)
        mine, theirs = bands.points(used.value or 0, used.bound), bands.points(low.value or 0, "exact")  # type: ignore[arg-type]
        if mine is None or theirs is None or mine == theirs:
            continue
        others = [o for o in lower if o.value == low.value]
        yield finding(
            case, "rubric_input_twice", "undecided", evidences(used, others, score),
            declared=used.value, expected=low.value, unit="比率", points=abs(mine - theirs),
            wanting="满意度调查的原始数据（问卷份数和各项得分）",
            name=bands.name, said=said(used), line=line(used), other=said(low), other_line=line(low),
            other_name=low.label, mine=plain(mine), theirs=plain(theirs),
        )  # fmt: skip


def criteria_points(case: Case) -> Iterator[Finding]:
    """Points printed inside a rule against the indicator's full mark."""
    for o in scores(case):
        if o.criteria is None or o.full_mark is None:
            continue
        text = folded(o.criteria)
        rules = list(read_bands(text))
        banded = _of_bands(text, rules)
        points = [Decimal(p) for p in _POINTS.findall(text)] or banded
        times = [Decimal(p) for p in _TIMES.findall(text)]
        if not points and not times:
            continue
        largest = max([*points, *times])
        single, added = sum(points, Decimal(0)), sum(points, Decimal(0)) + sum(times, Decimal(0))
        itemised = len(points) == len(_MARK.findall(text)) > 1 and not times
        if o.full_mark in (single, added, sum(times, Decimal(0))):
            verdict, shown = "holds", o.full_mark
        elif largest > o.full_mark:
            verdict, shown = "contradicts", largest
        elif (itemised and single > o.full_mark) or (banded and all(rule.is_whole for rule in rules)):
            verdict, shown = "contradicts", single
        else:
            continue
        yield finding(
            case, "criteria_points", verdict, evidences(o),  # type: ignore[arg-type]
            declared=o.full_mark, expected=shown, tolerance=Decimal(0), unit="分",
            points=None if verdict == "holds" else abs(shown - o.full_mark),
            name=o.subject, line=line(o), full=plain(o.full_mark), shown=plain(shown),
            how="超过" if shown > o.full_mark else "（最高一档）低于",
        )  # fmt: skip


def _of_bands(text: str, rules: Sequence[Bands]) -> list[Decimal]:
    """The most each rule gives, where a criterion gives points by bands alone."""
    for rule in reversed(rules):
        text = text[: rule.start] + text[rule.end :]
    return [] if _OTHER_POINTS.search(text) else [rule.highest for rule in rules]


def rate_times_points(case: Case) -> Iterator[Finding]:
    """率×1分 and what the rule adds to it is the most the indicator can earn."""
    for o in scores(case):
        if o.criteria is None or o.value is None or o.full_mark is None:
            continue
        text = folded(o.criteria)
        times = list(_RATE_TIMES.finditer(text))
        other = sum((Decimal(p) for p in _POINTS.findall(text)), Decimal(0))
        if len(times) != 1 or other + Decimal(times[0]["points"]) != o.full_mark:
            continue
        rate = _input(case, times[0]["rate"], o)
        if rate is None or rate.value is None:
            continue
        highest = rate.value * Decimal(times[0]["points"]) + other
        result = compare(o.value, Decimal("0.005"), Range.of(highest))
        verdict = "holds" if result.fits else "contradicts" if o.value > highest else "undecided"
        yield finding(
            case, "rubric_rate", verdict, evidences(o, rate),  # type: ignore[arg-type]
            declared=o.value, expected=highest, tolerance=Decimal("0.005"), unit="分",
            points=None if result.fits else abs(o.value - highest), wanting="扣分的理由和分数",
            name=o.subject, said=plain(o.value), line=line(o), rate=f"{rate.label}{said(rate)}",
            points_text=times[0]["points"], other=plain(other), due=plain(highest, 4), note=result.note,
        )  # fmt: skip
