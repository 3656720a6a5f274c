"""The same measured with another denominator: which metrics those are, and whether the order changes."""

from __future__ import annotations

from dataclasses import replace

from kexie_dash.measures.order import GroupOrder, order_change
from kexie_dash.model.assessment import Metric
from kexie_dash.queries.comparison import Comparison
from kexie_dash.store.database import Database, View


def variants_of(database: Database | View, metric: Metric) -> tuple[Metric, ...]:
    """The metrics of one family, that of the metric asked for left out, in the dictionary's order.

    A metric names its variants once; whoever is named belongs to the same family.
    """
    metrics = database.view().metrics()
    family = {metric.id}
    for one in metrics:
        if metric.id == one.id or metric.id in one.variants:
            family |= {one.id, *one.variants}
    return tuple(one for one in metrics if one.id in family and one.id != metric.id)


def denominator_orders(compared: Comparison, variant: Comparison) -> tuple[GroupOrder, ...]:
    """Both comparisons group by group."""
    return order_change(compared.metric, compared.bands, variant.metric, variant.bands)


def like(compared: Comparison, variant: Comparison) -> Comparison:
    """Of the variant only the groups that the comparison shows, and everybody in them."""
    groups = {band.group for band in compared.bands}
    return replace(variant, bands=tuple(band for band in variant.bands if band.group in groups))
