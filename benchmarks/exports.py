"""Time what is taken away, and the static pack in a browser: `python -m benchmarks.exports [ROUNDS]`."""

from __future__ import annotations

import io
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

import xlsxwriter
from playwright.sync_api import Page, sync_playwright

from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.titles import captions_for
from kexie_dash.exports.book import OPTIONS
from kexie_dash.exports.book_sheets import Sheets, value_rows
from kexie_dash.exports.checkup_html import checkup_pdf
from kexie_dash.exports.checkups import checkup_of
from kexie_dash.exports.choice import Choice, choose
from kexie_dash.exports.files import write_folder
from kexie_dash.exports.image import fitted, to_image
from kexie_dash.exports.rows import ExportRow, comparison_rows
from kexie_dash.exports.site import make_folder
from kexie_dash.pipeline import build
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.queries.comparison import comparison
from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database, View

ROOT = Path(__file__).resolve().parent.parent
_ROWS, _DAY = 10_000, date(2026, 1, 1)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_FIRST = "section.metric:not([hidden]) .chart .points path"
#: What a click costs until the page has been laid out anew with its first chart.
_FILTER = """() => [...document.querySelectorAll('input[type=checkbox]')].map(box => {
  const start = performance.now(); box.click(); document.body.offsetHeight;
  return performance.now() - start; })"""
_PAGE = """# Measurements of exports

    python -m benchmarks.exports [ROUNDS]

| what | seconds | aim |
|---|---|---|
{lines}

{about}; medians of {rounds} rounds. The static pack holds the headline metrics of the five reports, is opened
from `file://` in a new tab, and is ready when its first mark is drawn. This file is written by the command.
"""
Line = tuple[str, float, float]


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        paths = data_paths(Path(folder) / "data")
        for name in ("reports", "reference"):
            shutil.copytree(ROOT / "data" / name, paths.data / name)
        build(paths)
        view = Database(paths.data).view()
        lines = [*_made(view, rounds), *_opened(view, Path(folder), rounds)]
    table = "\n".join(f"| {what} | {seconds:.3f} | ≤ {aim} |" for what, seconds, aim in lines)
    about = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    page = _PAGE.format(lines=table, about=about, rounds=rounds)
    print(page)
    (ROOT / "benchmarks" / "EXPORTS.md").write_text(page, "utf-8")
    return 0


def _made(view: View, rounds: int) -> list[Line]:
    found = comparison(view, "execution_rate")
    words = captions_for(found.metric, found.bands, found.snapshot)

    def picture() -> bytes:
        figure = fitted(lambda style: dot_plot(found.metric, found.bands, words, style), "slide")
        return to_image(figure, "png", "slide")

    def sheet() -> bytes:
        return checkup_pdf(checkup_of(view, catalogue(view).reports[0].report.id))

    picture()
    rows = _rows(view)
    return [
        ("chart image, after the first", _timed(picture, rounds), 0.4),
        (f"workbook of {_ROWS:,} rows", _timed(lambda: _book(rows), rounds), 3.0),
        (
            "checkup sheet (PDF), after the first",
            _timed(sheet, rounds),
            2.0,
        ),
        (
            "static pack (folder)",
            _timed(lambda: make_folder(view, choose(view, Choice()), _DAY), rounds),
            5.0,
        ),
    ]


def _rows(view: View) -> list[ExportRow]:
    """All values of the dictionary again and again, each row with texts of its own."""
    once = [row for metric in view.metrics() for row in comparison_rows(view, comparison(view, metric.id))]
    times = -(-_ROWS // len(once))
    many = [
        replace(row, quotes=f"{row.quotes}{n}", value_id=f"{row.value_id}{n}")
        for n in range(times)
        for row in once
    ]
    return many[:_ROWS]


def _book(rows: list[ExportRow]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    Sheets(book).table("全部数值", *value_rows(rows), first_column=1)
    book.close()
    return out.getvalue()


def _opened(view: View, folder: Path, rounds: int) -> list[Line]:
    target = folder / "site"
    write_folder(target, make_folder(view, choose(view, Choice()), _DAY))
    loads, filters = [], []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        for _ in range(rounds + 1):
            page = launched.new_page(viewport={"width": 1440, "height": 1000})
            loads.append(_load(page, target / "index.html"))
            filters.append(median(page.evaluate(_FILTER)) / 1000)
            page.close()
        launched.close()
    # The first one starts the browser's own processes.
    return [
        ("static pack → first chart", median(loads[1:]), 0.7),
        ("static pack: a filter", median(filters[1:]), 0.05),
    ]


def _load(page: Page, file: Path) -> float:
    start = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_selector(_FIRST)
    return time.perf_counter() - start


def _timed(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
