"""The common dimensions of all rubrics: reads dimensions.yaml, the crosswalk from printed names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field, ValidationError

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.metrics import parse

#: What an indicator stands under whose printed name the crosswalk does not have.
UNASSIGNED = "未归入"
_FILE = "dimensions.yaml"


class Dimension(Declared):
    """names: printed names that belong here. noted: names that hold something else too, and what."""

    label: str
    names: tuple[str, ...]
    noted: dict[str, str] = Field(default_factory=dict)


class _File(Declared):
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a printed name belongs. note: what must be said of it, else empty."""

    dimension: str
    note: str = ""


def read_dimensions(content: object) -> tuple[Dimension, ...]:
    """Dimensions of the parsed file; DefinitionError names the fault or the name listed twice."""
    try:
        found = _File.model_validate(content).dimensions
    except ValidationError as error:
        raise fault(_FILE, explain(error)) from error
    _crosswalk(found)
    return found


@cache
def load_dimensions() -> tuple[Dimension, ...]:
    """The common dimensions in their order."""
    text = (files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8")
    return read_dimensions(parse(_FILE, text))


def place_of(name: str) -> Place:
    """Where the indicator of this printed name belongs; UNASSIGNED if no one has said."""
    return _loaded_crosswalk().get(name) or Place(UNASSIGNED)


@cache
def _loaded_crosswalk() -> Mapping[str, Place]:
    return _crosswalk(load_dimensions())


def _crosswalk(dimensions: tuple[Dimension, ...]) -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for dimension in dimensions:
        pairs = [(name, "") for name in dimension.names] + list(dimension.noted.items())
        for name, note in pairs:
            if name in found:
                raise fault(_FILE, f"指标名“{name}”列在“{found[name].dimension}”，又列在“{dimension.label}”")
            found[name] = Place(dimension.label, note)
    return found
