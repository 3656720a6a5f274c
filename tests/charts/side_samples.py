"""Facets made up for drawing, from bands of made-up values."""

from __future__ import annotations

from typing import Any

from kexie_dash.model.assessment import Band, Metric
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.facets import Facet
from kexie_dash.queries.panels import Panel
from kexie_dash.store.database import Snapshot

SNAPSHOT = Snapshot("b0", 1, "d0", None)


def facet(metric: Metric, *bands: Band, by: Any = ()) -> Facet:
    label = "·".join(said for _, said in by)
    key = "-".join(said for _, said in by)
    panel = Panel(key, label, by, Comparison(metric, SNAPSHOT, bands))
    return Facet(f"{metric.id}.{key}" if key else metric.id, panel)
