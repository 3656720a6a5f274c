"""Which figures and metrics do these words mean? By name, and by value however it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.folding import fold
from kexie_dash.model.observation import Family, Observation
from kexie_dash.model.quantity import round_half_up
from kexie_dash.model.report import Report
from kexie_dash.queries.search_words import Number, Wanted, Word
from kexie_dash.store.database import Database, View


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation with its report."""

    observation: Observation
    report: Report


@dataclass(frozen=True, slots=True)
class Figures:
    """count: of the families asked for; by_family: of all families; shown: a page of them."""

    count: int
    by_family: dict[Family, int]
    shown: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What of an observation can be found. values: its numbers in base units."""

    key: str
    report: Report
    family: Family
    label: str
    chars: str
    values: frozenset[Decimal]


def figures_with(
    database: Database | View,
    asked: Wanted,
    *,
    bodies: Collection[str] = (),
    years: Collection[int] = (),
    family: Family | None = None,
    first: int = 0,
    most: int = 20,
) -> Figures:
    """Figures with all words: the value itself first, then those named so, then the newest."""
    view = database.view()
    fitting = [
        one
        for one in (_said(view) if asked.words else ())
        if (not bodies or one.report.body_code in bodies)
        and (not years or one.report.year in years)
        and all(_fits(one, word) for word in asked.words)
    ]
    by_family: dict[Family, int] = {}
    for one in fitting:
        by_family[one.family] = by_family.get(one.family, 0) + 1
    chosen = [one for one in fitting if family in (None, one.family)]
    chosen.sort(key=lambda one: _rank(one, asked))
    page = chosen[first : first + most]
    known = view.observations_by_id([one.key for one in page]) if page else {}
    shown = tuple(Figure(known[one.key], one.report) for one in page)
    return Figures(len(chosen), by_family, shown)


def figure_count(database: Database | View) -> int:
    """How many figures there are to be found."""
    return len(_said(database.view()))


def metrics_with(database: Database | View, asked: Wanted) -> tuple[Metric, ...]:
    """Entries of the dictionary whose name or definition holds all words; named so first."""
    if not asked.words:
        return ()
    found = []
    for metric in database.view().metrics():
        label, chars = _plain(metric.label), _plain(f"{metric.label}|{metric.definition}|{metric.formula}")
        if all(word.within(chars) for word in asked.words):
            found.append((not all(word.within(label) for word in asked.words), metric))
    return tuple(metric for _, metric in sorted(found, key=lambda one: one[0]))


def values_with(
    database: Database | View, asked: Wanted, *, bodies: Collection[str] = (), years: Collection[int] = ()
) -> tuple[MeasureValue, ...]:
    """Computed values that are the one number asked for, to the digits typed."""
    number = asked.words[0].number if len(asked.words) == 1 else None
    if number is None:
        return ()
    view = database.view()
    same = _as(number)
    rows = view.rows("SELECT id, metric, value FROM kexie.measure_value WHERE value IS NOT NULL ORDER BY seq")
    alike = {key: metric for key, metric, value in rows if same(value)}
    known = {one.id: one for metric in set(alike.values()) for one in view.values(metric=metric)}
    return tuple(
        value
        for value in (known[key] for key in alike)
        if value.has_figure
        and (not bodies or value.body_code in bodies)
        and (not years or value.year in years)
    )


def _as(number: Number) -> Callable[[Decimal], bool]:
    """Whether a value prints as the number."""
    if number.percent:
        return lambda value: round_half_up(value * 100, number.digits) == number.value * 100
    return lambda value: round_half_up(value, number.digits) == number.value


def _fits(one: _Said, word: Word) -> bool:
    number = word.number
    return word.within(one.chars) or (number is not None and number.value in one.values)


def _rank(one: _Said, asked: Wanted) -> tuple[bool, bool, bool, int, str]:
    numbers = [word.number.value for word in asked.words if word.number]
    return (
        not any(value in one.values for value in numbers),
        not all(word.chars == one.label for word in asked.words),
        not all(word.within(one.label) or word.number for word in asked.words),
        -one.report.year,
        one.report.body_code,
    )


def _plain(text: str) -> str:
    return "".join(fold(text).split())


_SQL = """
SELECT id, report, family, label, subject, value_text, target_text, actual_text,
       array_to_string(indicator_path, '|'), value, target, actual, full_mark
FROM kexie.observation ORDER BY seq
"""


def _said(view: View) -> tuple[_Said, ...]:
    """All observations of the reports in use; made once a build."""

    def make() -> Iterator[_Said]:
        reports = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
        for key, report, family, label, *rest in view.rows(_SQL):
            if report in reports:
                words, values = rest[:5], rest[5:]
                chars = _plain("|".join(word for word in (label, *words) if word))
                numbers = frozenset(value for value in values if value is not None)
                yield _Said(key, reports[report], family, _plain(label), chars, numbers)

    return view.cached("searched figures", lambda: tuple(make()))
