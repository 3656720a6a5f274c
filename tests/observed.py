"""Observations, reports and regions written down in few words, for tests that need no report text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kexie_dash.model.observation import Evidence, Observation
from kexie_dash.model.report import Region, Report

YEAR = 2020
_UNIT = {"budget": "元", "rate": "比率", "score": "分", "activity": "场次", "audience": "人次"}
_FIGURES = ("value", "full_mark", "target", "actual")


def report(kind: str = "department", project: str | None = None, **other: Any) -> Report:
    """A report of a made-up city."""
    fields: dict[str, Any] = {
        "id": "990000-2020", "file": "990000-2020.txt", "region_code": "990000", "body_code": "990000",
        "body": "某市科学技术协会", "year": YEAR, "kind": kind, "level": "city", "project": project,
        "publisher": None, "received": None, "sha256": "0" * 64,
    }  # fmt: skip
    return Report(**(fields | other))


def region(population: int | None = None) -> Region:
    """The made-up city, with residents or without."""
    source = "某次普查" if population else None
    return Region("990000", "某市", "city", None, population, source)


def observed(number: int, fields: Mapping[str, Any]) -> Observation:
    """The statement on line `number`; what is not given is what a plain statement would have."""
    given = dict(fields)
    for name in _FIGURES:
        if given.get(name) is not None:
            given[name] = Decimal(str(given[name]))
    unit = given.setdefault("unit", _UNIT.get(given["family"]) if given.get("value") is not None else None)
    given.setdefault("label", given["subject"])
    given.setdefault("value_text", f"{given.get('value', '')}{'' if unit == '比率' else unit or ''}")
    given.setdefault("sentence", number * 1000)
    plain: dict[str, Any] = {
        "report": "990000-2020", "value": None, "bound": "exact", "coverage": "own", "is_total": False,
        "period": "year", "year": YEAR, "rule": "test", "confidence": 1.0,
        "evidence": Evidence(number * 1000, number * 1000 + 1, number, number, None, given["value_text"]),
    }  # fmt: skip
    return Observation(**(plain | given))


def statements(*said: Mapping[str, Any]) -> tuple[Observation, ...]:
    """The statements one after the other."""
    return from_rows(said)


def from_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Observation, ...]:
    """Statements numbered from 1."""
    return tuple(observed(number, row) for number, row in enumerate(rows, start=1))
