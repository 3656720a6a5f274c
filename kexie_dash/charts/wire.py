"""A figure as the browser gets it: compact JSON in UTF-8, plain numbers, without Plotly's template."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any


def wire(figure: Any, alt: str) -> bytes:
    """The figure and the same in words. Figures that are no number (NaN, inf) become gaps."""
    # `to_dict` copies everything and turns arrays into base64, which takes longer than drawing.
    layout = {name: value for name, value in figure._layout.items() if name != "template"}
    content = {"alt": alt, "data": figure._data, "layout": layout}
    try:
        text = _json(content)
    except ValueError:
        text = _json(_finite(content))
    return text.encode("utf-8", "replace")


def with_ways(
    shown: bytes, name: str, label: str, options: Mapping[str, str], value: str, others: Mapping[str, bytes]
) -> bytes:
    """A picture that can be drawn in several ways, the others beside the one shown: a change is at once.

    name: of the address's parameter. options: words by its values; value: of the one shown. others: as `wire`
    writes them, by value; one that is not there is drawn by the server when it is asked for.
    """
    head = _json({"name": name, "label": label, "options": list(options.items()), "value": value})
    figures = b",".join(_json(one).encode() + b":" + figure for one, figure in others.items())
    ways = head.encode("utf-8", "replace")[:-1] + b',"others":{' + figures + b"}}"
    return shown[:-1] + b',"ways":' + ways + b"}"


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    """What JSON does not know: exact decimals, dates, and numbers of other libraries."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(type(value).__name__)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float | Decimal) and not math.isfinite(value) else value
