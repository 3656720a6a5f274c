"""Measure the reading of PDF and the start of the command line: `python -m benchmarks.reading [ROUNDS]`."""

from __future__ import annotations

import io
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2

from kexie_dash.reading import ocr
from kexie_dash.reading.isolated import parse_isolated
from kexie_dash.reading.pdf import read_pdf
from tests.reading.other_formats import as_html, chromium_path, print_pdf
from tests.reading.scans import as_pdf, scanned

ROOT = Path(__file__).resolve().parent.parent
REPORTS = sorted((ROOT / "data" / "reports").glob("*.txt"))
_ROUNDS = 5
#: Pages read as a scan, and how finely.
_SCAN_PAGES, _SCAN_DPI = 3, 150
#: More ruling lines than underlined words make: a page with a table.
_RULED = 12


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    chromium = chromium_path()
    if chromium is None:
        print("chromium is needed to print the reports as PDF", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        pages = {Path(folder) / f"{path.stem}.pdf": as_html(path.read_text("utf-8")) for path in REPORTS}
        print_pdf(pages, chromium)
        files = [path.read_bytes() for path in pages]
    scan = _scan_lines(files[0]) if ocr.installed() else ["OCR is not installed: `make ocr`."]
    report = "\n".join([*_pdf_lines(files, rounds), "", *scan, "", *_start_lines(rounds)])
    print(report)
    target = ROOT / "benchmarks" / "READING.md"
    target.write_text(_README.format(report=report, about=_about(rounds)), "utf-8")
    return 0


def bare_text(data: bytes) -> int:
    """What pypdfium2 alone does for the text of all pages; the number of pages."""
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        page.get_textpage().get_text_range()
    return len(pdf)


def bare_tables(data: bytes) -> int:
    """What pdfplumber alone does for the tables of the pages that have ruling lines; their number."""
    count = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page, ruled in zip(pdf.pages, _ruled(data), strict=True):
            if ruled:
                page.extract_tables()
                count += 1
            page.close()
    return count


def _ruled(data: bytes) -> list[bool]:
    pdf = pypdfium2.PdfDocument(data)
    kinds = [sum(item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH for item in page.get_objects()) for page in pdf]
    return [count > _RULED for count in kinds]


def _pdf_lines(files: list[bytes], rounds: int) -> list[str]:
    pages = sum(map(bare_text, files))
    tables = sum(sum(_ruled(data)) for data in files)
    text = _cpu(bare_text, files, rounds)
    table = _cpu(bare_tables, files, rounds)
    ours = _cpu(read_pdf, files, rounds)
    whole = _cpu(lambda data: parse_isolated("pdf", data), files, rounds, children=True)

    def line(what: str, seconds: float) -> str:
        return f"| {what} | {seconds:.2f} s | {pages / seconds:.0f} | {(text + table) / seconds:.2f} |"

    return [
        f"| {pages} pages, {tables} of them with tables | CPU | pages a CPU-second | of both alone |",
        "|---|---:|---:|---:|",
        line("pypdfium2 alone, text of all pages", text),
        line("pypdfium2 and pdfplumber alone, text of all pages and tables of the ruled ones", text + table),
        line("our reader: text, tables, paragraphs", ours),
        line("our reader in a process of its own for each file, start included", whole),
    ]


def _cpu(
    work: Callable[[bytes], object], files: list[bytes], rounds: int, *, children: bool = False
) -> float:
    """Median CPU seconds for all files, of this process or of its children."""

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime if children else time.process_time()

    taken: list[float] = []
    for _ in range(rounds):
        began = spent()
        for data in files:
            work(data)
        taken.append(spent() - began)
    return median(taken)


def _scan_lines(data: bytes) -> list[str]:
    """The first pages of a report as a scan; a run of one page less takes off what starting costs."""
    pdf = pypdfium2.PdfDocument(data)
    images = [
        scanned(pdf[number].render(scale=_SCAN_DPI / 72, grayscale=True).to_pil().convert("L"))
        for number in range(_SCAN_PAGES)
    ]

    def spent(pages: int) -> tuple[float, float]:
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        parse_isolated("pdf", as_pdf(images[:pages]))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return time.perf_counter() - began, cpu

    one, all_pages = spent(1), spent(_SCAN_PAGES)
    wall, cpu = ((b - a) / (_SCAN_PAGES - 1) for a, b in zip(one, all_pages, strict=True))
    return [
        "| scanned pages, recognised | wall | CPU | pages a second |",
        "|---|---:|---:|---:|",
        f"| each further page of text | {wall:.1f} s | {cpu:.1f} s | {1 / wall:.2f} |",
        f"| a file of one page, starting included | {one[0]:.1f} s | {one[1]:.1f} s | |",
    ]


def _start_lines(rounds: int) -> list[str]:
    command = [sys.executable, "-c", "import sys; from kexie_dash.cli import main; sys.exit(main())"]

    def wall(*arguments: str) -> float:
        taken: list[float] = []
        for _ in range(rounds):
            began = time.perf_counter()
            subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, check=False)
            taken.append(time.perf_counter() - began)
        return median(taken)

    bare, five = wall("--help"), wall("extract", *map(str, REPORTS))
    return [
        "| | wall |",
        "|---|---:|",
        f"| `kexie --help` | {bare:.2f} s |",
        f"| `kexie extract` of the five reports | {five:.2f} s ({five - bare:+.2f}; aim ≤ +1.5) |",
    ]


def _about(rounds: int) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("pypdfium2", "pdfplumber", "lxml"))
    return (
        f"{datetime.now().astimezone():%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}; medians of {rounds} rounds"
    )


_README = """# Measurements of reading

    python -m benchmarks.reading [ROUNDS]

prints the five reports as PDF in Debian's Chromium and reads them. The aim is at least a third of the pages a
CPU-second that pypdfium2 and pdfplumber alone need for the same pages.

{report}

{about}. This file is written by the command.
"""


if __name__ == "__main__":
    raise SystemExit(main())
