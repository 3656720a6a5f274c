"""How well an extraction matches a golden: found means equal value and overlapping evidence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kexie_dash.model.observation import Observation

GOLDEN = Path(__file__).parent.parent / "golden"
ATTRIBUTES = (
    "unit", "bound", "stage", "level", "full_mark", "target", "actual", "category", "channel", "coverage",
    "is_total", "period", "year",
)  # fmt: skip


@dataclass
class Score:
    """found/right family/all attributes right of the golden; true ones of the printed."""

    golden: int = 0
    printed: int = 0
    found: int = 0
    family: int = 0
    attributes: int = 0
    real: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[tuple[dict[str, Any], Observation, list[str]]] = field(default_factory=list)
    extra: list[Observation] = field(default_factory=list)
    by_family: Counter[tuple[str, str]] = field(default_factory=Counter)


def load_golden(report: str) -> list[dict[str, Any]]:
    lines = (GOLDEN / f"{report}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]


def _value(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name)


def _key_value(row: Any) -> Any:
    value = _value(row, "value")
    if value is None and _value(row, "family") == "target":
        return ("target", _value(row, "target_text"))
    if value is None and _value(row, "family") == "score":
        return ("score", _value(row, "full_mark"), _value(row, "value_text"))
    return value


def _overlaps(row: dict[str, Any], o: Observation) -> int:
    e = row["evidence"]
    return max(0, min(int(e["end"]), o.evidence.end) - max(int(e["start"]), o.evidence.start))


def score(golden: Sequence[dict[str, Any]], observations: Iterable[Observation]) -> Score:
    rest = list(observations)
    result = Score(golden=len(golden), printed=len(rest))
    for row in golden:
        candidates = [o for o in rest if _key_value(row) == _key_value(o) and _overlaps(row, o) > 0]
        if not candidates:
            result.missed.append(row)
            result.by_family[row["family"], "missed"] += 1
            continue
        best = max(
            candidates,
            key=lambda o: (o.family == row["family"], -len(_differences(row, o)), _overlaps(row, o)),
        )
        rest.remove(best)
        result.found += 1
        if best.family == row["family"]:
            result.family += 1
        differences = _differences(row, best)
        if differences:
            result.wrong.append((row, best, differences))
            result.by_family[row["family"], "wrong"] += 1
        else:
            result.attributes += 1
            result.by_family[row["family"], "found"] += 1
    result.extra = rest
    result.real = result.printed - len(rest)
    return result


def _differences(row: dict[str, Any], o: Observation) -> list[str]:
    wrong = [] if row["family"] == o.family else ["family"]
    for name in ATTRIBUTES:
        if name in row and row[name] != getattr(o, name):
            wrong.append(f"{name}: {row[name]} ≠ {getattr(o, name)}")
    return wrong
