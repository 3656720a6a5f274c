"""The metric dictionary: reads metrics/*.yaml and subjects.yaml, and says plainly what is wrong with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast

import yaml
from pydantic import Field, ValidationError

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.recipes import (
    PerPerson,
    PerPopulation,
    PerStatement,
    Recipe,
    Subjects,
)
from kexie_dash.definitions.recipes_money import Difference, PerMoney, ProjectsBelow, Ratio, ScheduleGap
from kexie_dash.definitions.stated_recipes import AudienceRange, Disclosure, DisclosureRate
from kexie_dash.definitions.target_words import TargetWords, load_target_words
from kexie_dash.definitions.yaml_text import load_yaml
from kexie_dash.model.assessment import STATUS_LABEL, Direction, Metric, Threshold, ThresholdSide
from kexie_dash.model.labels import by_label
from kexie_dash.model.quantity import BOUND_SIGN, Bound, round_half_up
from kexie_dash.model.report import ReportKind

#: So many values of an example are named.
_SHOWN = 4
Scalar = str | int | bool | None


class Expect(Declared):
    """A value an example must give; what is left out is not looked at."""

    by: dict[str, str] = Field(default_factory=dict)
    status: str = "stated"
    value: str | None = None
    bound: str = "exact"
    basis: str | None = None
    text: str | None = None

    def words(self, unit: str) -> str:
        """全市系统：≥500场次; a status where there is no value."""
        where = "·".join(by_label(name, said) for name, said in self.by.items())
        if self.value is None:
            known = {str(status): label for status, label in STATUS_LABEL.items()}
            said = self.text or known[self.status]
        else:
            said = BOUND_SIGN[cast("Bound", self.bound)] + _figure(Decimal(self.value), unit)
        return f"{where}：{said}" if where else said


def _figure(value: Decimal, unit: str) -> str:
    rate = unit in ("比率", "百分点")
    shown = round_half_up(value * 100 if rate else value, 2)
    text = f"{shown:,f}".rstrip("0").rstrip(".") if "." in f"{shown:f}" else f"{shown:,f}"
    return text + {"比率": "%", "各自单位": ""}.get(unit, unit)


class Example(Declared):
    """A tiny report in figures (fields of an observation) and the values it must give."""

    title: str
    kind: ReportKind = "department"
    project: str | None = None
    population: int | None = None
    given: tuple[dict[str, Scalar], ...]
    expect: tuple[Expect, ...] = Field(min_length=1)

    def line(self, unit: str) -> str:
        """What the example shows, and the values it gives."""
        shown = [one.words(unit) for one in self.expect[:_SHOWN]]
        more = f"等 {len(self.expect)} 个值" if len(self.expect) > _SHOWN else ""
        return f"{self.title} → {'；'.join(shown)}{more}"


class Line(Declared):
    """A threshold as it stands in its file; see Threshold."""

    value: Decimal
    side: ThresholdSide
    label: str
    source: str


class Entry(Declared):
    """One entry of the dictionary as it stands in its file."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    unit: str
    direction: Direction
    definition: str
    formula: str
    numerator: str | None = None
    denominator: str | None = None
    breakdown: tuple[str, ...] = ()
    compared_within: tuple[str, ...] = Field(min_length=1)
    limits: tuple[str, ...] = Field(min_length=1)
    why: str
    since: str
    checked_by: str
    declared_label: str | None = None
    variants: tuple[str, ...] = ()
    thresholds: tuple[Line, ...] = ()
    recipe: Recipe
    examples: tuple[Example, ...] = Field(min_length=1)
    topic: str = ""

    def metric(self) -> Metric:
        """The entry as the rest of the project knows it."""
        made = ("thresholds", "examples")
        own = {name: getattr(self, name) for name in Metric.__dataclass_fields__ if name not in made}
        return Metric(
            **own,
            thresholds=tuple(Threshold(**line.model_dump()) for line in self.thresholds),
            examples=tuple(example.line(self.unit) for example in self.examples),
        )


class _File(Declared):
    """One file of the dictionary: its place in the order (then by name), its topic, its entries."""

    order: int
    topic: str
    metrics: tuple[object, ...]


def load_metrics() -> tuple[Metric, ...]:
    """All metrics in the order of the dictionary; DefinitionError if a file is wrong."""
    return tuple(entry.metric() for entry in load_entries())


