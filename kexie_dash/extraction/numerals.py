"""Digits and Chinese numerals as exact decimals."""

from __future__ import annotations

from decimal import Decimal

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_PLACE = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}


def arabic(chars: str) -> Decimal:
    """The value of printed digits, thousands separators allowed: "1,234.50"."""
    return Decimal(chars.replace(",", "").replace("，", ""))


def chinese(chars: str) -> Decimal | None:
    """The value of a Chinese numeral (二十三, 一百零五, 〇一二, 五十八万六千); None if it is not one."""
    head, scaled, tail = chars.partition("万")
    if scaled and tail:
        high, low = chinese(head), chinese(tail.lstrip("零〇"))
        return None if high is None or low is None or low >= 10_000 else high * 10_000 + low
    if not chars or scaled:
        return None
    if all(c in _DIGIT for c in chars):
        return Decimal("".join(str(_DIGIT[c]) for c in chars))
    total, digit, last_place = 0, None, 10_000
    for c in chars:
        if c in _DIGIT:
            if digit not in (None, 0):
                return None
            digit = _DIGIT[c]
            continue
        place = _PLACE.get(c)
        if place is None or place >= last_place:
            return None
        total += place * (1 if digit is None else digit)
        digit, last_place = None, place
    return Decimal(total + (digit or 0))


def scale(chars: str) -> Decimal:
    """The factor of 万, 百万, 亿 …; one for no characters."""
    return Decimal(SCALES[chars]) if chars else Decimal(1)
