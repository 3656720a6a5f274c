"""The text of a report as other programs write it: Word, web page, PDF. Rows with tabs become tables."""

from __future__ import annotations

import html
import io
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx

Rows = list[list[str]]
STYLE = (
    "@page{size:A4;margin:25mm}body{font:12pt 'Noto Sans CJK SC',sans-serif}p{margin:0;min-height:1em}"
    "table{border-collapse:collapse;width:100%}td{border:1px solid #000;font-size:9pt;padding:2px 5px}"
)


def blocks(text: str) -> Iterator[str | Rows]:
    """Lines, and tables of the lines that hold tabs."""
    rows: Rows = []
    for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows


def as_docx(text: str) -> bytes:
    """A Word document; empty lines are empty paragraphs."""
    document = docx.Document()
    for block in blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        columns = max(map(len, block))
        table = document.add_table(len(block), columns, style="Table Grid")
        # One pass over the cells: python-docx looks each of them up anew otherwise.
        cells = table._cells
        for index, row in enumerate(block):
            for column, value in enumerate(row):
                cells[index * columns + column].text = value
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_html(text: str, charset: str = "utf-8") -> bytes:
    """A web page; empty lines are empty paragraphs, which show nothing."""
    parts = [f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>x</title><style>{STYLE}</style>']
    parts.append("</head><body>\n")
    for block in blocks(text):
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>\n")
        else:
            parts.append(_html_table(block))
    return "".join([*parts, "</body></html>"]).encode(charset)


def _html_table(rows: Sequence[Sequence[str]]) -> str:
    columns = max(map(len, rows))
    cells = [[*row, *[""] * (columns - len(row))] for row in rows]
    printed = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in cells)
    return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in printed) + "</table>\n"


def print_pdf(pages: dict[Path, bytes], chromium: str) -> None:
    """Print web pages as PDF files, in one run of the browser."""
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=options)
        page = browser.new_page()
        for target, content in pages.items():
            page.set_content(content.decode())
            page.pdf(path=target, prefer_css_page_size=True)
        browser.close()


def chromium_path() -> str | None:
    found = subprocess.run(["which", "chromium"], capture_output=True, text=True, check=False).stdout.strip()
    return found or None
