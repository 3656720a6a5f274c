"""The words around bullets: who keeps the line inside a group, where the line comes from, all in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    subtitle = f"{subtitle_for(metric, bands)}；横杠为数值，竖线为{against}"
    lines = [line for number, line in enumerate(metric.thresholds, start=1) if choice == str(number)]
    sources = tuple(f"参照线 {threshold_text(line, scale)}：{line.source}。" for line in lines)
    if choice == MEDIAN:
        sources = ("中位数只由同组可比的数值得出，不足三家的组没有中位数。",)
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
        head = f"（{reference_text(reference, scale)}）" if reference else f"（{TOO_FEW}）"
        groups.append(f"{band.label}{head}：{'；'.join(said)}")
    if absent:
        groups.append(f"{STATUS_LABEL['no_report']}：{'、'.join(one.body.name for one in absent)}")
    title = _title(metric, _told(metric, bands, choice), reference_name(metric, choice, scale))
    return f"{title}。{metric.label}对照图。{'。'.join(groups)}。"


def reference_name(metric: Metric, choice: str, scale: Scale) -> str:
    """What the reader chose: 组内中位数, or the label of a line."""
    if choice == MEDIAN:
        return "组内中位数"
    return threshold_text(metric.thresholds[int(choice) - 1], scale)


def reference_text(reference: Reference, scale: Scale) -> str:
    """目标 95%; 中位数 85.0%（13 个）."""
    if reference.line is not None:
        return threshold_text(reference.line, scale)
    assert reference.median is not None
    number = bounded(scale.number(reference.value), reference.bound)
    return f"中位数 {number}（{reference.median.count} 个）"


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
        return f"{metric.label}：没有能与{against}判定高低的数值"
    count, below = len(most.found), _below(most)
    if below == 0:
        verb = "都不低于" if count > 1 else "不低于"
        return f"{most.band.label}：{count}家能判定的单位{metric.label}{verb}{against}"
    part = "都" if below == count > 1 else "" if below == count else f"中{below}家"
    item, place = min(most.found, key=lambda pair: pair[1].size)
    name = names_of([one.value for one, _ in most.found])[item.value.body_code]
    least = "至少" if place.bound != "exact" else ""
    size = size_words(metric, place.size)
    return f"{most.band.label}：{count}家能判定的单位{part}低于{against}，{name}最低，{least}低{size}"


def _below(told: _Told) -> int:
    return sum(place.side == "below" for _, place in told.found)


def _said(metric: Metric, band: Band, item: ComparedValue, reference: Reference | None, who: str) -> str:
    value = item.value
    if not value.has_figure:
        return f"{who} {value.year}年{STATUS_LABEL[value.status]}"
    found = position(metric, item, reference, band) if reference else None
    said = [value_text(value, metric), verdict_words(metric, found, reference)]
    why = why_hollow(item)
    return f"{who} {value.year}年 {'，'.join(filter(None, said))}{f'（{why}）' if why else ''}"
