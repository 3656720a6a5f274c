"""Numbers as people write them: 45.6%, 87.65, ≥1,200, 34.5万, 1,234.5 (万元). Decimal, half up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts import texts_numbers as wording
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue, Metric
from kexie_dash.model.quantity import BOUND_SIGN, Bound, round_half_up
from kexie_dash.model.state import STATE_SIGN, ZERO_NOTE, is_disclosure, is_reported_zero, shown_status

MINUS = "−"
RATE, POINTS, SCORE, MONEY, WORD = (
    wording.UNIT_RATE,
    wording.UNIT_POINTS,
    wording.UNIT_SCORE,
    wording.UNIT_MONEY,
    wording.UNIT_GRADE,
)
#: A metric of several kinds, each counted in its own unit.
MIXED = wording.UNIT_MIXED
_WAN, _YI = Decimal(10_000), Decimal(100_000_000)
#: Counts below this are printed in full.
_COUNT_IN_FULL = Decimal(100_000)
#: From here on a share of a target is said as times of it.
_MANY_TIMES = Decimal(10)


@dataclass(frozen=True, slots=True)
class Scale:
    """How the values of one picture are printed.

    factor: the stored value is multiplied by it. digits: None for counts, whose digits follow their size.
    suffix: printed with every value; unit: said once, in the subtitle or after a single value.
    """

    unit: str
    factor: Decimal = Decimal(1)
    digits: int | None = None
    trim: bool = False
    suffix: str = ""
    signed: bool = False

    def number(self, value: Decimal) -> str:
        """The value with its suffix, without the unit and without a bound."""
        scaled = value * self.factor
        text = count(scaled) if self.digits is None else _fixed(scaled, self.digits, self.trim)
        plus = "+" if self.signed and scaled > 0 else ""
        return f"{plus}{text}{self.suffix}"

    def with_unit(self, value: Decimal) -> str:
        """For a value that stands alone: 1,234.5万元, 87.65分, 45.6%."""
        space = " " if self.unit == POINTS else ""
        return self.number(value) if self.unit == "%" else f"{self.number(value)}{space}{self.unit}"


def scale_for(unit: str, values: Iterable[Decimal] = ()) -> Scale:
    """One scale for all values of a picture; unit as in the metric dictionary."""
    if unit == RATE:
        return Scale("%", Decimal(100), 1, suffix="%")
    if unit == POINTS:
        return Scale(POINTS, Decimal(100), 1, signed=True)
    if unit == SCORE:
        return Scale(SCORE, digits=2, trim=True)
    if unit == MONEY:
        return _money(sorted(abs(value) for value in values if value))
    return Scale("" if unit in (WORD, MIXED) else unit)


def _money(sizes: list[Decimal]) -> Scale:
    if sizes and sizes[-1] >= _YI and sizes[0] >= _YI / 10:
        return Scale(wording.HUNDRED_MILLIONS_OF_MONEY, 1 / _YI, 2)
    if sizes and sizes[-1] >= _WAN:
        return Scale(wording.TEN_THOUSANDS_OF_MONEY, 1 / _WAN, 1 if sizes[0] >= _WAN else 2)
    return Scale(MONEY, digits=2, trim=True)


def count(value: Decimal) -> str:
    """5,903 · 282.7万 · 5,100万 · 1.05亿; small quotients keep up to two decimals."""
    size = abs(value)
    if size >= _YI:
        return _fixed(value / _YI, 2, trim=True) + wording.HUNDRED_MILLIONS
    if size >= _COUNT_IN_FULL:
        return _fixed(value / _WAN, 1, trim=True) + wording.TEN_THOUSANDS
    if value == value.to_integral_value() or size >= 1000:
        return _fixed(value, 0, trim=False)
    return _fixed(value, 1 if size >= 100 else 2, trim=True)


def percent(value: Decimal, digits: int = 1) -> str:
    """0.7169 → 71.7%. What is not quite 100 % is not printed as 100.0%."""
    return _fixed(value * 100, digits, trim=False) + "%"


def completed(share: Decimal, digits: int = 1) -> str:
    """Of a target: 0.812 → 81.2%; many times of it are said as such: 50 → 50 倍."""
    return wording.TIMES.format(count=count(share)) if share >= _MANY_TIMES else percent(share, digits)


def points(value: Decimal) -> str:
    """Difference of two rates: 0.223 → +22.3 百分点."""
    return scale_for(POINTS).with_unit(value)


def bounded(text: str, bound: Bound) -> str:
    """The sign of the bound before the number."""
    return BOUND_SIGN[bound] + text


def value_label(value: MeasureValue, scale: Scale) -> str:
    """What stands at the mark: bound and number, the word of a grade, or the word for what is missing."""
    if value.value is None:
        return value.text if value.text and has_value(value) else STATUS_LABEL[value.status]
    if is_disclosure(value):
        status = shown_status(value)
        return f"{STATE_SIGN[status]} {STATUS_LABEL[status]}"
    return (
        _from(value, scale) + bounded(scale.number(value.value), value.bound) + _zero_note(value, scale.unit)
    )


def _from(value: MeasureValue, scale: Scale) -> str:
    """The lower end of a range; the value is its upper end. Ends that print alike are one figure."""
    if value.low is None or value.value is None or value.low >= value.value:
        return ""
    low = scale.number(value.low)
    return f"{low}–" if low != scale.number(value.value) else ""


def value_text(value: MeasureValue, metric: Metric) -> str:
    """A value that stands alone, with its unit: ≥5,903场次, 71.7%, 6,373.5万元, 40万–≥90万人次, 未载明."""
    if value.value is None or is_disclosure(value):
        return value_label(value, scale_for(metric.unit))
    scale = scale_for(metric.unit, [value.value])
    shown = bounded(scale.with_unit(value.value), value.bound)
    return _from(value, scale) + shown + _zero_note(value, metric.unit)


def _zero_note(value: MeasureValue, unit: str) -> str:
    """A zero that the report gives is not to be read as nothing given."""
    return texts.IN_BRACKETS.format(said=ZERO_NOTE) if is_reported_zero(value, unit) else ""


def has_value(value: MeasureValue) -> bool:
    """True where the status allows a figure or a word to be shown."""
    return value.has_figure


def _fixed(value: Decimal, digits: int, trim: bool) -> str:
    rounded = round_half_up(value, digits)
    # 99.96 % must not read as 100.0 %, nor 0.04 % as 0.0 %.
    while digits < 3 and digits > 0 and rounded != value and rounded in (Decimal(0), Decimal(100)):
        digits += 1
        rounded = round_half_up(value, digits)
    text = f"{abs(rounded):,f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return (MINUS if rounded < 0 else "") + text
