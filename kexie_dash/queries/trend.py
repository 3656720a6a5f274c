"""How does a metric move over the years? One track a body, with its gaps and its breaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kexie_dash.measures.change import Change, change
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.labels import LEVEL_LABEL, basis_label, by_label
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.panels import By
from kexie_dash.store.database import Snapshot

_SURE = frozenset({"stated", "derived"})
_UNSAID = "未注明口径"


@dataclass(frozen=True, slots=True)
class YearPoint:
    """value: None where the body has no report of the year.

    elsewhere: what the year's report states of other coverages, where it is silent on this one.
    """

    year: int
    value: MeasureValue | None
    elsewhere: tuple[MeasureValue, ...] = ()

    @property
    def stated(self) -> MeasureValue | None:
        """The value, where there is a number."""
        return self.value if self.value is not None and self.value.value is not None else None


@dataclass(frozen=True, slots=True)
class Break:
    """Between two years something other than the matter changed; words name each such thing."""

    before: int
    after: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Two figures that follow each other. between: years without one. change: None across a break."""

    before: MeasureValue
    after: MeasureValue
    between: tuple[int, ...]
    breaks: tuple[str, ...]
    change: Change | None

    @property
    def joined(self) -> bool:
        """Whether a line may lead from one to the other."""
        return not self.breaks and not self.between


@dataclass(frozen=True, slots=True)
class Track:
    """One body over all years of the trend. label: which of its reports, where a year has several."""

    body_code: str
    body: str
    label: str
    points: tuple[YearPoint, ...]
    steps: tuple[Step, ...]
    breaks: tuple[Break, ...]

    @property
    def reports(self) -> int:
        """Years with a report."""
        return sum(point.value is not None for point in self.points)

    @property
    def figures(self) -> tuple[MeasureValue, ...]:
        return tuple(value for point in self.points if (value := point.stated) is not None)

    @property
    def last(self) -> Step | None:
        """The newest step that may be told as a change."""
        return next((step for step in reversed(self.steps) if step.change is not None), None)


@dataclass(frozen=True, slots=True)
class Trend:
    """tracks: bodies with reports of two years or more. single: those with one. years: without a hole."""

    metric: Metric
    snapshot: Snapshot
    by: By
    years: tuple[int, ...]
    tracks: tuple[Track, ...]
    single: tuple[Track, ...]

    @property
    def all(self) -> tuple[Track, ...]:
        return (*self.tracks, *self.single)


def trend(compared: Comparison, by: By, first: Sequence[str] = (), ends: Collection[int] = ()) -> Trend:
    """compared: all breakdowns of one metric, all years. by: the breakdown to follow. first: begin with them.

    ends: the years asked for; from the first to the last of them is shown, all where there are not two.
    """
    everything = [item.value for band in compared.bands for item in band.values]
    if len(set(ends)) > 1:
        everything = [value for value in everything if min(ends) <= value.year <= max(ends)]
    years = sorted({value.year for value in everything})
    span = tuple(range(years[0], years[-1] + 1)) if years else ()
    metric = compared.metric
    tracks = [
        _track(metric, label, values, by, span)
        for own in _by_body(everything).values()
        for label, values in _lines(own).items()
    ]
    places = {code: place for place, code in enumerate(first)}
    tracks.sort(key=lambda one: (places.get(one.body_code, len(places)), one.body_code, one.label))
    several = tuple(one for one in tracks if one.reports > 1)
    return Trend(
        metric, compared.snapshot, by, span, several, tuple(one for one in tracks if one.reports <= 1)
    )


def only(found: Trend, tracks: Sequence[Track]) -> Trend:
    """The same trend with some of its tracks of several years."""
    return replace(found, tracks=tuple(tracks))


def _by_body(values: Sequence[MeasureValue]) -> dict[str, list[MeasureValue]]:
    bodies: dict[str, list[MeasureValue]] = {}
    for value in values:
        bodies.setdefault(value.body_code, []).append(value)
    return bodies


def _lines(values: Sequence[MeasureValue]) -> dict[str, list[MeasureValue]]:
    """One line where every year has one report; else one a kind of report and project."""
    reports: dict[int, set[tuple[str, str | None]]] = {}
    for value in values:
        reports.setdefault(value.year, set()).add((value.kind, value.project))
    if all(len(found) == 1 for found in reports.values()):
        return {"": list(values)}
    lines: dict[str, list[MeasureValue]] = {}
    for value in values:
        lines.setdefault(_which(value), []).append(value)
    return lines


