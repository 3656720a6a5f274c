"""趋势: years where there are years, quarters within a year; gaps stay gaps, breaks are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.names import short_names
from kexie_dash.charts.quarters import quarter_alt, quarter_captions, quarter_figure
from kexie_dash.charts.small_multiples import small_multiples
from kexie_dash.charts.strip import dot_strip
from kexie_dash.charts.titles import captions_for
from kexie_dash.charts.trend_words import trend_alt, trend_captions, trend_names
from kexie_dash.model.report import Report
from kexie_dash.pages import choices, quarter_tables, texts, trend_tables
from kexie_dash.pages import texts_trend as wording
from kexie_dash.pages.definition import defined
from kexie_dash.pages.frame import aside, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import escape, join, text
from kexie_dash.pages.peers import peer_colours, peers_control, peers_of
from kexie_dash.pages.picture import Picture, show_picture
from kexie_dash.pages.selection import Selection
from kexie_dash.pages.standing_out import dictionary_link
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.queries.panels import Panel, panels
from kexie_dash.queries.quarter_table import quarter_table
from kexie_dash.queries.quarters import QuarterYear, QuarterYears, quarter_years
from kexie_dash.queries.quoted import quoted
from kexie_dash.queries.trend import Trend, only, trend
from kexie_dash.queries.trend_table import trend_table
from kexie_dash.store.database import View

_One = TypeVar("_One")
#: So many panels, or years by quarters, are one picture.
_PANELS, _QUARTERS = 12, 3
_MOST_NAMED = 30


@guarded
def show() -> None:
    view, known, chosen = start()
    metric = known.metric(chosen.metric)
    if not known.reports or metric is None:
        heading(wording.TREND)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    lead = escape(f"{metric.label}：{metric.definition}")
    more = dictionary_link(metric, texts.DEFINITION, chosen, "kx-noprint")
    heading(wording.TREND, join([lead, more], " "))
    opening(view, known, chosen)
    peers_control(view, chosen, chosen.own)
    first = _first(view, chosen)
    colours = peer_colours(view, known, chosen, chosen.own)
    compared = comparison(view, chosen.metric, (), chosen.bodies)
    _absent(compared)
    section(wording.OVER_YEARS)
    if compared.bands:
        panel = choices.panel_choice(panels(compared), chosen)
        _over_years(view, trend(compared, panel.by, first, chosen.years), panel, chosen, colours)
    else:
        notice(wording.TREND, texts.NOTHING_HERE)
    _within(view, quarter_years(view, chosen.years, chosen.bodies, first), chosen, colours)
    trend_tables.quoted_table(quoted(view, chosen.bodies), chosen)
    foot(view)


def _first(view: View, chosen: Selection) -> tuple[str, ...]:
    """The own body, then its peers."""
    return (chosen.own, *peers_of(view, chosen, chosen.own)) if chosen.own else ()


def _absent(compared: Comparison) -> None:
    if compared.absent:
        aside((texts.NO_REPORT_OF.format(names="、".join(one.body.name for one in compared.absent)),))


def _over_years(view: View, found: Trend, panel: Panel, chosen: Selection, colours: BodyColours) -> None:
    drawn = tuple(track for track in found.tracks if track.figures)
    if len(chosen.years) == 1:
        st.html(text("p", wording.YEARS_HINT, "kx-sub"))
    if drawn:
        _picture(view, only(found, drawn), panel, chosen, colours)
    elif not found.tracks:
        notice(wording.ONE_YEAR_ALL, wording.ONE_YEAR_HINT)
        _what_there_is(view, panel, colours)
    silent = [track for track in found.tracks if not track.figures]
    if silent:
        names = trend_names(found)
        said = "、".join(dict.fromkeys(names[track.body_code] for track in silent))
        st.html(text("p", wording.NO_VALUES.format(names=said), "kx-sub"))
    if found.tracks:
        trend_tables.years_table(found, chosen)
    if found.single:
        trend_tables.single_table(found, panel, chosen, alone=not found.tracks)


@st.fragment
@guarded
def _picture(view: View, found: Trend, panel: Panel, chosen: Selection, colours: BodyColours) -> None:
    """One panel a body; a change of page draws only this anew. Exports hold every body."""
    captions = trend_captions(found, chosen.own)
    shown = only(found, _page(found.tracks, _PANELS, "page"))
    name = f"{panel.name}_{wording.TREND}"
    picture = Picture(
        "trend",
        name,
        captions,
        lambda style: small_multiples(shown, captions, style, colours=colours, whole=found),
        lambda: trend_alt(found, chosen.own),
        lambda: trend_table(view, found, name),
        defined(view, panel.comparison.metric.id),
    )
    show_picture(picture, view)


@guarded
def _what_there_is(view: View, panel: Panel, colours: BodyColours) -> None:
    """No trend: the single values where they stand in their groups."""
    if not panel.stated:
        return
    compared = panel.comparison
    captions = captions_for(compared.metric, compared.bands, compared.snapshot)
    picture = Picture(
        "single",
        panel.name,
        captions,
        lambda style: dot_strip(compared.metric, compared.bands, captions, style, colours=colours),
        lambda: alt_text(compared),
        compared,
    )
    show_picture(picture, view)


def _page(items: Sequence[_One], size: int, name: str) -> tuple[_One, ...]:
    """Of many the part chosen in the address."""
    if len(items) <= size:
        return tuple(items)
    starts = range(0, len(items), size)
    spans = [wording.PANELS_PAGE.format(first=one + 1, last=min(one + size, len(items))) for one in starts]
    number = choices.page_choice(spans, 0, name)
    return tuple(items[number * size : (number + 1) * size])


def _within(view: View, found: QuarterYears, chosen: Selection, colours: BodyColours) -> None:
    section(wording.WITHIN_YEAR)
    if found.shown:
        _quarters(view, found.shown, chosen, colours)
        quarter_tables.quarters_table(view, found.shown, chosen)
    else:
        st.html(text("p", wording.QUARTERS_NONE + wording.QUARTERS_NEED, "kx-sub"))
    if found.shown and found.silent:
        said = wording.QUARTERS_SILENT.format(names=_silent_words(found.silent))
        st.html(text("p", said + wording.QUARTERS_NEED, "kx-sub"))


def _silent_words(reports: Sequence[Report]) -> str:
    """Body by body with its years: 甲 2020、2021；乙 2022."""
    names = short_names({report.body_code: report.body for report in reports})
    years: dict[str, list[str]] = {}
    for report in sorted(reports, key=lambda one: (one.body_code, one.year)):
        years.setdefault(names[report.body_code], []).append(str(report.year))
    said = [f"{name} {'、'.join(dict.fromkeys(found))}" for name, found in years.items()]
    more = wording.MORE_BODIES.format(count=len(said) - _MOST_NAMED) if len(said) > _MOST_NAMED else ""
    return "；".join(said[:_MOST_NAMED]) + more


@st.fragment
@guarded
def _quarters(view: View, found: tuple[QuarterYear, ...], chosen: Selection, colours: BodyColours) -> None:
    shown = _page(found, _QUARTERS, "quarters")
    captions = quarter_captions(found, view.snapshot)
    name = f"{wording.WITHIN_YEAR}_{view.snapshot.build}"
    picture = Picture(
        "quarters",
        name,
        captions,
        lambda style: quarter_figure(shown, captions, style, colours=colours),
        lambda: quarter_alt(found),
        lambda: quarter_table(view, found, name),
        defined(view, "quarterly_progress", "schedule_gap"),
    )
    show_picture(picture, view)
