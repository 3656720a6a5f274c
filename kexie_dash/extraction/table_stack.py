"""Tables whose text came out one cell a line: rows are found again by where the values stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kexie_dash.extraction.body_row import BodyRow
from kexie_dash.extraction.table_body import Body, is_group, place_heads, row_ends
from kexie_dash.extraction.table_fit import fits_columns
from kexie_dash.extraction.table_geometry import EMPTY_MARKS, GridLine, is_figure
from kexie_dash.extraction.table_header import NUMERIC, Header, header_at
from kexie_dash.extraction.table_words import bare, column_of, table_words
from kexie_dash.reading.layout import Strip

_HEADS_MAX = 4
_CELL_MAX = 60
_WORD_MAX = 12


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
    total = _total(lines, index, header) if rows else None
    if total is not None:
        rows.append(total)
        spans.extend((line.start, line.end) for line in lines[index : index + len(total.raw)])
        index += len(total.raw)
    rows = [row for row in rows if len(row.cells) > 1 or not header.naming or row.fit < 0]
    return Body(rows, index, spans)


def _total(lines: Sequence[GridLine], index: int, header: Header) -> BodyRow | None:
    """The row of the total score, shorter than the others: 总分, full mark and score."""
    cells = [cell for i in range(index, index + 4) if (cell := _cell(lines, i)) is not None]
    scored = any(column.role == "score" for column in header.columns)
    if len(cells) < 2 or not scored or bare(cells[0].chars) not in table_words().score_totals:
        return None
    figures = 0
    while figures + 1 < len(cells) and is_figure(cells[figures + 1].chars):
        figures += 1
    if figures not in (1, 2):
        return None
    raw = tuple(cells[: figures + 1])
    return BodyRow(raw[0].offsets[0], raw[-1].offsets[-1] + 1, fit=-1, raw=raw)


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
    """The row that begins at a line and the line behind it; (None, start) where no whole row stands."""
    cells: list[Strip] = []
    while len(cells) < _HEADS_MAX + tail and (cell := _cell(lines, start + len(cells))) is not None:
        cells.append(cell)
    first = len(header.columns) - tail
    for heads, last in _shapes(cells, header, numeric=numeric):
        values = cells[heads : heads + last - first]
        row = BodyRow(
            cells[0].offsets[0], (values or cells)[-1].offsets[-1] + 1, raw=(*cells[:heads], *values)
        )
        grouped = any(is_group(head.chars) for head in cells[:heads])
        if not place_heads(row, cells[:heads], header, grouped=grouped):
            continue
        row.cells.update(
            {first + i: [cell] for i, cell in enumerate(values) if cell.chars not in EMPTY_MARKS}
        )
        return row, start + heads + len(values)
    return None, start


def _shapes(cells: Sequence[Strip], header: Header, *, numeric: bool) -> Iterator[tuple[int, int]]:
    """(number of names, column behind the last value) of a row that fits the header, the likeliest first."""
    tail = header.tail if header.naming else len(header.columns)
    first = len(header.columns) - tail
    if numeric:
        heads = next((i for i, cell in enumerate(cells) if _is_value(cell)), len(cells))
        values = cells[heads : heads + tail]
        fits = len(values) == tail and all(_is_value(cell) for cell in values)
        if fits and heads <= _HEADS_MAX and bool(heads) == bool(header.naming):
            yield heads, len(header.columns)
        return
    groups = next((i for i, cell in enumerate(cells) if not is_group(cell.chars)), len(cells))
    for last in row_ends(header):
        for heads in (groups + 1, groups):
            values = cells[heads : heads + last - first]
            if heads < 1 or heads > _HEADS_MAX or len(values) < last - first:
                continue
            if is_figure(cells[heads - 1].chars) or not any(
                is_figure(v.chars) or len(v) <= _WORD_MAX for v in values
            ):
                continue
            if fits_columns(values, header, first) and not _holds_group(values):
                yield heads, last


def _holds_group(values: Sequence[Strip]) -> bool:
    return any(is_group(value.chars) or value.chars in table_words().score_totals for value in values)


def _is_value(cell: Strip) -> bool:
    return is_figure(cell.chars) or cell.chars in EMPTY_MARKS
