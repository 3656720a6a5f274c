"""A link beside a sentence, a printed rule or a figure opens the report at that very stretch."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests.pages.conftest import OpenPage


@pytest.fixture
def folder(built: Paths) -> Path:
    return built.data


@pytest.mark.parametrize("page", ["body", "same_ruler", "evidence", "narrative", "search"])
def test_links_that_speak_of_a_sentence_lead_to_it(open_page: OpenPage, built: Paths, page: str) -> None:
    """Each names a stretch of the report it opens, and that stretch begins on the line beside the link."""
    view = Database(built.database).view()
    value = next(one for one in view.values(metric="execution_rate") if one.body_code == "440300")
    asked = {"evidence": {"value": value.id}, "search": {"q": "预算"}}.get(page, {"own": "440600"})
    html = open_page(page, **asked).html
    links = list(re.finditer(r'<a href="(/source\?[^"]*span=[^"]*)"[^>]*>(?!第 \d+ 处)', html))
    assert links
    for link in links:
        row = max(html.rfind(begin, 0, link.start()) for begin in ("<li", "<tr", "<div"))
        named = re.findall(r"\d+", re.sub(r"<[^>]+>", " ", html[row : link.end() + 20]))
        query = parse_qs(urlsplit(unescape(link[1])).query)
        start, end = map(int, query["span"][0].split(".")[0].split("-"))
        document = view.document(query["report"][0])
        assert document is not None
        assert str(document.line_at(start)) in named
        assert document.text[start:end].strip()


def test_the_report_asked_for_opens_whatever_bodies_are_compared(open_page: OpenPage) -> None:
    shown = open_page("source", report="440300-2020", body="440600")
    assert "深圳市科学技术协会(本级)：报告原文" in shown.text
    assert "佛山市科学技术协会：报告原文" in open_page("source", report="440300-2020", own="440600").text
