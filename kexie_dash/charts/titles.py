"""Titles that say the finding, subtitles and feet, by rules from the values alone, never across groups.

A sentence is only made where every bound allows it; otherwise the title says who states the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from kexie_dash.charts import texts
from kexie_dash.charts import texts_titles as wording
from kexie_dash.charts.format import (
    POINTS,
    RATE,
    SCORE,
    Scale,
    has_value,
    scale_for,
)
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.lines import threshold_sentence
from kexie_dash.charts.names import names_of
from kexie_dash.charts.rows import drawn_values
from kexie_dash.charts.title_plain import only_value, span, who_leaves_out, who_states
from kexie_dash.charts.title_subject import subject
from kexie_dash.model.assessment import Band, MeasureValue, Metric
from kexie_dash.model.quantity import round_half_up
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import DISCLOSED
from kexie_dash.store.database import Snapshot

#: A rate below this is a shortfall worth a title; above _GOOD all is well.
_SHORT, _GOOD = Decimal("0.8"), Decimal("0.9")
#: A body's own rate has to differ from the ruler's by so much before a title says so.
_WIDE_GAP = Decimal("0.05")
_TIMES = Decimal(2)
SOURCE = texts.SOURCE


@dataclass(frozen=True, slots=True)
class _Finding:
    """A sentence and how much it tells: how many bodies it names, then how far they are off."""

    text: str
    bodies: int
    strength: Decimal


Rule = Callable[[Metric, Sequence[MeasureValue], Mapping[str, str]], _Finding | None]


def captions_for(metric: Metric, bands: Sequence[Band], snapshot: Snapshot | None = None) -> Captions:
    """Title, subtitle and foot of a picture of these bands."""
    return Captions(title_for(metric, bands), subtitle_for(metric, bands), foot_for(bands, snapshot))


def title_for(metric: Metric, bands: Sequence[Band]) -> str:
    """The finding that names most bodies of one group; else the only value, the span; else who states it."""
    names = names_of(item.value for band in bands for item in band.values)
    if DISCLOSED in metric.breakdown:
        return who_leaves_out(bands, names) or who_states(metric, bands)
    if said := finding_for(metric, bands):
        return said
    return only_value(metric, bands, names) or span(metric, bands, names) or who_states(metric, bands)


def finding_for(metric: Metric, bands: Sequence[Band]) -> str:
    """The finding that names most bodies of one group; empty where no rule finds any."""
    names = names_of(item.value for band in bands for item in band.values)
    rules = () if DISCLOSED in metric.breakdown else _rules(metric)
    found = [
        finding
        for band in bands
        for rule in rules
        if (finding := rule(metric, _comparable(band), names)) is not None
    ]
    return max(found, key=lambda finding: (finding.bodies, finding.strength)).text if found else ""


def subtitle_for(metric: Metric, bands: Sequence[Band]) -> str:
    """Metric, unit, how it is calculated, years, and what the signs at the numbers mean."""
    values = [item.value for band in bands for item in band.values]
    scale = scale_for(metric.unit, drawn_values(bands))
    unit = texts.IN_BRACKETS.format(said=scale.unit) if scale.unit else ""
    parts = [f"{metric.label}{unit}", metric.formula, _years(values), _signs(values)]
    return texts.BETWEEN_CLAUSES.join(part for part in parts if part)


def foot_for(bands: Sequence[Band], snapshot: Snapshot | None = None) -> tuple[str, ...]:
    """Source, what may not be compared, and the build the figures come from."""
    said = SOURCE
    shown = [band for band in bands if band.values]
    if len(shown) > 1:
        said += texts.GROUPS_NOT_COMPARED
    hollow = [item for band in bands for item in band.values if item.reasons and has_value(item.value)]
    if hollow:
        names = names_of(item.value for item in hollow)
        said += wording.HOLLOW_NOT_COMPARABLE.format(
            names=texts.BETWEEN_NAMES.join(dict.fromkeys(names[i.value.body_code] for i in hollow))
        )
    return (said, *([snapshot_words(snapshot)] if snapshot else []))


def snapshot_words(snapshot: Snapshot) -> str:
    """Which build and which definitions, as printed on everything that is taken away."""
    return texts.SNAPSHOT.format(
        number=snapshot.number, build=snapshot.build, dictionary=snapshot.dictionary_version
    )


def about_words(metric: Metric, snapshot: Snapshot) -> str:
    """Definition, the lines it is held against, and the build: one line for every row of a table."""
    scale = scale_for(metric.unit, [line.value for line in metric.thresholds])
    lines = threshold_sentence(metric, scale)
    said = wording.REFERENCE_LINES.format(lines=lines) if lines else ""
    return f"{metric.definition}{said}{snapshot_words(snapshot)}"


def _rules(metric: Metric) -> tuple[Rule, ...]:
    if metric.unit == POINTS:
        return (_wide_gap,)
    if metric.direction != "higher":
        return ()
    return {RATE: (_shortfall, _all_well), SCORE: (_all_above,)}.get(metric.unit, (_many_times,))


def _comparable(band: Band) -> list[MeasureValue]:
    return [item.value for item in band.values if item.comparable and item.value.value is not None]


def _shortfall(metric: Metric, values: Sequence[MeasureValue], names: Mapping[str, str]) -> _Finding | None:
    """甲、乙2022年项目预算执行率不足七成."""
    # As printed: what reads 80.0% is not said to be below it.
    short = [v for v in values if v.high is not None and round_half_up(v.high, 3) < _SHORT]
    if not short:
        return None
    most = max(value.high for value in short if value.high is not None)
    tenth = int((most * 10).to_integral_value(ROUND_FLOOR)) + 1
    said = wording.BELOW_TENTHS.format(tenths=wording.DIGITS[tenth]) if most > 0 else wording.IS_ZERO
    who = {value.body_code for value in short}
    own = [value for value in values if value.body_code in who]
    if len(own) > len(who):
        # Of a body's projects some fall short: that is not said of all of them.
        said = wording.SOME_OF_PROJECTS.format(count=len(own), short=len(short), said=said)
    return _Finding(f"{subject(metric, short, names)}{said}", len(short), 1 - most)


def _all_well(metric: Metric, values: Sequence[MeasureValue], names: Mapping[str, str]) -> _Finding | None:
    """Only for a whole group of two or more."""
    lows = [value.low for value in values if value.low is not None]
    if len(values) < 2 or len(lows) < len(values) or min(lows) < _GOOD:
        return None
    said = wording.ALL_REACH_HUNDRED if min(lows) >= 1 else wording.ALL_NINETY_AND_MORE
    # Shortfalls are told first, however few bodies they name.
    return _Finding(f"{subject(metric, values, names)}{said}", 0, min(lows))


def _all_above(metric: Metric, values: Sequence[MeasureValue], names: Mapping[str, str]) -> _Finding | None:
    """甲、乙2020年部门整体自评得分均在95分以上."""
    lows = [value.low for value in values if value.low is not None]
    if len(values) < 2 or len(lows) < len(values):
        return None
    floor = (min(lows) / 5).to_integral_value(ROUND_FLOOR) * 5
    text = wording.ALL_ABOVE.format(subject=subject(metric, values, names), floor=floor, unit=metric.unit)
    return _Finding(text, len(values), floor) if floor > 0 else None


def _many_times(metric: Metric, values: Sequence[MeasureValue], names: Mapping[str, str]) -> _Finding | None:
    """The first over the second, where the second has an upper end."""
    sized = sorted((v for v in values if v.value), key=lambda v: v.value or Decimal(0), reverse=True)
    if len(sized) < 2:
        return None
    first, second = sized[:2]
    if first.low is None or not second.high or first.low / second.high < _TIMES:
        return None
    times = first.low / second.high
    exact = first.bound == second.bound == "exact"
    digits = (
        times.quantize(Decimal("0.1"), ROUND_FLOOR) if times < 10 else times.to_integral_value(ROUND_FLOOR)
    )
    who, other = subject(metric, [first], names), names[second.body_code]
    much = (
        wording.ABOUT_TIMES_OF.format(who=who, other=other, times=digits.normalize())
        if exact
        else wording.AT_LEAST_TIMES_OF.format(who=who, other=other, times=digits.normalize())
    )
    return _Finding(much, 2, times)


def _wide_gap(metric: Metric, values: Sequence[MeasureValue], names: Mapping[str, str]) -> _Finding | None:
    """The widest gap between what a body declares and the ruler."""
    wide = [(abs(value.value), value) for value in values if value.value is not None]
    size, widest = max(wide, key=lambda pair: pair[0], default=(Decimal(0), None))
    if widest is None or widest.value is None or size < _WIDE_GAP:
        return None
    return _Finding(gap_sentence(widest, widest.value, names), 1, size)


def gap_sentence(value: MeasureValue, gap: Decimal, names: Mapping[str, str]) -> str:
    """甲2022年项目自报执行率比统一口径高34.6个百分点."""
    size = Scale("", Decimal(100), 1).number(abs(gap))
    more = texts.HIGHER if gap > 0 else texts.LOWER
    place = texts.BODY_YEAR_KIND.format(
        name=names[value.body_code], year=value.year, kind=KIND_LABEL[value.kind]
    )
    return wording.DECLARED_AND_RULER.format(place=place, way=more, size=size)


def _years(values: Sequence[MeasureValue]) -> str:
    years = sorted({value.year for value in values})
    if not years:
        return ""
    return (
        texts.ONE_YEAR.format(year=years[0])
        if len(years) == 1
        else texts.YEARS.format(first=years[0], last=years[-1])
    )


def _signs(values: Sequence[MeasureValue]) -> str:
    bounds = {value.bound for value in values if has_value(value)}
    said = [(texts.SIGN_AT_LEAST, "at_least" in bounds), (texts.SIGN_AT_MOST, "at_most" in bounds)]
    said.append((texts.SIGN_ABOUT, bool(bounds & {"about", "nearly"})))
    return texts.BETWEEN_PARTS.join(words for words, used in said if used)
