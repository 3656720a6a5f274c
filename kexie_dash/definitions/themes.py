"""What problems and practice are about: reads themes.yaml, the crosswalk from wording to themes."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from pydantic import ValidationError, field_validator

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.yaml_text import load_yaml

_FILE = "themes.yaml"


class Theme(Declared):
    """words: patterns on text without white space; one of them is enough."""

    id: str
    label: str
    words: tuple[str, ...]

    @field_validator("words")
    @classmethod
    def _are_patterns(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            try:
                re.compile(word)
            except re.error as error:
                raise ValueError(f"“{word}”不是有效的式样") from error
        return words


class _File(Declared):
    themes: tuple[Theme, ...]


#: Where no wording fits: listed, never dropped.
OTHER = Theme(id="other", label="其他", words=())


def read_themes(content: object) -> tuple[Theme, ...]:
    """Themes of the parsed file; DefinitionError names the fault or the id listed twice."""
    try:
        found = _File.model_validate(content).themes
    except ValidationError as error:
        raise fault(_FILE, explain(error)) from error
    ids = [theme.id for theme in (*found, OTHER)]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise fault(_FILE, f"主题“{twice}”列了两次")
    return found


@cache
def load_themes() -> tuple[Theme, ...]:
    """The themes in their order, without OTHER."""
    return read_themes(load_yaml((files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8")))


@cache
def _compiled() -> tuple[tuple[Theme, re.Pattern[str]], ...]:
    return tuple((theme, re.compile("|".join(theme.words))) for theme in load_themes())


def themes_of(text: str) -> tuple[str, ...]:
    """Ids of the themes a text without white space is about; OTHER's alone where none fits."""
    found = tuple(theme.id for theme, pattern in _compiled() if pattern.search(text))
    return found or (OTHER.id,)
