"""单位体检单: one page for every body, also with very many findings; figures are those of the build."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest

from kexie_dash.charts.format import value_text
from kexie_dash.exports.checkup import Checkup, make_checkup
from kexie_dash.exports.checkup_docx import checkup_docx
from kexie_dash.exports.checkup_fit import ROOMS
from kexie_dash.exports.checkup_html import checkup_html, checkup_pdf
from kexie_dash.exports.stamp import read_stamp
from kexie_dash.queries.portrait import full_portrait
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from tests.exports.hostile import FINDINGS, MARKUP

DAY = date(2026, 11, 24)
drawn = pytest.mark.skipif(not shutil.which("chromium"), reason="needs Debian's chromium")


def _sheet(view: View, report: str) -> Checkup:
    found = full_portrait(view, report)
    assert found is not None
    return make_checkup(view, found, DAY)


@pytest.fixture(scope="module")
def built_view(built: Paths) -> View:
    return Database(built.data).view()


def _reports(view: View) -> list[str]:
    return [stored.report.id for stored in view.reports()]


def _words(data: bytes) -> str:
    """All text of the document, table cells and nested tables included."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


@drawn
def test_every_body_is_one_page_with_its_figures(built_view: View) -> None:
    for report in _reports(built_view):
        printed = pypdfium2.PdfDocument(io.BytesIO(checkup_pdf(_sheet(built_view, report))))
        assert len(printed) == 1
        assert [round(size) for size in printed[0].get_size()] == [595, 842]
        text = "".join(printed[0].get_textpage().get_text_bounded().split())
        for metric in ("execution_rate", "self_score"):
            (value,) = built_view.values(metric=metric, report=report)
            found = built_view.metric(metric)
            assert found is not None
            assert value_text(value, found).replace(" ", "") in text
        assert built_view.snapshot.build in text


def test_word_holds_the_same(built_view: View) -> None:
    for report in _reports(built_view):
        data = checkup_docx(_sheet(built_view, report))
        said = _words(data)
        for metric in ("execution_rate", "self_score"):
            (value,) = built_view.values(metric=metric, report=report)
            found = built_view.metric(metric)
            assert found is not None
            assert value_text(value, found) in said
        assert built_view.snapshot.build in said
        assert read_stamp(data).product == "checkup"


def test_what_is_left_out_is_counted(built_view: View) -> None:
    sheet = _sheet(built_view, "440300-2020")
    printed = sum(one.text[:20] in checkup_html(sheet, ROOMS[-1]) for one in sheet.findings)
    assert printed < len(sheet.findings)
    assert f"另有 {len(sheet.findings) - ROOMS[-1].findings} 条，见“矛盾核查”页" in checkup_html(
        sheet, ROOMS[-1]
    )


def test_money_and_missing_figures_are_told(built_view: View) -> None:
    sheet = _sheet(built_view, "440300-2020")
    amounts = {row.label: row.amount for row in sheet.money}
    assert amounts["调整预算"] == "6,373.5万元"
    assert amounts["年初预算"] == "– 未载明"
    assert "年初预算" in sheet.silent


@drawn
def test_very_many_findings_still_are_one_page(hostile_view: View) -> None:
    sheet = _sheet(hostile_view, "990002-2023")
    assert len(sheet.findings) == FINDINGS
    printed = pypdfium2.PdfDocument(io.BytesIO(checkup_pdf(sheet)))
    text = printed[0].get_textpage().get_text_bounded()
    assert len(printed) == 1
    assert "见“矛盾核查”页" in "".join(text.split())


def test_markup_stays_text(hostile_view: View) -> None:
    sheet = _sheet(hostile_view, "990002-2023")
    page = checkup_html(sheet, ROOMS[0])
    assert MARKUP not in page
    assert "&lt;script&gt;alert(1)" in page
    assert page.count("<script") == 1
    assert MARKUP in _words(checkup_docx(sheet))


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_word_is_one_page_in_another_program(built_view: View, hostile_view: View, tmp_path: Path) -> None:
    for view in (built_view, hostile_view):
        for report in _reports(view):
            (tmp_path / f"{report}.docx").write_bytes(checkup_docx(_sheet(view, report)))
    files = sorted(map(str, tmp_path.glob("*.docx")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = {file: len(pypdfium2.PdfDocument(Path(file).with_suffix(".pdf"))) for file in files}
    assert set(pages.values()) == {1}, pages
