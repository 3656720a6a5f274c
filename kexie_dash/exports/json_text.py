"""JSON with exact decimals: 0.9399 stays 0.9399, 2826800 has no point, Chinese is not escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal


def to_json(value: object) -> str:
    """One line of JSON. TypeError for a type that has no place in it, ValueError for NaN and infinity."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_string(str(k))}: {to_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(to_json, value)) + "]"
    if isinstance(value, Decimal):
        return _decimal(value)
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value, allow_nan=False)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} has no place in JSON")
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
