"""Horizontal axes: their ends and the words at their ticks. Floats here only place ink."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts.format import RATE, SCORE, Scale

#: Counts that differ by more than this stand on a logarithmic axis.
LOG_FROM = 100
#: Rates and scores may begin above zero, and only where the least value is well above it.
_CUT_FROM = 0.4
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
#: A cut axis spans at least this part of its largest value, so that small differences stay small.
_LEAST_SPAN = 0.25


@dataclass(frozen=True, slots=True)
class Axis:
    """low, high: in stored units (not logarithms). ticks: position and text. cut: does not begin at zero."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False
    cut: bool = False

    def fraction(self, value: float) -> float:
        """Where a value lies between the ends, 0 … 1."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def place(self, value: float) -> float:
        """The coordinate shapes and annotations need; traces take the value itself."""
        return math.log10(value) if self.log else value

    @property
    def note(self) -> str | None:
        """What the reader must know of the axis, in Chinese."""
        if self.log:
            return texts.LOGARITHMIC
        return texts.AXIS_FROM.format(first=self.ticks[0][1]) if self.cut else None


def axis_for(values: Sequence[Decimal], unit: str, scale: Scale, ticks: int = 6) -> Axis:
    """For marks without a length: rates and scores may be cut, counts far apart are logarithmic."""
    sizes = [float(value) for value in values] or [0.0]
    if unit not in (RATE, SCORE) and min(sizes) > 0 and max(sizes) / min(sizes) > LOG_FROM:
        return _log_axis(min(sizes), max(sizes), scale)
    if unit in (RATE, SCORE) and min(sizes) >= _CUT_FROM * max(sizes) > 0:
        return _cut_axis(min(sizes), max(sizes), scale, ticks)
    return zero_axis(values, scale, ticks)


def zero_axis(values: Sequence[Decimal], scale: Scale, ticks: int = 6) -> Axis:
    """For bars and everything whose length speaks: always contains zero."""
    sizes = [0.0, *(float(value) for value in values)]
    return _linear(min(sizes), max(sizes) if max(sizes) > min(sizes) else 1.0, scale, ticks)


def log_axis(values: Sequence[Decimal], scale: Scale) -> Axis:
    """For values above zero, all of them."""
    sizes = [float(value) for value in values]
    return _log_axis(min(sizes), max(sizes), scale)


def _cut_axis(least: float, most: float, scale: Scale, ticks: int) -> Axis:
    span = max(most - least, _LEAST_SPAN * most)
    low = max(0.0, min(least - 0.12 * span, most + 0.06 * span - 1.15 * span))
    return _linear(low, most + 0.02 * span, scale, ticks)


def _linear(low: float, high: float, scale: Scale, ticks: int) -> Axis:
    step = _step((high - low) / ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    marks = tuple((number * step, _tick_text(number * step, scale)) for number in range(first, last + 1))
    return Axis(marks[0][0], marks[-1][0], marks, cut=first > 0)


def _step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in _STEPS if step * power >= raw * (1 - 1e-9))


def _log_axis(least: float, most: float, scale: Scale) -> Axis:
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    last = max(last, first + 1)
    # Long ranges are marked every second or third power of ten, so that the texts stay apart.
    stride = 1 if last - first <= 7 else 2 if last - first <= 14 else 3
    marks = tuple((10.0**power, _tick_text(10.0**power, scale)) for power in range(first, last + 1, stride))
    return Axis(10.0**first, 10.0**last, marks, log=True)


def _tick_text(value: float, scale: Scale) -> str:
    scaled = Decimal(repr(round(value, 12))) * scale.factor
    if scale.digits is None:
        text = Scale(scale.unit).number(scaled)
        return text.rstrip("0").rstrip(".") if "." in text else text
    plain = Scale(scale.unit, digits=3, trim=True, signed=scale.signed)
    return plain.number(scaled) + scale.suffix
