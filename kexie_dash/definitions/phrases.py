"""The words of briefings and the cut-offs behind them: reads phrases.yaml and says plainly what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.yaml_text import load_yaml
from kexie_dash.model.finding import CheckKind

#: points: rates, by their difference. scores: by theirs. relative: all else, by the share of the larger.
Measure = Literal["points", "scores", "relative"]
_FILE = "phrases.yaml"
_MEASURE: dict[str, Measure] = {"比率": "points", "百分点": "points", "分": "scores"}


class Step(Declared):
    """A word and the least difference it stands for. tail: follows the other figure (与乙基本持平)."""

    least: Decimal = Field(alias="from", ge=0)
    higher: str
    lower: str
    tail: str = ""
    reason: str


class Notable(Declared):
    least: Decimal = Field(alias="from", ge=0)
    reason: str


class Comparisons(Declared):
    points: tuple[Step, ...] = Field(min_length=2)
    scores: tuple[Step, ...] = Field(min_length=2)
    relative: tuple[Step, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _rising(self) -> Self:
        for name in ("points", "scores", "relative"):
            cuts = [step.least for step in getattr(self, name)]
            if cuts[0] != 0 or cuts != sorted(set(cuts)):
                raise ValueError(f"{name} 的 from 应从 0 开始，逐级增大")
        return self


class Phrases(Declared):
    """settle: what would decide a contradiction, by kind of check."""

    comparisons: Comparisons
    declared: Notable
    settle: dict[CheckKind, str]

    def steps(self, unit: str) -> Sequence[Step]:
        """The words for figures of a unit, the smallest difference first."""
        found: Sequence[Step] = getattr(self.comparisons, measure_of(unit))
        return found

    def step(self, unit: str, difference: Decimal) -> Step:
        """The word for a difference that is not negative."""
        return [step for step in self.steps(unit) if step.least <= difference][-1]


def measure_of(unit: str) -> Measure:
    """How figures of a unit of the dictionary are held against each other."""
    return _MEASURE.get(unit, "relative")


@cache
def load_phrases() -> Phrases:
    """DefinitionError names the field that is wrong."""
    return read_phrases((files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8"))


def read_phrases(text: str) -> Phrases:
    """DefinitionError names the field that is wrong."""
    try:
        return Phrases.model_validate(load_yaml(text))
    except ValidationError as error:
        raise fault(_FILE, explain(error)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise fault(_FILE, "不是有效的 YAML，请检查缩进和引号", mark.line + 1 if mark else None) from error
