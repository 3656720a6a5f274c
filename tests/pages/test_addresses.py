"""Addresses nobody made with a click: a plain notice, the default view, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import OpenPage

BAD = [
    "' OR 1=1--",
    '");DROP TABLE report;--',
    "x" * 10_000,
    "\x00",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "=HYPERLINK(1)",
]


@pytest.mark.parametrize(
    ("page", "bad"),
    [*(("compare", bad) for bad in BAD), ("body", BAD[0]), ("overview", BAD[2])],
    ids=lambda said: repr(said[:16]),
)
def test_an_unknown_body_is_said_to_be_unknown(
    open_page: OpenPage, folder: Path, page: str, bad: str
) -> None:
    before = (folder / "kexie.duckdb").read_bytes()
    usual = open_page(page)
    shown = open_page(page, body=bad)
    assert "没有这个单位" in shown.text
    assert "<script>alert" not in shown.html
    assert len(shown.text) < len(usual.text) + 500
    assert shown.charts == usual.charts
    assert (folder / "kexie.duckdb").read_bytes() == before


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: repr(bad[:16]))
def test_an_unknown_metric_year_or_evidence_is_no_failure(open_page: OpenPage, bad: str) -> None:
    assert "没有这个指标" in open_page("compare", metric=bad).text
    assert "没有这个统计口径" in open_page("compare", by=bad).text
    assert "没有这个年度" in open_page("compare", year=bad).text
    assert "没有这条依据" in open_page("evidence", value=bad).text
    assert "没有这条依据" in open_page("evidence", obs=bad).text
    assert "没有这份报告" in open_page("body", report=bad).text


def test_more_bodies_in_the_address_than_anybody_chose(open_page: OpenPage) -> None:
    shown = open_page("compare", body=[f"{number:06d}" for number in range(900)])
    assert "没有这个单位" in shown.text
    assert "还有 897 个认不出的选项，已略过" in shown.text
    assert len(shown.charts) == 2


def test_a_name_is_as_good_as_a_code(open_page: OpenPage) -> None:
    shown = open_page("compare", body="深圳")
    assert "没有这个单位" not in shown.text
    assert all("佛山" not in alt for alt in shown.charts)
