"""Which values stand in one group, in which order, and what speaks against ranking one of them there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.definitions.metrics import recipe_of
from kexie_dash.definitions.recipes import Recipe
from kexie_dash.measures.ranking import FEWEST, Span, places
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, MeasureValue, Metric
from kexie_dash.model.labels import (
    CATEGORY_LABEL,
    CHANNEL_LABEL,
    COVERAGE_LABEL,
    LEVEL_LABEL,
    QUARTER_LABEL,
    STAGE_LABEL,
    basis_label,
    by_label,
)
from kexie_dash.model.report import KIND_LABEL, Level, ReportKind

By = tuple[tuple[str, str], ...]

_KINDS = tuple(KIND_LABEL)
_LEVELS = tuple(LEVEL_LABEL)
#: A body's own names: values of one band carry different ones, and nobody lacks another's activity.
_NAMES = frozenset({"activity", "project"})
_BY_ORDER: dict[str, tuple[str, ...]] = {
    "coverage": tuple(COVERAGE_LABEL),
    "channel": tuple(CHANNEL_LABEL),
    "category": tuple(CATEGORY_LABEL),
    "stage": tuple(STAGE_LABEL),
    "quarter": tuple(QUARTER_LABEL),
}
#: A total and a sum of parts are one way of counting; the bound tells them apart.
_SAME_BASIS = frozenset({"total", "sum"})
#: Only these are compared; a figure that awaits review is shown and not compared.
_SURE = frozenset({"stated", "derived"})
_PREFERRED_BASIS = ("adjusted", "initial", "persons", "registered", "clicks")


@dataclass(frozen=True, slots=True)
class _Place:
    """What a band is one of: same breakdown, year, kind of report and level."""

    by: By
    year: int
    kind: ReportKind
    level: Level

    @classmethod
    def of(cls, value: MeasureValue) -> _Place:
        return cls(_shared(value.by), value.year, value.kind, value.level)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The breakdown, coverage first."""
        return sorted(self.by, key=lambda pair: (pair[0] != "coverage", pair[0]))

    @property
    def order(self) -> tuple[object, ...]:
        """Terms in their own order, then newest year, 部门整体 before 项目, 省 before 市 before 县."""
        terms = tuple(_term_order(name, said) for name, said in self.pairs)
        return terms, -self.year, _KINDS.index(self.kind), _LEVELS.index(self.level)

    @property
    def group(self) -> str:
        return "-".join((str(self.year), self.kind, self.level, *(said for _, said in self.pairs)))

    @property
    def label(self) -> str:
        named = (by_label(name, said) for name, said in self.pairs)
        return "·".join((f"{self.year} {KIND_LABEL[self.kind]}", LEVEL_LABEL[self.level], *named))


def compare(metric: Metric, values: Sequence[MeasureValue]) -> tuple[Band, ...]:
    """Bands of values that may be ranked together; a body that states nothing stands in its band, named.

    values: of this metric, of any reports. One band a breakdown, year, kind of report and level.
    """
    recipe = recipe_of(metric.id)
    groups: dict[_Place, list[MeasureValue]] = {}
    for value in with_not_stated(values):
        groups.setdefault(_Place.of(value), []).append(value)
    ordered = sorted(groups, key=lambda place: place.order)
    return tuple(_band(metric, recipe, place, groups[place]) for place in ordered)


def with_not_stated(values: Sequence[MeasureValue]) -> tuple[MeasureValue, ...]:
    """For every breakdown that one body states, a value that says so for every body that does not.

    values: of one metric. A value without a breakdown only holds the place of a report that states nothing.
    Items of a score are a report's own and are not asked of others.
    """
    keys = tuple(dict.fromkeys(key for v in values if (key := _shared(v.by))))
    if not keys or any(name == "item" for key in keys for name, _ in key):
        return tuple(values)
    filled: list[MeasureValue] = []
    for said in _by_report(values):
        filled += [v for v in said if _shared(v.by)]
        stated = {_shared(v.by) for v in said}
        filled += [_lacking(said, key) for key in keys if key not in stated]
    return tuple(filled)