def recipe_of(metric_id: str) -> Recipe:
    """How the metric is calculated; DefinitionError for an id the dictionary does not have."""
    entry = _by_id().get(metric_id)
    if entry is None:
        raise fault("metrics", f"指标词典里没有“{metric_id}”")
    return entry.recipe


@cache
def load_entries() -> tuple[Entry, ...]:
    """All entries with recipe and examples, in the order of the dictionary."""
    entries = read_entries({name: parse(name, text) for name, text in _metric_texts().items()})
    check_references(entries)
    return entries


@cache
def load_subjects() -> Subjects:
    """The names of wholes and parts."""
    name = "subjects.yaml"
    try:
        return Subjects.model_validate(parse(name, (_folder() / name).read_text(encoding="utf-8")))
    except ValidationError as error:
        raise fault(name, explain(error)) from error


@cache
def dictionary_version() -> str:
    """Changes whenever a definition does; comments and layout of the files do not count."""
    return version_of(load_entries(), load_subjects(), load_target_words())


def version_of(entries: tuple[Entry, ...], *shared: Subjects | TargetWords) -> str:
    """A short digest of what the definitions say."""
    content = [
        *(one.model_dump(mode="json") for one in shared),
        *(entry.model_dump(mode="json") for entry in entries),
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return "d" + hashlib.sha256(text.encode()).hexdigest()[:10]


def read_entries(parsed: Mapping[str, object]) -> tuple[Entry, ...]:
    """Entries of parsed files by file name; DefinitionError names file, entry and field."""
    files_read = ((_file(name, content), name) for name, content in parsed.items())
    read = sorted(files_read, key=lambda file: (file[0].order, file[1]))
    entries: list[Entry] = []
    for file, name in read:
        entries += [_entry(name, number, raw, file.topic) for number, raw in enumerate(file.metrics, start=1)]
    twice = _repeated(entry.id for entry in entries)
    if twice:
        raise fault("metrics", f"指标 {twice} 定义了两次")
    return tuple(entries)


def _file(name: str, content: object) -> _File:
    try:
        return _File.model_validate(content)
    except ValidationError as error:
        raise fault(name, explain(error)) from error


def _entry(name: str, number: int, raw: object, topic: str) -> Entry:
    try:
        return Entry.model_validate(raw).model_copy(update={"topic": topic})
    except ValidationError as error:
        known = raw.get("id") if isinstance(raw, dict) else None
        raise fault(name, f"第 {number} 条（{known or '没有 id'}），{explain(error)}") from error


def _repeated(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            return one
        seen.add(one)
    return None


def check_references(entries: tuple[Entry, ...]) -> None:
    """DefinitionError if an entry builds on a metric the dictionary does not have."""
    known = {entry.id for entry in entries}
    for entry in entries:
        for other in (*_referred(entry.recipe), *entry.variants):
            if other not in known:
                raise fault("metrics", f"指标 {entry.id} 用到词典里没有的指标“{other}”")


def _referred(recipe: Recipe) -> tuple[str, ...]:
    match recipe.calculation:
        case AudienceRange(audience=audience):
            return (audience,)
        case Disclosure(items=items):
            return tuple(item.metric for item in items if item.metric)
        case DisclosureRate(items=metric):
            return (metric,)
        case Ratio(declared=str(declared)):
            return (declared,)
        case Difference(minuend=first, subtrahend=second):
            return (first, second)
        case PerPopulation(metric=metric) | PerMoney(metric=metric):
            return (metric,)
        case ScheduleGap(progress=rates) | ProjectsBelow(rates=rates):
            return (rates,)
        case PerStatement(activities=activities, audience=audience):
            return (activities, audience)
        case PerPerson(audience=audience):
            return (audience,)
    return ()


def parse(name: str, text: str) -> object:
    """The YAML text as plain data; DefinitionError names file and line."""
    try:
        return load_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise fault(name, "不是有效的 YAML，请检查缩进和引号", mark.line + 1 if mark else None) from error


def _metric_texts() -> dict[str, str]:
    return {
        f"metrics/{file.name}": file.read_text(encoding="utf-8")
        for file in (_folder() / "metrics").iterdir()
        if file.name.endswith(".yaml")
    }


def _folder() -> Traversable:
    return files("kexie_dash.definitions")


@cache
def _by_id() -> dict[str, Entry]:
    return {entry.id: entry for entry in load_entries()}
