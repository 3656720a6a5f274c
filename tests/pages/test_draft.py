"""A draft from a page: checked through the one door, shown in the same form, kept nowhere."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st

from kexie_dash.queries import draft as door
from kexie_dash.queries.draft import DraftError, check_draft
from kexie_dash.settings import MAX_DOCUMENT_BYTES, Paths
from tests.pages.conftest import OpenPage

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TEXT = f"""某市科学技术协会2021年部门整体支出绩效自评报告
{HOSTILE}。
2021年调整预算100万元，执行数80万元，预算执行率为95.00%。
"""
NAME = "../../app.py\u202e<img src=x onerror=alert(3)>.pdf"


@dataclass
class Given:
    """A file as the uploader hands it over."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def getvalue(self) -> bytes:
        return self.data


@pytest.fixture
def folder(built: Paths) -> Path:
    return built.data


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folders of the door lie here, so that what is left of them is seen."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_door_brings_findings_with_their_sentences(folder: Path, place: Path) -> None:
    seen: list[float] = []
    found = check_draft(TEXT.encode(), folder, tick=seen.append)
    (wrong,) = [one for one in found.findings if one.finding.verdict == "contradicts"]
    assert "95.00%" in wrong.finding.message
    assert "80" in "".join(side.quote for side in wrong.passages)
    assert (found.year, found.kind, found.report, found.notices) == (2021, "department", None, ())
    told = check_draft(TEXT.encode(), folder, year=2019, kind="project", region="440600")
    assert (told.year, told.kind, told.region) == (2019, "project", "440600")
    assert list(place.iterdir()) == []


def test_a_registered_file_is_known(folder: Path) -> None:
    found = check_draft((folder / "reports" / "440600-2020.txt").read_bytes(), folder)
    assert found.report == "440600-2020"
    assert len([one for one in found.findings if one.finding.verdict == "contradicts"]) > 1


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"PK\x03\x04 broken", b"", b"\x00" * 1000])
def test_what_cannot_be_read_is_said(folder: Path, place: Path, data: bytes) -> None:
    with pytest.raises(DraftError) as told:
        check_draft(data, folder)
    assert "处理" in str(told.value) or "请" in str(told.value)
    assert str(place) not in str(told.value)
    assert "draft" not in str(told.value)
    assert list(place.iterdir()) == []


def test_what_takes_too_long_or_breaks_is_stopped(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DraftError) as told:
        check_draft(TEXT.encode(), folder, seconds=0.0)
    assert "已停止" in str(told.value)
    monkeypatch.setattr(door, "_COMMAND", ("/bin/false",))
    with pytest.raises(DraftError) as told:
        check_draft(TEXT.encode(), folder)
    assert "没有完成" in str(told.value)
    with pytest.raises(DraftError) as told:
        check_draft(b" " * (MAX_DOCUMENT_BYTES + 1), folder)
    assert "文件太大" in str(told.value)

    def gives_up(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(door, "_COMMAND", ("/bin/sleep", "60", "--"))
    with pytest.raises((KeyboardInterrupt, DraftError)):
        check_draft(TEXT.encode(), folder, tick=gives_up)
    assert list(place.iterdir()) == []


def test_the_page_shows_a_draft_and_keeps_nothing(
    open_page: OpenPage, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = open_page("findings", view="draft")
    assert "核查完就删除" in asks.text
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: Given(NAME, TEXT.encode()))
    shown = open_page("findings", view="draft")
    assert "矛盾 1" in shown.text
    assert "按 2021 年、部门整体" in shown.text
    assert shown.html.count("<pre>") >= 2
    assert "&lt;script&gt;alert(1)" in shown.html
    assert "<img" not in shown.html
    assert "<script>alert" not in shown.html
    assert "\u202e" not in shown.html
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: Given("x.pdf", b"%PDF-1.7 broken"))
    assert "这份文件没有核查成" in open_page("findings", view="draft").text
    assert list(place.iterdir()) == []
