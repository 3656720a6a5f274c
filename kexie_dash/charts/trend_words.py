"""What a trend says: title, subtitle, foot, and the picture in words."""

from __future__ import annotations

from collections.abc import Mapping

from kexie_dash.charts import texts
from kexie_dash.charts import texts_titles as titles
from kexie_dash.charts import texts_trend as wording
from kexie_dash.charts.change import change_sentence, change_words
from kexie_dash.charts.format import SCORE, scale_for, value_text
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.title_subject import what_of
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.charts.trend_parts import axis_words, state_of_year
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.queries.trend import Step, Track, Trend

_SAME_RULER = wording.SAME_RULER
_SCORES = wording.SCORES_WITH_THEIR_FORMS


def trend_captions(trend: Trend, own: str = "") -> Captions:
    """The own body's newest change first; else how many rose and fell."""
    values = [v for track in trend.all for v in track.figures]
    scale = scale_for(trend.metric.unit, [v.value for v in values if v.value is not None])
    unit = texts.IN_BRACKETS.format(said=scale.unit) if scale.unit else ""
    years = (
        texts.YEARS.format(first=trend.years[0], last=trend.years[-1])
        if len(trend.years) > 1
        else texts.ONE_YEAR.format(year=trend.years[0])
    )
    parts = [f"{subject(trend)}{unit}", trend.metric.formula, years, axis_words(trend), _key(trend)]
    foot = [SOURCE + _SAME_RULER + (_SCORES if trend.metric.unit == SCORE else "")]
    return Captions(
        trend_title(trend, own),
        texts.BETWEEN_CLAUSES.join(filter(None, parts)),
        (*foot, snapshot_words(trend.snapshot)),
    )


def trend_title(trend: Trend, own: str = "") -> str:
    names = trend_names(trend)
    what = subject(trend)
    mine = [track for track in trend.tracks if track.body_code == own]
    for track in mine:
        if (step := track.last) is not None and step.change is not None:
            return _step_title(trend, names[track.body_code], step)
    told = [(track, step) for track in trend.tracks if (step := track.last) is not None]
    decided = [(track, step) for track, step in told if step.change and step.change.way in ("up", "down")]
    if len(told) == 1:
        return _step_title(trend, names[told[0][0].body_code], told[0][1])
    if not told:
        return wording.NOTHING_TO_SAY.format(what=what)
    ups = sum(step.change is not None and step.change.way == "up" for _, step in told)
    downs = sum(step.change is not None and step.change.way == "down" for _, step in told)
    rest = len(told) - ups - downs
    counts = [(ups, titles.UP_DOWN["up"]), (downs, titles.UP_DOWN["down"]), (rest, wording.SAME_OR_UNDECIDED)]
    said = texts.BETWEEN_PARTS.join(
        wording.SO_MANY_BODIES.format(count=count, word=word) for count, word in counts if count
    )
    if not decided:
        return wording.NEWEST_CHANGES.format(what=what, said=said)
    track, step = max(decided, key=lambda pair: abs(pair[1].change.size) if pair[1].change else 0)
    assert step.change is not None
    most = change_sentence(step.change, trend.metric, step.before.year)
    return wording.NEWEST_CHANGES_AND_LARGEST.format(
        what=what, said=said, name=names[track.body_code], year=step.after.year, change=most
    )


def _step_title(trend: Trend, name: str, step: Step) -> str:
    assert step.change is not None
    shown = value_text(step.after, trend.metric)
    moved = change_sentence(step.change, trend.metric, step.before.year)
    return wording.BODY_AND_CHANGE.format(
        name=name, year=step.after.year, what=subject(trend), value=shown, change=moved
    )


def subject(trend: Trend) -> str:
    """The metric with what it is of: 全市系统线下受众人次."""
    return what_of(trend.metric, [_place(trend)]) if trend.by else trend.metric.label


def _place(trend: Trend) -> MeasureValue:
    """Any value of the breakdown; there is one, or the breakdown would not exist."""
    points = (point.value for track in trend.all for point in track.points if point.value is not None)
    return next(value for value in points if set(trend.by) <= set(value.by))


def trend_names(trend: Trend) -> Mapping[str, str]:
    return short_names({track.body_code: track.body for track in trend.all})


def _key(trend: Trend) -> str:
    """The signs in use, each with its word."""
    said = [wording.BREAKS_DASHED] if any(track.breaks for track in trend.tracks) else []
    silent = dict.fromkeys(
        " ".join(state_of_year(point))
        for track in trend.tracks
        for point in track.points
        if point.stated is None
    )
    return texts.BETWEEN_PARTS.join(
        [
            *said,
            *([wording.YEARS_LEFT_EMPTY.format(states=texts.BETWEEN_NAMES.join(silent))] if silent else []),
        ]
    )


def trend_alt(trend: Trend, own: str = "") -> str:
    """Finding, then body by body every year, change and break."""
    names = trend_names(trend)
    told = texts.BETWEEN_SENTENCES.join(
        _track_words(trend, track, names[track.body_code]) for track in trend.tracks
    )
    return wording.TREND_ALT.format(title=trend_title(trend, own), what=subject(trend), bodies=told)


def _track_words(trend: Trend, track: Track, name: str) -> str:
    moved = {step.after.year: step for step in track.steps}
    said = []
    for point in track.points:
        if point.stated is None:
            said.append(wording.YEAR_WITHOUT_FIGURE.format(year=point.year, state=state_of_year(point)[1]))
            continue
        step = moved.get(point.year)
        more = (
            wording.AND_SINCE.format(year=step.before.year, change=change_words(step.change, trend.metric))
            if step and step.change
            else ""
        )
        said.append(
            wording.YEAR_WITH_FIGURE.format(
                year=point.year, value=value_text(point.stated, trend.metric), more=more
            )
        )
    said += [
        wording.BREAK_BETWEEN.format(
            before=one.before, after=one.after, words=texts.BETWEEN_CLAUSES.join(one.words)
        )
        for one in track.breaks
    ]
    return wording.TRACK.format(name=name, label=track.label, years=texts.BETWEEN_CLAUSES.join(said))
