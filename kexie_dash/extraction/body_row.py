"""One row of a table: its cells under the columns they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field

from kexie_dash.reading.layout import Strip, join_strips

NOTHING = Strip("", ())


@dataclass(slots=True)
class BodyRow:
    """One row. cells: by column index; several strips where the row was broken over lines.

    fit: 0 when every cell is of the kind its column holds, below 0 the worse the row fits.
    loose: figures of the row that found no column. after_break: a page or line break stands above it.
    """

    start: int
    end: int
    cells: dict[int, list[Strip]] = field(default_factory=dict)
    fit: int = 0
    loose: list[Strip] = field(default_factory=list)
    raw: tuple[Strip, ...] = ()
    after_break: bool = False

    def joined(self, index: int) -> Strip:
        """The whole text of one cell, broken parts put together."""
        parts = self.cells.get(index)
        if not parts:
            return NOTHING
        return parts[0] if len(parts) == 1 else join_strips(parts)

    def first(self, index: int) -> Strip | None:
        """The part of a cell that stands on the row's first line."""
        parts = self.cells.get(index)
        return parts[0] if parts else None
