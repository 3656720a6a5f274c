"""What a scatter shows: which reports have both figures, which groups get a plot, who is labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts import texts_scatter as wording
from kexie_dash.charts.axis import Axis, axis_for, log_axis, zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import Scale
from kexie_dash.charts.marks import Look, look_of
from kexie_dash.charts.side import facet_scale
from kexie_dash.definitions.quotients import Quotient, quotient_of
from kexie_dash.measures.position import ends
from kexie_dash.measures.spread import outside
from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue
from kexie_dash.model.state import STATE_SIGN, is_disclosure
from kexie_dash.queries.facets import Facet
from kexie_dash.queries.side_by_side import Row, RowGroup, SideBySide

#: With more points than this only some are labelled.
ALL_LABELLED = 25
#: Further groups are named below the picture.
PLOTS = 3
_ARROW_ROOM = 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """A report with both figures; x and y as `Decimal` in stored units."""

    row: Row
    first: ComparedValue
    second: ComparedValue

    @property
    def x(self) -> Decimal:
        return self.first.value.value or Decimal(0)

    @property
    def y(self) -> Decimal:
        return self.second.value.value or Decimal(0)

    @property
    def look(self) -> Look:
        looks = {look_of(self.first), look_of(self.second)}
        return "pending" if "pending" in looks else "hollow" if "hollow" in looks else "filled"


@dataclass(frozen=True, slots=True)
class Plot:
    """One group on axes of its own. labelled: numbers of points, the most important first."""

    group: RowGroup
    pairs: tuple[Pair, ...]
    axes: tuple[Axis, Axis] | None
    labelled: tuple[int, ...]
    lacking: tuple[tuple[str, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class ScatterPlan:
    """x, y: the two facets with their scales. quotient: of both, where it says something."""

    x: Facet
    y: Facet
    scales: tuple[Scale, Scale]
    quotient: Quotient | None
    plots: tuple[Plot, ...]
    left_out: tuple[Plot, ...]

    @property
    def lined(self) -> Quotient | None:
        """The quotient whose lines may be drawn."""
        return self.quotient if self.quotient and not self.quotient.barred else None


def scatter_plan(
    table: SideBySide, colours: BodyColours | None = None, ticks: int = 6, most: int = PLOTS
) -> ScatterPlan:
    """table: of two facets. The group of the own body first, then those with most points.

    most: so many groups get a plot.
    """
    x, y = table.facets[:2]
    found = colours or BodyColours(row.first.body_code for row in table.rows)
    plan = ScatterPlan(x, y, (facet_scale(x), facet_scale(y)), _quotient(x, y), (), ())
    plots = [_plot(table, plan, group, found, ticks) for group in table.groups]
    shown = [plot for plot in plots if plot.pairs]
    shown.sort(key=lambda plot: (not _own(plot, found), -len(plot.pairs)))
    drawn = tuple(plot for plot in plots if plot in shown[:most])
    return replace(plan, plots=drawn, left_out=tuple(plot for plot in plots if plot not in drawn))


def _quotient(x: Facet, y: Facet) -> Quotient | None:
    return quotient_of(x.metric, x.panel.by, y.metric, y.panel.by)


def _own(plot: Plot, colours: BodyColours) -> bool:
    return any(colours.role(pair.row.first.body_code) == texts.OWN_BODY for pair in plot.pairs)


def _plot(table: SideBySide, plan: ScatterPlan, group: RowGroup, colours: BodyColours, ticks: int) -> Plot:
    pairs: list[Pair] = []
    lacking: dict[str, list[Row]] = {}
    for row in group.rows:
        first, second = (_figure(table, row, column) for column in (0, 1))
        if first and second:
            pairs.append(Pair(row, first, second))
        else:
            why = texts.BETWEEN_CLAUSES.join(
                _why(table, row, column) for column in (0, 1) if not (first, second)[column]
            )
            lacking.setdefault(why, []).append(row)
    listed = tuple((why, tuple(rows)) for why, rows in lacking.items())
    axes = _axes(pairs, plan, ticks) if pairs else None
    return Plot(group, tuple(pairs), axes, labelled_of(pairs, colours), listed)


def _figure(table: SideBySide, row: Row, column: int) -> ComparedValue | None:
    item = table.figure(row, column)
    return item if item and not is_disclosure(item.value) else None


def _why(table: SideBySide, row: Row, column: int) -> str:
    label = table.facets[column].label
    item = table.value(row, column)
    if item is None:
        several = any(one.value.has_figure for one in table.cell(row, column))
        return wording.SEVERAL_OF.format(label=label) if several else wording.NONE_OF.format(label=label)
    if item.value.has_figure:
        return wording.NOT_A_NUMBER.format(label=label)
    return f"{label} {STATE_SIGN[item.value.status]} {STATUS_LABEL[item.value.status]}"


def labelled_of(pairs: Sequence[Pair], colours: BodyColours) -> tuple[int, ...]:
    """All, the own body first; of many the own body, its peers, and those far out on either axis."""
    roles = [
        {texts.OWN_BODY: 0, texts.PEER: 1}.get(colours.role(pair.row.first.body_code), 2) for pair in pairs
    ]
    numbers = sorted(range(len(pairs)), key=lambda number: (roles[number], number))
    if len(pairs) <= ALL_LABELLED:
        return tuple(numbers)
    far = [a or b for a, b in zip(*(outside(axis) for axis in _columns(pairs)), strict=True)]
    extremes = {
        pick(range(len(pairs)), key=axis.__getitem__) for axis in _columns(pairs) for pick in (min, max)
    }
    chosen = [n for n in numbers if roles[n] < 2 or far[n]]
    chosen += [n for n in sorted(extremes) if n not in chosen]
    return tuple(chosen[:ALL_LABELLED])


def _columns(pairs: Sequence[Pair]) -> tuple[list[Decimal], list[Decimal]]:
    return [pair.x for pair in pairs], [pair.y for pair in pairs]


def _axes(pairs: Sequence[Pair], plan: ScatterPlan, ticks: int) -> tuple[Axis, Axis]:
    """Where lines of one quotient are drawn, both from zero or both logarithmic."""
    columns = (
        [end for pair in pairs for end in _ends(pair.first)],
        [end for pair in pairs for end in _ends(pair.second)],
    )
    units, scales = (plan.x.metric.unit, plan.y.metric.unit), plan.scales
    own = [axis_for(columns[n], units[n], scales[n], ticks) for n in (0, 1)]
    if plan.lined is None:
        return _roomy(own[0]), _roomy(own[1])
    if any(axis.log for axis in own) and all(value > 0 for column in columns for value in column):
        return log_axis(columns[0], scales[0]), log_axis(columns[1], scales[1])
    across, up = zero_axis(columns[0], scales[0], ticks), zero_axis(columns[1], scales[1], ticks)
    # The arrow of an open bound at the end must not reach the names of the lines.
    return _roomy(across, _ARROW_ROOM), _roomy(up)


def _ends(item: ComparedValue) -> list[Decimal]:
    low, high = ends(item.value)
    return [one for one in (low, item.value.value, high) if one is not None]


def _roomy(axis: Axis, part: float = 0.04) -> Axis:
    """A little room at the upper end, so that no mark lies on the border; part: of the axis."""
    if axis.log:
        return axis
    return replace(axis, high=axis.high + part * (axis.high - axis.low))
