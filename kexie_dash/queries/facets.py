"""A metric in one breakdown, as an axis, a column or a panel of a picture needs it; and which there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kexie_dash.model.assessment import Band, ComparedValue, Metric
from kexie_dash.model.labels import by_label
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.panels import By, Panel, key_of, panels
from kexie_dash.store.database import Database, View

#: Between metric and breakdown in a key; no id of a metric holds it.
_MARK = "."
#: What every report names in its own way stands in no column.
_OF_ONE_REPORT = frozenset({"item", "activity", "project"})
_STATED = """
SELECT v.metric, v.by_key, v.by_value, count(DISTINCT r.body_code)
FROM kexie.measure_value v JOIN kexie.report r ON r.id = v.report
WHERE r.superseded_by IS NULL AND v.status IN ('stated', 'derived', 'pending_review')
  AND (v.value IS NOT NULL OR v.text IS NOT NULL)
GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """key: as it stands in an address. unknown: a breakdown asked for that nobody states."""

    key: str
    panel: Panel
    unknown: str = ""

    @property
    def metric(self) -> Metric:
        return self.panel.comparison.metric

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.panel.comparison.bands

    @property
    def label(self) -> str:
        """预算金额·执行."""
        return f"{self.metric.label}·{self.panel.label}" if self.panel.label else self.metric.label


@dataclass(frozen=True, slots=True)
class Offer:
    """A facet that can be asked for. bodies: how many have a figure in it."""

    key: str
    metric: Metric
    breakdown: str
    bodies: int


def split_key(key: str) -> tuple[str, str]:
    """Metric and breakdown of a key; the breakdown is empty where none is asked for."""
    metric, _, by = key.partition(_MARK)
    return metric, by


def facet(
    database: Database | View,
    key: str,
    years: Collection[int] = (),
    bodies: Sequence[str] = (),
    near: By = (),
) -> Facet:
    """Without a breakdown the one nearest to `near`, then the one most bodies state.

    UnknownMetricError for a metric the dictionary lacks.
    """
    metric, asked = split_key(key)
    found = panels(comparison(database, metric, years, bodies))
    panel = next((one for one in found if one.key == asked), None) if asked else None
    if panel is None:
        panel = max(found, key=lambda one: (len(set(one.by) & set(near)), len(one.stated)))
    return Facet(key_for(metric, panel.key), panel, asked if asked and panel.key != asked else "")


def key_for(metric: str, by: str) -> str:
    return f"{metric}{_MARK}{by}" if by else metric


def offers(database: Database | View) -> tuple[Offer, ...]:
    """Every metric in every breakdown that somebody states, in the dictionary's order; made once a build."""
    view = database.view()
    return view.cached("facet-offers", lambda: _offers(view))


def _offers(view: View) -> tuple[Offer, ...]:
    known = {metric.id: metric for metric in view.metrics()}
    counted: dict[str, list[tuple[By, int]]] = {metric: [] for metric in known}
    for metric, names, said, bodies in view.rows(_STATED):
        by = tuple(sorted(zip(names, said, strict=True), key=lambda pair: (pair[0] != "coverage", pair[0])))
        if metric in counted and not _OF_ONE_REPORT & set(names):
            counted[metric].append((by, bodies))
    return tuple(
        Offer(key_for(metric, key_of(by)), known[metric], "·".join(by_label(*pair) for pair in by), bodies)
        for metric, found in counted.items()
        for by, bodies in sorted(found, key=lambda item: (-item[1], item[0]))
    )


def single(items: Sequence[ComparedValue]) -> ComparedValue | None:
    """The value, where there is exactly one with a figure; else one that says why there is none."""
    given = [item for item in items if item.value.has_figure]
    if len(given) == 1:
        return given[0]
    return items[0] if items and not given else None
