"""The words around bullets: who keeps the line inside a group, where the line comes from, all in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kexie_dash.charts import texts
from kexie_dash.charts import texts_side as wording
from kexie_dash.charts.bullet import MEDIAN, TOO_FEW, references_by_group, verdict_words
from kexie_dash.charts.format import Scale, bounded, scale_for, value_text
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.lines import threshold_text
from kexie_dash.charts.names import names_of, row_words
from kexie_dash.charts.rows import drawn_values, why_hollow
from kexie_dash.charts.side import size_words
from kexie_dash.charts.titles import foot_for, subtitle_for
from kexie_dash.measures.position import Position, Reference, position
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, Metric
from kexie_dash.queries.comparison import Absent
from kexie_dash.store.database import Snapshot


@dataclass(frozen=True, slots=True)
class _Told:
    """A group with what could be decided in it."""

    band: Band
    reference: Reference
    found: tuple[tuple[ComparedValue, Position], ...]


def bullet_captions(
    metric: Metric, bands: Sequence[Band], choice: str, snapshot: Snapshot | None = None
) -> Captions:
    """The group of which most can be said; a line's source stands in the foot."""
    scale = scale_for(metric.unit, drawn_values(bands))
    told = _told(metric, bands, choice)
    against = reference_name(metric, choice, scale)
    subtitle = wording.BULLET_SUBTITLE.format(subtitle=subtitle_for(metric, bands), against=against)
    lines = [line for number, line in enumerate(metric.thresholds, start=1) if choice == str(number)]
    sources = tuple(
        wording.LINE_SOURCE.format(line=threshold_text(line, scale), source=line.source) for line in lines
    )
    if choice == MEDIAN:
        sources = (wording.MEDIAN_OF_COMPARED,)
    return Captions(_title(metric, told, against), subtitle, (*sources, *foot_for(bands, snapshot)))


def bullet_alt(metric: Metric, bands: Sequence[Band], choice: str, absent: Sequence[Absent] = ()) -> str:
    """Finding, then group by group every body with value and distance, or the word for what is missing."""
    scale = scale_for(metric.unit, drawn_values(bands))
    names = names_of(item.value for band in bands for item in band.values)
    against = references_by_group(metric, bands, choice)
    groups = []
    for band in bands:
        reference = against.get(band.group)
        words = row_words(item.value for item in band.values)
        said = [
            _said(metric, band, item, reference, f"{names[item.value.body_code]}{words[item.value.id]}")
            for item in band.values
        ]
        head = texts.IN_BRACKETS.format(said=reference_text(reference, scale) if reference else TOO_FEW)
        groups.append(
            wording.BULLET_GROUP.format(label=band.label, head=head, rows=texts.BETWEEN_CLAUSES.join(said))
        )
    if absent:
        groups.append(
            texts.LABELLED.format(
                label=STATUS_LABEL["no_report"],
                said=texts.BETWEEN_NAMES.join(one.body.name for one in absent),
            )
        )
    title = _title(metric, _told(metric, bands, choice), reference_name(metric, choice, scale))
    return wording.BULLET_ALT.format(
        title=title, label=metric.label, groups=texts.BETWEEN_SENTENCES.join(groups)
    )


def reference_name(metric: Metric, choice: str, scale: Scale) -> str:
    """What the reader chose: 组内中位数, or the label of a line."""
    if choice == MEDIAN:
        return wording.GROUP_MEDIAN
    return threshold_text(metric.thresholds[int(choice) - 1], scale)


def reference_text(reference: Reference, scale: Scale) -> str:
    """目标 95%; 中位数 85.0%（13 个）."""
    if reference.line is not None:
        return threshold_text(reference.line, scale)
    assert reference.median is not None
    number = bounded(scale.number(reference.value), reference.bound)
    return texts.MEDIAN_OF.format(median=number, count=reference.median.count)


def _told(metric: Metric, bands: Sequence[Band], choice: str) -> list[_Told]:
    against = references_by_group(metric, bands, choice)
    told = []
    for band in bands:
        if (reference := against.get(band.group)) is None:
            continue
        placed = ((item, position(metric, item, reference, band)) for item in band.values if item.comparable)
        found = tuple((item, place) for item, place in placed if place and place.side != "open")
        told.append(_Told(band, reference, found))
    return told


def _title(metric: Metric, told: Sequence[_Told], against: str) -> str:
    """2022 项目·市级：2家可比单位预算执行率都低于目标 95%，甲差得最多，低 29.6 百分点."""
    most = max(told, key=lambda one: (_below(one) > 0, len(one.found)), default=None)
    if most is None or not most.found:
        return wording.NOTHING_DECIDED.format(label=metric.label, against=against)
    count, below = len(most.found), _below(most)
    if below == 0:
        verb = wording.ALL_NOT_BELOW if count > 1 else wording.NOT_BELOW
        return wording.NONE_BELOW_LINE.format(
            group=most.band.label, count=count, label=metric.label, verb=verb, against=against
        )
    part = (
        texts.ALL
        if below == count > 1
        else ""
        if below == count
        else wording.SO_MANY_OF_THEM.format(below=below)
    )
    item, place = min(most.found, key=lambda pair: pair[1].size)
    name = names_of([one.value for one, _ in most.found])[item.value.body_code]
    least = texts.AT_LEAST if place.bound != "exact" else ""
    size = size_words(metric, place.size)
    return wording.SOME_BELOW_LINE.format(
        group=most.band.label, count=count, part=part, against=against, name=name, least=least, size=size
    )


def _below(told: _Told) -> int:
    return sum(place.side == "below" for _, place in told.found)


def _said(metric: Metric, band: Band, item: ComparedValue, reference: Reference | None, who: str) -> str:
    value = item.value
    if not value.has_figure:
        return wording.ROW_WITHOUT_FIGURE.format(who=who, year=value.year, state=STATUS_LABEL[value.status])
    found = position(metric, item, reference, band) if reference else None
    said = [value_text(value, metric), verdict_words(metric, found, reference)]
    why = why_hollow(item)
    return wording.ROW_SAID.format(
        who=who,
        year=value.year,
        said=texts.BETWEEN_PARTS.join(filter(None, said)),
        more=texts.IN_BRACKETS.format(said=why) if why else "",
    )
