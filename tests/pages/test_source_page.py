"""报告原文: every figure a person read is underlined in the text, listed beside it and told in words."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kexie_dash.pipeline import build
from kexie_dash.store.database import Database
from tests.conftest import ROOT, copy_data
from tests.golden_loader import golden
from tests.pages.conftest import OpenPage, Shown

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>[链接](javascript:alert(3))$x$~2021~**粗**#"
TEXT = f"""某市科学技术协会2022年度部门整体支出绩效自评报告

2022年度部门整体支出年初预算100万元，执行数80万元。
2022年我会举办“{HOSTILE}”科普活动12场次，参加人数300人次。
指标	预期值	实际值
<b onclick=alert(4)>举办讲座</b>	10场	12场
"""


class Block(HTMLParser):
    """The elements of the page's one block: tag, attributes, text inside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words: list[str] = []
        self.found.append((tag, {name: value or "" for name, value in attrs}, words))
        if tag not in ("input", "img", "br"):
            self._open.append(words)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("input", "img", "br"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for words in self._open:
            words.append(data)

    def of(self, class_: str) -> list[tuple[dict[str, str], str]]:
        return [
            (attributes, "".join(words))
            for _, attributes, words in self.found
            if class_ in attributes.get("class", "").split()
        ]


def _block(shown: Shown) -> Block:
    (html,) = (part.proto.body for part in shown.test.get("html") if 'class="kx-source"' in part.proto.body)
    return Block(html)


@pytest.mark.parametrize("report_id", ["440300-2020", "440600-2020", "440800-2022"])
def test_every_statement_is_marked_listed_and_told(open_page: OpenPage, report_id: str) -> None:
    block = _block(open_page("source", report=report_id, own=report_id[:6]))
    marks: dict[str, str] = {}
    for attributes, words in block.of("kx-m"):
        for key in attributes["data-keys"].split():
            marks[key] = marks.get(key, "") + words
    items = {
        attributes["data-keys"]: attributes for _, attributes, _ in block.found if "data-facts" in attributes
    }
    read = {one.id: one for one in golden(report_id)}
    assert marks.keys() == items.keys() == read.keys()
    for key, one in read.items():
        printed = one.value_text or one.actual_text or one.target_text or ""
        assert "".join(printed.split()) in "".join(marks[key].split())
        assert f"第 {one.evidence.line_first}" in items[key]["data-facts"]


def test_the_text_is_the_whole_text_and_nothing_else(open_page: OpenPage) -> None:
    block = _block(open_page("source", report="440300-2020", own="440300"))
    shown = "".join(words for _, words in block.of("kx-t"))
    text = (ROOT / "data" / "reports" / "440300-2020.txt").read_text("utf-8")
    assert "".join(shown.split()) == "".join(text.split())


def test_known_figures_their_families_and_their_words(open_page: OpenPage) -> None:
    block = _block(open_page("source", report="440300-2020", own="440300"))
    marked = {(words, attributes["class"]): attributes for attributes, words in block.of("kx-m")}
    for figure, family in (
        ("45,692,420.17 元", "budget"),
        ("5903余场次", "activity"),
        ("近1035万人次", "audience"),
        ("93.99%", "rate"),
    ):
        assert (figure, f"kx-m kx-{family}") in marked
    key = marked["5903余场次", "kx-m kx-activity"]["data-keys"]
    told = next(
        one["data-facts"] for _, one, _ in block.found if one.get("data-keys") == key and "data-facts" in one
    )
    facts = dict(line.split("\t") for line in told.split("\n"))
    assert facts["读成"] == "≥5,903场次"
    assert facts["界限"] == "至少"
    assert facts["统计范围"] == "全市系统"


def test_the_key_counts_the_families(open_page: OpenPage) -> None:
    block = _block(open_page("source", report="440300-2020", own="440300"))
    read = golden("440300-2020")
    counted = {
        attributes["data-family"]: int(re.findall(r"\d+$", "".join(words))[0])
        for tag, attributes, words in block.found
        if tag == "button" and "data-family" in attributes
    }
    assert counted.pop("") == len(read)
    assert counted == {family: sum(one.family == family for one in read) for family in counted}
    assert counted["target"] > 150


def test_the_portrait_and_the_evidence_lead_here(open_page: OpenPage, folder: Path) -> None:
    assert "/source?own=440300&report=440300-2020" in open_page("body", own="440300").links
    one = Database(folder).view().observations(report="440300-2020")[0]
    assert f"/source?own=440300&report=440300-2020&obs={one.id}" in open_page("evidence", obs=one.id).links


def test_an_observation_decides_report_and_place(open_page: OpenPage, folder: Path) -> None:
    one = Database(folder).view().observations(report="440800-2022")[-1]
    shown = open_page("source", obs=one.id)
    assert "湛江市科学技术协会：报告原文" in shown.text
    assert f'data-key="{one.id}"' in shown.html
    assert "没有这条观测" in open_page("source", obs="o000' OR 1=1").text
    assert "没有这份报告" in open_page("source", report="<script>").text


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    paths = copy_data(tmp_path / "data")
    content = (TEXT * 400).encode()
    (paths.reports / "hostile.txt").write_bytes(content)
    entry = f"""
  - id: 440400-2022
    file: hostile.txt
    region_code: "440400"
    body: 珠海市科学技术协会<b onclick=alert(4)>
    year: 2022
    kind: department
    publisher: 珠海市科学技术协会
    received: 2026-11-21
    sha256: {hashlib.sha256(content).hexdigest()}
"""
    paths.origins.write_text(paths.origins.read_text("utf-8") + entry, "utf-8")
    assert build(paths).problems == ()
    return paths.data


def test_hostile_text_stays_text_and_a_long_one_comes_in_parts(
    open_page: OpenPage, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEXIE_DATA", str(hostile))
    view = Database(hostile).view()
    last = max(view.observations(report="440400-2022"), key=lambda one: one.evidence.start)
    first = open_page("source", report="440400-2022", own="440400")
    later = open_page("source", report="440400-2022", own="440400", obs=last.id)
    assert "分 3 段显示" in first.text
    for shown in (first, later):
        block = _block(shown)
        assert not {tag for tag, _, _ in block.found} & {"script", "img", "b", "iframe", "style"}
        assert not [name for _, names, _ in block.found for name in names if name.startswith("on")]
        assert HOSTILE in "".join(words for _, words in block.of("kx-t"))
        assert "<b onclick=alert(4)>" in unescape(shown.html)
        assert all(link.startswith("/") or link == "#" for link in shown.links)
    keys = [
        {key for one, _ in _block(shown).of("kx-m") for key in one["data-keys"].split()}
        for shown in (first, later)
    ]
    assert last.id in keys[1] - keys[0]
    assert first.html != open_page("source", report="440400-2022", own="440400", part="2").html
