"""Loader of wording.yaml: the crosswalk from printed words to the project's terms."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, cast

from kexie_dash.definitions.yaml_text import load_yaml

CHINESE_DIGITS = "〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"


@cache
def _tables() -> dict[str, Any]:
    source = files("kexie_dash.definitions").joinpath("wording.yaml").read_text(encoding="utf-8")
    return cast("dict[str, Any]", load_yaml(source))


@cache
def units(kind: str) -> tuple[str, ...]:
    """The printed units of one kind (session, person, count, ignored …), longest first."""
    return tuple(sorted(_tables()["units"][kind], key=len, reverse=True))


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """The compiled pattern that stands at the given keys."""
    node: Any = _tables()
    for key in path:
        node = node[key]
    return re.compile(cast("str", node))


@cache
def choices(table: str, field: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """An ordered table of (our term, printed words), e.g. choices('stages', 'stage')."""
    return tuple((row[field], re.compile(row["words"])) for row in _tables()[table])


@cache
def words(*path: str) -> tuple[str, ...]:
    """A plain list of words that stands at the given keys, in order."""
    node: Any = _tables()
    for key in path:
        node = node[key]
    return tuple(node)


@cache
def idioms() -> re.Pattern[str]:
    """Phrases with a Chinese numeral that state nothing."""
    numeral = f"[{CHINESE_DIGITS}]{{1,4}}"
    return re.compile("|".join(row.replace("N", numeral) for row in words("idioms")))
