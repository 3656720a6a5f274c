"""The figures of several metrics as one table to take away: a row a value, with its sentences and caveats."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.charts.titles import about_words
from kexie_dash.exports.columns import COLUMNS, cells
from kexie_dash.exports.rows import comparison_rows
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import View


def several_table(view: View, comparisons: Sequence[Comparison], name: str) -> FlatTable:
    """The rows of each comparison in turn, in the columns every export of figures has."""
    rows = [row for one in comparisons for row in comparison_rows(view, one)]
    about = tuple(dict.fromkeys(about_words(one.metric, one.snapshot) for one in comparisons))
    return FlatTable(
        name, tuple(column.heading for column in COLUMNS), tuple(tuple(cells(row)[0]) for row in rows), about
    )
