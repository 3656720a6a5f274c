"""The rubrics as reports print them: reads rubrics/*.yaml, one a file, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import Field, ValidationError

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.dimensions import UNASSIGNED, load_dimensions
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.metrics import load_entries, parse
from kexie_dash.definitions.rules import Input, MetricSource, Rule, inputs_of
from kexie_dash.model.report import ReportKind


class IndicatorEntry(Declared):
    """One indicator. path: as far as printed. printed: its text in the report, verbatim, in pieces where a
    page breaks it. parts: what its points are made of, empty where no rule is printed.

    zero_if: what a person must judge and what takes all points. applies_to: kinds of report it suits.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    path: tuple[str, ...] = Field(min_length=1)
    level: int = Field(ge=1, le=4)
    full_mark: Decimal | None = Field(default=None, gt=0)
    dimension: str
    printed: tuple[str, ...] = Field(min_length=1)
    parts: tuple[Rule, ...] = ()
    zero_if: str | None = None
    applies_to: tuple[ReportKind, ...] = ("department", "project")

    @property
    def name(self) -> str:
        return self.path[-1]


class _Head(Declared):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    report: str
    title: str
    full_mark: Decimal | None = Field(default=None, gt=0)
    note: str = ""
    inputs: dict[str, Input] = Field(default_factory=dict)


class _File(_Head):
    indicators: tuple[object, ...] = Field(min_length=1)


class RubricEntry(_Head):
    """A rubric as it stands in its file. report: that prints it. note: what it cannot do and why."""

    indicators: tuple[IndicatorEntry, ...]

    @property
    def has_rules(self) -> bool:
        """True if it can score a report: every indicator's rule is printed."""
        return all(indicator.parts for indicator in self.indicators)


@cache
def load_rubrics() -> tuple[RubricEntry, ...]:
    """All rubrics by id; DefinitionError if a file is wrong."""
    folder = files("kexie_dash.definitions") / "rubrics"
    texts = {f.name: f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".yaml")}
    parsed = {f"rubrics/{name}": parse(f"rubrics/{name}", text) for name, text in sorted(texts.items())}
    return read_rubrics(parsed)


def read_rubrics(parsed: Mapping[str, object]) -> tuple[RubricEntry, ...]:
    """Rubrics of parsed files by file name; DefinitionError names file, indicator and field."""
    found: dict[str, RubricEntry] = {}
    for name, content in parsed.items():
        entry = _entry(name, content)
        if entry.id in found:
            raise fault(name, f"评分体系 {entry.id} 定义了两次")
        _check(name, entry)
        found[entry.id] = entry
    return tuple(found[rubric] for rubric in sorted(found))


def _entry(name: str, content: object) -> RubricEntry:
    """The file's head first, then each indicator, so that a fault names the indicator."""
    try:
        head = _File.model_validate(content)
    except ValidationError as error:
        raise fault(name, explain(error)) from error
    indicators = tuple(_indicator(name, number, raw) for number, raw in enumerate(head.indicators, start=1))
    return RubricEntry(
        **{**{field: getattr(head, field) for field in _File.model_fields}, "indicators": indicators}
    )


def _indicator(name: str, number: int, raw: object) -> IndicatorEntry:
    try:
        return IndicatorEntry.model_validate(raw)
    except ValidationError as error:
        known = raw.get("id") if isinstance(raw, dict) else None
        raise fault(name, f"第 {number} 条（{known or '没有 id'}），{explain(error)}") from error


def _check(name: str, rubric: RubricEntry) -> None:
    seen: set[str] = set()
    for indicator in rubric.indicators:
        if indicator.id in seen:
            raise fault(name, f"指标 {indicator.id} 定义了两次")
        seen.add(indicator.id)
        _check_indicator(name, rubric, indicator)
    marks = [indicator.full_mark for indicator in rubric.indicators]
    if rubric.full_mark is not None and None not in marks:
        total = sum((mark for mark in marks if mark is not None), Decimal(0))
        if total != rubric.full_mark:
            raise fault(name, f"各指标分值相加为 {total}，full_mark 写为 {rubric.full_mark}")
    _check_inputs(name, rubric)


def _check_indicator(name: str, rubric: RubricEntry, indicator: IndicatorEntry) -> None:
    where = f"指标 {indicator.id}"
    known = {dimension.label for dimension in load_dimensions()} | {UNASSIGNED}
    if indicator.dimension not in known:
        raise fault(name, f"{where}，dimension：没有“{indicator.dimension}”这个共同维度")
    for rule in indicator.parts:
        for one in inputs_of(rule):
            if one not in rubric.inputs:
                raise fault(name, f"{where}，parts：没有定义输入“{one}”")
    total = sum((rule.most for rule in indicator.parts), Decimal(0))
    if indicator.parts and total != indicator.full_mark:
        raise fault(name, f"{where}，parts：各部分最高分相加为 {total}，full_mark 为 {indicator.full_mark}")


def _check_inputs(name: str, rubric: RubricEntry) -> None:
    used = {one for indicator in rubric.indicators for rule in indicator.parts for one in inputs_of(rule)}
    metrics = {entry.id for entry in load_entries()}
    for key, one in rubric.inputs.items():
        if key not in used:
            raise fault(name, f"输入 {key}：没有指标用到它")
        for source in one.sources:
            if isinstance(source, MetricSource) and source.metric not in metrics:
                raise fault(name, f"输入 {key}，sources：指标词典里没有“{source.metric}”")
