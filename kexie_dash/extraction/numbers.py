"""Numbers in running text and in cells: value, unit, bound, and what only looks like a number.

Works on characters without white space (reading.layout.Strip). Every pattern is anchored on digits and
bounded in length, so that time grows linearly with the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kexie_dash.definitions import wording
from kexie_dash.extraction.not_numbers import FALSE_BEFORE, barred_spans
from kexie_dash.extraction.numerals import SCALES, arabic, chinese, scale
from kexie_dash.model.quantity import Bound

# More than 15 digits in a row are no figure of a report.
ARABIC = r"(?:(?<!\d)\d{1,3}(?:,\d{3}){1,6}(?!\d)|(?<!\d)\d{1,15}(?!\d))(?:\.\d{1,10})?"
NUMERAL = rf"[{wording.CHINESE_DIGITS}]{{1,8}}(?:万[{wording.CHINESE_DIGITS}]{{1,8}})?"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_MONEY_UNIT = r"元(?!旦|素|月|宵|首|件)|万元|亿元|千元|百万元|千万元"
_BEFORE: tuple[tuple[Bound, str], ...] = (
    ("at_most", r"(?:不超过|不高于|不多于|至多|最多|控制在|≤|<=|<|少于|低于|小于)$"),
    (
        "at_least",
        r"(?:超过|超出|超|逾|突破|(?<!打)破|不少于|不低于|不小于|至少|≥|>=|>|大于|高于|多于)(?:了)?$",
    ),
    ("nearly", r"(?:将近|接近|不足|不到|近)$"),
    ("about", r"(?:大约|约为|约有|约|≈|左右达)$"),
)
_BEFORE_PATTERNS = tuple((bound, re.compile(p)) for bound, p in _BEFORE)
_FORMAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")
_MADE = re.compile(
    r"(?:机构|设有?|设立|拍摄|打造|购置|新增|新建|建成|成立|组建|出版|编印|制作|发出|发送|街|镇|共|仅)[^，。；]{0,4}$"
)
_NOT_LESS = re.compile(r"不(?:少于|低于|小于)$")
_NEAR_WORD = re.compile(
    r"(?:最近|附近|临近|靠近|邻近|亲近|贴近|就近|远近|节约|预约|条约|合约|公约|契约|大约)$"
)
_AFTER: tuple[tuple[Bound, str], ...] = (
    ("at_least", "及以上"),
    ("at_least", "以上"),
    ("at_least", "起"),
    ("at_most", "及以下"),
    ("at_most", "以下"),
    ("at_most", "以内"),
    ("at_least", "+"),
    ("about", "左右"),
    ("about", "上下"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number at [start, end) of the characters, bound words and unit included.

    value: base units. unit: as printed without its scale (万元 → 元); "" if none follows.
    kind: money, percent, points (分), session, person, count or bare.
    core: where the digits begin.
    """

    start: int
    end: int
    core: int
    value: Decimal
    unit: str
    kind: str
    bound: Bound
    text: str


@cache
def _number_pattern() -> re.Pattern[str]:
    kinds = ("session", "person", "count")
    unit_words = sorted((u for k in kinds for u in wording.units(k)), key=len, reverse=True)
    ignored = "|".join(wording.units("ignored"))
    return re.compile(
        rf"(?P<sign>(?:(?<=[为是达：:，,(率])|^)[-－−])?(?P<core>{ARABIC}|{NUMERAL})(?P<loose>[多余几]?)"
        rf"(?P<scale>(?:{_SCALE})?)(?P<loose2>[多余]?)"
        rf"(?:(?P<percent>%|个百分点|百分点)|(?P<money>{_MONEY_UNIT})|(?P<ignored>{ignored})"
        rf"|(?P<points>分(?!之|别|钟|布|队|会|支|类|类|成|析|享|工|管|区|级|行|校|社|期|批|公司|发|解|配|散|为|得))"
        rf"|(?P<unit>{'|'.join(unit_words)}))?"
    )


