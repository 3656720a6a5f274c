"""Every page of app.py with nobody, one body, 21 and 143 of them; and every link of every page, followed."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.e2e.the_pages import listed
from tests.many_bodies import code, fill
from tests.pages.conftest import OpenPage

#: The module that draws an address, as app.py names it.
MODULE = {one.path: one.module for one in listed()}
_FAILED = "没有显示出来"
#: Seconds of processor time a page may take with as many bodies as there are counties (ROBUSTNESS, line 19).
_MOST_SECONDS = 3.0


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    home = tmp_path_factory.mktemp("bodies")
    for count in (0, 1, 21, 143):
        fill(home / str(count), count)
    return {count: home / str(count) for count in (0, 1, 21, 143)}


@pytest.mark.parametrize("path", MODULE)
@pytest.mark.parametrize("count", [0, 1, 21, 143])
def test_every_page_opens_with_any_number_of_bodies(
    open_page: OpenPage, folders: dict[int, Path], monkeypatch: pytest.MonkeyPatch, path: str, count: int
) -> None:
    monkeypatch.setenv("KEXIE_DATA", str(folders[count]))
    open_page(MODULE[path])
    began = time.process_time()
    shown = open_page(MODULE[path], **({"own": code(0)} if count else {}))
    assert time.process_time() - began < _MOST_SECONDS
    assert _FAILED not in shown.text
    assert "<h1" in shown.html


def _followed(link: str) -> tuple[str, tuple[str, ...]]:
    """One link of a kind stands for all: the page and which parameters it is given, with its metric."""
    parts = urlsplit(link)
    asked = parse_qs(parts.query)
    return parts.path, (*sorted(asked), *asked.get("metric", []))


@pytest.mark.parametrize("path", MODULE)
def test_every_link_of_a_page_leads_to_something(open_page: OpenPage, path: str) -> None:
    links = [link for link in open_page(MODULE[path]).links if link.startswith("/")]
    kinds = {_followed(link): link for link in links}
    # The store of these tests is written from the goldens, which hold no narrative.
    assert links or path in ("/evidence", "/briefing", "/guide", "/narrative")
    for link in kinds.values():
        parts = urlsplit(link)
        assert parts.path in MODULE, link
        asked: dict[str, list[str]] = parse_qs(parts.query, keep_blank_values=True)
        shown = open_page(MODULE[parts.path], **asked)
        assert _FAILED not in shown.text, link
        assert 'class="kx-notice kx-grave' not in shown.html, link
        assert 'class="kx-aside' not in shown.html or "没有这" not in shown.text, link
