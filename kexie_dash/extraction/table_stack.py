"""Tables whose text came out one cell a line: rows are found again by where the values stand."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.extraction.table_body import Body, BodyRow, is_group, place_heads
from kexie_dash.extraction.table_geometry import EMPTY_MARKS, GridLine, is_figure
from kexie_dash.extraction.table_header import NUMERIC, Header, header_at
from kexie_dash.extraction.table_words import column_of
from kexie_dash.reading.layout import Strip

_HEADS_MAX = 4
_CELL_MAX = 60


def read_stack(lines: Sequence[GridLine], header: Header) -> Body:
    """Rows below a header of one cell a line; a row that is not whole ends the table."""
    tail = header.tail if header.naming else len(header.columns)
    numeric = all(column.role in NUMERIC for column in header.columns[-tail:]) if tail else False
    rows: list[BodyRow] = []
    spans: list[tuple[int, int]] = []
    index = header.after
    while tail and index < len(lines):
        again = header_at(lines, index) if _starts_header(lines[index]) else None
        if again is not None:
            if not again.same_as(header):
                break
            row, following = None, again.after
        else:
            row, following = _next_row(lines, index, header, tail, numeric=numeric)
            if row is None:
                break
            rows.append(row)
        spans.extend((line.start, line.end) for line in lines[index:following])
        index = following
    if rows:
        spans[:0] = [(line.start, line.end) for line in lines[header.first : header.after]]
    return Body([row for row in rows if len(row.cells) > 1 or not header.naming], index, spans)


def _starts_header(line: GridLine) -> bool:
    return len(line.filled) == 1 and column_of(line.filled[0].chars).role not in ("other", "blank")


def _cell(lines: Sequence[GridLine], index: int) -> Strip | None:
    """The only cell of a line; None behind the table: a sentence, a line of several cells, the end."""
    if index >= len(lines):
        return None
    line = lines[index]
    if line.separator != "space" or len(line.filled) != 1 or len(line.filled[0]) > _CELL_MAX:
        return None
    return line.filled[0] if line.filled[0].chars[-1:] not in "。；，" else None


def _next_row(
    lines: Sequence[GridLine], start: int, header: Header, tail: int, *, numeric: bool
) -> tuple[BodyRow | None, int]:
    heads: list[Strip] = []
    at = start
    while header.naming and len(heads) <= _HEADS_MAX and (cell := _cell(lines, at)) is not None:
        if numeric and _is_value(cell):
            break
        heads.append(cell)
        at += 1
        if not numeric and not is_group(cell.chars):
            break
    values = [cell for i in range(at, at + tail) if (cell := _cell(lines, i)) is not None]
    if len(values) < tail or (header.naming and not heads) or len(heads) > _HEADS_MAX:
        return None, start
    if numeric and not all(_is_value(cell) for cell in values):
        return None, start
    if not numeric and not any(is_figure(cell.chars) or len(cell) <= 12 for cell in values):
        return None, start
    row = BodyRow((heads or values)[0].offsets[0], values[-1].offsets[-1] + 1, raw=(*heads, *values))
    if not place_heads(row, heads, header, grouped=any(is_group(head.chars) for head in heads)):
        return None, start
    first = len(header.columns) - tail
    row.cells.update({first + i: [cell] for i, cell in enumerate(values) if cell.chars not in EMPTY_MARKS})
    return row, at + tail


def _is_value(cell: Strip) -> bool:
    return is_figure(cell.chars) or cell.chars in EMPTY_MARKS