def _shared(by: By) -> By:
    return tuple(pair for pair in by if pair[0] not in _NAMES)


def _by_report(values: Iterable[MeasureValue]) -> list[list[MeasureValue]]:
    reports: dict[tuple[str, str | None], list[MeasureValue]] = {}
    for value in values:
        reports.setdefault((value.report, value.project), []).append(value)
    return list(reports.values())


def _lacking(said: Sequence[MeasureValue], key: By) -> MeasureValue:
    place = next((v for v in said if not v.by), None)
    return replace(
        place or said[0],
        by=key,
        status=place.status if place else "not_stated",
        value=None,
        low=None,
        high=None,
        bound="exact",
        text=None,
        basis=None,
        declared=None,
        declared_label=None,
        caveats=place.caveats if place else ("报告没有写明这一项",),
        operands=(),
    )


def _term_order(name: str, said: str) -> tuple[int, str]:
    known = _BY_ORDER.get(name, ())
    return (known.index(said) if said in known else len(known), said)


def _band(metric: Metric, recipe: Recipe, place: _Place, values: Sequence[MeasureValue]) -> Band:
    basis = _usual_basis(values) if "basis" in metric.compared_within else None
    ordered = sorted(values, key=lambda value: _position(value, metric, recipe))
    compared = [ComparedValue(v, place.group, place.label, _reasons(v, basis)) for v in ordered]
    return Band(place.group, place.label, tuple(_ranked(metric, recipe, compared)))


def _position(value: MeasureValue, metric: Metric, recipe: Recipe) -> tuple[object, ...]:
    """Best first, largest first where there is no best; without a value last."""
    figure = value.value if value.value is not None else Decimal(0)
    size = abs(figure) if recipe.by_size else figure
    nothing = value.value is None and value.text is None
    return (
        nothing,
        size if metric.direction == "lower" else -size,
        value.text or "",
        value.body_code,
        value.report,
    )


def _usual_basis(values: Sequence[MeasureValue]) -> str | None:
    """The basis values of a band should have: the metric's own way, else what most are, else the stricter.

    A figure that awaits review decides nothing.
    """
    counted = Counter(_basis_class(v.basis) for v in values if v.value is not None and v.status in _SURE)
    if not counted or "" in counted:
        return "" if counted else None
    preferred = {basis: rank for rank, basis in enumerate(_PREFERRED_BASIS)}
    return min(counted, key=lambda basis: (-counted[basis], preferred.get(basis, len(preferred)), basis))


def _basis_class(basis: str | None) -> str:
    return "+".join(part for part in (basis or "").split("+") if part not in _SAME_BASIS)


def _reasons(value: MeasureValue, usual: str | None) -> tuple[str, ...]:
    if value.status not in _SURE:
        return (STATUS_LABEL[value.status], *value.caveats[:1])
    if usual is None or value.value is None or _basis_class(value.basis) == usual:
        return ()
    own, others = (basis_label(basis) or "以人次、场次计" for basis in (_basis_class(value.basis), usual))
    return (f"口径不同：这里{own}，同组其他{others}",)


def _ranked(metric: Metric, recipe: Recipe, compared: Sequence[ComparedValue]) -> list[ComparedValue]:
    """Places only where the metric has a better and a worse end and the values may be ranked."""
    able = [c for c in compared if c.comparable and c.value.value is not None]
    if metric.direction == "none" or len({c.value.body_code for c in able}) < FEWEST:
        return list(compared)
    spans = [Span(c.value.low, c.value.high) for c in able]
    found = places(spans, recipe.rounding, higher_first=metric.direction == "higher")
    place_of = {id(c): place for c, place in zip(able, found, strict=True) if place}
    return [
        replace(c, rank_low=place_of[id(c)][0], rank_high=place_of[id(c)][1]) if id(c) in place_of else c
        for c in compared
    ]
