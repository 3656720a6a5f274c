"""报告原文: the whole text of a report, every figure underlined where it was read."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from kexie_dash.model.finding import VERDICT_LABEL
from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.pages import choices, texts
from kexie_dash.pages import texts_findings as wording
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.frame import aside, asset, foot, guarded, heading, notice, opening, start
from kexie_dash.pages.markup import (
    BODY_PATH,
    EMPTY,
    SOURCE_PATH,
    SPAN,
    Html,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.selection import Selection, report_shown, shortened
from kexie_dash.pages.source_side import key_html, side_html
from kexie_dash.pages.source_text import text_html
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.findings import FoundIn, finding_by_id
from kexie_dash.queries.list_tables import source_table
from kexie_dash.queries.source import Part, Source, source
from kexie_dash.queries.source_lines import UnitOffsets
from kexie_dash.store.database import View


@guarded
def show() -> None:
    view, known, chosen = start()
    if not known.reports:
        heading(texts.SOURCE)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    key = st.query_params.get("obs", "")
    report_id = _report(view, known, chosen, key)
    found = source(view, report_id)
    if found is None:
        raise LookupError(report_id)
    report = found.report
    here = chosen.address(SOURCE_PATH, own=report.body_code, report=report.id)
    portrait = link(chosen.address(BODY_PATH, own=report.body_code, report=report.id), escape(texts.BODY))
    heading(f"{report.body}：{texts.SOURCE}", join([escape(_lead(found)), portrait], " "))
    opening(view, known, chosen)
    _choices(known, chosen, found)
    cited = _cited(view, found)
    side = _side(cited) or _span(found)
    part = _part_at(found, side) if side is not None and not key else _part(found, key)
    if cited is not None:
        st.html(_cited_html(cited, side, here))
    if key and found.part_with(key) is None:
        aside((texts.NO_SUCH_OBSERVATION.format(shown=shortened(key)),))
    _draw(found, part, here, chosen, key, _spans(found, cited, side))
    name = f"{texts.SOURCE}_{report.id}_{view.snapshot.build}"
    table_buttons("source", lambda: source_table(name, found), view)
    foot(view)


def _cited(view: View, found: Source) -> FoundIn | None:
    """The finding whose sentences are to be marked, if it is one of this report."""
    one = finding_by_id(view, st.query_params.get("finding", ""))
    return one if one is not None and one.report.id == found.report.id and one.finding.evidence else None


def _span(found: Source) -> Evidence | None:
    """The stretch the address names by its offsets; None where it names none of this text."""
    ends = st.query_params.get(SPAN, "").split("-")
    if len(ends) != 2 or not all(end.isascii() and end.isdigit() and len(end) < 10 for end in ends):
        return None
    start, end = map(int, ends)
    return Evidence.of(found.document, start, end) if start < end <= len(found.document.text) else None


def _side(cited: FoundIn | None) -> Evidence | None:
    """The sentence asked for, else the first."""
    if cited is None:
        return None
    evidence, asked = cited.finding.evidence, st.query_params.get("side", "")
    return next((one for number, one in enumerate(evidence, start=1) if str(number) == asked), evidence[0])


def _part_at(found: Source, side: Evidence) -> Part:
    return next(part for part in reversed(found.parts) if part.start <= side.start)


def _cited_html(cited: FoundIn, side: Evidence | None, here: str) -> Html:
    """What the finding says, and a link to each of its sentences."""
    evidence = cited.finding.evidence
    base = f"{here}&{urlencode({'finding': cited.finding.id})}"
    links = (
        element(
            "a",
            escape(wording.CITED_ONE.format(number=number, line=one.line_first)),
            href=f"{base}&side={number}",
            target="_self",
            data_nav="stay",
            aria_current="true" if one is side else None,
        )
        for number, one in enumerate(evidence, start=1)
    )
    said = text("span", wording.CITED.format(count=len(evidence)))
    verdict = text("strong", VERDICT_LABEL[cited.finding.verdict])
    message = element("p", join([verdict, escape(cited.finding.message)], "："))
    return element(
        "div", join([message, element("p", join([said, *links], " "))]), class_="kx-aside kx-cites"
    )


def _spans(found: Source, cited: FoundIn | None, side: Evidence | None) -> str | None:
    """The spans to mark, the one asked for first, as a browser counts."""
    if side is None:
        return None
    units = UnitOffsets(found.document.text)
    others = cited.finding.evidence if cited is not None else ()
    ordered = [side, *(one for one in others if one is not side)]
    return " ".join(f"{units.at(one.start)}-{units.at(one.end)}" for one in ordered)


def _report(view: View, known: Catalogue, chosen: Selection, key: str) -> str:
    """The report asked for; else that of the observation asked for; else as on the portrait."""
    if key and not chosen.report:
        asked = view.observations_by_id([key]).get(key)
        if asked is not None and any(stored.report.id == asked.report for stored in known.reports):
            return asked.report
    return report_shown(known, chosen)


def _lead(found: Source) -> str:
    report = found.report
    named = f"（{report.project}）" if report.project else ""
    said = texts.SOURCE_LEAD.format(
        year=report.year,
        kind=KIND_LABEL[report.kind],
        named=named,
        file=report.file,
        lines=found.parts[-1].lines[1],
        figures=len(found.figures),
    )
    return said + (texts.SOURCE_LEFT.format(count=len(found.rests)) if found.rests else "")


def _choices(known: Catalogue, chosen: Selection, found: Source) -> None:
    reports = known.reports_of(found.report.body_code)
    if len(reports) > 1:
        choices.report_choice(reports, chosen, found.report.id)


def _part(found: Source, key: str) -> Part:
    """The part the address asks for: by an observation, else by its number, else the first."""
    asked = st.query_params.get("part", "")
    numbered = (part for part in found.parts if str(part.number) == asked)
    return found.part_with(key) or next(numbered, found.parts[0])


def _draw(found: Source, part: Part, here: str, chosen: Selection, key: str, cited: str | None) -> None:
    """One element, so that no click needs the server; its script is sent apart from the report's words."""
    st.html(asset("source.css"))
    parts = _parts_html(found, part, here)
    columns = join([text_html(found, part, here), side_html(found, part, here, chosen)])
    st.html(
        element(
            "div",
            join([parts, key_html(found, part), element("div", columns, class_="kx-columns")]),
            class_="kx-source",
            data_key=key or None,
            data_cited=cited,
        )
    )
    st.html(element("span", EMPTY, class_="kx-hidden") + asset("source.js"), unsafe_allow_javascript=True)


def _parts_html(found: Source, shown: Part, here: str) -> Html:
    """Links to the parts of a long text."""
    if len(found.parts) == 1:
        return EMPTY
    links = join(
        element(
            "a",
            escape(texts.PART.format(number=part.number, line=part.lines[0])),
            href=f"{here}&part={part.number}",
            target="_self",
            data_nav="",
            aria_current="page" if part == shown else None,
        )
        for part in found.parts
    )
    said = text("p", texts.PART_ONLY.format(count=len(found.parts)), "kx-sub")
    return element("nav", join([said, links]), class_="kx-parts", aria_label=texts.PARTS)
