"""What pictures and sentences of a trend share: the one value axis, the newest change, the word of a year."""

from __future__ import annotations

from kexie_dash.charts import texts
from kexie_dash.charts import texts_trend as wording
from kexie_dash.charts.axis import Axis, axis_for
from kexie_dash.charts.change import change_sentence
from kexie_dash.charts.format import Scale, scale_for
from kexie_dash.charts.text import plain
from kexie_dash.model.assessment import STATUS_LABEL
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.trend import Track, Trend, YearPoint


def value_axis(trend: Trend) -> tuple[Axis, Scale]:
    """One for all panels."""
    figures = [v.value for track in trend.tracks for v in track.figures if v.value is not None]
    scale = scale_for(trend.metric.unit, figures)
    return axis_for(figures, trend.metric.unit, scale, ticks=3), scale


def axis_words(trend: Trend) -> str:
    """What the reader must know of the axis all panels share."""
    note = value_axis(trend)[0].note
    return (
        wording.ONE_VERTICAL_AXIS.format(note=note.replace(texts.HORIZONTAL_AXIS, texts.VERTICAL_AXIS))
        if note
        else wording.ONE_VERTICAL_AXIS_FROM_ZERO
    )


def newest(track: Track, trend: Trend) -> str:
    """2023年比2022年降5.0个百分点; else why there is no change to tell."""
    step = track.last
    if step is not None and step.change is not None:
        between = wording.YEARS_MISSING_BETWEEN.format(count=len(step.between)) if step.between else ""
        words = change_sentence(step.change, trend.metric, step.before.year)
        return wording.NEWEST.format(year=step.after.year, change=words, between=between)
    if len(track.figures) > 1:
        return wording.BREAKS_BETWEEN_YEARS
    return wording.ONE_YEAR_ONLY if track.figures else wording.NO_YEAR


def state_of_year(point: YearPoint) -> tuple[str, str]:
    """The sign and the word of a year without a number; a value that is a word stands for itself."""
    if point.value is None:
        return STATE_SIGN["no_report"], STATUS_LABEL["no_report"]
    status = point.value.status
    if point.value.text is not None and point.value.has_figure:
        return STATE_SIGN[status], plain(point.value.text)
    return STATE_SIGN[status], STATUS_LABEL[status]
