"""单位画像: one body, one report, beside its peers."""

from __future__ import annotations

import streamlit as st

from kexie_dash.model.report import KIND_LABEL
from kexie_dash.pages import choices, texts
from kexie_dash.pages.frame import foot, guarded, heading, notice, opening, start
from kexie_dash.pages.markup import escape
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.body import Portrait, portrait
from kexie_dash.queries.catalogue import Catalogue


@guarded
def show() -> None:
    view, known, chosen = start()
    if not known.reports:
        heading(texts.BODY)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    report_id = _report(known, chosen)
    found = portrait(view, report_id)
    if found is None:
        heading(texts.BODY)
        notice(texts.BODY, texts.NOTHING_HERE)
        return
    heading(found.report.body, escape(_lead(found)))
    opening(view, known, chosen)
    left, right = st.columns([4, 6])
    with left:
        choices.own_choice(known, chosen, found.report.body_code)
    with right:
        choices.report_choice(known.reports_of(found.report.body_code), chosen, report_id)
    foot(view)


def _report(known: Catalogue, chosen: Selection) -> str:
    """The report asked for; else the newest of the body asked for, else of the first selected, else of any."""
    own = chosen.own or (chosen.bodies[0] if chosen.bodies else "")
    reports = known.reports_of(own) or known.reports
    if any(stored.report.id == chosen.report for stored in reports):
        return chosen.report
    return reports[0].report.id


def _lead(found: Portrait) -> str:
    report = found.report
    named = f"（{report.project}）" if report.project else ""
    said = texts.STATEMENT_COUNT.format(count=found.observations)
    left = texts.LEFTOVERS.format(count=found.leftovers) if found.leftovers else ""
    return f"{report.year} 年{KIND_LABEL[report.kind]}{named}绩效自评报告。{said}{left}"
