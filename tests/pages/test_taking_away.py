"""What can be taken away from every page: the word 导出, and the lists as data."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kexie_dash.exports.flat import flat_csv, flat_xlsx
from kexie_dash.pages import texts_packs as words
from kexie_dash.pages.markup import SEARCH
from kexie_dash.queries.coverage import coverage_matrix
from kexie_dash.queries.findings import findings
from kexie_dash.queries.list_tables import (
    coverage_table,
    dictionary_table,
    findings_table,
    reported_table,
    source_table,
)
from kexie_dash.queries.reported import reported
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.queries.source import source
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from tests.e2e.the_pages import listed
from tests.pages.conftest import OpenPage

#: They make whole documents, or explain.
_OTHERWISE = {"/guide", "/briefing", "/evidence"}


@pytest.fixture
def folder(built: Paths) -> Path:
    return built.data


@pytest.fixture
def view(built: Paths) -> View:
    return Database(built.data).view()


@pytest.mark.parametrize("path", sorted(one.path for one in listed() if one.path not in _OTHERWISE))
def test_every_page_has_the_word(open_page: OpenPage, path: str) -> None:
    module = next(one.module for one in listed() if one.path == path)
    more = {SEARCH: "科普"} if path == "/search" else {}
    keys = re.findall(r'data-take="([^"]+)"', open_page(module, **more).html)
    assert keys, path
    assert len(set(keys)) == len(keys)
    opened = open_page(module, **more, take=keys[0])
    assert words.CLOSE in opened.text
    assert len(opened.test.get("download_button")) >= 4


def _row(table: FlatTable, **wanted: object) -> dict[str, Any]:
    rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    found = [row for row in rows if all(row[name] == said for name, said in wanted.items())]
    assert len(found) == 1
    return found[0]


def test_findings_with_both_figures_and_sentences(view: View) -> None:
    found = findings(view)
    table = findings_table("矛盾核查", found.shown)
    assert len(table.rows) == len(found.shown) == 40
    assert [row[4] for row in table.rows].count("矛盾") == 12
    one = next(dict(zip(table.headings, row, strict=True)) for row in table.rows if "33/41×6" in str(row[8]))
    assert (one["写的是"], one["单位代码"]) == (Decimal("4.98"), "440300")
    assert round(one["核算为"], 2) == Decimal("4.83")
    assert "4.98" in one["原句"]


def test_who_reported_and_what_is_stated(view: View) -> None:
    table = reported_table("有无报告", reported(view))
    assert len(table.rows) == 15
    assert _row(table, 单位代码="440800", 年度=2022)["有无报告"] == "有报告"
    silent = _row(table, 单位代码="440800", 年度=2020)
    assert (silent["有无报告"], silent["写明事项"]) == ("没有报告", None)
    matrix = coverage_matrix(view)
    stated = coverage_table("披露", matrix)
    assert len(stated.rows) == 5
    assert len(stated.headings) == 4 + len(view.metrics())
    assert _row(stated, 报告编号="440700-2022")["预算执行率"] == "1 个数值"


def test_every_figure_of_a_report_in_the_order_of_the_text(view: View) -> None:
    found = source(view, "440800-2022")
    assert found is not None
    table = source_table("报告原文", found)
    assert len(table.rows) == len(found.figures) + len(found.rests)
    spent = [row for row in table.rows if row[3] == 1_000_000]
    assert spent
    text = found.document.text
    assert all(str(row[7]) in text for row in table.rows)


def test_the_dictionary_and_that_every_list_opens_elsewhere(view: View) -> None:
    found = source(view, "440300-2020")
    assert found is not None
    tables = [
        dictionary_table("词典", view.metrics()),
        findings_table("核查", findings(view).shown),
        source_table("原文", found),
        coverage_table("披露", coverage_matrix(view)),
        reported_table("报告", reported(view)),
    ]
    for table in tables:
        rows = list(csv.reader(io.StringIO(flat_csv(table, "第 1 次").decode("utf-8-sig"))))
        assert rows[0][: len(table.headings)] == list(table.headings)
        assert len(rows) == len(table.rows) + 1
        sheet = openpyxl.load_workbook(io.BytesIO(flat_xlsx(table, "第 1 次")))["数值"]
        assert sheet.max_row == len(table.rows) + 1
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