_DIGIT = re.compile(r"\d")


def find_numbers(chars: str) -> list[Number]:
    """All numbers that may state something, left to right; dates, ordinals and names are left out."""
    barred = barred_spans(chars)
    result: list[Number] = []
    position = bar = 0
    pattern = _number_pattern()
    while match := pattern.search(chars, position):
        position = max(match.end(), match.start() + 1)
        core = match.start("core")
        while bar < len(barred) and barred[bar][1] <= core:
            bar += 1
        if any(a <= core < b for a, b in barred[bar : bar + 3]):
            continue
        number = _read(chars, match)
        if number is not None:
            result.append(number)
            position = max(position, number.end)
    if "成" in chars or "半" in chars:
        result = sorted([*result, *_tenths(chars)], key=lambda number: number.start)
    return _share_list(chars, _share_range(chars, result))


_TENTHS = re.compile(
    r"(?:占比?|比例|达到?|超过?|近|约|不足|不超过|逾)(?P<core>[一二三四五六七八九]成半?|一半|半数)(?P<after>以上|以下|左右|多)?(?![为立员果功本就交都])"
)


def _tenths(chars: str) -> list[Number]:
    """六成以上, 不超过三成, 占一半以上: shares in words."""
    found = []
    for match in _TENTHS.finditer(chars):
        core = match["core"]
        value = Decimal("0.5") if "半" in core and "成" not in core else (chinese(core[0]) or Decimal(0)) / 10
        if core.endswith("成半"):
            value += Decimal("0.05")
        bound, start = _bound_before(chars, match.start("core"))
        end, after = _bound_after(chars, match.end("core"), True)
        bound = after or ("at_least" if match["after"] == "多" else bound)
        found.append(
            Number(start, end, match.start("core"), value, "比率", "percent", bound, chars[start:end])
        )
    return found


def _read(chars: str, match: re.Match[str]) -> Number | None:
    core = match["core"]
    start, core_at = match.start(), match.start("core")
    head = chars[max(0, core_at - 8) : core_at]
    hours = match["ignored"] == "小时" and (match["scale"] or head.endswith("时长"))
    if (match["ignored"] and not hours) or FALSE_BEFORE.search(head) or _is_year(match):
        return None
    is_arabic = bool(_DIGIT.match(core))
    value = arabic(core) if is_arabic else _chinese_value(chars, match)
    if value is None:
        return None
    unit, kind = ("小时", "count") if hours else _unit(match)
    if kind == "bare" and not is_arabic:
        return None
    value = value * scale(match["scale"])
    if match["sign"]:
        value = -value
    bound, start = _bound_before(chars, start)
    loose = match["loose"] or match["loose2"]
    if loose:
        bound = "about" if bound in ("nearly", "about") else "at_least"
    end, after = _bound_after(chars, match.end(), bool(unit) or bool(match["scale"]))
    if after:
        bound = after
    if kind == "money" and match["money"] != "元":
        value = value * scale(match["money"][:-1])
    elif kind == "percent":
        value = value / 100
    return Number(start, end, core_at, value, unit, kind, bound, chars[start:end])


def _is_year(match: re.Match[str]) -> bool:
    bare = not any(match[k] for k in ("percent", "money", "points", "unit", "scale", "loose"))
    return bare and re.fullmatch(r"(?:19|20)\d\d", match["core"]) is not None


