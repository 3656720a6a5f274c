"""What counts as grossly exceeded, how names of target tables belong together: reads target_limits.yaml."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import ValidationError, field_validator

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.yaml_text import load_yaml

_FILE = "target_limits.yaml"


class Limit(Declared):
    """Result over target, and why there."""

    times: Decimal
    reason: str


class Kind(Declared):
    """A kind of indicator that several bodies set. name: a pattern of its printed name."""

    label: str
    name: str

    @field_validator("name")
    @classmethod
    def _is_pattern(cls, name: str) -> str:
        re.compile(name)
        return name


class TargetLimits(Declared):
    """level_1: usual name of a first-level indicator, and how it is printed too."""

    gross: Limit
    drawn: Limit
    level_1: dict[str, tuple[str, ...]]
    kinds: tuple[Kind, ...]


@cache
def load_target_limits() -> TargetLimits:
    """DefinitionError names the field that is wrong."""
    text = (files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8")
    try:
        return TargetLimits.model_validate(load_yaml(text))
    except (ValidationError, re.error) as error:
        raise fault(_FILE, explain(error) if isinstance(error, ValidationError) else str(error)) from error


@cache
def _usual() -> dict[str, str]:
    return {name: usual for usual, names in load_target_limits().level_1.items() for name in names}


def usual_level_1(printed: str) -> str:
    """The usual name of a first-level indicator; the printed one where nobody has said."""
    bare = "".join(printed.split())
    return _usual().get(bare, bare)


@cache
def kind_of(name: str) -> str:
    """The kind an indicator of this printed name belongs to; empty where none fits."""
    bare = "".join(name.split())
    return next((kind.label for kind in load_target_limits().kinds if re.search(kind.name, bare)), "")
