"""The stamp of a product: kept by other programs, read without trust, held against a newer build."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest

from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.freshness import freshness
from kexie_dash.exports.stamp import (
    STAMP_MEMBER,
    Shown,
    Stamp,
    make_stamp,
    read_stamp,
    stamp_html,
    stamp_json,
    stamp_office,
    stamp_words,
)
from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database, View
from tests.pages.golden_store import fill

DAY = date(2026, 1, 2)


@pytest.fixture(scope="module")
def stamp(view: View) -> Stamp:
    return make_stamp(view, "briefing", DAY, view.values(metric="execution_rate"))


def made(kind: str) -> bytes:
    out = io.BytesIO()
    makers: dict[str, Callable[[], Any]] = {
        "pptx": pptx.Presentation,
        "docx": docx.Document,
        "xlsx": openpyxl.Workbook,
    }
    makers[kind]().save(out)
    return out.getvalue()


def saved_again(kind: str, data: bytes) -> bytes:
    out = io.BytesIO()
    opened: Any = {"pptx": pptx.Presentation, "docx": docx.Document, "xlsx": openpyxl.load_workbook}[kind](
        io.BytesIO(data)
    )
    opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["pptx", "docx", "xlsx"])
def test_an_office_file_keeps_it_and_opens(stamp: Stamp, kind: str) -> None:
    stamped = stamp_office(made(kind), stamp)
    assert read_stamp(stamped) == stamp
    again = read_stamp(saved_again(kind, stamped))
    # openpyxl keeps the properties and drops what it does not know; the figures are gone then.
    assert again == (replace(stamp, reports=(), figures=()) if kind == "xlsx" else stamp)


def test_archive_and_page(stamp: Stamp) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(STAMP_MEMBER, stamp_json(stamp))
    assert read_stamp(out.getvalue()) == stamp
    page = f"<!doctype html><head>{stamp_html(stamp)}</head>".encode()
    assert read_stamp(page) == stamp


def test_hostile_words_stay_inside(stamp: Stamp) -> None:
    evil = Shown("v1", "</script><script>alert(1)</script>", "=1+1 & <b>", "x\u2028y")
    hostile = replace(stamp, figures=(evil,))
    assert stamp_html(hostile).count("<") == 2
    assert read_stamp(stamp_html(hostile).encode()).figures[0].name == evil.name
    assert read_stamp(stamp_office(made("docx"), hostile)).figures[0].shown == evil.shown
    told = replace(stamp, product="a\x1b[31mb\nc")
    assert read_stamp(stamp_html(told).encode()).product == "a[31mb c"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "没有数据版本的标记"),
        (b"PK\x03\x04 broken", "不完整或已损坏"),
        (b'<script type="application/json" id="kexie-stamp">{"format":1}</script>', "已损坏"),
        (b'<script type="application/json" id="kexie-stamp">{"format":99}</script>', "新版程序"),
        (b'<script type="application/json" id="kexie-stamp">' + b"[" * 100_000 + b"</script>", "已损坏"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        read_stamp(data)


def test_a_file_of_another_program_has_none() -> None:
    with pytest.raises(ExportError, match="不是从这里导出的"):
        read_stamp(made("docx"))


def test_a_huge_or_hostile_part_is_not_unpacked(stamp: Stamp) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(STAMP_MEMBER, b"0" * (33 << 20))
    with pytest.raises(ExportError, match="过大"):
        read_stamp(out.getvalue())
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><s>&b;</s>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("customXml/item1.xml", bomb)
    with pytest.raises(ExportError, match="文档类型"):
        read_stamp(out.getvalue())


def test_the_words_name_build_dictionary_and_day(stamp: Stamp, view: View) -> None:
    said = stamp_words(stamp)
    assert view.snapshot.build in said
    assert view.snapshot.dictionary_version in said
    assert "2026-01-02" in said
    assert "以最新版为准" in said


def test_the_same_build_is_the_newest(view: View, stamp: Stamp) -> None:
    assert freshness(view, stamp).current
    assert freshness(view, stamp).says.startswith("仍是最新")


def test_newer_data_and_what_changed(view: View, stamp: Stamp) -> None:
    older = replace(stamp, build="0" * 12, number=0)
    same = freshness(view, older)
    assert not same.current
    assert same.says.startswith("已有更新的数据")
    assert same.changes == (f"文件里的 {len(stamp.figures)} 个数和结论没有变化。",)
    value = next(v for v in view.values(metric="execution_rate") if v.value is not None)
    assert value.value is not None
    told = make_stamp(view, "briefing", DAY, [replace(value, value=value.value + Decimal("0.1"))])
    gone = Shown("v0", "某市 2019 预算执行率", "50.0%", "stated|exact|0.5")
    silent = Shown("v1", "某市 2019 活动场次（本级）", "未载明", "not_stated|exact|")
    changed = replace(
        older, dictionary="d0", reports=("x-2019", *stamp.reports[1:]), figures=(*told.figures, gone, silent)
    )
    lines = freshness(view, changed).changes
    assert f"现在是{round(value.value * 100, 1)}%" in lines[0]
    assert lines[1] == "某市 2019 预算执行率：文件里是“50.0%”，现在没有这一项"
    assert [line[:5] for line in lines[2:]] == ["新增报告：", "不再使用的", "指标词典有"]


def test_a_file_from_elsewhere_is_not_called_old(view: View, stamp: Stamp) -> None:
    told = freshness(view, replace(stamp, build="f" * 12, number=view.snapshot.number + 3))
    assert not told.current
    assert "出自另一个数据目录" in told.says


def test_a_new_report_is_a_change(tmp_path: Path) -> None:
    """A real second build: first two reports, then all."""
    folder = tmp_path / "data"
    fill(folder, ["440300-2020", "440600-2020"])
    before = Database(data_paths(folder).database).view()
    stamp = make_stamp(before, "briefing", DAY, before.values(metric="execution_rate"))
    fill(folder)
    after = freshness(Database(data_paths(folder).database).view(), stamp)
    assert not after.current
    assert sum(line.startswith("新增报告") for line in after.changes) == 3