def _which(value: MeasureValue) -> str:
    return f"{KIND_LABEL[value.kind]}：{value.project}" if value.project else KIND_LABEL[value.kind]


def _track(metric: Metric, label: str, values: Sequence[MeasureValue], by: By, span: Sequence[int]) -> Track:
    by_year: dict[int, list[MeasureValue]] = {}
    for value in values:
        by_year.setdefault(value.year, []).append(value)
    points = tuple(_point(year, by_year.get(year, []), by) for year in span)
    steps = tuple(_steps(metric, points))
    breaks = [Break(step.before.year, step.after.year, step.breaks) for step in steps if step.breaks]
    breaks += _coverage_breaks(points)
    return Track(values[0].body_code, values[0].body, label, points, steps, tuple(breaks))


def _point(year: int, values: Sequence[MeasureValue], by: By) -> YearPoint:
    if not values:
        return YearPoint(year, None)
    wanted = dict(by)
    here = [v for v in values if _of(v, wanted)] or [replace(_silent(values[0]), by=by)]
    shown = next((v for v in here if v.value is not None), here[0])
    other = {name: said for name, said in wanted.items() if name != "coverage"}
    elsewhere = [v for v in values if v.value is not None and not _of(v, wanted) and _of(v, other)]
    return YearPoint(year, shown, () if shown.value is not None else tuple(elsewhere))


def _of(value: MeasureValue, by: Mapping[str, str]) -> bool:
    said = dict(value.by)
    return all(said.get(name) == one for name, one in by.items())


def _silent(value: MeasureValue) -> MeasureValue:
    """The place of a figure that a report does not give."""
    return replace(
        value, status="not_stated" if value.status in _SURE else value.status, value=None, low=None,
        high=None, bound="exact", text=None, basis=None, declared=None, declared_label=None, operands=(),
    )  # fmt: skip


def _steps(metric: Metric, points: Sequence[YearPoint]) -> Iterator[Step]:
    stated = [value for point in points if (value := point.stated) is not None]
    for before, after in pairwise(stated):
        breaks = tuple(_changed(metric, before, after))
        between = tuple(range(before.year + 1, after.year))
        yield Step(before, after, between, breaks, None if breaks else change(before, after))


def _changed(metric: Metric, before: MeasureValue, after: MeasureValue) -> Iterator[str]:
    """What keeps two years apart, each thing by its name."""
    if before.kind != after.kind:
        yield f"{KIND_LABEL[before.kind]}→{KIND_LABEL[after.kind]}"
    elif before.project != after.project:
        yield f"项目“{before.project or ''}”→“{after.project or ''}”"
    if before.level != after.level:
        yield f"{LEVEL_LABEL[before.level]}→{LEVEL_LABEL[after.level]}"
    if before.basis != after.basis:
        yield f"{basis_label(before.basis) or _UNSAID}→{basis_label(after.basis) or _UNSAID}"
    if _own_word(before) != _own_word(after):
        yield f"自报“{_own_word(before)}”→“{_own_word(after)}”"
    for one in (before, after):
        if one.status not in _SURE:
            yield f"{one.year} 年待核"


def _own_word(value: MeasureValue) -> str:
    """What the body calls a rate it declares itself: another name is another definition."""
    itself = bool(value.operands) and all(operand.role == "value" for operand in value.operands)
    return value.declared_label or "" if itself else ""


def _coverage_breaks(points: Sequence[YearPoint]) -> Iterator[Break]:
    """A year that tells another coverage than the one before or after it."""
    told = [(p.year, _coverages(p)) for p in points if p.value is not None and _coverages(p)]
    for (before, was), (after, now) in pairwise(told):
        if not set(was) & set(now):
            words = f"{'、'.join(_named(was))}→{'、'.join(_named(now))}"
            yield Break(before, after, (words,))


def _coverages(point: YearPoint) -> tuple[str, ...]:
    said = (point.stated,) if point.stated is not None else point.elsewhere
    found = (dict(value.by).get("coverage", "") for value in said)
    return tuple(dict.fromkeys(one for one in found if one))


def _named(coverages: Sequence[str]) -> list[str]:
    return [by_label("coverage", one) for one in coverages]
