"""Several metrics over the same reports: rows in groups of one year, kind and level, a cell a metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kexie_dash.model.assessment import ComparedValue, MeasureValue
from kexie_dash.model.labels import LEVEL_LABEL
from kexie_dash.model.report import KIND_LABEL, Level, ReportKind
from kexie_dash.queries.facets import Facet, single

#: Report and project.
RowKey = tuple[str, str]
_KINDS, _LEVELS = tuple(KIND_LABEL), tuple(LEVEL_LABEL)


@dataclass(frozen=True, slots=True)
class Row:
    """One report, or one project of it. first: any value of it, for whose it is."""

    key: RowKey
    first: MeasureValue


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows whose values may stand beside each other: one year, kind of report and level."""

    key: tuple[int, ReportKind, Level]
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Rows in the order of the first facet; all groups, or a page of them."""

    facets: tuple[Facet, ...]
    groups: tuple[RowGroup, ...]
    cells: Mapping[tuple[RowKey, int], tuple[ComparedValue, ...]]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    def cell(self, row: Row, column: int) -> tuple[ComparedValue, ...]:
        return self.cells.get((row.key, column), ())

    def value(self, row: Row, column: int) -> ComparedValue | None:
        """The one value of a cell; None where there is none or several."""
        return single(self.cell(row, column))

    def figure(self, row: Row, column: int) -> ComparedValue | None:
        """As `value`, only with a number."""
        item = self.value(row, column)
        return item if item and item.value.has_figure and item.value.value is not None else None


def side_by_side(facets: Sequence[Facet]) -> SideBySide:
    """Every report that any of the facets asks."""
    cells: dict[tuple[RowKey, int], list[ComparedValue]] = {}
    rows: dict[RowKey, MeasureValue] = {}
    for column, facet in enumerate(facets):
        for item in facet.panel.values:
            key = item.value.report, item.value.project or ""
            rows.setdefault(key, item.value)
            cells.setdefault((key, column), []).append(item)
    groups: dict[tuple[int, ReportKind, Level], list[Row]] = {}
    for key, value in rows.items():
        groups.setdefault((value.year, value.kind, value.level), []).append(Row(key, value))
    ordered = sorted(groups, key=lambda place: (-place[0], _KINDS.index(place[1]), _LEVELS.index(place[2])))
    return SideBySide(
        tuple(facets),
        tuple(RowGroup(place, group_label(*place), tuple(groups[place])) for place in ordered),
        {key: tuple(items) for key, items in cells.items()},
    )


def group_label(year: int, kind: ReportKind, level: Level) -> str:
    """2022 部门整体·市级."""
    return f"{year} {KIND_LABEL[kind]}·{LEVEL_LABEL[level]}"


def row_pages(table: SideBySide, rows: int) -> tuple[SideBySide, ...]:
    """At least one; a group that does not end on its page goes on on the next."""
    pages: list[list[RowGroup]] = [[]]
    room = rows
    for group in table.groups:
        left = group.rows
        while len(left) > room:
            if room:
                pages[-1].append(replace(group, rows=left[:room]))
            left = left[room:]
            pages.append([])
            room = rows
        pages[-1].append(replace(group, rows=left))
        room -= len(left)
    return tuple(replace(table, groups=tuple(groups)) for groups in pages)
