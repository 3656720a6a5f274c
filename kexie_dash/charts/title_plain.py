"""Titles where no rule found anything: the only value, the span of a group, who states the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kexie_dash.charts import texts
from kexie_dash.charts import texts_titles as wording
from kexie_dash.charts.format import MIXED, POINTS, has_value, scale_for, value_text
from kexie_dash.charts.title_subject import MOST_NAMES, SAID, subject, what_of
from kexie_dash.model.assessment import Band, MeasureValue, Metric
from kexie_dash.model.state import DISCLOSED, is_disclosure


def only_value(metric: Metric, bands: Sequence[Band], names: Mapping[str, str]) -> str | None:
    stated = [i.value for band in bands for i in band.values if has_value(i.value) and not i.reasons]
    if len(stated) != 1:
        return None
    least = texts.BOUND_WORD[stated[0].bound]
    return f"{subject(metric, stated, names)}{least}{value_text(stated[0], metric).lstrip('≥≈≤')}"


def span(metric: Metric, bands: Sequence[Band], names: Mapping[str, str]) -> str | None:
    """甲、乙2020年部门整体执行金额在3,552.2万元至4,569.2万元之间: of the largest group of two or more.

    Where a bound is in play only the lowest figure is told, and only if it is a lower end: 均不少于20场次.
    """
    values = max((_told(band) for band in bands), key=len, default=[])
    if not values or metric.unit in (POINTS, MIXED):
        return None
    figures = sorted(value.value for value in values if value.value is not None)
    who, scale = subject(metric, values, names), scale_for(metric.unit, figures)
    least, most = scale.with_unit(figures[0]), scale.with_unit(figures[-1])
    if any(value.bound != "exact" for value in values):
        lows = [value.low for value in values if value.low is not None]
        certain = len(lows) == len(values) and min(lows) == figures[0] > 0
        return wording.ALL_NOT_BELOW.format(who=who, least=least) if certain else None
    return (
        wording.ALL_EQUAL.format(who=who, least=least)
        if least == most
        else wording.ALL_BETWEEN.format(who=who, least=least, most=most)
    )


def _told(band: Band) -> list[MeasureValue]:
    """The comparable figures of two bodies or more, if a title can say what all of them are of."""
    values = [item.value for item in band.values if item.comparable and item.value.value is not None]
    parts = {name for value in values for name, _ in value.by}
    return values if len({value.body_code for value in values}) > 1 and parts <= SAID else []


def who_leaves_out(bands: Sequence[Band], names: Mapping[str, str]) -> str | None:
    """甲、乙没有写明满意度; only where all values are of one item."""
    values = [item.value for band in bands for item in band.values if is_disclosure(item.value)]
    items = {dict(value.by)[DISCLOSED] for value in values}
    if len(items) != 1:
        return None
    item = items.pop()
    silent = list(dict.fromkeys(names[value.body_code] for value in values if value.value == 0))
    if not silent:
        return wording.ALL_STATE.format(count=len({value.body_code for value in values}), item=item)
    more = wording.AND_SO_MANY_BODIES.format(count=len(silent)) if len(silent) > MOST_NAMES else ""
    return wording.LEAVE_OUT.format(names=texts.BETWEEN_NAMES.join(silent[:MOST_NAMES]), more=more, item=item)


def who_states(metric: Metric, bands: Sequence[Band]) -> str:
    values = [item.value for band in bands for item in band.values]
    everyone = {value.body_code for value in values}
    states = {value.body_code for value in values if has_value(value)}
    label = what_of(metric, values)
    if not everyone:
        return wording.NO_SUCH_REPORT.format(label=label)
    if not states:
        return wording.NOBODY_HAS_FIGURES.format(label=label, count=len(everyone))
    rest = len(everyone) - len(states)
    return wording.SO_MANY_HAVE_FIGURES.format(label=label, count=len(states)) + (
        wording.SO_MANY_HAVE_NONE.format(rest=rest) if rest else ""
    )
