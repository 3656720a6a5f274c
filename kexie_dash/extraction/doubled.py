"""Figures a bad conversion printed twice: 7070万元 may be 70万元, so it is left over, not believed.

A number whose digits repeat (7070, 1212) is a number like any other as long as nothing else in the document
stands twice. Where a figure stands twice with its unit (70万元70万元, 7070万元万元) the second states nothing
of its own, and no figure of the document whose digits repeat is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kexie_dash.model.observation import Leftover, Observation
from kexie_dash.model.report import Document

DOUBLED = "数字疑似在转换时重复，不能确定"
_UNIT = r"(?:[万亿千百]?元|[万亿]?(?:人次|场次|[人场次个项篇家名件册份条期]))"
_DIGITS = r"\d{1,9}(?:\.\d{1,4})?"
#: 70万元70万元, and 7070万元万元, in one go: equal cells beside each other are no print twice.
_TOKEN_TWICE = re.compile(rf"(?<![\d.,，])(?P<token>{_DIGITS}{_UNIT})(?P=token)(?!\d)")
_ALL_TWICE = re.compile(rf"(?<![\d.,，])(?P<digits>{_DIGITS})(?P=digits)(?P<unit>{_UNIT})(?P=unit)")
_HALVES = re.compile(r"(\d{2,9}|\d{1,9}\.\d{1,4})\1")


def undoubled(
    document: Document, items: Sequence[Observation | Leftover]
) -> Iterable[Observation | Leftover]:
    """The items; figures that may be printed twice as leftovers, the second of two prints likewise."""
    spans = [(m.end("token"), m.end()) for m in _TOKEN_TWICE.finditer(document.text)]
    spans += [m.span() for m in _ALL_TWICE.finditer(document.text)]
    return _sorted_out(items, spans) if spans else items


def _sorted_out(
    items: Iterable[Observation | Leftover], spans: Sequence[tuple[int, int]]
) -> Iterator[Observation | Leftover]:
    for item in items:
        if isinstance(item, Observation) and (_halves(item) or _is_within(item, spans)):
            yield Leftover(item.report, item.evidence, DOUBLED)
        else:
            yield item


def _halves(item: Observation) -> bool:
    """One of the printed numbers is some digits twice."""
    words = " ".join(filter(None, (item.value_text, item.target_text, item.actual_text)))
    return any(_HALVES.fullmatch(number) for number in re.findall(r"\d[\d.]*\d", words))


def _is_within(item: Observation, spans: Sequence[tuple[int, int]]) -> bool:
    """The figure ends where a doubled print ends, and began inside it."""
    evidence = item.evidence
    return any(evidence.end == end and evidence.start >= start - 1 for start, end in spans)
