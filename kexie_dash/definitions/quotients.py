"""Which two metrics have a quotient that means something: a ratio of the dictionary, else by their units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.metrics import Entry, load_entries, parse
from kexie_dash.definitions.recipes_money import WHOLE, Amounts, Ratio, Select
from kexie_dash.model.assessment import Metric
from kexie_dash.model.observation import Stage

By = tuple[tuple[str, str], ...]
_FILE = "quotients.yaml"
_MONEY = "元"
_OTHER_COVERAGE = "两项的统计范围不同，相除没有意义，不画等值线"
_NOT_OWN = "金额是本单位的，这里的场次或人次不是本级的，相除没有意义，不画等值线"


class UnitPair(Declared):
    """over ÷ under, by units; stage: of the amount above the line."""

    over: str
    under: str
    label: str
    unit: str
    stage: Stage | None = None


class _File(Declared):
    by_unit: tuple[UnitPair, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """y ÷ x, or x ÷ y. metric: the dictionary's own metric of it. barred: why it may not be taken."""

    label: str
    unit: str
    y_over_x: bool
    metric: str | None = None
    barred: str = ""


def quotient_of(x: Metric, x_by: By, y: Metric, y_by: By) -> Quotient | None:
    """None where the quotient of the two says nothing."""
    for over, over_by, under, under_by, y_over_x in ((y, y_by, x, x_by, True), (x, x_by, y, y_by, False)):
        if entry := _ratio(over.id, dict(over_by), under.id, dict(under_by)):
            return Quotient(entry.label, entry.unit, y_over_x, entry.id)
        for pair in load_unit_pairs():
            if (pair.over, pair.under) == (over.unit, under.unit) and _stage_fits(pair, dict(over_by)):
                barred = _barred(over.unit, dict(over_by), dict(under_by))
                return Quotient(pair.label, pair.unit, y_over_x, barred=barred)
    return None


@cache
def load_unit_pairs() -> tuple[UnitPair, ...]:
    """The declared pairs; DefinitionError names what is wrong."""
    text = (files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8")
    try:
        return _File.model_validate(parse(_FILE, text)).by_unit
    except ValidationError as error:
        raise fault(_FILE, explain(error)) from error


def _stage_fits(pair: UnitPair, by: dict[str, str]) -> bool:
    return pair.stage is None or by.get("stage") == pair.stage


def _barred(unit: str, over: dict[str, str], under: dict[str, str]) -> str:
    """What is divided has one coverage; the money of a body is its own."""
    if unit == _MONEY:
        return "" if under.get("coverage") == "own" else _NOT_OWN
    return "" if over.get("coverage") == under.get("coverage") else _OTHER_COVERAGE


def _ratio(over: str, over_by: dict[str, str], under: str, under_by: dict[str, str]) -> Entry | None:
    """The ratio whose numerator and denominator these are; one with this denominator alone comes first."""
    if over != under or not _is_whole(over):
        return None
    stages = over_by.get("stage", ""), under_by.get("stage", "")
    fits = [entry for entry in load_entries() if stages in _stages(entry)]
    return min(fits, key=lambda entry: len(list(_stages(entry))), default=None)


def _stages(entry: Entry) -> Iterable[tuple[str, str]]:
    ratio = entry.recipe.calculation
    if isinstance(ratio, Ratio) and _plain(ratio.numerator):
        for denominator in ratio.denominators:
            if _plain(denominator.select):
                yield ratio.numerator.stage, denominator.select.stage


def _plain(select: Select) -> bool:
    return select.subject == WHOLE and select.less is None and select.period == "year"


@cache
def _is_whole(metric: str) -> bool:
    calculations = (entry.recipe.calculation for entry in load_entries() if entry.id == metric)
    return any(isinstance(one, Amounts) and one.subject == WHOLE for one in calculations)
