"""The tables of 趋势: every year with its change, the one year there is, the quarters, what is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from kexie_dash.charts.change import change_words
from kexie_dash.charts.format import Scale, scale_for
from kexie_dash.charts.trend_words import subject, trend_names
from kexie_dash.measures.ranking import place_words
from kexie_dash.model.assessment import STATUS_LABEL, ComparedValue, MeasureValue, Metric
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_trend as wording
from kexie_dash.pages.frame import section
from kexie_dash.pages.markup import (
    BODY_PATH,
    EMPTY,
    Column,
    Html,
    Table,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.panels import Panel
from kexie_dash.queries.quoted import Quoted
from kexie_dash.queries.trend import Track, Trend, YearPoint

#: More rows than this scroll inside the table's own box.
_LONG = 40


def years_table(found: Trend, chosen: Selection) -> None:
    """Every body and year; a figure leads to its sentence."""
    section(f"{wording.TREND_TABLE}：{subject(found)}", escape(found.metric.definition))
    scale = scale_for(found.metric.unit, _figures(found))
    unit = f"（{scale.unit}）" if scale.unit else ""
    table = Table(
        [
            Column(wording.YEAR),
            Column(f"{texts.VALUE}{unit}", numeric=True),
            Column(wording.CHANGE, numeric=True),
            Column(texts.BASIS_AND_STATE),
            Column(wording.BREAK_AND_NOTE),
        ],
        wording.TREND_TABLE,
    )
    names = trend_names(found)
    for track in found.tracks:
        table.group(" ".join(filter(None, (names[track.body_code], track.label))))
        for point in track.points:
            table.row(
                escape(point.year),
                _value(point, found.metric, chosen, scale),
                _change(track, point, found.metric),
                _basis(point.value),
                _notes(track, point),
            )
    rows = sum(len(track.points) for track in found.tracks)
    st.html(element("div", table.html(), class_="kx-long" if rows > _LONG else None))


def _figures(found: Trend) -> list[Decimal]:
    return [v.value for track in found.all for v in track.figures if v.value is not None]


def _value(point: YearPoint, metric: Metric, chosen: Selection, scale: Scale) -> Html:
    if point.value is None:
        return text("span", f"{STATE_SIGN['no_report']} {STATUS_LABEL['no_report']}", "kx-missing")
    return figures.figure(point.value, metric, chosen, scale)


def _change(track: Track, point: YearPoint, metric: Metric) -> Html:
    step = next((one for one in track.steps if one.after.year == point.year), None)
    if step is None:
        return EMPTY
    if step.change is None:
        return text("span", wording.ACROSS.format(before=step.before.year), "kx-soft")
    since = text("span", wording.SINCE.format(year=step.before.year), "kx-year")
    return join([since, escape(change_words(step.change, metric))], " ")


def _basis(value: MeasureValue | None) -> Html:
    if value is None or not value.has_figure:
        return EMPTY
    said = [
        _kind(value),
        basis_label(value.basis),
        f"{STATE_SIGN[value.status]} {STATUS_LABEL[value.status]}",
    ]
    return join(
        (text("span", word, "kx-soft" if place else None) for place, word in enumerate(said) if word), " "
    )


def _kind(value: MeasureValue) -> str:
    return KIND_LABEL[value.kind] + (f"（{value.project}）" if value.project else "")


def _notes(track: Track, point: YearPoint) -> Html:
    said = [
        wording.BREAK.format(before=one.before, after=one.after, words="；".join(one.words))
        for one in track.breaks
        if one.after == point.year
    ]
    if point.elsewhere:
        coverages = dict.fromkeys(
            by_label("coverage", dict(v.by).get("coverage", "")) for v in point.elsewhere
        )
        said.append(wording.ELSEWHERE.format(what="、".join(filter(None, coverages))))
    said += point.value.caveats if point.value is not None else ()
    return figures.caveats(tuple(dict.fromkeys(said)))


def single_table(found: Trend, panel: Panel, chosen: Selection, *, alone: bool) -> None:
    """What there is of a body with one report, its place, and what a trend would need."""
    title = f"{wording.ONE_YEAR}：{subject(found)}"
    section(title, escape(wording.WANTED_REMEDY if alone else wording.ONE_YEAR_HINT))
    scale = scale_for(found.metric.unit, _figures(found))
    unit = f"（{scale.unit}）" if scale.unit else ""
    table = Table(
        [
            Column(texts.BODY_COLUMN),
            Column(f"{texts.VALUE}{unit}", numeric=True),
            Column(texts.BASIS_AND_STATE),
            Column(wording.PLACE),
            Column(wording.WANTED),
        ],
        title,
    )
    items = {item.value.id: item for item in panel.values}
    names = trend_names(found)
    for track in found.single:
        point = next(one for one in track.points if one.value is not None)
        value = point.value
        assert value is not None
        who = link(
            chosen.address(BODY_PATH, own=track.body_code, report=value.report),
            escape(names[track.body_code]),
        )
        table.row(
            join([who, figures.year(value.year)], " "),
            _value(point, found.metric, chosen, scale),
            _basis(value) or text("span", _kind(value), "kx-soft"),
            _place(items.get(value.id), panel),
            escape(wanted(value)),
        )
    st.html(element("div", table.html(), class_="kx-long" if len(found.single) > _LONG else None))


def _place(item: ComparedValue | None, panel: Panel) -> Html:
    """The group, and the place in it or how many stand there."""
    if item is None:
        return EMPTY
    group = next(band for band in panel.comparison.bands if band.group == item.group)
    count = len({one.value.body_code for one in group.values if one.value.has_figure})
    said = [item.group_label, place_words(item) or wording.OF_GROUP.format(count=count)]
    return join(text("div", word, "kx-soft" if place else None) for place, word in enumerate(said))


def wanted(value: MeasureValue) -> str:
    """Which report would make a second year."""
    years = f"{value.year - 1} 或 {value.year + 1} "
    return wording.WANTED_REPORT.format(years=years, kind=_kind(value))


def quoted_table(found: Sequence[Quoted], chosen: Selection) -> None:
    """What later reports say of earlier years, folded; never drawn."""
    if not found:
        return
    table = Table(
        [
            Column(texts.BODY_COLUMN),
            Column(wording.YEAR),
            Column(wording.WHAT),
            Column(wording.SAID_AS),
            Column(texts.EVIDENCE),
        ],
        wording.QUOTED.format(count=len(found)),
    )
    for one in found:
        said = one.observation
        what = said.label if said.subject in said.label else f"{said.subject}：{said.label}"
        table.row(
            escape(one.report.body),
            escape(said.year),
            escape(what),
            figures.statement(said, chosen),
            text("span", wording.QUOTED_FROM.format(year=one.report.year), "kx-soft"),
        )
    summary = text("summary", wording.QUOTED.format(count=len(found)))
    hint = text("p", wording.QUOTED_HINT, "kx-sub")
    st.html(element("details", join([summary, hint, table.html()])))
