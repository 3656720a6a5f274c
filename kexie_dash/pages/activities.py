"""活动与受众: one coverage at a time; categories, audience as a range, and both per people and money."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.audience_ranges import audience_ranges, ranges_alt, ranges_captions
from kexie_dash.charts.category_heat import category_heat, heat_alt, heat_captions
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.strip import dot_strip
from kexie_dash.charts.titles import captions_for
from kexie_dash.model.labels import COVERAGE_LABEL, by_label
from kexie_dash.pages import activity_rows, choices, texts
from kexie_dash.pages import texts_activities as wording
from kexie_dash.pages.definition import defined
from kexie_dash.pages.frame import aside, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import COMPARE_PATH, escape, link, text
from kexie_dash.pages.peers import peer_colours, peers_control
from kexie_dash.pages.picture import Picture, in_pairs, show_card, show_picture
from kexie_dash.pages.selection import Selection, shortened
from kexie_dash.queries import activities as asked
from kexie_dash.queries.activities import ActivityRow, ActivityTable, activity_table, coverages_told
from kexie_dash.queries.activity_tables import audience_table, categories_table
from kexie_dash.queries.panels import Panel
from kexie_dash.store.database import View

#: More rows than these are no picture any more.
_ROWS = 40
_CARDS = (
    asked.ACTIVITIES,
    asked.PER_PEOPLE,
    asked.PER_MONEY,
    asked.AUDIENCE_PER_PEOPLE,
    asked.PER_ACTIVITY,
    asked.PER_PERSON,
)


@guarded
def show() -> None:
    view, known, chosen = start()
    heading(wording.ACTIVITIES, escape(wording.LEAD))
    if not known.reports:
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    opening(view, known, chosen)
    coverage = _coverage(view, chosen)
    peers_control(view, chosen, chosen.own)
    colours = peer_colours(view, known, chosen, chosen.own)
    table = activity_table(view, coverage, chosen.years, chosen.bodies)
    if not any(row.told for row in table.rows):
        notice(wording.ACTIVITIES, _nothing(coverage, table))
    else:
        if table.categories:
            _categories(view, table, chosen, colours)
            activity_rows.category_table(table, chosen, view)
        if table.channels:
            _audience(view, table, chosen, colours)
            activity_rows.channel_table(table, chosen, view)
        _rates(view, table, chosen, colours)
    foot(view)


def _nothing(coverage: str, table: ActivityTable) -> str:
    if not table.rows:
        return texts.NOTHING_HERE
    return wording.NOTHING_STATED.format(coverage=by_label("coverage", coverage))


def _coverage(view: View, chosen: Selection) -> str:
    """From the address; else the one most bodies state."""
    told = coverages_told(view, chosen.years, chosen.bodies)
    most = max(told, key=lambda one: told[one])
    word = chosen.coverage
    if word and word not in COVERAGE_LABEL:
        aside((wording.UNKNOWN_COVERAGE.format(shown=shortened(word)) + texts.DEFAULT_VIEW,))
    coverage = word if word in COVERAGE_LABEL else most
    labels = {
        one: wording.COVERAGE_OPTION.format(label=by_label("coverage", one), count=count)
        for one, count in told.items()
    }
    choices.coverage_choice(labels, chosen, coverage)
    return coverage


def _part(rows: Sequence[ActivityRow], own: str) -> tuple[ActivityRow, ...]:
    """Of many rows one page, at first that of the own body."""
    if len(rows) <= _ROWS:
        return tuple(rows)
    starts = range(0, len(rows), _ROWS)
    spans = [wording.ROWS_PAGE.format(first=one + 1, last=min(one + _ROWS, len(rows))) for one in starts]
    mine = next((place for place, row in enumerate(rows) if row.total.body_code == own), 0)
    number = choices.page_choice(spans, mine // _ROWS)
    return tuple(rows[number * _ROWS : (number + 1) * _ROWS])


@st.fragment
@guarded
def _categories(view: View, table: ActivityTable, chosen: Selection, colours: BodyColours) -> None:
    captions = heat_captions(table, view.snapshot)
    shown = _part(table.rows, chosen.own)
    name = _name(wording.CATEGORIES, table, view)
    picture = Picture(
        "categories",
        name,
        captions,
        lambda style: category_heat(table, shown, captions, style, colours=colours),
        lambda: heat_alt(table),
        lambda: categories_table(view, table, name),
        defined(view, "activities_by_category"),
        of=(chosen, table.coverage, shown[0].total.id if shown else ""),
    )
    show_picture(picture, view)


@guarded
def _audience(view: View, table: ActivityTable, chosen: Selection, colours: BodyColours) -> None:
    """Those with a figure come first where not all rows are drawn."""
    captions = ranges_captions(table, chosen.own, view.snapshot)
    shown = table.rows
    if len(shown) > _ROWS:
        told = [row for row in table.rows if row.range is not None and row.range.has_figure]
        mine = [row for row in told if row.total.body_code == chosen.own]
        kept = {id(row) for row in (*mine, *told)[:_ROWS]}
        shown = tuple(row for row in table.rows if id(row) in kept)
    name = _name(wording.AUDIENCE, table, view)
    picture = Picture(
        "audience",
        name,
        captions,
        lambda style: audience_ranges(table, shown, captions, style, colours=colours),
        lambda: ranges_alt(table, chosen.own),
        lambda: audience_table(view, table, name),
        defined(view, "audience_range"),
        of=(chosen, table.coverage),
    )
    show_picture(picture, view)
    if len(shown) < len(table.rows):
        st.html(text("p", wording.FIRST_ROWS.format(count=len(shown)), "kx-caveat"))


def _name(what: str, table: ActivityTable, view: View) -> str:
    return f"{what}_{by_label('coverage', table.coverage)}_{view.snapshot.build}"


def _rates(view: View, table: ActivityTable, chosen: Selection, colours: BodyColours) -> None:
    """The absolute number first, then per people, per money, per activity; why one makes no sense is said."""
    section(wording.RATES, escape(wording.RATES_HINT))
    found: list[Panel] = []
    for metric_id in _CARDS:
        where = (table.coverage, chosen.years, chosen.bodies)
        panel = asked.coverage_panel(view, metric_id, *where)
        metric = view.metric(metric_id)
        if panel is not None:
            found.append(panel)
        elif metric is not None and (reason := asked.undefined_of(view, metric_id, *where)):
            st.html(text("p", wording.UNDEFINED.format(label=metric.label, reason=reason), "kx-sub"))
    for column, panel in zip(in_pairs("rates", len(found)), found, strict=True):
        with column:
            _card(panel, view, chosen, colours)
    activity_rows.rates_table(table, chosen, view)


@guarded
def _card(panel: Panel, view: View, chosen: Selection, colours: BodyColours) -> None:
    compared = panel.comparison
    captions = captions_for(compared.metric, compared.bands, compared.snapshot)
    address = chosen.address(COMPARE_PATH, metric=compared.metric.id, by=panel.key)
    picture = Picture(
        f"rate-{compared.metric.id}",
        panel.name,
        captions,
        lambda style: dot_strip(compared.metric, compared.bands, captions, style, colours=colours),
        lambda: alt_text(compared),
        compared,
        of=(chosen, panel.key),
    )
    show_card(picture, view, link(address, escape(texts.MORE_COMPARE), "kx-more"))