def _chinese_value(chars: str, match: re.Match[str]) -> Decimal | None:
    """A Chinese numeral counts only before a measure word and not inside a word (统一, 万一, 十分)."""
    unit = match["unit"] or match["money"] or match["points"] or ("%" if match["percent"] else "")
    if not unit or (match["unit"] and unit not in wording.units("after_chinese_numeral")):
        return None
    if match["points"] and not _FORMAL.search(match["core"]):
        return None
    if unit == "人" and match["core"] in ("一", "两") and not match["loose"]:
        return None
    before = chars[match.start() - 1 : match.start()]
    if before and before in "统唯专惟某每逐同单另这那哪其之第万初数几上":
        return None
    # 一个 and 一名 mostly only mean "a"; it is a figure where something is set up, made or bought.
    if match["core"] == "一" and not _MADE.search(chars, max(0, match.start() - 8), match.start()):
        return None
    return chinese(match["core"])


def _unit(match: re.Match[str]) -> tuple[str, str]:
    if match["percent"]:
        return "比率", "percent"
    if match["money"]:
        return "元", "money"
    if match["points"]:
        return "分", "points"
    unit = match["unit"] or ""
    for kind in ("session", "person", "count"):
        if unit in wording.units(kind):
            return unit, kind
    return "", "bare"


def _bound_before(chars: str, start: int) -> tuple[Bound, int]:
    head = chars[max(0, start - 5) : start]
    for bound, pattern in _BEFORE_PATTERNS:
        match = pattern.search(head)
        if not match or _NEAR_WORD.search(head):
            continue
        if bound == "at_most" and _NOT_LESS.search(head):
            continue
        return bound, start - len(match.group())
    return "exact", start


def _bound_after(chars: str, end: int, has_unit: bool) -> tuple[int, Bound | None]:
    if not has_unit and chars[end : end + 1] not in ("以", "左", "及", "+"):
        return end, None
    for bound, word in _AFTER:
        if chars.startswith(word, end):
            if word == "起" or (word == "+" and chars[end + 1 : end + 2].isdigit()):
                return end, None
            return end + len(word), bound
    return end, None


_RANGE_LINK = re.compile(r"[-—–~～至到]{1,2}$")


def _share_range(chars: str, numbers: list[Number]) -> list[Number]:
    """A range (20万-100万元) gives at_least and at_most; the first number borrows unit and scale."""
    result = list(numbers)
    for i in range(len(result) - 1):
        low, high = result[i], result[i + 1]
        link = chars[low.end : high.start]
        if not (link and _RANGE_LINK.fullmatch(link)) or (low.kind != "bare" and low.kind != high.kind):
            continue
        if high.kind == "bare" or low.bound != "exact":
            continue
        printed = arabic_value(chars, low)
        high_printed = arabic_value(chars, high)
        shared = high_printed and printed == abs(low.value)
        factor = high.value / high_printed if shared else _factor(high)
        value = low.value * factor if low.kind == "bare" else low.value
        result[i] = Number(low.start, low.end, low.core, value, high.unit, high.kind, "at_least", low.text)
        result[i + 1] = Number(
            high.start, high.end, high.core, high.value, high.unit, high.kind, "at_most", high.text
        )
    return result


def _share_list(chars: str, numbers: list[Number]) -> list[Number]:
    """A list that shares one unit (18、25.5、9万元): the bare numbers borrow unit and scale."""
    result = list(numbers)
    for i in range(len(result) - 2, -1, -1):
        left, right = result[i], result[i + 1]
        if (
            left.kind != "bare"
            or right.kind in ("bare", "points")
            or chars[left.end : right.start] not in ("、", "和")
        ):
            continue
        if left.value != arabic_value(chars, left):
            continue
        printed = arabic_value(chars, right)
        factor = right.value / printed if printed else _factor(right)
        result[i] = Number(
            left.start,
            left.end,
            left.core,
            left.value * factor,
            right.unit,
            right.kind,
            left.bound,
            left.text,
        )
    return result


def arabic_value(chars: str, number: Number) -> Decimal:
    """The digits of the number alone, without scale or unit."""
    match = re.match(ARABIC, chars[number.core :])
    return arabic(match.group()) if match else number.value


def _factor(number: Number) -> Decimal:
    return Decimal("0.01") if number.kind == "percent" else Decimal(1)
