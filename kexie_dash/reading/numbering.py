"""Automatic numbers of Word paragraphs (一、 （二） 3.), which the text itself does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from kexie_dash.reading.word_xml import attribute, child, children

_DIGITS = "〇一二三四五六七八九"
_DEEPEST_STYLE = 20
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """legal: all numbers in the pattern are printed as digits."""

    start: int
    form: str
    pattern: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """Lists as numbering.xml defines them, with how far each has counted.

    lists: by list id its abstract list and levels; styles: by style id (list id, level, parent style).
    """

    lists: dict[str, tuple[str, dict[int, _Level]]]
    styles: dict[str, tuple[str | None, int, str | None]]
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def prefix(self, properties: etree._Element | None) -> str:
        """The number printed before the paragraph with these properties (w:pPr); "" for none."""
        if properties is None:
            return ""
        number, level = self._place(properties)
        if number is None or number not in self.lists:
            return ""
        abstract, levels = self.lists[number]
        own = levels.get(level)
        if own is None or own.form in ("bullet", "none"):
            return ""
        counts = self.counts.setdefault(abstract, [None] * _LEVELS)
        before = counts[level]
        counts[level] = own.start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)

        def shown(match: re.Match[str]) -> str:
            return _shown(levels, counts, int(match[1]) - 1, legal=own.legal)

        return re.sub(r"%([1-9])", shown, own.pattern)

    def _place(self, properties: etree._Element) -> tuple[str | None, int]:
        own = child(properties, "numPr")
        if own is not None and child(own, "numId") is not None:
            return _value(own, "numId"), _level(own)
        style = _value(properties, "pStyle")
        for _ in range(_DEEPEST_STYLE):
            if style is None or style not in self.styles:
                break
            number, level, style = self.styles[style]
            if number is not None:
                return number, level
        return None, 0


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists of a document; none where it has no numbering part."""
    if numbering is None:
        return Numbering({}, {})
    abstract = {
        attribute(item, "abstractNumId") or "": dict(_levels(item))
        for item in children(numbering, "abstractNum")
    }
    lists: dict[str, tuple[str, dict[int, _Level]]] = {}
    for item in children(numbering, "num"):
        key = _value(item, "abstractNumId") or ""
        overrides = dict(_overrides(item, abstract.get(key, {})))
        # A list with its own start counts for itself.
        name = f"{key}/{attribute(item, 'numId')}" if overrides else key
        lists[attribute(item, "numId") or ""] = (name, abstract.get(key, {}) | overrides)
    return Numbering(lists, dict(_styles(styles)))


def _levels(item: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in children(item, "lvl"):
        start = _value(level, "start") or "1"
        form, pattern = _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
        yield (
            _int(attribute(level, "ilvl")),
            _Level(_int(start), form, pattern, child(level, "isLgl") is not None),
        )


def _overrides(item: etree._Element, levels: dict[int, _Level]) -> Iterator[tuple[int, _Level]]:
    for override in children(item, "lvlOverride"):
        index = _int(attribute(override, "ilvl"))
        start = _value(override, "startOverride")
        if start is not None and index in levels:
            yield index, replace(levels[index], start=_int(start))
        yield from _levels(override)


def _styles(styles: etree._Element | None) -> Iterator[tuple[str, tuple[str | None, int, str | None]]]:
    for style in children(styles, "style") if styles is not None else ():
        properties = child(style, "pPr")
        own = child(properties, "numPr") if properties is not None else None
        number = _value(own, "numId") if own is not None else None
        level = _level(own) if own is not None else 0
        yield attribute(style, "styleId") or "", (number, level, _value(style, "basedOn"))


def _value(item: etree._Element, name: str) -> str | None:
    found = child(item, name)
    return attribute(found, "val") if found is not None else None


def _level(own: etree._Element) -> int:
    return min(max(_int(_value(own, "ilvl")), 0), _LEVELS - 1)


def _int(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _shown(levels: dict[int, _Level], counts: list[int | None], level: int, *, legal: bool) -> str:
    own = levels.get(level)
    count = counts[level]
    if own is None:
        return ""
    return _number(own.start if count is None else count, "decimal" if legal else own.form)


def _number(count: int, form: str) -> str:
    if form in ("chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting"):
        return _chinese(count)
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return str(count)


def _chinese(count: int) -> str:
    if count < 10:
        return _DIGITS[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return "".join(_DIGITS[int(digit)] for digit in str(count))
