"""横向对比: one metric, bodies beside each other in bands of what may be compared."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.dumbbell import dumbbell, dumbbell_captions, gap_of, is_dumbbell
from kexie_dash.charts.format import points, scale_for
from kexie_dash.charts.names import names_of
from kexie_dash.charts.rows import drawn_values
from kexie_dash.charts.titles import captions_for
from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue, MeasureValue
from kexie_dash.model.labels import basis_label
from kexie_dash.pages import choices, figures, texts
from kexie_dash.pages.frame import aside, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import (
    BODY_PATH,
    DICTIONARY_PATH,
    EMPTY,
    SEARCH,
    Column,
    Html,
    Table,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.picture import Picture, show_picture
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.queries.panels import Panel, one_order, panels
from kexie_dash.store.database import View


@guarded
def show() -> None:
    view, known, chosen = start()
    metric = known.metric(chosen.metric)
    if not known.reports or metric is None:
        heading(texts.COMPARE)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    address = chosen.address(DICTIONARY_PATH)
    asked = f"{address}{'&' if '?' in address else '?'}{SEARCH}={chosen.metric}"
    more = link(asked, escape(texts.DEFINITION))
    heading(texts.COMPARE, join([escape(f"{metric.label}：{metric.definition}"), more], " "))
    opening(view, known, chosen)
    _choices(known, chosen)
    compared = comparison(view, chosen.metric, chosen.years, chosen.bodies)
    _absent(compared)
    if not compared.bands:
        notice(texts.COMPARE, texts.NOTHING_HERE)
    else:
        panel = choices.panel_choice(panels(compared), chosen)
        _in_bands(panel, view)
        if is_dumbbell(compared.metric):
            _declared(panel, view)
        _table(panel, chosen)
    foot(view)


def _choices(known: Catalogue, chosen: Selection) -> None:
    first, second, third = st.columns([3, 3, 4])
    with first:
        choices.metric_choice(known, chosen)
    with second:
        choices.year_choice(known, chosen)
    with third:
        choices.body_choice(known, chosen)


@st.fragment
@guarded
def _in_bands(panel: Panel, view: View) -> None:
    """The dot plot; a change of order draws only this anew."""
    mixed = choices.order_choice() if len(panel.comparison.bands) > 1 else False
    shown = one_order(panel.comparison, texts.ORDER_ONE) if mixed else panel.comparison
    captions = captions_for(shown.metric, panel.comparison.bands, shown.snapshot)
    if mixed:
        captions = replace(captions, subtitle=f"{captions.subtitle}；{texts.ORDER_SAID}")
    picture = Picture(
        "dots",
        panel.name,
        captions,
        lambda style: dot_plot(shown.metric, shown.bands, captions, style),
        alt_text(shown),
        panel.comparison,
    )
    show_picture(picture, view)
    _silent(panel)


@st.fragment
@guarded
def _declared(panel: Panel, view: View) -> None:
    """What bodies declare against the one ruler."""
    compared = panel.comparison
    captions = dumbbell_captions(compared.metric, compared.bands, compared.snapshot)
    picture = Picture(
        "dumbbell",
        f"{panel.name}_{texts.DECLARED}",
        captions,
        lambda style: dumbbell(compared.metric, compared.bands, captions, style),
        alt_text(compared),
        compared,
    )
    show_picture(picture, view)


def _absent(compared: Comparison) -> None:
    """Bodies and years asked for that have no report, by name."""
    named = [f"{one.body.name}{f' {one.year} 年' if one.year else ''}" for one in compared.absent]
    if named:
        aside((texts.NO_REPORT_OF.format(names="、".join(named)),))


def _silent(panel: Panel) -> None:
    """Those without a figure, by name: not stated is not zero."""
    if panel.silent:
        names = names_of(one.value for one in panel.values)
        said = "、".join(
            f"{names[value.body_code]} {value.year}（{STATUS_LABEL[value.status]}）" for value in panel.silent
        )
        st.html(text("p", texts.WITHOUT_FIGURE.format(names=said), "kx-sub"))


def _table(panel: Panel, chosen: Selection) -> None:
    metric = panel.comparison.metric
    declared = is_dumbbell(metric)
    scale = scale_for(metric.unit, drawn_values(panel.comparison.bands))
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
    for band in panel.comparison.bands:
        table.group(band.label)
        for one in band.values:
            value = one.value
            gap = (figures.declared(value, chosen), _gap(value)) if declared else ()
            table.row(
                _body(value, chosen),
                figures.figure(value, metric, chosen, scale),
                _basis(value),
                *gap,
                _remarks(one),
            )
    section(texts.TABLE)
    st.html(table.html())


def _body(value: MeasureValue, chosen: Selection) -> Html:
    address = chosen.address(BODY_PATH, own=value.body_code, report=value.report)
    return join([link(address, escape(value.body)), figures.year(value.year)], " ")


def _basis(value: MeasureValue) -> Html:
    state = text("div", STATUS_LABEL[value.status], "kx-soft")
    return join([text("div", basis_label(value.basis)), state] if value.basis else [state])


def _gap(value: MeasureValue) -> Html:
    gap = gap_of(value)
    return EMPTY if gap is None else escape(points(gap))


def _remarks(one: ComparedValue) -> Html:
    value = one.value
    project = (texts.PROJECT.format(name=value.project),) if value.project else ()
    said = dict.fromkeys((*project, *one.reasons, *value.caveats))
    return figures.caveats(tuple(sentence for sentence in said if sentence != STATUS_LABEL[value.status]))
