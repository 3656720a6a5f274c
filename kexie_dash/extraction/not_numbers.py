"""What only looks like a number: dates, document numbers, ordinals, list marks, names, telephones."""

from __future__ import annotations

import re

from kexie_dash.definitions import wording

FALSE_BEFORE = re.compile(
    r"(?:第|[A-Za-z]|[〔\[(（](?:19|20)\d\d[〕\])）]|[.．/·+＋]|No\.?|№|编号:?|电话:?|号码:?)$"
)
_DOCUMENT_NUMBER = r"[〔\[［(（](?:19|20)\d\d[〕\]］)）]\d{1,4}号"
_YEARS = r"(?:19|20)\d\d(?:年度?)?[至到~—–-]{1,2}(?:19|20)\d\d(?:年度?)?"
_MISC = (
    r"\d{1,2}[、.．](?!\d)(?=[一-鿿])(?<=[。；;：:！\s].{2})"  # a list number inside a paragraph
    r"|[“\"][\d·.+]{1,8}[”\"]"  # a name in quotes: “0506”, “3+1”
    r"|(?<!\d)\d{1,4}(?:\+\d{1,4}){1,6}(?![=\d])(?!\))"  # 3+1, 9+2
    r"|[A-Za-z][\d.]{1,12}(?:[-—]\d{1,8}){0,4}|(?<!\d)\d{1,6}[A-Za-z]{1,8}(?![A-Za-z%])"  # 5G, 3D, P1.5
    r"|附(?:件|表|录)\d{1,2}|表\d{1,2}(?=[一-鿿])|\d\+N"
    r"|\d{3,4}-\d{7,8}|1[3-9]\d{9}"
    r"|[*＊xX×]{2,40}\d{0,8}|\d{1,2}[xX*]{2}"
    r"|\d{1,3}分?[(（]含[)）]"
    r"|(?<=前)\d{1,3}(?=名|位|强)"  # a place in an order
    r"|\d{1,3}[—–~～至到-]{1,2}\d{1,3}(?:周?岁|小时|天|年(?!度)|个月|月|周)"
)
_MONTH_DAY = (
    r"(?:(?:19|20)\d\d年)?(?<!\d)\d{1,2}月(?:\d{1,2}(?:[日号]|(?=[至到~—–-]\d)))?"
    r"(?:[至到~—–-]{1,2}(?:\d{1,2}月)?\d{1,2}[日号])?"
)
_STRUCTURE = re.compile(rf"{_DOCUMENT_NUMBER}|{_YEARS}|{_MONTH_DAY}|(?:19|20)\d\d年|{_MISC}")


def barred_spans(chars: str) -> list[tuple[int, int]]:
    """Spans whose digits and numerals state nothing, in order."""
    spans = [(m.start(), m.end()) for m in wording.idioms().finditer(chars)]
    spans += [(m.start(), m.end()) for m in _STRUCTURE.finditer(chars)]
    return sorted(spans)
