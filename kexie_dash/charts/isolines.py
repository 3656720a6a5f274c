"""Lines along which the quotient of both axes is the same. Floats here only place ink."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts.axis import Axis
from kexie_dash.charts.format import RATE, scale_for
from kexie_dash.definitions.quotients import Quotient

_MOST = 6
#: Quotients that differ by more stand 1 – 2 – 5 apart.
_FAR = 8.0
_WHOLE = 1.0


@dataclass(frozen=True, slots=True)
class IsoLine:
    """From where to where in the axes' units, where it leaves the plot, and what it is called."""

    value: float
    x0: float
    y0: float
    x1: float
    y1: float
    at_top: bool
    label: str


def iso_values(quotients: Sequence[float], unit: str) -> tuple[float, ...]:
    """Round values in and around those given; of a rate also the whole, where it is near."""
    given = [one for one in quotients if one > 0]
    if not given:
        return ()
    least, most = min(given), max(given)
    values = _powers(least, most) if most / least > _FAR else _steps(least, most)
    if unit == RATE and least * 0.6 <= _WHOLE <= most * 1.5:
        values = sorted({*values, _WHOLE})
    while len(values) > _MOST:
        values = [one for number, one in enumerate(values) if number % 2 == 0 or one == _WHOLE]
    return tuple(values)


def iso_lines(quotient: Quotient, values: Sequence[float], x: Axis, y: Axis) -> tuple[IsoLine, ...]:
    """Those that cross the plot. Both axes begin at zero or both are logarithmic, so each is straight."""
    scale = scale_for(quotient.unit)
    made = []
    for value in values:
        slope = value if quotient.y_over_x else 1 / value
        x0, x1 = max(x.low, y.low / slope), min(x.high, y.high / slope)
        if x0 < x1:
            label = scale.with_unit(Decimal(repr(round(value, 12)))).replace(".0%", "%")
            at_top = slope * x.high > y.high * (1 + 1e-9)
            made.append(IsoLine(value, x0, slope * x0, x1, slope * x1, at_top, label))
    return tuple(made)


def _steps(least: float, most: float) -> list[float]:
    step = _round_up(max(most - least, 0.2 * most) / 3)
    first = max(1, math.floor(least / step + 1e-9))
    last = math.ceil(most / step - 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def _powers(least: float, most: float) -> list[float]:
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    series = [factor * 10.0**power for power in range(first, last + 1) for factor in (1, 2, 5)]
    within = [one for one in series if least / 2 <= one <= most * 2]
    return within if len(within) <= _MOST else [one for one in within if f"{one:e}"[0] == "1"]


def _round_up(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= raw * (1 - 1e-9))
