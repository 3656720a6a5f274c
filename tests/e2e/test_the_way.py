"""The way of a supervisor: 总览 → 横向对比 → a body → the sentence, and the chart taken away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from kexie_dash.store.database import Database
from tests.e2e.conftest import Server
from tests.e2e.the_pages import choose_year
from tests.golden_loader import ROOT

pytestmark = pytest.mark.e2e

RATES = {"深圳": "71.7%", "佛山": "101.6%", "从化": "100.0%", "湛江": "65.4%", "江门": "66.8%"}


def _chart_drawn(page: Page) -> None:
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()


def _row(page: Page, words: str) -> str:
    return page.locator(".kx-table tr", has_text=words).first.inner_text()


def test_from_the_overview_to_the_sentence_and_back(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="总览", level=1)).to_be_visible()
    _chart_drawn(page)
    expect(page.locator(".kx-points").first).to_contain_text("65.4%")
    expect(page.locator("body")).to_contain_text("≥5,903")

    page.get_by_role("navigation").get_by_role("link", name="横向对比").click()
    expect(page.get_by_role("heading", name="横向对比", level=1)).to_be_visible()
    _chart_drawn(page)
    for body, rate in RATES.items():
        assert rate in _row(page, body)
        expect(page.locator(".js-plotly-plot").first).to_contain_text(rate)

    page.locator(".kx-table").get_by_role("link", name="深圳").click()
    expect(page.get_by_role("heading", name="深圳市科学技术协会", level=1)).to_be_visible()
    expect(page.locator(".kx-cards")).to_contain_text("71.7%")

    page.locator(".kx-cards").get_by_role("link", name="71.7%").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("预算执行率")
    expect(page.locator("mark", has_text="45,692,420.17")).to_be_visible()
    expect(page.locator("mark", has_text="63,734,886.83")).to_be_visible()
    expect(page.locator(".kx-place").first).to_contain_text("440300-2020.txt 第")

    page.get_by_role("link", name="返回").click()
    expect(page.get_by_role("heading", name="深圳市科学技术协会", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="横向对比", level=1)).to_be_visible()
    assert "71.7%" in _row(page, "深圳")


def test_the_sentence_is_the_reports(page: Page) -> None:
    """What is highlighted stands in the file, at the lines named."""
    page.goto("/compare?metric=activities&by=system")
    page.locator(".kx-table").get_by_role("link", name="≥5,903").click()
    marked = page.locator("mark").first
    expect(marked).to_contain_text("5903")
    place = page.locator(".kx-place").first.inner_text()
    found = re.search(r"([0-9A-Za-z-]+\.txt) 第 (\d+)", place)
    assert found
    lines = (ROOT / "data" / "reports" / found[1]).read_text("utf-8").split("\n")
    assert "5903" in lines[int(found[2]) - 1]


def test_a_mark_in_a_picture_leads_to_its_evidence(page: Page) -> None:
    page.goto("/compare")
    _chart_drawn(page)
    mark = page.locator(".js-plotly-plot").first.locator(".scatterlayer .point").first
    # What comes above the picture may still move it between looking and clicking.
    for _ in range(5):
        box = mark.bounding_box() if "/compare" in page.url else None
        if box is None:
            break
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(1_500)
    expect(page).to_have_url(re.compile(r"/evidence\?value=v"))
    expect(page.locator("mark").first).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/compare$"))
    _chart_drawn(page)


def test_a_link_shows_the_same_view(page: Page, server: Server) -> None:
    page.goto("/compare")
    _chart_drawn(page)
    choose_year(page, "2022")
    expect(page).to_have_url(re.compile("year=2022"))
    expect(page.locator(".kx-table")).not_to_contain_text("深圳")
    shown = page.locator(".kx-table").inner_text()
    title = page.locator("h2").first.inner_text()
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator(".kx-table")).to_contain_text("湛江")
    assert again.locator(".kx-table").inner_text() == shown
    assert again.locator("h2").first.inner_text() == title
    page.get_by_role("navigation").get_by_role("link", name="总览").click()
    expect(page).to_have_url(f"{server.address}/?year=2022")


def test_a_choice_is_undone_by_going_back(page: Page) -> None:
    page.goto("/compare")
    _chart_drawn(page)
    choose_year(page, "2020")
    expect(page.locator(".kx-table")).not_to_contain_text("湛江")
    page.go_back()
    expect(page.locator(".kx-table")).to_contain_text("湛江")


def _download(page: Page, name: str, folder: Path) -> Path:
    button = page.get_by_role("button", name=name)
    expect(button).to_be_visible()
    with page.expect_download() as started:
        button.click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target


def test_a_chart_is_taken_away(page: Page, tmp_path: Path) -> None:
    page.goto("/compare")
    _chart_drawn(page)
    page.get_by_role("button", name="导出").first.click()

    png = _download(page, "导出图片（PNG）", tmp_path)
    with Image.open(png) as image:
        assert image.format == "PNG"
        assert image.width >= 1600
        colours = image.convert("RGB").getcolors(image.width * image.height)
        assert colours
        assert len(colours) > 50
    assert "预算执行率" in png.name

    svg = ET.fromstring(_download(page, "导出矢量图（SVG）", tmp_path).read_bytes())
    words = "".join(svg.itertext())
    for expected in ("71.7%", "101.6%", "湛江", "执行率"):
        assert expected in words

    book = openpyxl.load_workbook(_download(page, "导出数据（Excel）", tmp_path))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    row = next(row for row in cells if any("深圳" in str(cell) for cell in row))
    assert any(isinstance(cell, float) and abs(cell - 0.7169) < 0.00005 for cell in row)
    assert any("45,692,420.17" in str(cell) for cell in row)

    text = _download(page, "导出数据（CSV）", tmp_path).read_bytes().decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert any("深圳" in cell for line in table for cell in line)
    assert any("63,734,886.83" in cell for line in table for cell in line)


def test_back_from_a_pasted_link_stays_in_the_dashboard(page: Page, server: Server) -> None:
    """Before it the tab has shown something else."""
    value = Database(server.paths.database).view().values(metric="execution_rate")[-1].id
    page.goto("data:text/html,elsewhere")
    page.goto(f"/evidence?value={value}")
    page.get_by_role("link", name="返回").click()
    expect(page).to_have_url(re.compile(r"/compare"))
    page.get_by_role("navigation").get_by_role("link", name="指标词典").click()
    expect(page).to_have_url(re.compile(r"/dictionary"))
    page.evaluate("address => kexieGo(address)", f"/evidence?value={value}")
    page.get_by_role("link", name="返回").click()
    expect(page).to_have_url(re.compile(r"/dictionary"))
