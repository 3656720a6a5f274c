"""White space as wide as between cells parts a figure from what only looks like its unit."""

from __future__ import annotations

import re

from kexie_dash.extraction.numbers import ARABIC, Number
from kexie_dash.extraction.numerals import arabic
from kexie_dash.reading.layout import Strip

_DIGITS = re.compile(ARABIC)


def torn_off(strip: Strip, text: str, number: Number) -> Number:
    """The number; bare where a wide gap of the document stands before its unit (6    部门预算…, but 6 部)."""
    digits = _DIGITS.match(strip.chars, number.core)
    if digits is None or not number.unit or digits.end() >= number.end:
        return number
    gap = text[strip.offsets[digits.end() - 1] + 1 : strip.offsets[digits.end()]]
    if "\t" not in gap and "  " not in gap:
        return number
    end = digits.end()
    words = strip.chars[number.start : end]
    return Number(
        number.start, end, number.core, arabic(digits[0]) or number.value, "", "bare", number.bound, words
    )
