"""No page shows a figure, a date or a key as a machine writes it, save in words a report itself printed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests.e2e.the_pages import listed
from tests.pages.conftest import OpenPage, Shown

PAGES = {one.path: one.module for one in listed()}
#: What is said there is the report's own, a file's name or the mark of a build.
_QUOTED = {
    "kx-passage",
    "kx-quote",
    "kx-place",
    "kx-foot",
    "kx-source",
    "kx-paper",
    "kx-excerpt",
    "kx-source-line",
}
_QUOTING_TAGS = {"pre", "mark", "q", "style", "script", "code"}
_VOID = {"input", "br", "img", "hr", "meta", "link"}

#: Factors of formulas and examples of definitions as declared, how 检索 reads numbers, an amount derived
#: to the digit beside the tolerance of it.
_KEPT = re.compile(r"× 1000000|→|能找到写成|按印出的位数")

_RAW = {
    "digits without separator": r"(?<![\d,.A-Za-z-])\d{6,}(?![\d-])",
    "money in full": r"(?<![\d,])\d{1,3}(?:,\d{3}){2,}",
    "share as a fraction": r"(?<![\d.])0\.\d{4,}",
    "share as many per cent": r"\d,\d{3}(?:\.\d)?%",
    "date": r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d",
    "key": r"(?<![\w.-])[a-z]+_[a-z_]+(?![\w.-])",
    "nothing": r"\b(?:None|NaN|nan|inf|null|undefined|True|False)\b",
    "unit": r"\d ?(?:CNY|RMB|yuan|people|times|pcs)\b",
}


class _Words(HTMLParser):
    """What a page says itself, an element a piece."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._quoting: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        quotes = tag in _QUOTING_TAGS or bool(_QUOTED & set((named.get("class") or "").split()))
        if tag not in _VOID:
            self._quoting.append(quotes or any(self._quoting[-1:]))
        if not any(self._quoting[-1:]):
            self.pieces += [
                said for name in ("title", "aria-label", "placeholder") if (said := named.get(name))
            ]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._quoting:
            self._quoting.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self._quoting[-1:]):
            self.pieces.append(" ".join(data.split()))


def raw_figures(said: list[str], printed: set[str]) -> list[str]:
    """What looks like a machine's, by kind, with its piece. printed: the texts of the reports."""
    return [
        f"{kind}: {found[0]} in {piece[:80]}"
        for piece in dict.fromkeys(said)
        if not _KEPT.search(piece)
        for kind, pattern in _RAW.items()
        for found in re.finditer(pattern, piece)
        if not any(found[0] in one for one in printed)
    ]


@pytest.fixture
def folder(built: Paths) -> Path:
    return built.data


def _said(shown: Shown) -> list[str]:
    return [*_Words(shown.html).pieces, *shown.charts]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("own", ["", "440300"])
def test_figures_are_written_as_people_write_them(
    open_page: OpenPage, built: Paths, path: str, own: str
) -> None:
    view = Database(built.database).view()
    asked = {"own": own} if own else {}
    if path == "/evidence":
        asked["value"] = view.values(metric="execution_rate")[-1].id
    printed = {document.text for one in view.reports() if (document := view.document(one.report.id))}
    said = _said(open_page(PAGES[path], **asked))
    assert said
    assert raw_figures(said, printed) == []


@pytest.mark.parametrize(
    "raw",
    [
        "45692420.17",
        "45,692,420.17元",
        "0.7169",
        "5,000.0%",
        "2026-11-30",
        "execution_rate",
        "执行率 None",
        "3 people",
    ],
)
def test_what_is_looked_for_is_found(raw: str) -> None:
    assert raw_figures([f"深圳 {raw}"], set())
