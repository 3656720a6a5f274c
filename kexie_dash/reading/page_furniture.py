"""Page numbers and running heads: what stands on a page without belonging to the report's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kexie_dash.reading.printed_page import PrintedLine, PrintedPage

#: Part of the page's height, at top and bottom, in which they stand.
_EDGE = 0.11
_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–－·•\s]*"
)
_FEWEST = 3


def without_furniture(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """The pages without their numbers and running heads."""
    numbers = _page_numbers(pages)
    heads = _running_heads(pages)
    return [
        replace(
            page,
            lines=[
                line
                for line in page.lines
                if id(line) not in numbers and (_where(page, line), _shape(line)) not in heads
            ],
        )
        for page in pages
    ]


def _edge_lines(page: PrintedPage) -> Iterator[PrintedLine]:
    return (line for line in page.lines if _where(page, line))


def _where(page: PrintedPage, line: PrintedLine) -> str:
    height = page.bottom - page.top
    if line.bottom <= page.top + _EDGE * height:
        return "head"
    return "foot" if line.top >= page.bottom - _EDGE * height else ""


def _page_numbers(pages: Sequence[PrintedPage]) -> set[int]:
    """Identities of lines that count the pages: number and page must go forward together."""
    candidates: dict[int, list[int]] = defaultdict(list)
    for page in pages:
        for line in _edge_lines(page):
            match = _NUMBER.fullmatch(line.text)
            if match:
                candidates[int(match[1]) - page.number].append(id(line))
    need = 2 if len(pages) > 2 else 1
    return {line for lines in candidates.values() if len(lines) >= need for line in lines}


def _running_heads(pages: Sequence[PrintedPage]) -> set[tuple[str, str]]:
    """Places and words of lines that stand on most pages, unchanged but for a page number."""
    seen = Counter(key for page in pages for key in {(_where(page, x), _shape(x)) for x in _edge_lines(page)})
    return {key for key, count in seen.items() if count >= max(min(_FEWEST, len(pages)), 2, len(pages) // 2)}


def _shape(line: PrintedLine) -> str:
    """The line's words without a page number, and where it begins; a sentence is a line of its own."""
    if line.text[-1] in "。；，":
        return str(id(line))
    words = re.sub(r"第\s*\d+\s*页", "", line.text)
    return f"{words}@{round(line.top / 6)}"
