"""Formulas the report prints, worked out again: with figures (19/20×5=4.75) and with names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences, name_key
from kexie_dash.checking.compare import (
    Comparison,
    Range,
    compare,
    compare_with,
    half_step,
    printed_step,
    scaled,
)
from kexie_dash.checking.expression import evaluate
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, percent, plain, said
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Evidence, Observation

_WORKED = re.compile(
    r"(?<![\d.,(])(?P<body>[(\d][\d.,()%]*(?:[-+*/×÷−][\d.,()%]+)+)(?:分)?="
    r"(?P<result>\d[\d,]*(?:\.\d+)?)(?P<unit>%|分)?(?![\d.]*[-+*/×÷])"
)
_NAMED = re.compile(
    r"(?P<name>(?!分)[^=，。；;：:\s\d]{2,24})=(?P<body>[^=，。；;]{3,60}?)[×*](?P<points>\d+(?:\.\d+)?)分"
    r"=(?P<result>\d+(?:\.\d+)?)(?=分|\D)"
)
_MEAN = re.compile(
    r"(?P<name>[^=，。；;：:\s\d]{2,24})=Σ[(]?每个?季度的?(?P<what>[^)=÷/]{2,12}?)[)]?[÷/](?P<count>\d)"
)
_QUARTER = re.compile(r"第?([一二三四])季度")
_QUARTERS = ("q1", "q2", "q3", "q4")
_PER_CENT = re.compile(r"[/÷][^/÷%]*?(\d+(?:\.\d+)?)%")


@dataclass(frozen=True, slots=True)
class Mean:
    """A yearly mean the report defines over its quarters, declared and recomputed."""

    declared: Observation
    result: Comparison


def worked(case: Case) -> Iterator[Finding]:
    """Formulas whose figures are all printed."""
    for match in _WORKED.finditer(case.flat.chars):
        value = evaluate(match["body"])
        if value is None:
            continue
        result = Decimal(match["result"].replace(",", ""))
        scale = Decimal(100) if match["unit"] == "%" else Decimal(1)
        half = printed_step(match["result"]) / 2
        found = compare(result / scale, half / scale, Range.of(value))
        points = abs(result - value) if match["unit"] == "分" and not found.fits else None
        yield finding(
            case, "formula", "holds" if found.fits else "contradicts", (_around(case, *match.span()),),
            declared=result / scale, expected=value, tolerance=found.tolerance,
            unit={"%": "比率", "分": "分"}.get(match["unit"] or ""), points=points,
            severity="score" if match["unit"] == "分" else "fact",
            body=match["body"], said=f"{match['result']}{match['unit'] or ''}",
            due=_shown(value, match["unit"]), line=_line(case, match.start()), note=found.note,
        )  # fmt: skip


def _shown(value: Decimal, unit: str | None) -> str:
    return percent(value) if unit == "%" else f"{plain(value, 4 if not unit else 2)}{unit or ''}"


def _around(case: Case, start: int, end: int) -> Evidence:
    """The formula with its clause's beginning."""
    chars = case.flat.chars
    first = start
    while first > 0 and chars[first - 1] not in "，。；;：:" and start - first < 80:
        first -= 1
    return case.evidence(first, end)


def _line(case: Case, index: int) -> str:
    return f"第{case.document.line_at(case.flat.offsets[index])}行"


def named(case: Case) -> Iterator[Finding]:
    """甲得分 = 率 × 2分 = 1.55: the rate is looked up by its name."""
    for match in _NAMED.finditer(case.flat.chars):
        rate, bases = _look_up(case, match["body"])
        if rate is None:
            continue
        result = Decimal(match["result"])
        expected = scaled(rate, Decimal(match["points"]))
        found = compare(result, printed_step(match["result"]) / 2, expected)
        yield finding(
            case, "formula_named", "holds" if found.fits else "contradicts",
            (_around(case, *match.span()), *evidences(bases)),
            declared=result, expected=found.expected, tolerance=found.tolerance, unit="分",
            points=None if found.fits else abs(result - found.expected),
            name=match["name"], body=f"{match['body']}×{match['points']}分", said=match["result"],
            due=plain(found.expected, 4), line=_line(case, match.start()), note=found.note,
        )  # fmt: skip


def _look_up(case: Case, body: str) -> tuple[Range | None, list[Observation]]:
    """The rate a name stands for, divided by a per cent printed beside it."""
    divisor = _PER_CENT.search(body)
    name = re.split("[/÷]", body.strip("()"))[0]
    quarter = _QUARTER.search(name)
    if quarter:
        period = f"q{'一二三四'.index(quarter[1]) + 1}"
        found = [o for o in case.family("rate") if o.period == period and _is_execution(o)]
    else:
        key = name_key(name)
        found = [o for o in case.family("rate") if name_key(o.label) == key]
    if not found or found[0].value is None or len({o.value for o in found}) > 1:
        return None, []
    factor = Decimal(divisor[1]) / 100 if divisor else Decimal(1)
    return scaled(Range.of(found[0].value, half_step(found[0])), 1 / factor), found[:1]


def _is_execution(o: Observation) -> bool:
    return bool(pattern("execution_rate").search(o.label)) and o.value is not None


