"""What values are held against: thresholds as thin labelled lines, the median of a group as a short tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kexie_dash.charts import texts
from kexie_dash.charts.axis import Axis
from kexie_dash.charts.format import Scale, bounded
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import SMALL_SIZE
from kexie_dash.measures.median import Median, group_median
from kexie_dash.measures.ranking import why_unranked
from kexie_dash.model.assessment import Band, Metric, Threshold

_LANE, _GAP = 20, 10
_SIDE = {"at_least": "≥", "at_most": "≤"}


@dataclass(frozen=True, slots=True)
class Standing:
    """By group: its median, and why nobody has a place in it."""

    medians: Mapping[str, Median]
    unranked: Mapping[str, str]


def standing_of(metric: Metric, bands: Sequence[Band]) -> Standing:
    """bands: the whole groups, also where a part of them is drawn. One order across groups has neither."""
    groups = [band for band in bands if band.group]
    medians = {band.group: median for band in groups if (median := group_median(band))}
    unranked = {band.group: why for band in groups if (why := why_unranked(metric, band))}
    return Standing(medians, unranked)


def threshold_text(line: Threshold, scale: Scale) -> str:
    """The label with the value, unless the label says it: 要求 ≥95.0%."""
    number = scale.number(line.value)
    bare = number.removesuffix(scale.suffix)
    bare = (bare.rstrip("0").rstrip(".") if "." in bare else bare) + scale.suffix
    return (
        line.label if bare in line.label or number in line.label else f"{line.label} {_SIDE[line.side]}{bare}"
    )


def threshold_labels(metric: Metric, scale: Scale) -> str:
    """All lines with their figures: 目标 95%；低于 90% 视为未完成."""
    return texts.BETWEEN_CLAUSES.join(threshold_text(line, scale) for line in metric.thresholds)


def threshold_sentence(metric: Metric, scale: Scale) -> str:
    """All lines with the rules they come from, for a definition; empty where there are none."""
    said = (
        texts.WITH_NOTE.format(label=threshold_text(line, scale), note=line.source)
        for line in metric.thresholds
    )
    return texts.BETWEEN_CLAUSES.join(said)


class ThresholdLines:
    """Labels stand in rows of their own above everything, so that they meet neither marks nor each other."""

    def __init__(self, sheet: Sheet, axis: Axis | None, metric: Metric, scale: Scale) -> None:
        self._sheet, self._axis, self._drawn = sheet, axis, []
        lines = [line for line in metric.thresholds if axis and not (axis.log and line.value <= 0)]
        taken: list[list[tuple[float, float]]] = []
        top = sheet.y
        for line in sorted(lines, key=lambda one: one.value):
            assert axis is not None
            words = threshold_text(line, scale)
            middle, width = self._fit(axis.fraction(float(line.value)), text_width(words, SMALL_SIZE))
            span = (middle - width / 2 - _GAP, middle + width / 2)
            lane = next(
                (n for n, row in enumerate(taken) if all(_apart(span, one) for one in row)), len(taken)
            )
            if lane == len(taken):
                taken.append([])
            taken[lane].append(span)
            y = top + _LANE * lane + _LANE / 2
            shift = middle - axis.fraction(float(line.value)) * sheet.plot_width
            sheet.at(
                axis, float(line.value), y, plain(words), xanchor="center", yanchor="middle", xshift=shift
            )
            self._drawn.append((line, top + _LANE * (lane + 1)))
        if taken:
            sheet.y += _LANE * len(taken) + 2

    def finish(self) -> None:
        """Draw the lines from their labels down to where the sheet now ends."""
        for line, top in self._drawn:
            assert self._axis is not None
            place = float(line.value)
            theme = self._sheet.style.colours
            self._sheet.line(place, place, top, self._sheet.y, color=theme.mark, width=1)

    _drawn: list[tuple[Threshold, float]]

    def _fit(self, fraction: float, width: float) -> tuple[float, float]:
        """The label's middle in pixels from the plot's left, moved so that it stays on the sheet."""
        sheet = self._sheet
        least = sheet.edge - sheet.left + width / 2
        most = sheet.plot_width + sheet.right - sheet.edge - width / 2
        return min(max(fraction * sheet.plot_width, least), max(most, least)), width


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] <= other[0] or one[0] >= other[1]


def median_row(sheet: Sheet, axis: Axis, median: Median, scale: Scale) -> None:
    """A row of its own under the group's heading: a short tick, its value, how many it is of."""
    theme = sheet.style.colours
    y = sheet.row(24)
    place = float(median.value)
    sheet.line(place, place, y - 8, y + 8, color=theme.ink, width=2)
    words = median_words(median, scale)
    after = (1 - axis.fraction(float(median.value))) * sheet.plot_width + sheet.right - sheet.edge
    side = "left" if text_width(words, SMALL_SIZE) + 8 < after else "right"
    sheet.at(
        axis,
        float(median.value),
        y,
        plain(words),
        xanchor=side,
        xshift=7 if side == "left" else -7,
        yanchor="middle",
    )


def median_words(median: Median, scale: Scale) -> str:
    """中位数 71.7%（5 个）."""
    return texts.MEDIAN_OF.format(
        median=bounded(scale.number(median.value), median.bound), count=median.count
    )


def median_only(median: Median, scale: Scale) -> str:
    """中位数 71.7%."""
    return texts.MEDIAN.format(median=bounded(scale.number(median.value), median.bound))


def heading_note(sheet: Sheet, label: str, middle: float, note: str) -> None:
    """Beside the name of the group where both fit, else on a line of its own."""
    words = soft(plain(note), sheet.style.colours.soft)
    taken = text_width(label, SMALL_SIZE) + text_width(note, SMALL_SIZE) + 24
    if taken < sheet.style.text_room - 2 * sheet.edge:
        sheet.margin_text(middle, words, SMALL_SIZE, indent=round(text_width(label, SMALL_SIZE)) + 20)
    else:
        sheet.margin_text(sheet.row(_LANE), words, SMALL_SIZE)
