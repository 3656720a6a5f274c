"""The workbook that stands alone, reopened with openpyxl: figures equal the build, charts are native."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from kexie_dash.exports.book import DICTIONARY, OBSERVATIONS, README, VALUES, to_book
from kexie_dash.exports.choice import Choice, choose
from kexie_dash.exports.stamp import read_stamp
from kexie_dash.queries.catalogue import HEADLINE
from kexie_dash.queries.comparison import comparison
from kexie_dash.store.database import View

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def data(view: View) -> bytes:
    return to_book(view, choose(view, Choice()), DAY)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def _rows(sheet: Any) -> list[dict[str, Any]]:
    head = [cell.value for cell in sheet[1]]
    return [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_all_values_are_those_of_the_build(view: View, book: Any) -> None:
    rows = {row["数值编号"]: row for row in _rows(book[VALUES])}
    assert {value.id for metric in HEADLINE for value in view.values(metric=metric)} <= set(rows)
    compared = [comparison(view, metric) for metric in HEADLINE]
    wanted = [item.value for one in compared for band in one.bands for item in band.values]
    assert len(rows) == len(wanted)
    for value in wanted:
        shown = rows[value.id]["数值"]
        stated = value.value if value.has_figure else None
        assert (shown is None) == (stated is None)
        assert stated is None or abs(Decimal(repr(shown)) - stated) < Decimal("1e-9") * max(1, abs(stated))
        assert rows[value.id]["单位代码"] == value.body_code
        assert ("至少" in (rows[value.id]["界限"] or "")) == (value.bound == "at_least" and value.has_figure)


def test_all_observations_and_the_dictionary_are_there(view: View, book: Any) -> None:
    rows = _rows(book[OBSERVATIONS])
    known = {one.id: one for one in view.observations()}
    assert {row["编号"] for row in rows} == set(known)
    assert all(row["首行"] == known[row["编号"]].evidence.line_first for row in rows)
    assert [row["编号"] for row in _rows(book[DICTIONARY])] == [metric.id for metric in view.metrics()]


def test_every_chart_is_native_and_draws_from_its_sheet(view: View, book: Any) -> None:
    panels = choose(view, Choice()).panels
    sheets = [sheet for sheet in book if sheet.title not in (README, VALUES, OBSERVATIONS, DICTIONARY)]
    assert len(sheets) == len(panels)
    for sheet, panel in zip(sheets, panels, strict=True):
        (chart,) = sheet._charts
        reference = chart.series[0].val.numRef.f.split("!")[1].replace("$", "")
        drawn = [cell.value for (cell,) in sheet[reference]]
        wanted = [item.value.value for item in panel.values]
        assert [value is None for value in drawn] == [value is None for value in wanted]
        assert all(w is None or Decimal(repr(d)).quantize(w) == w for d, w in zip(drawn, wanted, strict=True))


def test_tables_filter_freeze_and_print(book: Any) -> None:
    for name in (VALUES, OBSERVATIONS, DICTIONARY):
        sheet = book[name]
        assert sheet.auto_filter.ref is not None
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.paperSize in (9, "9")
    assert {cell.font.name for cell in book[VALUES][1]} == {"Microsoft YaHei"}


def test_what_is_printed_can_be_read(book: Any) -> None:
    """No table is squeezed on one page: at most so many characters beside each other, names on every page."""
    for name in (VALUES, OBSERVATIONS, DICTIONARY):
        sheet = book[name]
        widths = [sheet.column_dimensions[get_column_letter(n + 1)].width for n in range(sheet.max_column)]
        pages = int(sheet.page_setup.fitToWidth)
        assert pages > 1
        assert sheet.print_title_cols is not None
        assert (sum(widths) + (pages - 1) * widths[0]) / pages < 210
    for sheet in book:
        if sheet._charts:
            assert sheet.print_area.endswith(f"$L${sheet.max_row}")
            assert sheet.auto_filter.ref is not None
            assert sum(sheet.column_dimensions[name].width for name in "ABCDEFGHIJKL") < 215


def test_every_line_of_the_readme_is_seen_whole(book: Any) -> None:
    sheet = book[README]
    chinese = {
        row: sum(sign > "\u2e7f" for sign in str(sheet.cell(row, 2).value))
        for row in range(3, sheet.max_row + 1)
    }
    long = [row for row, count in chinese.items() if count > 50]
    assert long
    assert all((sheet.row_dimensions[row].height or 0) >= 30 for row in long)


def test_an_axis_counts_in_wan_without_noughts_behind_a_point(book: Any) -> None:
    sheet = next(one for one in book if one.title.startswith("受众人次") and "合计" in one.title)
    axis = sheet._charts[0].y_axis
    form = axis.number_format.formatCode
    assert axis.majorUnit % 1_000_000 == 0
    assert '[>=1000000]#,##0,,"00万"' in form
    assert '.0,"万"' not in form


def test_chinese_in_charts_has_its_own_face(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "/charts/chart" in name]
    assert charts
    assert all("<a:ea typeface=" in chart for chart in charts)


def test_it_says_of_which_build_it_is(view: View, data: bytes, book: Any) -> None:
    said = " ".join(str(cell.value) for row in book[README].iter_rows() for cell in row if cell.value)
    assert view.snapshot.build in said
    assert read_stamp(data).build == view.snapshot.build


def test_text_never_becomes_a_formula_or_a_link(hostile_view: View) -> None:
    made = to_book(hostile_view, choose(hostile_view, Choice()), DAY)
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert (tmp_path / "a.pdf").stat().st_size > 50_000