def means(case: Case) -> Iterator[Finding]:
    """全年平均 = Σ(每个季度的率)÷4, and the scores that are made of it."""
    for name, mean in stated_means(case).items():
        quarters = quarter_rates(case)
        other = _by_schedule(case, quarters)
        alternative = other is not None and compare_with(mean.declared, Range.of(other)).fits
        reading = f"；{said(mean.declared)}是各季度执行率与序时进度之比的平均数" if alternative else ""
        yield finding(
            case, "mean", "holds" if mean.result.fits else "contradicts", evidences(mean.declared, quarters),
            declared=mean.declared.value, expected=mean.result.expected, tolerance=mean.result.tolerance,
            unit="比率", name=name, said=said(mean.declared), line=line(mean.declared),
            parts="＋".join(said(o) for o in quarters), count=str(len(quarters)),
            due=percent(mean.result.expected), reading="" if mean.result.fits else reading,
        )  # fmt: skip
        if not mean.result.fits:
            yield from _built_on(case, name, mean)


def stated_means(case: Case) -> dict[str, Mean]:
    """Means by name, where all their quarters are stated."""
    found: dict[str, Mean] = {}
    quarters = quarter_rates(case)
    for match in _MEAN.finditer(case.flat.chars):
        name = re.sub(r"^(?:其中|且|即)", "", match["name"])
        declared = next((o for o in case.family("rate") if name_key(o.label) == name_key(name)), None)
        if declared is None or len(quarters) != int(match["count"]) or name in found:
            continue
        values = [o.value or Decimal(0) for o in quarters]
        spread = sum((half_step(o) for o in quarters), Decimal(0)) / len(quarters)
        middle = sum(values, Decimal(0)) / len(quarters)
        found[name] = Mean(declared, compare_with(declared, Range.of(middle, spread)))
    return found


def quarter_rates(case: Case) -> list[Observation]:
    """The execution rates of the quarters, in order."""
    by_period = {o.period: o for o in reversed(case.family("rate")) if _is_execution(o)}
    return [by_period[p] for p in _QUARTERS if p in by_period]


def _by_schedule(case: Case, quarters: list[Observation]) -> Decimal | None:
    due = {
        o.period: o.value
        for o in case.family("rate")
        if pattern("schedule").search(o.label) and o.period in _QUARTERS and o.value
    }
    if not quarters or any(o.period not in due for o in quarters):
        return None
    return sum(((o.value or Decimal(0)) / (due[o.period] or 1) for o in quarters), Decimal(0)) / len(quarters)


def _built_on(case: Case, name: str, mean: Mean) -> Iterator[Finding]:
    """A score that multiplies a mean which does not hold: what it would be by the stated definition."""
    for match in _NAMED.finditer(case.flat.chars):
        if name_key(match["body"]) != name_key(name):
            continue
        factor = Decimal(match["points"])
        due = mean.result.expected * factor
        result = Decimal(match["result"])
        if compare(result, printed_step(match["result"]) / 2, Range.of(due)).fits:
            continue
        yield finding(
            case, "formula_chain", "contradicts",
            (_around(case, *match.span()), *evidences(mean.declared)),
            declared=result, expected=due, tolerance=printed_step(match["result"]) / 2, unit="分",
            points=abs(result - due), name=match["name"], said=match["result"], base=name,
            rate=percent(mean.result.expected), factor=plain(factor), due=plain(due),
            line=_line(case, match.start()),
        )  # fmt: skip


def operands(case: Case) -> Iterator[Finding]:
    """Counts a worked formula uses are those its own sentence states."""
    for match in _WORKED.finditer(case.flat.chars):
        counted = _counts_before(case, match.start())
        used = [Decimal(n) for n in re.findall(r"(?<![\d.×*])\d+(?![\d.%])", match["body"])]
        stated = {o.value: o for o in counted}
        strange = [value for value in used if value not in stated]
        unused = [o for value, o in stated.items() if value not in used]
        if len(used) < 2 or len(stated) != len(set(used)) or len(strange) > 1:
            continue
        chosen = unused[0] if unused else counted[-1]
        yield finding(
            case, "formula_operand", "contradicts" if strange else "holds",
            (_around(case, *match.span()), *evidences(chosen)),
            declared=strange[0] if strange else chosen.value, expected=chosen.value, tolerance=Decimal(0),
            unit=chosen.unit, body=match["body"], line=_line(case, match.start()), said=said(chosen),
            used=plain(strange[0]) if strange else "", other_line=line(chosen),
        )  # fmt: skip


def _counts_before(case: Case, start: int) -> list[Observation]:
    """Exact counts of the formula's sentence before it, formulas left out."""
    chars = case.flat.chars
    first = max(chars.rfind(mark, 0, start) for mark in "。！？") + 1
    symbolic = chars.find("=", first, start)
    return [
        o
        for o in case.family("output", "staffing", "activity")
        if first <= case.spot(o)[0] < (symbolic if symbolic >= 0 else start)
        and o.bound == "exact" and o.value is not None and not o.rule.startswith("prose.formula")
    ]  # fmt: skip
