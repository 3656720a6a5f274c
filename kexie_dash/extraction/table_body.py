"""The rows below a header, each cell put under the column it belongs to.

Columns come and go where a table crosses pages, so a run of lines with equally many cells is fitted to the
header as a whole; a row that does not fit its run is fitted alone, and what fits nowhere is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kexie_dash.extraction.body_row import BodyRow
from kexie_dash.extraction.table_fit import NAME_MAX, WILD, best_shift, score_of
from kexie_dash.extraction.table_fused import short_row
from kexie_dash.extraction.table_geometry import EMPTY_MARKS, GridLine, is_figure
from kexie_dash.extraction.table_header import PROSE, Header, header_at
from kexie_dash.extraction.table_merge import is_value
from kexie_dash.extraction.table_words import table_words
from kexie_dash.reading.layout import Strip, join_strips

_SAMPLE = 40
#: Short lines without a figure that a table printed with spaces may hold between two rows.
_GAP_LINES = 8
#: More rows than this with a cell less are how the table goes on.
_SHORT_RUN = 3


@dataclass(slots=True)
class Body:
    """All rows of one table; after: index of the first line below it; spans: what it took of the text."""

    rows: list[BodyRow]
    after: int
    spans: list[tuple[int, int]]


def read_body(lines: Sequence[GridLine], header: Header) -> Body:
    """Rows from the line below the header to the end of the table."""
    taken, after = _extent(lines, header)
    spans = [(lines[i].start, lines[i].end) for i in range(header.first, header.after)]
    spans.extend((line.start, line.end) for line in taken)
    if header.separator == "space":
        grouped = any(is_group(cell.chars) for line in taken for cell in line.filled[:2])
        rows = [_spaced_row(line, header, grouped=grouped) for line in taken]
    else:
        rows = list(_fitted_rows(taken, header))
    return Body([row for row in rows if row.cells or row.loose], after, spans)


def _extent(lines: Sequence[GridLine], header: Header) -> tuple[list[GridLine], int]:
    """The lines of the body without repeated headers, and the index after the last of them."""
    taken: list[GridLine] = []
    index = after = header.after
    gap = 0
    while index < len(lines):
        line = lines[index]
        again = header_at(lines, index) if _maybe_header(line) else None
        if again is not None:
            if not again.same_as(header):
                break
            index = after = again.after
            continue
        if _belongs(line, header):
            taken.append(line)
            after, gap = index + 1, 0
        elif gap < _GAP_LINES and _between(line, header):
            gap += 1
        else:
            break
        index += 1
    return taken, after


def _maybe_header(line: GridLine) -> bool:
    return not any(is_value(cell.chars) for cell in line.cells[:3])


def _belongs(line: GridLine, header: Header) -> bool:
    if header.separator != "space":
        return line.separator == header.separator or (
            line.separator == "space" and _spaced_values(line, header) and len(line.cells) >= 3
        )
    return line.separator == "space" and _spaced_values(line, header)


def _spaced_values(line: GridLine, header: Header) -> bool:
    """Whether a line printed with spaces is a row: words, then some values."""
    cells = line.filled
    if not cells or any(len(cell) > NAME_MAX for cell in cells):
        return False
    values = sum(is_figure(cell.chars) or cell.chars in EMPTY_MARKS for cell in cells)
    if cells[0].chars in table_words().grade_rows and len(cells) == 2:
        return header.kind == "score" or any(c.role == "score" for c in header.columns)
    if values == 0:
        wordy = header.kind == "target" and 3 <= len(cells) <= len(header.columns)
        return wordy and cells[-1].chars[-1:] not in "。；，"
    heads = len(cells) - values
    if any(c in cell.chars for cell in cells for c in "。，；") and not _wordy(header):
        return False
    return heads <= max(4, len(header.columns)) and cells[-1].chars[-1:] not in "。；，"


def _wordy(header: Header) -> bool:
    return any(column.role in PROSE for column in header.columns)


def _between(line: GridLine, header: Header) -> bool:
    """A short line inside a table that states nothing: an empty row, a unit, (续表)."""
    filled = line.filled
    if line.separator != "space" or not filled or line.end - line.start > 40:
        return False
    return "。" not in filled[-1].chars and (header.separator == "space" or len(filled) <= 2)


def _fitted_rows(taken: Sequence[GridLine], header: Header) -> Iterator[BodyRow]:
    runs = list(_runs(taken))
    for number, run in enumerate(runs):
        shift = _run_shift(run, header)
        wider = _wider_beside(runs, number)
        for position, line in enumerate(run):
            if wider is not None and len(line.filled) > 1:
                alone = _fitted_row(line, header, shift, after_break=False)
                yield short_row(line, header, alone, _run_shift(wider, header))
            else:
                yield _fitted_row(line, header, shift, position == 0 or line.blank_before)


def _wider_beside(runs: Sequence[Sequence[GridLine]], number: int) -> Sequence[GridLine] | None:
    """The rows above or below with one cell more than a few rows among them; None where there are none."""
    run = runs[number]
    if len(run) > _SHORT_RUN:
        return None
    beside = [runs[i] for i in (number - 1, number + 1) if 0 <= i < len(runs)]
    wider = [one for one in beside if len(one[0].cells) == len(run[0].cells) + 1]
    return max(wider, key=len, default=None)


def _runs(taken: Sequence[GridLine]) -> Iterator[list[GridLine]]:
    run: list[GridLine] = []
    for line in taken:
        if run and len(line.cells) != len(run[-1].cells):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _run_shift(run: Sequence[GridLine], header: Header) -> int:
    votes: Counter[int] = Counter()
    for line in run[:_SAMPLE]:
        shift, score = best_shift(line.cells, header)
        if len(line.filled) > 1:
            votes[shift] += max(1, score)
    return votes.most_common(1)[0][0] if votes else len(header.columns) - len(run[0].cells)


def _fitted_row(line: GridLine, header: Header, shift: int, after_break: bool) -> BodyRow:
    _, bad = score_of(line.cells, header, shift)
    if bad < 0:
        alone, _ = best_shift(line.cells, header)
        alone_bad = score_of(line.cells, header, alone)[1]
        if alone_bad > bad and len(line.filled) > 1:
            shift, bad = alone, alone_bad
    row = BodyRow(line.start, line.end, fit=bad, raw=line.cells, after_break=after_break)
    for i, cell in enumerate(line.cells):
        place = i + shift
        if not cell.chars:
            continue
        if 0 <= place < len(header.columns):
            row.cells[place] = [cell]
        else:
            row.loose.append(cell)
    return row


def is_group(chars: str) -> bool:
    """Whether the characters are the name of an indicator group (产出指标, 质量指标)."""
    return any(chars in group for group in table_words().path_words.values())


def _spaced_row(line: GridLine, header: Header, *, grouped: bool) -> BodyRow:
    """A row whose empty cells left no trace: values from the right, names from the left."""
    cells = line.filled
    row = BodyRow(line.start, line.end, raw=tuple(cells))
    columns = header.columns
    if len(cells) == len(columns) and score_of(cells, header, 0)[1] >= 0:
        row.cells = {i: [cell] for i, cell in enumerate(cells)}
        return row
    first = len(columns) - header.tail
    for last in row_ends(header):
        values = len(cells) - (last - first)
        if values < 0 or score_of(cells[values:], header, first)[1] < 0:
            continue
        heads = cells[:values]
        if any(is_figure(head.chars) for head in heads[1:]):
            continue
        if place_heads(row, heads, header, grouped=grouped):
            row.cells.update({first + i: [cell] for i, cell in enumerate(cells[values:])})
            return row
        row.cells = {}
    row.cells = {header.naming[-1]: [cells[0]]} if header.naming and not is_figure(cells[0].chars) else {}
    row.loose = [cell for cell in cells if is_figure(cell.chars)]
    row.fit = WILD
    return row


def row_ends(header: Header) -> Iterator[int]:
    """Behind which column a row may end: the last one, or one with nothing but empty remarks behind it."""
    if not header.tail:
        return
    last = len(header.columns)
    yield last
    while header.columns[last - 1].role in PROSE and last - 1 > len(header.columns) - header.tail:
        last -= 1
        yield last


def place_heads(row: BodyRow, heads: list[Strip], header: Header, *, grouped: bool) -> bool:
    """Names left of the values: group names to their levels, the rest to the last naming column.

    grouped: the table uses the usual group names, so that other words can only be parts of one name.
    """
    columns = header.columns
    heads = [head for head in heads if head.chars not in EMPTY_MARKS]
    if heads and is_figure(heads[0].chars):
        if columns[0].role != "index":
            return False
        heads = heads[1:]
    naming = header.naming
    if not naming:
        return not heads
    places = {columns[i].role: i for i in naming}
    while grouped and len(heads) > 1 and is_group(heads[0].chars):
        row.cells[places.get(_group_level(heads[0].chars, places, row), naming[0])] = [heads[0]]
        heads = heads[1:]
    if heads and len(heads) <= len(naming) and len(naming) > 1 and not grouped:
        row.cells.update({i: [head] for i, head in zip(naming[-len(heads) :], heads, strict=True)})
    elif heads:
        row.cells[naming[-1]] = [join_strips(heads)]
    return True


def _group_level(chars: str, places: dict[str, int], row: BodyRow) -> str:
    words = table_words().path_words
    if places.get("level_1") in row.cells:
        return "level_2"
    is_first = chars in words["outermost"] or chars not in words["level_2"]
    return "level_1" if is_first else "level_2"
