"""A figure as the browser gets it: compact JSON in UTF-8, plain numbers, without Plotly's template."""

from __future__ import annotations

import json
import math
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
