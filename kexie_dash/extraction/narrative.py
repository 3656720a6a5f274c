"""What a body says of its problems, remedies, practice and plans, item by item, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from kexie_dash.extraction.statement import Frame
from kexie_dash.model.observation import Narrative
from kexie_dash.reading.layout import Passage

Section = Literal["存在问题", "改进措施", "主要做法", "下一步计划"]

_SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    ("存在问题", re.compile(r"存在(?:的)?(?:主要|不足|一些)?(?:问题|困难|不足)|主要问题|问题及原因")),
    ("改进措施", re.compile(r"改进(?:措施|意见|建议|方向)?|整改措施|下一步措施|有关建议|相关建议|对策")),
    ("主要做法", re.compile(r"主要(?:做法|经验)|经验(?:做法|、做法)|工作亮点|做法和经验")),
    ("下一步计划", re.compile(r"后续工作计划|下一步(?:工作)?(?:计划|打算|安排)|工作(?:计划|打算|思路)")),
)
_REMEDY = re.compile(r"改进(?:措施|意见|建议)[:：]")
_ITEM = re.compile(
    r"(?:(?<=[。；;：:])|^)(?=(?:[一二三四五六七八九十]{1,2}是|\d{1,2}[、.．](?!\d)|[(（][\d一二三四五六七八九十]{1,2}[)）]|"
    r"一方面|另一方面|首先|其次))"
)
_MIN = 8


def read_narratives(frame: Frame, passages: Iterable[Passage]) -> Iterator[Narrative]:
    """Items of the four sections, in the order of the text; a section ends where another heading stands."""
    section: Section | None = None
    for passage in passages:
        if passage.kind == "row":
            section = None
            continue
        chars = passage.text.chars
        announced = _announced(chars) if len(chars) <= 14 else None
        if passage.kind == "heading" or announced:
            section = announced or _of_headings(passage.headings)
            continue
        here = section or _of_headings(passage.headings)
        if here:
            yield from _items(frame, passage, here)


def _announced(chars: str) -> Section | None:
    """A short line such as 存在问题: that opens a section without being a heading."""
    if not chars.endswith(("：", ":")):
        return None
    return next((name for name, pattern in _SECTIONS if pattern.search(chars)), None)


def _of_headings(headings: tuple[str, ...]) -> Section | None:
    """The section the innermost telling heading names first (后续工作计划、相关建议 is a plan)."""
    for heading in reversed(headings):
        found = [(match.start(), name) for name, p in _SECTIONS if (match := p.search(heading))]
        if found:
            return min(found)[1]
    return None


def _items(frame: Frame, passage: Passage, section: Section) -> Iterator[Narrative]:
    chars = passage.text.chars
    cuts = {0, len(chars), *(m.start() for m in _ITEM.finditer(chars))}
    remedy = _REMEDY.search(chars) if section == "存在问题" else None
    if remedy:
        cuts.add(remedy.start())
    for start, end in pairwise(sorted(cuts)):
        own: Section = "改进措施" if remedy and start >= remedy.start() else section
        text = chars[start:end].strip("；;。")
        if len(text) >= _MIN and not text.endswith(("：", ":")):
            evidence = passage.text.evidence(frame.document, start, end)
            yield Narrative(frame.report, own, chars[start:end], evidence)
