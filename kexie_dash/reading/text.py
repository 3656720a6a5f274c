"""Bytes of a plain text file become its text: the encoding is told by the content, nothing is replaced."""

from __future__ import annotations

import codecs
import re

from kexie_dash.reading.errors import ReadError

_REMEDY_TEXT = "请确认文件没有损坏，或另存为纯文本（.txt）"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
#: A stray control character out of Word or PDF is kept; one in twenty characters is no text any more.
_CONTROL_SHARE = 0.05
#: Share of everyday characters below which a decoding is taken for a wrong one.
_PLAUSIBLE = 0.8
_PLAUSIBLE_LINE = 0.6
#: A name of two or three hanzi may hold one rare one.
_SHORT, _PLAUSIBLE_SHORT = 40, 0.4


def decode(data: bytes) -> str:
    """The text without byte order mark, line ends as they are; ReadError where it is no text."""
    text = decode_any(data)
    if not text.strip():
        raise ReadError("文件里没有文字", "请确认文件完整，再重新登记")
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise ReadError("内容是二进制数据，不是文字", _REMEDY_TEXT)
    return text


def decode_any(data: bytes) -> str:
    """The text of bytes in one of the known encodings; ReadError where a byte has no meaning."""
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data[3:], "utf-8", "UTF-8")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        return _strict(data[2:], order, "UTF-16")
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            if _mostly_utf8(data):
                return _strict(data, "utf-8", "UTF-8")
    guess = _utf16_without_mark(data)
    if guess is not None:
        return guess
    if b"\0" in data:
        raise ReadError("内容是二进制数据，不是文字", _REMEDY_TEXT)
    return _gb18030(data)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # The part before the fault is valid, so its line count is exact.
        line = data[: error.start].decode(encoding).count("\n") + 1
        raise _undecodable(line, error.start, data[error.start : error.start + 4], name) from error


def _undecodable(line: int, offset: int, sample: bytes, name: str) -> ReadError:
    shown = sample.hex(" ").upper()
    return ReadError(
        f"第 {line} 行有无法解码的字节（按 {name}，第 {offset + 1} 个字节起：{shown}）",
        "请用原文件重新导出为 UTF-8 文本；乱码处不会用问号代替",
    )


def _mostly_utf8(data: bytes) -> bool:
    """True if well-formed multi-byte characters outnumber the faults: UTF-8 with damage, not another code."""
    text = data.decode("utf-8", errors="replace")
    faults = text.count("�")
    return sum(char > "\x7f" for char in text) - faults > 2 * faults


def _utf16_without_mark(data: bytes) -> str | None:
    if len(data) % 2:
        return None
    for order in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(order)
        except UnicodeDecodeError:
            continue
        if _everyday(text, count_ascii=True) >= _PLAUSIBLE:
            return text
    return None


def _gb18030(data: bytes) -> str:
    text = _strict(data, "gb18030", "GB18030")
    for number, line in enumerate(data.split(b"\n"), start=1):
        if _is_utf8_line(line) and _everyday(line.decode("gb18030", "replace")) < _PLAUSIBLE_LINE:
            raise ReadError(
                f"第 {number} 行是 UTF-8，其余是 GB18030，一份文件混用了两种编码",
                "请用原文件重新导出为 UTF-8 文本",
            )
    if _everyday(text) < (_PLAUSIBLE if len(text) >= _SHORT else _PLAUSIBLE_SHORT):
        raise ReadError("认不出文字编码（不是 UTF-8、GB18030 或 UTF-16）", "请用原文件重新导出为 UTF-8 文本")
    return text


def _is_utf8_line(line: bytes) -> bool:
    try:
        return any(char > "\x7f" for char in line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _everyday(text: str, *, count_ascii: bool = False) -> float:
    """Share of characters that reports are made of: hanzi of GB 2312's first level, CJK signs, full width.

    A text read in the wrong code falls far below: it lands among rare hanzi and unassigned places.
    """
    seen = good = 0
    for char in text:
        if char <= "\x7f":
            if count_ascii:
                seen += 1
                good += char.isprintable() or char in "\t\r\n\f"
            continue
        seen += 1
        good += _is_everyday(char)
    return good / seen if seen else 1.0


def _is_everyday(char: str) -> bool:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7
