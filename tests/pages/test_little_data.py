"""No database, an empty one, one body, a damaged file, a failing page: plain words, never a traceback."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.golden_store import fill

PAGES = ["overview", "compare", "body", "source", "evidence", "dictionary", "guide"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_without_a_database(open_page: OpenPage, page: str) -> None:
    shown = open_page(page)
    assert "还没有数据" in shown.text
    assert "make build" in shown.text


@pytest.mark.parametrize("page", PAGES)
def test_without_a_report(open_page: OpenPage, folder: Path, page: str) -> None:
    fill(folder, ids=())
    shown = open_page(page)
    assert "没有显示出来" not in shown.text
    if page in ("overview", "compare", "body", "source"):
        assert "kexie add" in shown.text


@pytest.mark.parametrize("page", PAGES)
def test_with_one_body(open_page: OpenPage, folder: Path, page: str) -> None:
    fill(folder, ids=("440117-2021",))
    shown = open_page(page)
    assert "没有显示出来" not in shown.text
    if page == "overview":
        assert "只有一个单位" in shown.text
        assert "100.0%" in shown.charts[0]


def test_a_damaged_file_is_said_and_the_build_before_is_shown(open_page: OpenPage, folder: Path) -> None:
    fill(folder, ids=("440117-2021",))
    fill(folder)
    file = folder / "kexie.duckdb"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    shown = open_page("compare")
    assert "已损坏" in shown.text
    assert "第 1 次生成" in shown.text
    assert "从化" in shown.text
    assert "深圳市科学技术协会" not in shown.text


def test_a_new_build_is_noticed(open_page: OpenPage, folder: Path) -> None:
    fill(folder, ids=("440117-2021",))
    shown = open_page("compare")
    assert "深圳市科学技术协会" not in shown.text
    fill(folder)
    shown.test.run()
    assert "71.7%" in shown.row("深圳")


def test_a_failure_gives_a_number_and_keeps_the_detail_in_the_log(
    open_page: OpenPage, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fill(folder)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("SELECT secret FROM /srv/data/kexie.duckdb")

    monkeypatch.setattr("kexie_dash.pages.compare.comparison", fail)
    with caplog.at_level(logging.ERROR):
        shown = open_page("compare")
    reference = shown.text.split("编号 ")[1].split(" ")[0]
    assert len(reference) == 8
    for secret in ("SELECT", "/srv", "RuntimeError", "Traceback"):
        assert secret not in shown.text
    assert reference in caplog.text
    assert "SELECT secret" in caplog.text
