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
from playwright.sync_api import Browser, Page, sync_playwright

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
from kexie_dash.exports.site import make_folder, make_site, single_file
from kexie_dash.pipeline import build
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.queries.comparison import comparison
from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database, View
from tests import many_bodies

ROOT = Path(__file__).resolve().parent.parent
_ROWS, _DAY = 10_000, date(2026, 1, 1)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_FIRST = "section.on .chart .mark"
#: A page with nothing to draw, and one with a line of Chinese: what opening costs before any of our work.
_EMPTY = '<!doctype html><section class="on"><p class="chart"><b class="mark">{said}</b></p></section>'
#: What a click costs until the page has been laid out anew with its picture.
_FILTER = """() => [...document.querySelectorAll('input[name=body], input[name=year]')].slice(0, 60)
  .map(box => {
  const start = performance.now(); box.click(); document.body.offsetHeight;
  return performance.now() - start; })"""
_KINDS = {"dots": "", "heat map": "#k=heat", "scatter": "#k=scatter"}
_PAGE = """# Measurements of exports

    python -m benchmarks.exports [ROUNDS]

| what | seconds, or times | aim |
|---|---|---|
{lines}

{about}; medians of {rounds} rounds. The static pack holds the headline metrics, is opened from
`file://` in a new tab, and is ready when its first mark is drawn; opening an empty page so is part of
that. This file is written by the command.
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
    table = "\n".join(f"| {what} | {found:.3f} | {f'≤ {aim}' if aim else ''} |" for what, found, aim in lines)
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
    """Interleaved, so that what else the machine does falls on all of them."""
    many_bodies.fill(folder / "many", 143)
    many = Database(data_paths(folder / "many").database).view()
    pages = {
        "empty page": _written(folder / "empty.html", _EMPTY.format(said="x")),
        "page of one Chinese line": _written(folder / "line.html", _EMPTY.format(said="绩效自评报告")),
        "static pack, folder": folder / "site" / "index.html",
        "static pack, one file": _single(view, folder / "one.html"),
        "static pack, 143 bodies": _single(many, folder / "many.html"),
    }
    write_folder(folder / "site", make_folder(view, choose(view, Choice()), _DAY))
    loads: dict[str, list[float]] = {name: [] for name in pages}
    filters: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        # The first round starts the browser's own processes.
        for number in range(rounds + 1):
            for name, file in pages.items():
                page = launched.new_page(viewport={"width": 1440, "height": 1000})
                seconds = _load(page, file)
                if number:
                    loads[name].append(seconds)
                page.close()
        for name in ("static pack, one file", "static pack, 143 bodies"):
            for kind, address in _KINDS.items():
                filters[f"{name}: a filter, {kind}"] = _filtered(launched, pages[name], address, rounds)
        launched.close()
    empty = median(loads["empty page"])
    opened = [(f"{name} → first chart", median(found), 0.7) for name, found in loads.items()]
    ratios = [(f"{name} ÷ empty page", median(loads[name]) / empty, 0.0) for name in list(pages)[1:]]
    return [*opened, *ratios, *((name, median(found), 0.05) for name, found in filters.items())]


def _written(file: Path, page: str) -> Path:
    file.write_text(page, "utf-8")
    return file


def _single(view: View, file: Path) -> Path:
    file.write_bytes(single_file(make_site(view, choose(view, Choice()), _DAY)))
    return file


def _filtered(browser: Browser, file: Path, address: str, rounds: int) -> list[float]:
    """Seconds of every click in so many tabs."""
    found: list[float] = []
    for _ in range(rounds):
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(f"{file.as_uri()}{address}")
        page.wait_for_selector("section.on .chart :is(.mark, .heat)")
        found += [milliseconds / 1000 for milliseconds in page.evaluate(_FILTER)]
        page.close()
    return found


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
