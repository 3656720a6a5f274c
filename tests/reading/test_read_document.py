"""Every encoding a report may come in gives the same text; what is no text is refused with a remedy."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_dash import reading
from kexie_dash.reading import ReadError, document_of, read_document

REPORTS = sorted((Path(__file__).resolve().parents[2] / "data" / "reports").glob("*.txt"))
TEXT = "一、部门基本情况\r\n2021年预算安排１２３.４５万元（详见附件1）。\n执行率99.5％，活动○○七场\t㐀𠮷。\n"
MARKS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "gb18030": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_reports_in_every_encoding(path: Path, encoding: str) -> None:
    text = path.read_bytes().decode()
    assert document_of(MARKS[encoding] + text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    text = REPORTS[0].read_bytes().decode()
    assert document_of(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", MARKS)
def test_line_ends_full_width_and_rare_hanzi_stay(encoding: str) -> None:
    assert document_of(MARKS[encoding] + TEXT.encode(encoding)).text == TEXT


def test_gbk_words_that_look_like_utf_8() -> None:
    for word in ("联通", "深圳", "深圳市科协\n"):
        assert document_of(word.encode("gbk")).text == word


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))))
def test_any_utf_8_text_is_itself(text: str) -> None:
    # The first character keeps a sample from beginning like a PDF or a page of HTML.
    assert document_of(("年" + text).encode()).text == "年" + text


LONG = "本年度预算执行情况良好，全部项目按时完成。\n" * 20
_GB = LONG.encode("gb18030")
UNDECODABLE = {
    "utf-8 with a bad byte": (LONG.encode() + b"\xff" + LONG.encode(), 21),
    "utf-8 cut in a character": (LONG.encode() + "完".encode()[:2], 21),
    "gb18030 with a bad byte": (_GB + b"\xff\n" + _GB, 21),
    "utf-8, a line in gb18030": (LONG.encode() + "资金到位及时\n".encode("gb18030") + LONG.encode(), 21),
    "gb18030, a line in utf-8": (_GB + "资金到位及时率\n".encode() + _GB, 21),
    "utf-16 with a lone surrogate": (codecs.BOM_UTF16_LE + LONG.encode("utf-16-le") + b"\x00\xd8", 21),
}


@pytest.mark.parametrize("case", UNDECODABLE)
def test_undecodable_bytes_are_named_with_their_line(case: str) -> None:
    data, line = UNDECODABLE[case]
    with pytest.raises(ReadError, match=f"第 {line} 行") as told:
        document_of(data)
    assert "UTF-8 文本" in told.value.remedy


NO_TEXT = {
    "empty": (b"", "没有文字"),
    "blank": (b" \r\n\t", "没有文字"),
    "zeros": (bytes(5000), "二进制"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "zip": (b"PK\x03\x04" + bytes(100), "不完整或已损坏"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧版 Office 文件不完整"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
    "html without text": (b"\n<!DOCTYPE html><p> </p>", "网页里没有"),
    "xml": ("<?xml version='1.0'?><报告/>".encode(), "XML"),
    "rtf": (b"{\\rtf1 abc", "不完整"),
    "every byte": (bytes(range(256)) * 4, "二进制"),
    "latin-1": ("Évaluation à café, déjà".encode("latin-1"), "第 1 行有无法解码"),
    "another code": ("科学技術協会の自己評価".encode("shift-jis") * 9, "编码"),
    "control characters": (b"\x01\x02\x03abc", "二进制"),
}


@pytest.mark.parametrize("case", NO_TEXT)
def test_what_is_no_text_is_refused(case: str) -> None:
    data, said = NO_TEXT[case]
    with pytest.raises(ReadError, match=said) as told:
        document_of(data)
    assert told.value.remedy


def test_a_stray_control_character_is_kept() -> None:
    text = LONG + "预算\x07执行\x0c\n" + LONG
    assert document_of(text.encode()).text == text


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, said in (
        (tmp_path / "none.txt", "没有这个文件"),
        (tmp_path, "不是一个普通文件"),
        (Path("a\0b"), "文件"),
    ):
        with pytest.raises(ReadError, match=said):
            read_document(path)
    big = tmp_path / "big.txt"
    big.write_bytes(b"a" * 11)
    monkeypatch.setattr(reading, "MAX_DOCUMENT_BYTES", 10)
    with pytest.raises(ReadError, match="文件太大"):
        read_document(big)
