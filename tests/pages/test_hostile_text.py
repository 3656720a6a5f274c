"""Whatever a report's sentence contains, the page shows the same characters and nothing of it is markup."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kexie_dash.pages.frame import asset
from kexie_dash.pipeline import build
from kexie_dash.store.database import Database
from tests.conftest import copy_data
from tests.pages.conftest import OpenPage

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>[链接](javascript:alert(3))$x$~2021~:red[红]**粗**#"
)
TEXT = f"""某市科学技术协会2022年度部门整体支出绩效自评报告

2022年度部门整体支出年初预算100万元，执行数80万元。
2022年我会举办“{HOSTILE}”科普活动12场次，参加人数300人次。
"""


class Markup(HTMLParser):
    """The tags and attributes a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The five reports and one that means harm, built by the program."""
    paths = copy_data(tmp_path / "data")
    content = TEXT.encode()
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


def test_text_stays_text_on_every_page(open_page: OpenPage, folder: Path) -> None:
    view = Database(folder).view()
    found = [o for o in view.observations(report="440400-2022") if o.family in ("activity", "audience")]
    assert found
    pages = [open_page("evidence", obs=o.id) for o in found]
    told = [unescape("".join(re.findall(r"<pre>(.*?)</pre>", page.html, re.DOTALL))) for page in pages]
    assert all(HOSTILE in re.sub(r"</?mark>", "", one) for one in told)
    pages += [open_page("overview"), open_page("compare"), open_page("body", own="440400")]
    for page in pages:
        markup = Markup()
        own = page.html.replace(asset("portrait.css"), "").replace(asset("portrait_print.css"), "")
        markup.feed(own)
        assert markup.tags
        assert not markup.tags & {"script", "img", "b", "iframe", "style"}
        assert not {name for name in markup.attributes if name.startswith("on")}
        assert not [link for link in page.links if not link.startswith("/")]
        drawn = json.dumps([[figure["data"], figure["layout"]] for figure in page.figures])
        assert set(re.findall(r"<(/?\w+)[^>]*>", drawn)) <= {"b", "/b", "br", "span", "/span"}
        assert "onclick=alert(4)>" not in drawn
    assert "<b onclick=alert(4)>" in unescape(pages[-1].html)
