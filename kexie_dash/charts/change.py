"""A change between two years in words: 百分点 for rates, the unit and a share for amounts."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts import texts_titles as wording
from kexie_dash.charts.format import POINTS, RATE, SCORE, Scale, percent, scale_for
from kexie_dash.measures.change import Change
from kexie_dash.model.assessment import Metric

OPEN = wording.UNDECIDED


def change_words(change: Change, metric: Metric) -> str:
    """+5.0 百分点, 持平, +30万元（+12.0%）, 至少 +20场次, 升降不能判定."""
    if change.way == "same":
        return wording.SAME
    if change.way == "open":
        return OPEN
    if not change.exact:
        end = change.low if change.way == "up" else change.high
        return wording.AT_LEAST_CHANGE.format(size=_signed(end or Decimal(0), metric))
    share = (
        texts.IN_BRACKETS.format(said=_share(change.share))
        if _has_share(metric) and change.share is not None
        else ""
    )
    return f"{_signed(change.size, metric)}{share}"


def change_sentence(change: Change, metric: Metric, since: int) -> str:
    """比2022年降5.0个百分点; for a title."""
    if change.way == "same":
        return wording.SAME_AS_YEAR.format(since=since)
    if change.way == "open":
        return wording.UNDECIDED_SINCE.format(since=since, undecided=OPEN)
    size = change.size if change.exact else (change.low if change.way == "up" else change.high)
    least = "" if change.exact else texts.AT_LEAST
    return wording.CHANGED_SINCE.format(
        since=since, way=wording.UP_DOWN[change.way], least=least, size=_size(abs(size or Decimal(0)), metric)
    )


def _scale(size: Decimal, metric: Metric) -> Scale:
    if metric.unit in (RATE, POINTS):
        return scale_for(POINTS)
    plain = scale_for(metric.unit, [size])
    return Scale(plain.unit, plain.factor, plain.digits, plain.trim, plain.suffix, signed=True)


def _signed(size: Decimal, metric: Metric) -> str:
    return _scale(size, metric).with_unit(size)


def _size(size: Decimal, metric: Metric) -> str:
    if metric.unit in (RATE, POINTS):
        return wording.SO_MANY_POINTS.format(number=Scale("", Decimal(100), 1).number(size))
    return scale_for(metric.unit, [size]).with_unit(size)


def _has_share(metric: Metric) -> bool:
    return metric.unit not in (RATE, POINTS, SCORE)


def _share(share: Decimal) -> str:
    return f"{'+' if share > 0 else ''}{percent(share)}"
