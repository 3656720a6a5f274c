"""A worksheet for tables of thousands of rows: the same file as xlsxwriter's own, written in half the time.

What is stored and checked stays the library's; only the innermost loop, from stored cells to XML, is here.
Sheets that hold anything but texts and figures are left to the library (tests compare the two, byte by byte).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_TEXT, _FIGURE = "String", "Number"


class GridSheet(Worksheet):  # type: ignore[misc]
    def _write_rows(self) -> None:
        plain = all(
            cell.__class__.__name__ in (_TEXT, _FIGURE) and cell.format
            for row in self.table.values()
            for cell in row.values()
        )
        if not plain or self.row_info or self.comments or self.constant_memory:
            super()._write_rows()
            return
        self._calculate_spans()
        columns = {column: xl_col_to_name(column) for column in range(self.dim_colmax + 1)}
        style = cache(_style)
        for number in sorted(self.table):
            row = self.table[number]
            if not row:
                continue
            self._write_row(number, self.row_spans.get(number // 16))
            place = number + 1
            written = []
            for column in sorted(row):
                cell = row[column]
                head = f'<c r="{columns[column]}{place}"{style(cell.format)}'
                if cell.__class__.__name__ == _TEXT:
                    written.append(f'{head} t="s"><v>{cell.string}</v></c>')
                else:
                    written.append(f"{head}><v>{cell.number:.16G}</v></c>")
            self.fh.write("".join(written))
            self._xml_end_tag("row")

    def _calculate_spans(self) -> None:
        """First and last column of each sixteen rows; the library asks every cell of the sheet."""
        spans: dict[int, tuple[int, int]] = {}
        for number, row in self.table.items():
            if row:
                low, high = min(row), max(row)
                known = spans.get(number // 16)
                spans[number // 16] = (min(low, known[0]), max(high, known[1])) if known else (low, high)
        self.row_spans = {block: f"{low + 1}:{high + 1}" for block, (low, high) in spans.items()}


def _style(form: Any) -> str:
    return f' s="{form._get_xf_index()}"'
