"""Short names for rows and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.labels import by_label

_ASSOCIATION = re.compile(r"(科学技术协会|科协)")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_PREFIX = re.compile(r"^(?:.{2,}?省)?(?:.{2,}?市)?(?=.{2,})")
_SUFFIX = re.compile(r"(?<=..)[市区县]$")


def short_names(bodies: Mapping[str, str]) -> dict[str, str]:
    """Body code → the shortest name that no other of these bodies has."""
    names = {code: _short(body) for code, body in bodies.items()}
    for longer in (_region, _whole):
        seen = Counter(names.values())
        names.update({code: longer(bodies[code]) for code, name in names.items() if seen[name] > 1})
    seen = Counter(names.values())
    return {code: name if seen[name] == 1 else f"{name} {code}" for code, name in names.items()}


def names_of(values: Iterable[MeasureValue]) -> dict[str, str]:
    """Short names of the bodies of these values."""
    return short_names({value.body_code: value.body for value in values})


def row_words(values: Iterable[MeasureValue]) -> dict[str, str]:
    """Value id → what tells it from the body's other values in one picture (统计范围, 项目 …); else empty."""
    values = tuple(values)
    varying = _varying(values)
    return {value.id: " · ".join(_words(value, varying)) for value in values}


def _varying(values: tuple[MeasureValue, ...]) -> set[str]:
    seen: dict[str, set[str]] = {}
    projects: dict[tuple[str, int, str], set[str]] = {}
    for value in values:
        for dimension, one in value.by:
            seen.setdefault(dimension, set()).add(one)
        projects.setdefault((value.body_code, value.year, value.kind), set()).add(value.project or "")
    varying = {dimension for dimension, found in seen.items() if len(found) > 1}
    return varying | ({"project"} if any(len(named) > 1 for named in projects.values()) else set())


def _words(value: MeasureValue, varying: set[str]) -> list[str]:
    words = [by_label(dimension, one) for dimension, one in value.by if dimension in varying]
    if "project" in varying and value.project and value.project not in words:
        words.append(value.project)
    return words


def _whole(body: str) -> str:
    return body


def _region(body: str) -> str:
    """The place without 科学技术协会 and without what stands in brackets; other bodies keep their name."""
    if not _ASSOCIATION.search(body):
        return body
    return _BRACKET.sub("", _ASSOCIATION.sub("", body)).strip() or body


def _short(body: str) -> str:
    place = _region(body)
    if place == body:
        return body
    return _SUFFIX.sub("", _PREFIX.sub("", place)) or place
