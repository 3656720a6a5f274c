"""Rows that are ready to be read: broken ones glued, names and paths carried down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kexie_dash.extraction.body_row import BodyRow
from kexie_dash.extraction.table_body import is_group
from kexie_dash.extraction.table_geometry import EMPTY_MARKS
from kexie_dash.extraction.table_header import LEVELS, NAMING, NUMERIC, PROSE, Header
from kexie_dash.extraction.table_values import row_name
from kexie_dash.extraction.table_words import Column, column_of, table_words
from kexie_dash.model.observation import PERIOD_YEAR
from kexie_dash.reading.layout import Strip

_VALUES = NUMERIC | {"target", "actual"}


@dataclass(slots=True)
class NamedRow:
    """A row with its name.

    name: the whole name, marker and 其中 taken off; empty where the table has none. label: the part of it
    on the row's first line, None if the name was carried down. path: [一级, 二级, …] without the row's name.
    level: depth of the deepest naming cell the row fills itself, 0 for none.
    marked: the printed name began with a list marker (一、).
    """

    row: BodyRow
    name: Strip
    label: Strip | None
    path: tuple[Strip, ...]
    level: str
    marked: bool
    own: dict[str, Strip] = field(default_factory=dict)


def glue(rows: Sequence[BodyRow], header: Header) -> list[BodyRow]:
    """Rows with the lines that only go on with the row above put to it."""
    glued: list[BodyRow] = []
    for row in rows:
        if glued and _goes_on(row, glued[-1], header):
            for index, parts in row.cells.items():
                glued[-1].cells.setdefault(index, []).extend(parts)
        else:
            glued.append(row)
    return glued


def _goes_on(row: BodyRow, above: BodyRow, header: Header) -> bool:
    roles = {header.columns[i].role for i in row.cells}
    if not roles or (roles & _VALUES and header.kind != "goals"):
        return False
    if header.kind == "goals":
        return row.after_break
    names = [row.joined(i).chars for i in row.cells if header.columns[i].role in NAMING]
    if not names:
        return bool(roles & PROSE)
    if not row.after_break or any(is_group(name) for name in names):
        return False
    return any(header.columns[i].role in _VALUES for i in above.cells)


def name_rows(rows: Sequence[BodyRow], header: Header) -> list[NamedRow]:
    """The rows with their names; indicator groups are carried down until the next one."""
    carried: dict[str, Strip] = {}
    named: list[NamedRow] = []
    order = _order(header)
    last = Strip("", ())
    for row in rows:
        own, label = _own_names(row, header, order)
        for role in order:
            if role in own:
                carried[role] = own[role]
                for deeper in order[order.index(role) + 1 :]:
                    carried.pop(deeper, None)
        deepest = next((role for role in reversed(order) if role in own), "")
        printed = own.get(deepest, Strip("", ()))
        name = row_name(printed) if printed.chars else last
        if name.chars and deepest == (order[-1] if order else ""):
            last = name
        path = tuple(carried[role] for role in order[:-1] if role in carried and role != deepest)
        marked = printed.chars != name.chars and not printed.chars.startswith("其中")
        named.append(NamedRow(row, name, label, path, deepest, bool(printed.chars) and marked, own))
    return named


def _order(header: Header) -> list[str]:
    """Naming roles from the outermost to the one that names the row."""
    has = {header.columns[i].role for i in header.naming}
    levels = [role for role in LEVELS if role in has]
    if not levels:
        return ["name"] if "name" in has else []
    return [*levels, "name"] if "name" in has and _name_after(header) else levels


def _name_after(header: Header) -> bool:
    roles = [column.role for column in header.columns]
    return roles.index("name") > max(i for i, role in enumerate(roles) if role in LEVELS)


def _own_names(row: BodyRow, header: Header, order: Sequence[str]) -> tuple[dict[str, Strip], Strip | None]:
    """The names a row prints itself, group names put to their level, and where its own name begins."""
    words = table_words().path_words
    own: dict[str, Strip] = {}
    label: Strip | None = None
    for index in header.naming:
        cell = row.joined(index)
        if not cell.chars:
            continue
        role = header.columns[index].role
        if is_group(cell.chars) and cell.chars not in words.get(role, ()):
            meant = "level_2" if cell.chars in words["level_2"] else "level_1"
            role = meant if meant in order else role
        own[role] = cell
        label = row.first(index)
    return own, row_name(label) if label is not None else None


def row_period(named: NamedRow, column: Column) -> str:
    """The quarter a row or column is about; the year if neither says one."""
    return column_of(named.name.chars).period or column.period or PERIOD_YEAR


def cells_of(header: Header, named: NamedRow, roles: Sequence[str]) -> Iterator[tuple[int, Column, Strip]]:
    """(index, column, cell) of the row's cells under columns of these roles that hold something."""
    for index in sorted(named.row.cells):
        column = header.columns[index]
        if column.role not in roles:
            continue
        cell = named.row.joined(index)
        if cell.chars and cell.chars not in EMPTY_MARKS:
            yield index, column, cell
