"""What pictures of several metrics share: whose row it is, what the columns are held against, the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts import texts_side as wording
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import MINUS, POINTS, RATE, Scale, scale_for
from kexie_dash.charts.lines import threshold_text
from kexie_dash.charts.names import names_of
from kexie_dash.charts.rows import drawn_values
from kexie_dash.charts.text import plain, soft
from kexie_dash.charts.theme import Style, Theme
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.measures.position import Position, Reference, position, references
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue, Metric
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.facets import Facet
from kexie_dash.queries.side_by_side import Row, RowKey, SideBySide


@dataclass(frozen=True, slots=True)
class RowCast:
    """Names and colours of everybody in a picture of several metrics."""

    names: Mapping[str, str]
    words: Mapping[RowKey, str]
    colours: BodyColours
    theme: Theme

    def said(self, row: Row) -> str:
        """甲 2022, with the project where a body has several of one year; not yet harmless."""
        return " ".join(filter(None, (self.name(row), str(row.first.year), self.words[row.key])))

    def name(self, row: Row) -> str:
        return self.names[row.first.body_code]

    def label(self, row: Row) -> str:
        """A block in the body's colour, its name, and small and grey the rest."""
        first = row.first
        block = f'<span style="color:{self.colour(row)}">▌</span>'
        role = self.colours.role(first.body_code)
        more = " ".join(filter(None, (str(first.year), plain(self.words[row.key]), role)))
        return f"{block}<b>{plain(self.name(row))}</b> {soft(more, self.theme.soft)}"

    def colour(self, row: Row) -> str:
        return self.colours.of(row.first.body_code, self.theme)

    def is_own(self, row: Row) -> bool:
        return self.colours.role(row.first.body_code) == texts.OWN_BODY


def row_cast(table: SideBySide, style: Style, colours: BodyColours | None = None) -> RowCast:
    firsts = [row.first for row in table.rows]
    count = Counter((one.body_code, one.year, one.kind) for one in firsts)
    words = {
        row.key: (row.first.project or KIND_LABEL[row.first.kind])
        if count[row.first.body_code, row.first.year, row.first.kind] > 1
        else ""
        for row in table.rows
    }
    found = colours or BodyColours(one.body_code for one in firsts)
    return RowCast(names_of(firsts), words, found, style.colours)


def facet_scale(facet: Facet) -> Scale:
    """One scale for a column, whatever part of it is drawn."""
    return scale_for(facet.metric.unit, drawn_values(facet.bands))


def unit_words(facet: Facet, scale: Scale) -> str:
    """预算金额·执行（万元）."""
    return wording.LABEL_WITH_UNIT.format(label=facet.label, unit=scale.unit) if scale.unit else facet.label


def bands_by_group(facet: Facet) -> dict[str, Band]:
    return {band.group: band for band in facet.bands}


def reference_for(metric: Metric, band: Band) -> Reference | None:
    """The first declared line; where there is none the median of the group."""
    return next(iter(references(metric, band)), None)


def position_of(facet: Facet, bands: Mapping[str, Band], item: ComparedValue) -> Position | None:
    """Where a value of the facet lies; bands: of the facet by group."""
    band = bands[item.group]
    reference = reference_for(facet.metric, band)
    return position(facet.metric, item, reference, band) if reference else None


def reference_words(facet: Facet, scale: Scale) -> str:
    """What the values of a column are held against."""
    name = reference_name(facet, scale)
    return wording.HELD_AGAINST.format(line=name) if name else wording.NO_MEDIAN


def reference_name(facet: Facet, scale: Scale) -> str:
    """目标 95%, 组内中位数; empty where there is neither."""
    if facet.metric.thresholds:
        return threshold_text(facet.metric.thresholds[0], scale)
    return wording.GROUP_MEDIAN if any(reference_for(facet.metric, band) for band in facet.bands) else ""


def distance_words(metric: Metric, found: Position) -> str:
    """高 6.6 百分点, 至少低 3场次, 相同, 不能判定."""
    if found.side == "open":
        return wording.WITHIN_BOUNDS
    if found.side == "equal":
        return wording.EXACTLY_EQUAL
    least = texts.AT_LEAST if found.bound != "exact" else ""
    way = texts.HIGHER if found.size > 0 else texts.LOWER
    return wording.FROM_LINE.format(least=least, way=way, size=size_words(metric, found.size))


def size_words(metric: Metric, size: Decimal) -> str:
    """A difference without its sign, with its unit; of rates in 百分点."""
    unit = POINTS if metric.unit in (RATE, POINTS) else metric.unit
    return scale_for(unit, [abs(size)]).with_unit(abs(size)).lstrip(f"+{MINUS}")


def foot_of(table: SideBySide, build: str, more: Sequence[str] = ()) -> tuple[str, ...]:
    """Source, what is not compared, and the build."""
    said = SOURCE
    if len(table.groups) > 1:
        said += wording.GROUPS_NOT_COMPARED
    return (said + "".join(more), build)


def build_words(table: SideBySide) -> str:
    return snapshot_words(table.facets[0].panel.comparison.snapshot)


def years_words(values: Sequence[MeasureValue]) -> str:
    years = sorted({value.year for value in values})
    if not years:
        return ""
    return (
        texts.ONE_YEAR.format(year=years[0])
        if len(years) == 1
        else texts.YEARS.format(first=years[0], last=years[-1])
    )
