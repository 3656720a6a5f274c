"""The quarters of a year as a table, and what the checks ask about them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kexie_dash.charts.format import percent
from kexie_dash.model.assessment import STATUS_LABEL, Metric
from kexie_dash.model.finding import VERDICT_LABEL, Finding
from kexie_dash.model.labels import QUARTER_LABEL, basis_label
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_findings as verdicts
from kexie_dash.pages import texts_trend as wording
from kexie_dash.pages.markup import (
    EMPTY,
    FINDINGS_PATH,
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
from kexie_dash.queries.quarters import QuarterPoint, QuarterYear
from kexie_dash.store.database import View

#: More rows than this scroll inside the table's own box.
_LONG = 40


def quarters_table(view: View, shown: Sequence[QuarterYear], chosen: Selection) -> None:
    """Every quarter with the calendar, and what the checks ask about them."""
    table = Table(
        [
            Column(wording.QUARTER),
            Column(wording.PROGRESS, numeric=True),
            Column(texts.DECLARED, numeric=True),
            Column(wording.SCHEDULE, numeric=True),
            Column(wording.GAP, numeric=True),
            Column(texts.CAVEATS),
        ],
        wording.WITHIN_YEAR,
    )
    progress, gap = view.metric("quarterly_progress"), view.metric("schedule_gap")
    assert progress is not None
    assert gap is not None
    for one in shown:
        table.group(f"{one.report.body} {one.report.year} {KIND_LABEL[one.report.kind]}")
        for point in one.points:
            table.row(*_quarter(point, progress, gap, chosen))
    st.html(element("div", table.html(), class_="kx-long" if len(shown) * 4 > _LONG else None))
    for one in shown:
        _doubts(one, chosen)


def _quarter(point: QuarterPoint, progress: Metric, gap: Metric, chosen: Selection) -> tuple[Html, ...]:
    label, value = escape(QUARTER_LABEL[point.quarter]), point.progress
    schedule = escape(percent(point.schedule, 0))
    if value is None:
        word = text("span", f"{STATE_SIGN['not_stated']} {STATUS_LABEL['not_stated']}", "kx-missing")
        return label, word, EMPTY, schedule, EMPTY, EMPTY
    behind = figures.figure(point.gap, gap, chosen) if point.gap is not None else EMPTY
    said = (basis_label(value.basis), *value.caveats)
    notes = figures.caveats(tuple(filter(None, said)))
    return (
        label,
        figures.figure(value, progress, chosen),
        figures.declared(value, chosen),
        schedule,
        behind,
        notes,
    )


def _doubts(one: QuarterYear, chosen: Selection) -> None:
    if not one.doubts:
        return
    items = join(element("li", _doubt(finding)) for finding in one.doubts)
    asked = {"bodies": (one.report.body_code,), "years": (one.report.year,), "own": "", "by": ""}
    address = chosen.address(FINDINGS_PATH, **asked)
    title = escape(f"{one.report.body} {one.report.year}：{wording.DOUBTS}")
    more = link(address, escape(wording.SEE_FINDINGS), "kx-more")
    words = [element("h3", join([title, more], " ")), element("ul", items, class_="kx-plain")]
    st.html(element("div", join(words)))


def _doubt(finding: Finding) -> Html:
    sign = text("b", verdicts.VERDICT_SIGN[finding.verdict])
    return join([sign, escape(f"{VERDICT_LABEL[finding.verdict]}：{finding.message}")], " ")
