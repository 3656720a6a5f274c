"""The figures of a comparison as a table: value, basis and state, what is declared, what to mind."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.dumbbell import gap_of, is_dumbbell
from kexie_dash.charts.format import points, scale_for
from kexie_dash.charts.lines import standing_of, threshold_labels, threshold_text
from kexie_dash.charts.names import row_words, short_names
from kexie_dash.charts.rows import drawn_values
from kexie_dash.measures.ranking import place_words
from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue, MeasureValue, Metric
from kexie_dash.model.labels import basis_label
from kexie_dash.model.state import STATE_SIGN, state_of, state_words
from kexie_dash.pages import figures, texts
from kexie_dash.pages.frame import section
from kexie_dash.pages.markup import BODY_PATH, EMPTY, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.panels import Panel

#: More rows than this scroll inside the table's own box.
_LONG = 40


def heading_of_table(metric: Metric) -> None:
    """With the definition and the lines that values are held against; where those come from is folded."""
    scale = scale_for(metric.unit, [line.value for line in metric.thresholds])
    lines = threshold_labels(metric, scale)
    said = texts.DEFINITION_LINE.format(lines=lines) if lines else ""
    section(f"{texts.TABLE}：{metric.label}", escape(f"{metric.definition}{said}"))
    if lines:
        sources = (f"{threshold_text(line, scale)}：{line.source}" for line in metric.thresholds)
        items = element("ul", join(text("li", one) for one in sources), class_="kx-plain kx-caveat")
        st.html(element("details", join([text("summary", texts.LINES_FROM), items]), class_="kx-quiet"))


def table_of(panel: Panel, chosen: Selection) -> Html:
    compared = panel.comparison
    metric = compared.metric
    declared = is_dumbbell(metric)
    scale = scale_for(metric.unit, drawn_values(compared.bands))
    unit = f"（{scale.unit}）" if scale.unit else ""
    columns = [
        Column(texts.BODY_COLUMN),
        Column(f"{texts.VALUE}{unit}", numeric=True),
        Column(texts.BASIS_AND_STATE),
    ]
    columns += (
        [Column(texts.DECLARED, numeric=True), Column(texts.GAP_SHORT, numeric=True)] if declared else []
    )
    table = Table([*columns, Column(texts.CAVEATS)], f"{metric.label}{unit}")
    unranked = standing_of(metric, compared.bands).unranked
    for band in compared.bands:
        table.group("；".join(filter(None, (band.label, unranked.get(band.group)))))
        words = row_words(one.value for one in band.values)
        for one in band.values:
            value = one.value
            gap = (figures.declared(value, chosen), _gap(value)) if declared else ()
            table.row(
                _body(value, words[value.id], chosen),
                figures.figure(value, metric, chosen, scale),
                _state(one, metric),
                *gap,
                remarks(one),
            )
    _absent(table, compared, len(columns))
    long = sum(len(band.values) for band in compared.bands) > _LONG
    return element("div", table.html(), class_="kx-long" if long else None)


def _absent(table: Table, compared: Comparison, columns: int) -> None:
    """Who was asked for and has no report stands in the table too."""
    if not compared.absent:
        return
    names = short_names({one.body.code: one.body.name for one in compared.absent})
    table.group(STATUS_LABEL["no_report"])
    for one in compared.absent:
        who = [escape(names[one.body.code]), *([figures.year(one.year)] if one.year else [])]
        word = text("span", f"{STATE_SIGN['no_report']} {STATUS_LABEL['no_report']}", "kx-soft")
        table.row(join(who, " "), word, *[EMPTY] * (columns - 1))


def _body(value: MeasureValue, words: str, chosen: Selection) -> Html:
    """words: what tells the row from others of the body."""
    address = chosen.address(BODY_PATH, own=value.body_code, report=value.report)
    said = [link(address, escape(value.body)), figures.year(value.year)]
    said += figures.own_mark(value.body_code, chosen)
    return join([*said, *([text("div", words, "kx-year")] if words else [])], " ")


def _state(one: ComparedValue, metric: Metric) -> Html:
    """Basis, the state in words with its sign, and the place inside the group."""
    if not one.value.has_figure:
        return EMPTY
    words = f"{STATE_SIGN[state_of(one, metric.unit)]} {state_words(one, metric.unit)}"
    said = [(basis_label(one.value.basis), None), (words, "kx-soft"), (place_words(one), "kx-soft")]
    return join(text("div", word, look) for word, look in said if word)


def _gap(value: MeasureValue) -> Html:
    gap = gap_of(value)
    return EMPTY if gap is None else escape(points(gap))


def remarks(one: ComparedValue) -> Html:
    """What to mind with a value: its project, why it is not compared, its caveats."""
    value = one.value
    project = (texts.PROJECT.format(name=value.project),) if value.project else ()
    said = dict.fromkeys((*project, *one.reasons, *value.caveats))
    return figures.caveats(tuple(sentence for sentence in said if sentence != STATUS_LABEL[value.status]))
