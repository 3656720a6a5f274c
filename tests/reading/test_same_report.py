"""One report as text, Word, web page and PDF, in every encoding: the same observations, the same evidence."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kexie_dash.extraction import extract
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Document
from kexie_dash.reading import document_of
from tests.reading.other_formats import as_docx, as_html, chromium_path, print_pdf

REPORTS = sorted((Path(__file__).resolve().parents[2] / "data" / "reports").glob("*.txt"))
Key = tuple[object, ...]


def bare(text: str) -> str:
    return "".join(text.split())


def key(item: Observation) -> Key:
    """What must be the same; the evidence without white space, which every format sets its own way."""
    return item.family, item.value, item.unit, item.bound, item.stage, bare(item.evidence.quote)


def observations(document: Document) -> tuple[Observation, ...]:
    found = extract(document, report="x", year=2021, kind="department").observations
    for item in found:
        evidence = item.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote
    return found


@cache
def expected(path: Path) -> Counter[Key]:
    found = Counter(map(key, observations(document_of(path.read_bytes()))))
    assert found.total() > 20
    return found


@cache
def text_of(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The five reports printed as PDF by a real browser."""
    chromium = chromium_path()
    if chromium is None:
        pytest.skip("chromium is not installed")
    folder = tmp_path_factory.mktemp("printed")
    pages = {folder / f"{path.stem}.pdf": as_html(text_of(path)) for path in REPORTS}
    print_pdf(pages, chromium)
    return {path.stem: path for path in pages}


def same(path: Path, document: Document) -> None:
    assert bare(document.text) == bare(text_of(path))
    assert document.gaps == ()
    assert Counter(map(key, observations(document))) == expected(path)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_word(path: Path) -> None:
    same(path, document_of(as_docx(text_of(path))))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_web_page(path: Path) -> None:
    same(path, document_of(as_html(text_of(path))))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_pdf(path: Path, printed: dict[str, Path]) -> None:
    document = document_of(printed[path.stem].read_bytes())
    same(path, document)
    assert len(document.page_starts) > 2
    pages = {item.evidence.page for item in observations(document)}
    assert None not in pages
    assert len(pages) > 2


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    path = REPORTS[-1]
    document = document_of(text_of(path).encode(encoding))
    assert document.text == text_of(path)
    assert Counter(map(key, observations(document))) == expected(path)


def test_web_page_in_gb18030() -> None:
    same(REPORTS[0], document_of(as_html(text_of(REPORTS[0]), "gb18030")))
