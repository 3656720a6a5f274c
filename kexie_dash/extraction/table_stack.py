"""Tables whose text came out one cell a line: rows are found again by where the values stand."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.extraction.table_body import Body, BodyRow
from kexie_dash.extraction.table_geometry import EMPTY_MARKS, GridLine, is_figure
from kexie_dash.extraction.table_header import NUMERIC, Header
from kexie_dash.extraction.table_words import table_words
from kexie_dash.reading.layout import Strip

_HEADS_MAX = 4
_CELL_MAX = 60


def read_stack(lines: Sequence[GridLine], header: Header) -> Body:
    """Rows below a header of one cell a line; a row that is not whole ends the table."""
    cells = _cells(lines, header)
    tail = len(header.columns) if not header.naming else header.tail
    numeric = all(column.role in NUMERIC for column in header.columns[-tail:]) if tail else False
    rows: list[BodyRow] = []
    position = 0
    while tail and position < len(cells):
        row, following = _next_row(cells, position, header, tail, numeric=numeric)
        if row is None:
            break
        rows.append(row)
        position = following
    spans = [(line.start, line.end) for line in lines[header.first : header.after]] if rows else []
    spans.extend((cell.offsets[0], cell.offsets[-1] + 1) for cell in cells[:position])
    return Body(
        [row for row in rows if len(row.cells) > 1 or not header.naming], header.after + position, spans
    )


def _cells(lines: Sequence[GridLine], header: Header) -> list[Strip]:
    cells: list[Strip] = []
    for line in lines[header.after :]:
        if line.separator != "space" or len(line.filled) != 1 or len(line.filled[0]) > _CELL_MAX:
            break
        if line.filled[0].chars[-1:] in "。；，":
            break
        cells.append(line.filled[0])
    return cells


def _next_row(
    cells: Sequence[Strip], position: int, header: Header, tail: int, *, numeric: bool
) -> tuple[BodyRow | None, int]:
    heads: list[Strip] = []
    at = position
    while at < len(cells) and len(heads) <= _HEADS_MAX and header.naming:
        if numeric and _is_value(cells[at]):
            break
        heads.append(cells[at])
        at += 1
        if not numeric and not _is_group(heads[-1]):
            break
    values = list(cells[at : at + tail])
    if len(values) < tail or (header.naming and not heads) or (numeric and len(heads) > _HEADS_MAX):
        return None, position
    if numeric and not all(_is_value(cell) for cell in values):
        return None, position
    if not numeric and not any(is_figure(cell.chars) or len(cell) <= 12 for cell in values):
        return None, position
    row = BodyRow((heads or values)[0].offsets[0], values[-1].offsets[-1] + 1, raw=(*heads, *values))
    naming = header.naming[-len(heads) :] if heads else []
    for place, head in zip(naming, heads[-len(naming) :] if naming else [], strict=True):
        row.cells[place] = [head]
    first = len(header.columns) - tail
    row.cells.update({first + i: [cell] for i, cell in enumerate(values) if cell.chars not in EMPTY_MARKS})
    return row, at + tail


def _is_value(cell: Strip) -> bool:
    return is_figure(cell.chars) or cell.chars in EMPTY_MARKS


def _is_group(cell: Strip) -> bool:
    return any(cell.chars in group for group in table_words().path_words.values())
