"""问题与做法: what bodies name as problems, remedies and practice, by theme, in their own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kexie_dash.charts.names import short_names
from kexie_dash.charts.theme_bars import theme_bars, theme_captions, theme_words
from kexie_dash.pages import texts
from kexie_dash.pages import texts_narrative as wording
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.filters import filter_entry, filter_row, page_asked, page_within, pager
from kexie_dash.pages.frame import asset, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import NARRATIVE_PATH, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.narrative_answers import answers_of
from kexie_dash.pages.peers import peer_colours
from kexie_dash.pages.picture import Picture, show_picture
from kexie_dash.pages.remark import remark_html
from kexie_dash.pages.selection import Selection
from kexie_dash.pages.silent import silent_html
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.narrative import (
    PROBLEM,
    SECTIONS,
    THEME_LABEL,
    Remarks,
    Section,
    remarks,
    section_counts,
)
from kexie_dash.queries.narrative_tables import remarks_table, themes_table
from kexie_dash.store.database import View

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class _Asked:
    """section None means all of them. who: the report whose sentences alone are listed."""

    chosen: Selection
    section: Section | None = PROBLEM
    theme: str = ""
    who: str = ""
    page: int = 1

    def address(self, *, page: int = 1, **changes: Any) -> str:
        other = replace(self, **changes)
        shown = "all" if other.section is None else other.section
        query = {
            **other.chosen.query(),
            "section": [shown] if other.section != PROBLEM else [],
            "theme": [other.theme] if other.theme else [],
            "who": [other.who] if other.who else [],
            "page": [str(page)] if page > 1 else [],
        }
        said = urlencode({name: values for name, values in query.items() if values}, doseq=True)
        return f"{NARRATIVE_PATH}?{said}" if said else NARRATIVE_PATH


@guarded
def show() -> None:
    view, known, chosen = start()
    st.html(asset("findings.css") + asset("topics.css"))
    if not known.reports:
        heading(wording.TITLE)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    found = remarks(view, chosen.bodies, chosen.years, chosen.own)
    asked = _asked(chosen, found)
    heading(wording.TITLE, escape(_lead(found)))
    opening(view, known, chosen)
    if not found.shown:
        notice(wording.NOTHING, wording.NOTHING_REMEDY)
        foot(view)
        return
    names = short_names({body.code: body.name for body in known.bodies})
    _picture(view, found, known, chosen)
    answers_of(view, chosen, names)
    _matrix(found, asked, names)
    _sentences(view, found, asked, names)
    foot(view)


def _asked(chosen: Selection, found: Remarks) -> _Asked:
    """What the address says; what it gets wrong is left out."""
    said = st.query_params.get("section", PROBLEM)
    named = next((one for one in SECTIONS if one == said), PROBLEM)
    theme, who = st.query_params.get("theme", ""), st.query_params.get("who", "")
    return _Asked(
        chosen,
        None if said == "all" else named,
        theme if theme in THEME_LABEL else "",
        who if any(report.id == who for report in found.reports) else "",
        page_asked(),
    )


def _lead(found: Remarks) -> str:
    counts = section_counts(found.shown)
    said = "、".join(f"{section} {count} 条" for section, count in counts.items() if count)
    return wording.LEAD.format(reports=len(found.reports), counts=said) if said else wording.NOTHING


@guarded
def _picture(view: View, found: Remarks, known: Catalogue, chosen: Selection) -> None:
    colours = peer_colours(view, known, chosen, chosen.own)
    captions = theme_captions(found, chosen.own, view.snapshot)
    picture = Picture(
        "themes",
        f"{wording.TITLE}_{captions.title}",
        captions,
        lambda style: theme_bars(found, captions, style, colours=colours),
        lambda: f"{captions.title}。{theme_words(found)}。",
        lambda: themes_table(found),
        wording.DEFINITION,
        of=chosen,
    )
    show_picture(picture, view)


def _matrix(found: Remarks, asked: _Asked, names: dict[str, str]) -> None:
    """Bodies down, themes across, for the section chosen; each count leads to its sentences."""
    sections = (asked.section,) if asked.section else SECTIONS
    themes = found.themes(sections)
    counts = found.counts(sections)
    shown = asked.section or wording.ALL_SECTIONS
    section(wording.MATRIX, escape(wording.MATRIX_HINT.format(section=shown)))
    st.html(_section_row(found, asked))
    table = Table([Column(wording.BODY), *(Column(THEME_LABEL[theme]) for theme in themes)], wording.MATRIX)
    for report in found.reports:
        year = text("span", report.year, "kx-year")
        cells = (_cell(counts.get((report.id, theme), 0), theme, report.id, asked) for theme in themes)
        table.row(join([escape(names[report.body_code]), year], " "), *cells)
    missing = silent_html(found.silent, names, wording.SILENT)
    st.html(
        element("div", element("div", table.html(), class_="kx-matrix kx-themes"), class_="kx-long") + missing
    )


def _cell(count: int, theme: str, report: str, asked: _Asked) -> Html:
    """Stays where it is on the page: the sentences stand right below."""
    if not count:
        return text("span", "·")
    address = asked.address(theme=theme, who=report)
    return element("a", escape(count), href=address, target="_self", data_nav="stay", class_="kx-figure")


def _section_row(found: Remarks, asked: _Asked) -> Html:
    counts = section_counts(found.shown)
    entries = [
        filter_entry(one, counts[one], asked.address(section=one, theme=""), current=asked.section == one)
        for one in SECTIONS
    ]
    whole = asked.address(section=None, theme="")
    entries.append(filter_entry(wording.ALL_SECTIONS, len(found.shown), whole, current=asked.section is None))
    return filter_row(wording.BY_SECTION, entries)


def _sentences(view: View, found: Remarks, asked: _Asked, names: dict[str, str]) -> None:
    sections = (asked.section,) if asked.section else SECTIONS
    shown = found.of(sections, asked.theme, report=asked.who)
    st.html(
        element("h2", escape(wording.SENTENCES), id="sentences") + text("p", wording.SENTENCES_HINT, "kx-sub")
    )
    themes = [
        filter_entry(
            THEME_LABEL[theme],
            len(found.of(sections, theme, report=asked.who)),
            asked.address(theme=theme),
            current=theme == asked.theme,
        )
        for theme in found.themes(sections)
    ]
    whole = filter_entry(
        wording.ALL_THEMES,
        len(found.of(sections, report=asked.who)),
        asked.address(theme=""),
        current=not asked.theme,
    )
    rows = [_section_row(found, asked), filter_row(wording.BY_THEME, [whole, *themes])]
    if asked.who:
        rows.append(_who_row(found, asked, names))
    st.html(join(rows))
    if not shown:
        st.html(text("p", wording.NONE_SUCH, "kx-lead"))
        return
    page = page_within(asked.page, len(shown), _PER_PAGE)
    part = shown[(page - 1) * _PER_PAGE : page * _PER_PAGE]
    st.html(
        element(
            "div", join(remark_html(one, names, asked.chosen, _themes(one.themes, asked)) for one in part)
        )
    )
    st.html(pager(page, len(shown), lambda number: asked.address(page=number), _PER_PAGE))
    table_buttons("remarks", lambda: remarks_table(shown), view)


def _who_row(found: Remarks, asked: _Asked, names: dict[str, str]) -> Html:
    """Whose sentences alone are listed, and the way back to all."""
    report = next(one for one in found.reports if one.id == asked.who)
    only = f"{names[report.body_code]} {report.year}"
    return filter_row(
        wording.BODY,
        [
            filter_entry(wording.ALL_BODIES, None, asked.address(who=""), current=False),
            filter_entry(only, None, asked.address(), current=True),
        ],
    )


def _themes(themes: tuple[str, ...], asked: _Asked) -> Html:
    links = (link(asked.address(theme=theme), escape(THEME_LABEL[theme]), "kx-theme") for theme in themes)
    return element("span", join(links, " "))
