"""The words of target tables: reads target_words.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import ValidationError

from kexie_dash.definitions.declared import Declared
from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.yaml_text import load_yaml

_FILE = "target_words.yaml"
Word = Literal[
    "at_most", "below", "above", "at_least", "approximately", "less_is_better", "not_done", "done",
    "within_year",
]  # fmt: skip


class TargetWords(Declared):
    """One pattern a kind of word."""

    patterns: dict[Word, str]


@cache
def load_target_words() -> TargetWords:
    """The words; DefinitionError names the field that is wrong."""
    text = (files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8")
    try:
        return TargetWords.model_validate(load_yaml(text))
    except ValidationError as error:
        raise fault(_FILE, explain(error)) from error


@cache
def _compiled(word: Word) -> re.Pattern[str]:
    return re.compile(load_target_words().patterns[word])


def says(word: Word, text: str) -> bool:
    """True if the text holds a word of this kind."""
    return bool(_compiled(word).search(text))
