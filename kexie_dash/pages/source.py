"""报告原文: the whole text of a report, every figure underlined where it was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    MOST_SPANS,
    SOURCE_PATH,
    SPAN,
    SPANS_BETWEEN,
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

#: A stretch of text, start and end in ASCII digits, so short that they are numbers.
_OFFSETS = re.compile(r"[0-9]{1,9}-[0-9]{1,9}")


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
    sides = _cited_places(cited)
    wanted = sides[:1] or _asked_places(found)
    side = wanted[0] if wanted else None
    part = _part_at(found, side) if side is not None and not key else _part(found, key)
    if cited is not None:
        st.html(_cited_html(cited, side, here))
    if key and found.part_with(key) is None:
        aside((texts.NO_SUCH_OBSERVATION.format(shown=shortened(key)),))
    marked = {"data_cited": _spans(found, wanted), "data_cited_too": _spans(found, sides[1:])}
    _draw(found, part, here, chosen, {"data_key": key or None, **marked})
    name = f"{texts.SOURCE}_{report.id}_{view.snapshot.build}"
    table_buttons("source", lambda: source_table(name, found), view)
    foot(view)


def _cited(view: View, found: Source) -> FoundIn | None:
    """The finding whose sentences are to be marked, if it is one of this report."""
    one = finding_by_id(view, st.query_params.get("finding", ""))
    return one if one is not None and one.report.id == found.report.id and one.finding.evidence else None


def _asked_places(found: Source) -> list[Evidence]:
    """The stretches the address names by their offsets; what is none of this text is left out."""
    asked = st.query_params.get(SPAN, "").split(SPANS_BETWEEN)[:MOST_SPANS]
    ends = [tuple(map(int, one.split("-"))) for one in asked if _OFFSETS.fullmatch(one)]
    length = len(found.document.text)
    return [Evidence.of(found.document, start, end) for start, end in ends if start < end <= length]


def _cited_places(cited: FoundIn | None) -> list[Evidence]:
    """The finding's sentences, the one asked for before the others."""
    if cited is None:
        return []
    asked = st.query_params.get("side", "")
    numbered = enumerate(cited.finding.evidence, start=1)
    return [one for _, one in sorted(numbered, key=lambda pair: str(pair[0]) != asked)]


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


def _spans(found: Source, places: Sequence[Evidence]) -> str | None:
    """The spans as a browser counts."""
    units = UnitOffsets(found.document.text)
    return " ".join(f"{units.at(one.start)}-{units.at(one.end)}" for one in places) or None


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


def _draw(found: Source, part: Part, here: str, chosen: Selection, asked: dict[str, str | None]) -> None:
    """One element, so that no click needs the server; its script is sent apart from the report's words.

    asked: attributes that say what is to be marked.
    """
    st.html(asset("source.css"))
    parts = _parts_html(found, part, here)
    columns = join([text_html(found, part, here), side_html(found, part, here, chosen)])
    st.html(
        element(
            "div",
            join([parts, key_html(found, part), element("div", columns, class_="kx-columns")]),
            class_="kx-source",
            **asked,
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
