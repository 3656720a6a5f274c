"""The figures of the further pictures as tables: every number leads to its sentence."""

from __future__ import annotations

from kexie_dash.charts.bullet import references_by_group, verdict_words
from kexie_dash.charts.bullet_words import reference_name, reference_text
from kexie_dash.charts.format import scale_for
from kexie_dash.charts.rows import drawn_values
from kexie_dash.charts.side import facet_scale, row_cast, unit_words
from kexie_dash.charts.theme import Style
from kexie_dash.measures.position import position
from kexie_dash.model.assessment import ComparedValue, Metric
from kexie_dash.model.state import STATE_SIGN, state_of, state_words
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_compare as wording
from kexie_dash.pages.compare_table import remarks
from kexie_dash.pages.markup import BODY_PATH, EMPTY, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.facets import Facet
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.queries.side_by_side import Row, SideBySide
from kexie_dash.store.database import View

_LONG = 40


def side_table(table: SideBySide, chosen: Selection) -> Html:
    """A row a report, a column a metric; year and state beside each number."""
    cast = row_cast(table, Style())
    scales = [facet_scale(facet) for facet in table.facets]
    columns = [
        Column(unit_words(facet, scale), numeric=True)
        for facet, scale in zip(table.facets, scales, strict=True)
    ]
    made = Table([Column(texts.BODY_COLUMN), *columns], wording.SIDE_TABLE.format(count=len(columns)))
    for group in table.groups:
        made.group(group.label)
        for row in group.rows:
            address = chosen.address(BODY_PATH, own=row.first.body_code, report=row.first.report)
            more = " ".join(filter(None, (str(row.first.year), cast.words[row.key])))
            who = join([link(address, escape(row.first.body)), text("span", more, "kx-year")], " ")
            made.row(who, *(_cell(table, row, column, chosen) for column in range(len(table.facets))))
    long = len(table.rows) > _LONG
    return element("div", made.html(), class_="kx-long" if long else None)


def _cell(table: SideBySide, row: Row, column: int, chosen: Selection) -> Html:
    facet = table.facets[column]
    item = table.value(row, column)
    if item is None:
        several = [one for one in table.cell(row, column) if one.value.has_figure]
        if not several:
            return text("span", wording.NO_ITEM, "kx-soft")
        return join((figures.figure(one.value, facet.metric, chosen) for one in several), "；")
    shown = figures.figure(item.value, facet.metric, chosen, facet_scale(facet))
    if not item.value.has_figure:
        return shown
    sign = _state_sign(item, facet)
    return join([shown, text("span", f"{item.value.year}{sign}", "kx-year")], " ")


def _state_sign(item: ComparedValue, facet: Facet) -> str:
    """Of what is not simply stated: its sign and word."""
    state = state_of(item, facet.metric.unit)
    words = f" {STATE_SIGN[state]} {state_words(item, facet.metric.unit)}"
    return words if state in ("not_comparable", "derived") else ""


def definitions(table: SideBySide) -> Html:
    """What each column means, folded."""
    said = dict.fromkeys(f"{facet.metric.label}：{facet.metric.definition}" for facet in table.facets)
    sources = dict.fromkeys(
        wording.LINE_OF.format(metric=facet.metric.label, line=line.label, source=line.source)
        for facet in table.facets
        for line in facet.metric.thresholds
    )
    items = element("ul", join(text("li", one) for one in (*said, *sources)), class_="kx-plain kx-caveat")
    return element("details", join([text("summary", wording.DEFINITIONS), items]), class_="kx-quiet")


def bullet_table(compared: Comparison, line: str, chosen: Selection) -> Html:
    """Value, what it stands against, the distance in words; without a line values alone."""
    metric = compared.metric
    scale = scale_for(metric.unit, drawn_values(compared.bands))
    unit = f"（{scale.unit}）" if scale.unit else ""
    against = references_by_group(metric, compared.bands, line) if line else {}
    distance = [Column(wording.DISTANCE.format(line=reference_name(metric, line, scale)))] if line else []
    columns = [Column(texts.BODY_COLUMN), Column(f"{texts.VALUE}{unit}", numeric=True), *distance]
    table = Table([*columns, Column(texts.BASIS_AND_STATE), Column(texts.CAVEATS)], metric.label)
    for band in compared.bands:
        reference = against.get(band.group)
        head = f"；{reference_text(reference, scale)}" if reference else ""
        table.group(f"{band.label}{head}")
        for item in band.values:
            value = item.value
            address = chosen.address(BODY_PATH, own=value.body_code, report=value.report)
            who = join([link(address, escape(value.body)), figures.year(value.year)], " ")
            found = position(metric, item, reference, band) if reference else None
            said = [escape(verdict_words(metric, found, reference))] if line else []
            table.row(
                who, figures.figure(value, metric, chosen, scale), *said, _state(item, metric), remarks(item)
            )
    long = sum(len(band.values) for band in compared.bands) > _LONG
    return element("div", table.html(), class_="kx-long" if long else None)


def _state(item: ComparedValue, metric: Metric) -> Html:
    if not item.value.has_figure:
        return EMPTY
    return text(
        "span", f"{STATE_SIGN[state_of(item, metric.unit)]} {state_words(item, metric.unit)}", "kx-soft"
    )


def flat_of(view: View, table: SideBySide, name: str) -> FlatTable:
    """All values of all columns, with their sentences."""
    # The rooms that write files are loaded by the first who takes something away.
    from kexie_dash.exports.several import several_table

    return several_table(view, [facet.panel.comparison for facet in table.facets], name)
