"""Tables of every format as lines of the canonical text: one line a row, tabs between the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: A cell across the whole table with more than this is running text in a frame, not a heading of rows.
_FRAMED = 60


@dataclass(slots=True)
class Cell:
    """One printed cell: its first column (from 0), how many columns it covers, its paragraphs.

    nested: a table stands inside; its rows are among the paragraphs, with their tabs.
    """

    column: int
    span: int
    paragraphs: list[str]
    nested: bool = False

    @property
    def text(self) -> str:
        """The paragraphs on one line."""
        return " ".join(filter(None, map(one_line, self.paragraphs)))


def one_line(text: str) -> str:
    """The text with line ends and tabs as single spaces, none at the ends; inner spaces stay."""
    if not any(sign in text for sign in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
        return text.strip()
    return " ".join(part.strip() for part in text.replace("\t", "\n").splitlines() if part.strip())


def table_lines(rows: Iterable[Sequence[Cell]], columns: int) -> Iterator[str]:
    """Lines of a table; a merged cell is printed once, at its first place. Empty rows are left out."""
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if not filled:
            continue
        if any(cell.nested for cell in filled):
            # The outer table only lays out the page here.
            yield from (line for cell in filled for line in cell.paragraphs if line.strip())
            continue
        alone = len(filled) == 1 and filled[0].span >= columns
        if columns == 1 or (alone and _is_framed(filled[0])):
            yield from filter(None, map(one_line, filled[0].paragraphs))
            continue
        texts = [""] * max(columns, *(cell.column + 1 for cell in filled))
        for cell in filled:
            texts[cell.column] = " ".join(filter(None, (texts[cell.column], cell.text)))
        yield "\t".join(texts)


def _is_framed(cell: Cell) -> bool:
    return len(cell.text) > _FRAMED or "。" in cell.text
