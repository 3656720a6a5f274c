"""Who and what a title speaks of: bodies, year, kind of report, and the metric with its breakdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts import texts_titles as wording
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.labels import LEVEL_LABEL, by_label
from kexie_dash.model.report import KIND_LABEL

#: More names than this are counted instead.
MOST_NAMES = 3
#: Parts of a breakdown that stand before the metric's name, in this order; values that add nothing to it.
_SAID_BEFORE = ("coverage", "channel", "category", "item")
_UNSAID = frozenset({"total", "unstated", "other"})
#: Parts that `what_of` says of values that share them; a title that leaves one out would say too much.
SAID = frozenset({*_SAID_BEFORE, "stage", "dimension"})


def subject(metric: Metric, values: Sequence[MeasureValue], names: Mapping[str, str]) -> str:
    """Who, when, which kind of report and what: 甲、乙2022年项目预算执行率."""
    told = sorted(values, key=lambda value: value.value or Decimal(0))
    who = list(dict.fromkeys(names[value.body_code] for value in told))
    listed = texts.BETWEEN_NAMES.join(who[:MOST_NAMES])
    if len(who) > MOST_NAMES:
        listed += wording.AND_BODIES_IN_ALL.format(count=len(who), level=LEVEL_LABEL[told[0].level])
    return wording.SUBJECT.format(
        who=listed, year=told[0].year, kind=KIND_LABEL[told[0].kind], what=what_of(metric, told)
    )


def what_of(metric: Metric, values: Sequence[MeasureValue]) -> str:
    """The metric with what all these values are of: 全市系统线下受众人次, 本级科普活动场次, 执行数."""
    words = breakdown_words(values)
    label = metric.label.removeprefix(wording.BY_CATEGORY) if words else metric.label
    stages = {dict(value.by).get("stage", "") for value in values}
    if len(stages) == 1 and (stage := stages.pop()):
        return wording.AMOUNT_OF_STAGE.format(stage=by_label("stage", stage))
    dimensions = {dict(value.by).get("dimension", "") for value in values}
    if len(dimensions) == 1 and (dimension := dimensions.pop()):
        # What is low in one dimension is not said of all of them.
        return wording.OF_DIMENSION.format(
            dimension=by_label("dimension", dimension), label=label.removeprefix(wording.BY_DIMENSION)
        )
    # 科普活动 and 活动场次 share a word that is said once.
    return words + (label[2:] if words.endswith(label[:2]) else label)


def breakdown_words(values: Sequence[MeasureValue]) -> str:
    """What all these values are of, where they are of one thing: 全市系统, 本级线下."""
    shared = set(values[0].by).intersection(*(value.by for value in values[1:])) if values else set()
    said = [
        by_label(name, shared_value)
        for name in _SAID_BEFORE
        for dimension, shared_value in sorted(shared)
        if dimension == name and shared_value not in _UNSAID
    ]
    return "".join(said)
