"""Categories of activities by bodies in one coverage: the number in the cell, the tint by its size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_activities as wording
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import scale_for, value_label
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.text import plain, soft
from kexie_dash.charts.theme import Style, Theme
from kexie_dash.charts.tinted_table import TintCell, TintRow, Tints, tinted_table
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.labels import CATEGORY_LABEL, by_label
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.activities import ActivityRow, ActivityTable
from kexie_dash.store.database import Snapshot

TOTAL = wording.TOTAL
_SCALE = scale_for(wording.EVENTS)
_NAMED = 3
#: Tints of the fewest and of the most events.
LIGHT, DARK = ("#EAF1F7", "#8FB4D4"), ("#22303C", "#3D6788")
_REST = wording.OTHER_CATEGORIES.format(sign=STATE_SIGN["not_stated"], word=STATUS_LABEL["not_stated"])


def category_heat(
    table: ActivityTable,
    rows: Sequence[ActivityRow],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """rows: of the table, those to draw. The first column is the total. customdata: value ids."""
    style = style or Style()
    hues = colours or BodyColours(row.total.body_code for row in rows)
    names = short_names({row.total.body_code: row.total.body for row in table.rows})
    columns = ["", *table.categories]
    drawn = [
        TintRow(
            _label(row, names, style.colours),
            row.group_label,
            _cells(row, columns, table),
            hues.role(row.total.body_code) == texts.OWN_BODY,
            _more(row, hues, style.colours),
        )
        for row in rows
    ]
    headings = [TOTAL if not one else by_label("category", one) for one in columns]
    return tinted_table(headings, drawn, Tints(_colours(style.colours), _REST), captions, style)


def heat_captions(table: ActivityTable, snapshot: Snapshot | None = None) -> Captions:
    """Which category most bodies state."""
    coverage = by_label("coverage", table.coverage)
    subtitle = wording.HEAT_SUBTITLE.format(
        coverage=coverage, silent=STATE_SIGN["not_stated"], undefined=STATE_SIGN["undefined"]
    )
    foot = wording.HEAT_FOOT
    return Captions(
        heat_title(table), subtitle, (foot, SOURCE, *([snapshot_words(snapshot)] if snapshot else []))
    )


def heat_title(table: ActivityTable) -> str:
    """本级活动：讲座报告最普遍，5家中4家写明了场次."""
    coverage = by_label("coverage", table.coverage)
    told = {row.total.body_code for row in table.rows if row.told}
    by_category = {one: _who(table, one) for one in table.categories}
    most = max((len(who) for who in by_category.values()), default=0)
    everyone = len({row.total.body_code for row in table.rows})
    if not most:
        return wording.NOBODY_STATES_CATEGORIES.format(coverage=coverage, everyone=everyone)
    named = [CATEGORY_LABEL[one] for one, who in by_category.items() if len(who) == most]  # type: ignore[index]
    listed = texts.BETWEEN_NAMES.join(named[:_NAMED]) + (
        wording.AND_CATEGORIES_IN_ALL.format(count=len(named)) if len(named) > _NAMED else ""
    )
    each = wording.EACH_HAS if len(named) > 1 else wording.HAS
    silent = everyone - len(told)
    more = wording.AND_SILENT.format(silent=silent) if silent else ""
    return wording.MOST_STATED.format(
        coverage=coverage, listed=listed, everyone=everyone, each=each, most=most, more=more
    )


def _who(table: ActivityTable, category: str) -> set[str]:
    cells = ((row.total.body_code, row.categories.get(category)) for row in table.rows)
    return {code for code, value in cells if value is not None and value.has_figure}


def heat_alt(table: ActivityTable) -> str:
    """Body by body the total and every category that is stated."""
    names = short_names({row.total.body_code: row.total.body for row in table.rows})
    said = []
    for row in table.rows:
        cells = [f"{TOTAL}{value_label(row.total, _SCALE)}"]
        cells += [f"{CATEGORY_LABEL[one]}{value_label(v, _SCALE)}" for one, v in row.categories.items()]  # type: ignore[index]
        said.append(
            wording.CATEGORIES_OF.format(
                name=names[row.total.body_code], year=row.total.year, cells=texts.BETWEEN_PARTS.join(cells)
            )
        )
    return wording.HEAT_ALT.format(title=heat_title(table), reports=texts.BETWEEN_CLAUSES.join(said))


def _label(row: ActivityRow, names: dict[str, str], theme: Theme) -> str:
    value = row.total
    return f"<b>{plain(names[value.body_code])}</b> {soft(str(value.year), theme.soft)}"


def _more(row: ActivityRow, hues: BodyColours, theme: Theme) -> str:
    words = " ".join(filter(None, (row.total.project, hues.role(row.total.body_code))))
    return soft(plain(words), theme.soft) if words else ""


def _cells(row: ActivityRow, columns: Sequence[str], table: ActivityTable) -> tuple[TintCell, ...]:
    sizes = [v.value for r in table.rows for v in r.categories.values() if v.value is not None]
    most = math.log10(1 + max((float(size) for size in sizes), default=1.0))
    made = []
    for one in columns:
        value = row.total if not one else row.categories.get(one)
        told = value is not None and value.has_figure
        silent = bool(one) and (value is None or value.status == "not_stated")
        tint = _tint(value, most, total=not one)
        key = value.id if value is not None and told else ""
        made.append(TintCell(_cell(value), tint, key, _hover(row, one, value), silent))
    return tuple(made)


def _tint(value: MeasureValue | None, most: float, *, total: bool) -> float:
    """0 is paper; the total has no tint, as it would always be the darkest."""
    if value is None or value.value is None or value.value <= 0 or total:
        return 0.0
    return 0.15 + 0.85 * min(1.0, math.log10(1 + float(value.value)) / most)


def _cell(value: MeasureValue | None) -> str:
    if value is None:
        return STATE_SIGN["not_stated"]
    return value_label(value, _SCALE) if value.has_figure else STATE_SIGN[value.status]


def _hover(row: ActivityRow, category: str, value: MeasureValue | None) -> str:
    name = by_label("category", category) if category else TOTAL
    said = STATUS_LABEL["not_stated"] if value is None else value_label(value, _SCALE)
    return plain(wording.CELL.format(body=row.total.body, year=row.total.year, name=name, said=said))


def _colours(theme: Theme) -> list[list[Any]]:
    least, most = DARK if theme.dark else LIGHT
    return [[0.0, theme.wash], [0.149, theme.wash], [0.15, least], [1.0, most]]
