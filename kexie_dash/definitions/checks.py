"""The checks of a report against itself: reads checks.yaml and says plainly what is wrong with it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import Field, ValidationError

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.yaml_text import load_yaml
from kexie_dash.model.finding import CheckKind, Severity, Verdict
from kexie_dash.model.observation import Stage

_FILE = "checks.yaml"


class Check(Declared):
    """One check: what it compares, in a sentence, and what is said for each verdict it can come to."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: CheckKind
    severity: Severity
    title: str
    rule: str
    messages: dict[Verdict, str]


class RateRule(Declared):
    """Rates named by `words`: numerator ÷ any denominator; decisive: the name has no other reading."""

    words: str
    numerator: tuple[Stage, ...]
    denominators: tuple[Stage, ...]
    remainder: bool = False
    decisive: bool = True


class Relation(Declared):
    """whole = all of `parts` (each with its other names) plus those of `further` that have a figure."""

    whole: str
    parts: tuple[tuple[str, ...], ...]
    further: tuple[str, ...] = ()


class Checks(Declared):
    """All checks, and the words they look for; patterns are on text without white space."""

    checks: tuple[Check, ...] = Field(min_length=1)
    rates: tuple[RateRule, ...]
    relations: tuple[Relation, ...]
    same_subject: tuple[tuple[str, ...], ...]
    exhaustive: tuple[tuple[str, ...], ...]
    patterns: dict[str, str]
    common_bands: dict[str, int]

    def check(self, check_id: str) -> Check:
        """The check of this id; KeyError is a mistake of the program."""
        return next(check for check in self.checks if check.id == check_id)


@cache
def load_checks() -> Checks:
    """The checks; DefinitionError names the field that is wrong."""
    text = (files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8")
    try:
        return Checks.model_validate(load_yaml(text))
    except ValidationError as error:
        raise fault(_FILE, explain(error)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise fault(_FILE, "不是有效的 YAML，请检查缩进和引号", mark.line + 1 if mark else None) from error


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns, compiled."""
    return re.compile(load_checks().patterns[name])


@cache
def check_of(check_id: str) -> Check:
    return load_checks().check(check_id)
