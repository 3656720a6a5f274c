"""Sums and products written out in a sentence: 甲3个、乙4个，共计7个; 30万元（3个，每个10万元）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kexie_dash.checking.case import Case
from kexie_dash.checking.compare import Comparison, Range, compare, summed
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import plain
from kexie_dash.checking.printed import NUMBER, UNIT, Figure, figure, line_at, named
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding, Verdict

_FIGURE = re.compile(rf"(?<![\d.])(?P<n>{NUMBER})(?P<u>{UNIT})?")
_TOGETHER = re.compile(
    rf"(?:共计|合计|总计|(?<=[，,、])计)(?:为|有|达|[一-鿿]{{0,4}})?(?P<n>{NUMBER})(?P<u>{UNIT})"
)
_IN_BRACKETS = re.compile(rf"(?<![\d.])(?P<n>{NUMBER})(?P<u>{UNIT})[(](?P<list>[^()。；;]{{6,120}}?)[)]")
_EACH = re.compile(
    rf"(?<![\d.])(?P<n>{NUMBER})(?P<u>亿元|万元|元)[(](?P<count>\d+)(?P<c>[个名人户家项所支场])[，,]?"
    rf"每(?P=c)?[^，。；;\d()]{{0,6}}(?P<each>{NUMBER})(?P<eu>万元|元)[)]"
)
_RATE_EACH = re.compile(
    rf"(?<![\d.])(?P<count>\d[\d,]*)(?P<c>[个名人户家项所支场])[^。；;\d]{{0,24}}每(?P<c2>[个名人户家项所支场])"
    rf"[^，。；;\d]{{0,6}}(?P<each>{NUMBER})(?P<eu>万元|元)[^，。；;\d]{{0,14}}(?P<n>{NUMBER})(?P<u>亿元|万元|元)"
)
_STOPS = "。！？；;"
#: A total that is further off than a fifth is of other things.
_FIFTH = 5
#: A list reaches no further back than this.
_REACH = 300
#: Lists are no longer than this.
_MOST = 8


def together(case: Case) -> Iterator[Finding]:
    """The figures of one unit before 共计 in its sentence add up to it."""
    chars = case.flat.chars
    for match in _TOGETHER.finditer(chars):
        reach = max(0, match.start() - _REACH)
        first = max(reach - 1, *(chars.rfind(mark, reach, match.start()) for mark in _STOPS)) + 1
        whole = named(match, "n", "u")
        parts = [f for f in _figures(chars, first, match.start()) if f.unit == whole.unit][-_MOST:]
        for count in range(2, len(parts) + 1):
            if _compared(whole, parts[-count:]).fits:
                yield _summed(case, whole, parts[-count:], "holds")
                break
        else:
            others = _figures(chars, first, match.start())
            if 2 <= len(parts) == len(others) and not _is_range(chars, parts):
                result = _compared(whole, parts)
                if result.agreement == "wrong" and abs(result.expected - whole.value) * _FIFTH < whole.value:
                    yield _summed(case, whole, parts, "contradicts")


def _figures(chars: str, start: int, end: int) -> list[Figure]:
    """Figures with a unit; years, numbers of documents and dates are none."""
    found = []
    for match in _FIGURE.finditer(chars, start, end):
        if match["u"] and not pattern("bounded_before").search(
            chars[max(0, match.start() - 3) : match.start()]
        ):
            found.append(figure(match["n"], match["u"], match.start("n"), match.end("u")))
    return found


def _is_range(chars: str, parts: list[Figure]) -> bool:
    return any(chars[p.end : p.end + 1] in ("多", "余", "-", "—", "～") for p in parts)


def _compared(whole: Figure, parts: list[Figure]) -> Comparison:
    return compare(whole.value, whole.half, summed(part.range for part in parts), cut=False)


def _summed(case: Case, whole: Figure, parts: list[Figure], verdict: Verdict) -> Finding:
    result = _compared(whole, parts)
    scale = whole.value / Decimal(whole.text.replace(",", "")) if whole.value else Decimal(1)
    return finding(
        case, "list_sum", verdict, tuple(case.evidence(f.start, f.end) for f in (whole, *parts)),
        declared=whole.value, expected=result.expected, tolerance=result.tolerance,
        unit="元" if whole.unit.endswith("元") else whole.unit,
        severity="money" if whole.unit.endswith("元") else "fact", wanting="未列出的其余各项",
        said=whole.said, line=line_at(case, whole.start), parts="＋".join(p.said for p in parts),
        sum=plain(result.expected / scale, 4) + whole.unit,
    )  # fmt: skip


def in_brackets(case: Case) -> Iterator[Finding]:
    """27个（国家级4个、省级23个）: a list in brackets is never more than the figure before it."""
    for match in _IN_BRACKETS.finditer(case.flat.chars):
        whole = named(match, "n", "u")
        if pattern("of_which_opening").match(match["list"]) or "每" in match["list"]:
            continue
        inner = _figures(case.flat.chars, match.start("list"), match.end("list"))
        parts = [f for f in inner if f.unit == whole.unit]
        if len(parts) < 2 or len(parts) != len(inner) or _is_range(case.flat.chars, [whole, *parts]):
            continue
        result = _compared(whole, parts)
        over = sum((p.range.low for p in parts), Decimal(0)) > whole.range.high
        if result.fits:
            yield _summed(case, whole, parts, "holds")
        elif over or pattern("both_ways").search(match["list"]):
            yield _summed(case, whole, parts, "contradicts")
        elif (whole.value - result.expected) * _FIFTH < whole.value:
            yield _summed(case, whole, parts, "undecided")


def each(case: Case) -> Iterator[Finding]:
    """Count × amount each = amount."""
    chars = case.flat.chars
    for expression, firm in ((_EACH, True), (_RATE_EACH, False)):
        for match in expression.finditer(chars):
            if not firm and match["c"] != match["c2"] and {match["c"], match["c2"]} != {"名", "人"}:
                continue
            total, one = named(match, "n", "u"), named(match, "each", "eu")
            due = one.value * Decimal(match["count"].replace(",", ""))
            result = compare(total.value, total.half, Range.of(due), cut=False)
            if not firm and not result.fits and abs(due - total.value) * 2 > total.value:
                continue
            scale = total.value / Decimal(total.text.replace(",", "")) if total.value else Decimal(1)
            yield finding(
                case, "each_amount", "holds" if result.fits else "contradicts" if firm else "undecided",
                (case.evidence(*match.span()),), declared=total.value, expected=due,
                tolerance=result.tolerance, unit="元", wanting="人数（个数）和标准",
                said=total.said, line=line_at(case, total.start), count=match["count"] + match["c"],
                each=one.said, due=plain(due / scale, 4) + total.unit,
            )  # fmt: skip
