"""The tables of 活动与受众: every figure a link to its sentence, what is not stated by its sign and word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import streamlit as st

from kexie_dash.charts.audience_ranges import range_label
from kexie_dash.charts.format import scale_for
from kexie_dash.charts.names import short_names
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue, Metric
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_activities as wording
from kexie_dash.pages.frame import section
from kexie_dash.pages.markup import BODY_PATH, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries import activities as asked
from kexie_dash.queries.activities import ActivityRow, ActivityTable
from kexie_dash.store.database import View

#: More rows than this scroll inside the table's own box.
_LONG = 40
_EVENTS = 3
Cells = Callable[[ActivityRow], Sequence[Html]]


def category_table(table: ActivityTable, chosen: Selection, view: View) -> None:
    """The twin of the matrix."""
    title = f"{wording.CATEGORY_TABLE}：{by_label('coverage', table.coverage)}"
    total, category = _metric(view, asked.ACTIVITIES), _metric(view, asked.CATEGORIES)
    columns = [wording.TOTAL, *(by_label("category", term) for term in table.categories)]

    def cells(row: ActivityRow) -> Sequence[Html]:
        stated = (_figure(row.categories.get(term), category, chosen) for term in table.categories)
        return [_figure(row.total, total, chosen), *stated]

    section(title, escape(total.definition))
    _show(table, title, columns, cells, chosen)


def channel_table(table: ActivityTable, chosen: Selection, view: View) -> None:
    """The twin of the ranges: both ends, and every channel by itself."""
    title = f"{wording.AUDIENCE_TABLE}：{by_label('coverage', table.coverage)}"
    whole, channel = _metric(view, asked.RANGE), _metric(view, asked.AUDIENCE)
    columns = [wording.RANGE, *(by_label("channel", term) for term in table.channels)]

    def cells(row: ActivityRow) -> Sequence[Html]:
        stated = (_figure(row.channels.get(term), channel, chosen) for term in table.channels)
        return [_range(row.range, whole, chosen), *stated]

    section(title, escape(whole.definition))
    _show(table, title, columns, cells, chosen)


def rates_table(table: ActivityTable, chosen: Selection, view: View) -> None:
    """The absolute beside each quotient."""
    total, people, money = (
        _metric(view, one) for one in (asked.ACTIVITIES, asked.PER_PEOPLE, asked.PER_MONEY)
    )
    person = _metric(view, asked.PER_PERSON)
    whole, reached, event = (
        _metric(view, one) for one in (asked.RANGE, asked.AUDIENCE_PER_PEOPLE, asked.PER_ACTIVITY)
    )
    columns = [
        total.label, wording.PER_10K, wording.PER_MILLION, wording.RANGE, wording.AUDIENCE_PER_10K,
        wording.PER_EVENT,
        wording.PER_PERSON,
    ]  # fmt: skip

    def cells(row: ActivityRow) -> Sequence[Html]:
        return [
            _figure(row.total, total, chosen),
            _figure(row.per_people, people, chosen),
            _figure(row.per_money, money, chosen),
            _range(row.range, whole, chosen),
            _by_channel(row, reached, chosen),
            _events(row.events, "activity", event, chosen),
            _events(row.spending, "project", person, chosen),
        ]

    _show(table, f"{wording.RATES}：{by_label('coverage', table.coverage)}", columns, cells, chosen)


def _show(table: ActivityTable, title: str, columns: Sequence[str], cells: Cells, chosen: Selection) -> None:
    made = Table([Column(texts.BODY_COLUMN), *(Column(one, numeric=True) for one in columns)], title)
    names = short_names({row.total.body_code: row.total.body for row in table.rows})
    for label, group in groupby(table.rows, key=lambda row: row.group_label):
        made.group(label)
        for row in group:
            made.row(_who(row, names, chosen), *cells(row))
    st.html(element("div", made.html(), class_="kx-long" if len(table.rows) > _LONG else None))


def _metric(view: View, metric_id: str) -> Metric:
    found = view.metric(metric_id)
    if found is None:
        raise LookupError(metric_id)
    return found


def _who(row: ActivityRow, names: dict[str, str], chosen: Selection) -> Html:
    value = row.total
    address = chosen.address(BODY_PATH, own=value.body_code, report=value.report)
    said = [link(address, escape(names[value.body_code])), figures.year(value.year)]
    return join([*said, *figures.own_mark(value.body_code, chosen)], " ")


def _figure(value: MeasureValue | None, metric: Metric, chosen: Selection) -> Html:
    """The sign alone with its word as tooltip would be a riddle: the word stands beside it."""
    if value is None:
        word = f"{STATE_SIGN['not_stated']} {STATUS_LABEL['not_stated']}"
        return text("span", word, "kx-missing")
    shown = figures.figure(value, metric, chosen, scale_for(metric.unit))
    return join([shown, *_way(value)], " ")


def _way(value: MeasureValue) -> list[Html]:
    """Counted as people, clicks or registrations, where it is not 人次."""
    ways = [part for part in (value.basis or "").split("+") if part in ("persons", "clicks", "registered")]
    return [text("span", basis_label("+".join(ways)), "kx-year")] if ways and value.has_figure else []


def _range(value: MeasureValue | None, metric: Metric, chosen: Selection) -> Html:
    if value is None or value.value is None:
        return _figure(value, metric, chosen)
    address = figures.evidence_address(chosen, "value", value.id)
    shown = link(address, escape(range_label(value)), "kx-figure", texts.SEE_EVIDENCE)
    return join([shown, *_way(value)], " ")


def _by_channel(row: ActivityRow, metric: Metric, chosen: Selection) -> Html:
    """Each channel by itself."""
    told = {term: value for term, value in row.audience_per_people.items() if value.has_figure}
    if not told:
        return _figure(next(iter(row.audience_per_people.values()), None), metric, chosen)
    return join(_named(by_label("channel", term), _figure(v, metric, chosen)) for term, v in told.items())


def _named(name: str, figure: Html) -> Html:
    return element("div", join([text("span", name, "kx-year"), figure], " "))


def _events(values: Sequence[MeasureValue], name: str, metric: Metric, chosen: Selection) -> Html:
    """The largest by their own names. name: of the breakdown that holds them."""
    if not values:
        return _figure(None, metric, chosen)
    ordered = sorted(values, key=lambda value: -(value.value or 0))
    shown = [_named(dict(v.by).get(name, ""), _figure(v, metric, chosen)) for v in ordered[:_EVENTS]]
    more = len(ordered) - _EVENTS
    if more > 0:
        shown.append(text("div", wording.MORE_EVENTS.format(count=more), "kx-year"))
    return join(shown)
