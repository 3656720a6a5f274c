"""A comparison by its breakdown: one panel a coverage (and channel, category …), because they never mix."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue
from kexie_dash.model.labels import by_label
from kexie_dash.queries.comparison import Comparison

#: A body's own names: its values stand side by side in one panel and carry the name themselves.
_NAMES = frozenset({"activity", "project"})

By = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The bands of one breakdown. key: short text for an address, empty where there is no breakdown."""

    key: str
    label: str
    by: By
    comparison: Comparison

    @property
    def name(self) -> str:
        """What a file made of it is called."""
        label = f"_{self.label}" if self.label else ""
        return f"{self.comparison.metric.label}{label}_{self.comparison.snapshot.build}"

    @property
    def values(self) -> tuple[ComparedValue, ...]:
        return tuple(value for band in self.comparison.bands for value in band.values)

    @property
    def stated(self) -> tuple[ComparedValue, ...]:
        """Those with a figure or a word."""
        return tuple(one for one in self.values if is_stated(one.value))

    @property
    def silent(self) -> tuple[MeasureValue, ...]:
        """Those without, to be named."""
        return tuple(one.value for one in self.values if not is_stated(one.value))


def is_stated(value: MeasureValue) -> bool:
    """True if there is a figure, or a word such as a grade."""
    return value.has_figure


def panels(comparison: Comparison) -> tuple[Panel, ...]:
    """At least one; in the order of the bands, the coverage first."""
    grouped: dict[By, list[Band]] = {}
    for band in comparison.bands:
        grouped.setdefault(_breakdown(band), []).append(band)
    made = (
        Panel(
            key_of(by), "·".join(by_label(*pair) for pair in by), by, replace(comparison, bands=tuple(bands))
        )
        for by, bands in grouped.items()
    )
    return tuple(made) or (Panel("", "", (), comparison),)


def by_dimension(comparison: Comparison, dimension: str) -> tuple[Panel, ...]:
    """One panel a value of the dimension (coverage), all else of the breakdown inside it."""
    grouped: dict[str, list[Band]] = {}
    for band in comparison.bands:
        grouped.setdefault(dict(_breakdown(band)).get(dimension, ""), []).append(band)
    return tuple(
        Panel(said, by_label(dimension, said), ((dimension, said),), replace(comparison, bands=tuple(bands)))
        for said, bands in grouped.items()
    )


def one_order(comparison: Comparison, label: str) -> Comparison:
    """All values in one order across the bands, on request; nobody has a place in it."""
    values = [replace(one, rank_low=None, rank_high=None) for band in comparison.bands for one in band.values]
    largest = comparison.metric.direction != "lower"
    values.sort(key=lambda one: (one.value.value is None, _size(one, largest)))
    return replace(comparison, bands=(Band("", label, tuple(values)),))


def _size(one: ComparedValue, largest: bool) -> Decimal:
    value = one.value.value or Decimal(0)
    return -value if largest else value


def key_of(by: By) -> str:
    return "-".join(said for _, said in by)


def _breakdown(band: Band) -> By:
    pairs = [pair for pair in band.values[0].value.by if pair[0] not in _NAMES] if band.values else []
    return tuple(sorted(pairs, key=lambda pair: (pair[0] != "coverage", pair[0])))
