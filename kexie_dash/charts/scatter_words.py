"""The words around a scatter: what both figures say inside one group, never that one explains the other."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts import texts_scatter as wording
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import bounded, scale_for, value_text
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.rows import why_hollow
from kexie_dash.charts.scatter_plan import ALL_LABELLED, Pair, Plot, ScatterPlan, scatter_plan
from kexie_dash.charts.side import RowCast, build_words, foot_of, row_cast, unit_words, years_words
from kexie_dash.charts.theme import Style
from kexie_dash.definitions.quotients import Quotient
from kexie_dash.measures.median import group_median
from kexie_dash.measures.pair import pair_quotient
from kexie_dash.measures.position import Reference, position
from kexie_dash.model.assessment import Band
from kexie_dash.model.quantity import Bound
from kexie_dash.queries.facets import Facet
from kexie_dash.queries.side_by_side import SideBySide

_NO_CAUSE = wording.NO_CAUSE
_MOST_TITLE = 3


def scatter_captions(table: SideBySide, colours: BodyColours | None = None) -> Captions:
    plan = scatter_plan(table, colours)
    cast = row_cast(table, Style(), colours)
    values = [item.value for plot in plan.plots for pair in plot.pairs for item in (pair.first, pair.second)]
    parts = [
        wording.AXES.format(x=unit_words(plan.x, plan.scales[0]), y=unit_words(plan.y, plan.scales[1])),
        years_words(values),
        _lines(plan),
        wording.BOUND_ARROWS if any(value.bound != "exact" for value in values) else "",
    ]
    if any(len(plot.pairs) > ALL_LABELLED for plot in plan.plots):
        parts.append(wording.FEW_LABELLED)
    hollow = [pair for plot in plan.plots for pair in plot.pairs if pair.look != "filled"]
    more = (
        [
            wording.HOLLOW_OR_PENDING.format(
                names=texts.BETWEEN_NAMES.join(dict.fromkeys(cast.name(p.row) for p in hollow))
            )
        ]
        if hollow
        else []
    )
    subtitle = texts.BETWEEN_CLAUSES.join(part for part in parts if part)
    return Captions(_title(plan, cast), subtitle, foot_of(table, build_words(table), [*more, _NO_CAUSE]))


def scatter_alt(table: SideBySide, colours: BodyColours | None = None) -> str:
    """Finding, then group by group every report with both figures, and who lacks one."""
    plan = scatter_plan(table, colours)
    cast = row_cast(table, Style(), colours)
    said = []
    for plot in (*plan.plots, *plan.left_out):
        points = [_point(plan, cast, pair) for pair in plot.pairs]
        points += [
            texts.LABELLED.format(label=texts.BETWEEN_NAMES.join(cast.said(row) for row in rows), said=why)
            for why, rows in plot.lacking
        ]
        said.append(texts.LABELLED.format(label=plot.group.label, said=texts.BETWEEN_CLAUSES.join(points)))
    return wording.SCATTER_ALT.format(
        title=_title(plan, cast), x=plan.x.label, y=plan.y.label, groups=texts.BETWEEN_SENTENCES.join(said)
    )


def _point(plan: ScatterPlan, cast: RowCast, pair: Pair) -> str:
    first = value_text(pair.first.value, plan.x.metric)
    second = value_text(pair.second.value, plan.y.metric)
    why = texts.BETWEEN_CLAUSES.join(filter(None, (why_hollow(pair.first), why_hollow(pair.second))))
    return wording.POINT.format(
        who=cast.said(pair.row),
        x=plan.x.label,
        first=first,
        y=plan.y.label,
        second=second,
        more=texts.IN_BRACKETS.format(said=why) if why else "",
    )


def _lines(plan: ScatterPlan) -> str:
    if plan.quotient is None:
        return wording.DASHED_ARE_MEDIANS if any(_medians(plan, plot) for plot in plan.plots) else ""
    return plan.quotient.barred or wording.SAME_ON_LINE.format(quotient=plan.quotient.label)


def _title(plan: ScatterPlan, cast: RowCast) -> str:
    """Of the group with most points."""
    plot = max(plan.plots, key=lambda one: len(one.pairs), default=None)
    if plot is None:
        return wording.NOBODY_STATES_BOTH.format(x=plan.x.label, y=plan.y.label)
    return (
        (_extremes(plan.lined, plot, cast) if plan.lined else None)
        or _fields(plan, plot)
        or _who(plan, plot, cast)
    )


def _extremes(quotient: Quotient, plot: Plot, cast: RowCast) -> str | None:
    """2022 项目·市级：每场次支出 甲最低 120元，乙最高 340元; only of comparable pairs."""
    found: list[tuple[Decimal, Bound, Pair]] = []
    for pair in plot.pairs:
        over, under = (pair.second, pair.first) if quotient.y_over_x else (pair.first, pair.second)
        value = pair_quotient(over.value, under.value)
        if pair.look == "filled" and value is not None:
            found.append((*value, pair))
    if len(found) < 2:
        return None
    ordered = sorted(found, key=lambda one: one[0])
    scale = scale_for(quotient.unit, [ordered[0][0], ordered[-1][0]])
    low, high = (
        f"{cast.name(p.row)} {bounded(scale.with_unit(v), b)}" for v, b, p in (ordered[0], ordered[-1])
    )
    hedge = "" if all(bound == "exact" for _, bound, _ in found) else wording.BY_STATED_NUMBERS
    return wording.LOWEST_AND_HIGHEST.format(
        group=plot.group.label, hedge=hedge, count=len(found), quotient=quotient.label, low=low, high=high
    )


def _fields(plan: ScatterPlan, plot: Plot) -> str | None:
    """2023 部门整体·市级：13家可比单位中，4家两项都高于组内中位数，3家都低于."""
    medians = _medians(plan, plot)
    if medians is None:
        return None
    pairs = [pair for pair in plot.pairs if pair.look == "filled"]
    sides = []
    for pair in pairs:
        both = []
        for facet, item, median in zip((plan.x, plan.y), (pair.first, pair.second), medians, strict=True):
            place = position(facet.metric, item, median, _band(facet, plot))
            both.append(place.side if place else "open")
        sides.append(tuple(both))
    above, below = sides.count(("above", "above")), sides.count(("below", "below"))
    if not pairs or not above + below:
        return None
    return wording.ABOVE_AND_BELOW.format(group=plot.group.label, count=len(pairs), above=above, below=below)


def _medians(plan: ScatterPlan, plot: Plot) -> tuple[Reference, Reference] | None:
    found = [group_median(_band(facet, plot)) for facet in (plan.x, plan.y)] if plot.pairs else [None, None]
    if found[0] is None or found[1] is None:
        return None
    first, second = found[0], found[1]
    return Reference(first.value, first.bound, None, first), Reference(
        second.value, second.bound, None, second
    )


def _band(facet: Facet, plot: Plot) -> Band:
    groups = {item.group for pair in plot.pairs for item in (pair.first, pair.second)}
    return next(band for band in facet.bands if band.group in groups)


def _who(plan: ScatterPlan, plot: Plot, cast: RowCast) -> str:
    names = list(dict.fromkeys(cast.name(pair.row) for pair in plot.pairs))
    listed = texts.BETWEEN_NAMES.join(names[:_MOST_TITLE]) + (
        texts.AND_BODIES.format(count=len(names)) if len(names) > _MOST_TITLE else ""
    )
    only = wording.ONLY if len(names) == 1 else ""
    return wording.WHO_STATES_BOTH.format(
        group=plot.group.label, only=only, listed=listed, x=plan.x.label, y=plan.y.label
    )
