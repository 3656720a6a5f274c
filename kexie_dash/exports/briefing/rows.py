"""The rows of a picture, whatever draws them: a heading a group, then its values in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts.format import Scale, has_value, scale_for, value_label
from kexie_dash.charts.lines import median_words
from kexie_dash.charts.names import names_of, row_words
from kexie_dash.charts.rows import drawn_values
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.exports.clean import clean
from kexie_dash.measures.median import Median, group_median
from kexie_dash.model.assessment import Band, ComparedValue, Metric


@dataclass(frozen=True, slots=True)
class Row:
    """item: None for the heading of a group. label: of the row. said: at its mark, the bound before it."""

    label: str
    said: str = ""
    item: ComparedValue | None = None
    median: Median | None = None
    median_said: str = ""

    @property
    def is_heading(self) -> bool:
        return self.item is None

    @property
    def declared(self) -> Decimal | None:
        """What the body says itself, where that is drawn beside the ruler."""
        return self.item.value.declared if self.item is not None else None


def scale_of(metric: Metric, bands: Sequence[Band]) -> Scale:
    return scale_for(metric.unit, drawn_values(bands))


def rows_of(metric: Metric, bands: Sequence[Band], own: str = "") -> tuple[Row, ...]:
    """Every band that has values, headed by its name."""
    values = [item.value for band in bands for item in band.values]
    names, words, scale = names_of(values), row_words(values), scale_of(metric, bands)
    made: list[Row] = []
    for band in bands:
        if not band.values:
            continue
        median = group_median(band)
        told = median_words(median, scale) if median else ""
        made.append(Row(band.label, median=median, median_said=told))
        for item in band.values:
            value = item.value
            more = f" {words[value.id]}" if words[value.id] else ""
            mine = wording.IS_OWN if value.body_code == own else ""
            label = clean(f"{names[value.body_code]} {value.year}{mine}{more}")[0]
            said = clean(value_label(value, scale))[0]
            if has_value(value) and item.reasons:
                said += wording.IS_NOT_COMPARABLE
            made.append(Row(shorter(label, _LONGEST), said, item))
    return tuple(made)


def pages(rows: Sequence[Row], most: int) -> Iterator[tuple[Row, ...]]:
    """Parts of so many rows at most; a group that is cut has its heading again."""
    page: list[Row] = []
    heading: Row | None = None
    for row in rows:
        if row.is_heading:
            heading = row
            if len(page) >= most - 1:
                yield tuple(page)
                page = []
        elif len(page) >= most:
            yield tuple(page)
            page = [Row(wording.CONTINUED.format(label=heading.label))] if heading else []
        page.append(row)
    if page:
        yield tuple(page)


def shorter(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


_LONGEST = 24
