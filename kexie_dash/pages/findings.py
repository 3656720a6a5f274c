"""矛盾核查: where a report does not agree with itself, the gravest first, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args
from urllib.parse import urlencode

import streamlit as st

from kexie_dash.charts.names import short_names
from kexie_dash.model.finding import Verdict
from kexie_dash.model.mark import Mark
from kexie_dash.pages import texts
from kexie_dash.pages import texts_findings as wording
from kexie_dash.pages.briefing_link import briefing_link
from kexie_dash.pages.draft import draft_view
from kexie_dash.pages.evidence_panel import line_text
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.finding_card import card_html, history_html, mark_html, sides_html
from kexie_dash.pages.finding_filters import Asked, asked_for, filters_html, view_html
from kexie_dash.pages.frame import aside, asset, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.kept import kept
from kexie_dash.pages.mark_form import just_marked, mark_form
from kexie_dash.pages.markup import EMPTY, SOURCE_PATH, Html, element, escape, join, link, text
from kexie_dash.pages.selection import shortened
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.findings import Findings, FoundIn, Passage, findings, passages
from kexie_dash.queries.list_tables import findings_table
from kexie_dash.queries.marks import GONE_LABEL, Vanished, vanished
from kexie_dash.settings import data_paths
from kexie_dash.store.database import View
from kexie_dash.store.errors import StoreError
from kexie_dash.store.marks import NO_MARKS, Marks, read_marks

#: So many at once.
_MOST = 40
#: So many sentences of a finding are shown; a column of a table may have dozens.
_MOST_SENTENCES = 4


@guarded
def show() -> None:
    view, known, chosen = start()
    st.html(asset("findings.css"))
    if not known.reports:
        heading(texts.FINDINGS)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    asked = asked_for(chosen)
    if st.query_params.get("view") == "draft":
        heading(texts.FINDINGS)
        st.html(view_html(asked, drafting=True))
        draft_view(view)
        foot(view)
        return
    marks, problems = _marks()
    said = just_marked()
    found = findings(
        view,
        bodies=chosen.bodies,
        years=chosen.years,
        verdicts=asked.verdicts,
        kinds=asked.kinds,
        severities=asked.severities,
        states=asked.states,
        marks=marks,
        keep=asked.marking or (said[0] if said else ""),
    )
    heading(texts.FINDINGS, escape(_lead(found)))
    opening(view, known, chosen)
    aside(problems)
    st.html(view_html(asked, drafting=False))
    st.html(filters_html(found, asked))
    st.html(join([text("p", wording.FINDINGS_HINT, "kx-sub"), _outside(found, asked)]))
    page = _Page(view, known, asked, marks, said)
    page.draw(found)
    name = f"{texts.FINDINGS}_{view.snapshot.build}"
    table_buttons("findings", lambda: findings_table(name, found.shown, marks), view)
    briefing_link(chosen)
    foot(view)


def _marks() -> tuple[Marks, tuple[str, ...]]:
    """All marks, and what is wrong with their file."""
    try:
        marks = read_marks(data_paths().marks)
    except StoreError as error:
        return NO_MARKS, (str(error),)
    if not marks.problems:
        return marks, ()
    named = [str(problem) for problem in marks.problems]
    return marks, (wording.MARKS_BROKEN, *named[:_MOST_SENTENCES])


def _lead(found: Findings) -> str:
    counted = {verdict: found.verdicts.get(verdict, 0) for verdict in get_args(Verdict)}
    return wording.FINDINGS_LEAD.format(count=sum(counted.values()), **counted)


def _outside(found: Findings, asked: Asked) -> Html:
    if not found.outside:
        return EMPTY
    everything = replace(asked.chosen, bodies=(), years=())
    to_all = link(asked.address(chosen=everything), escape(wording.SEE_ALL))
    return element("p", join([escape(wording.OUTSIDE.format(count=found.outside)), to_all]), class_="kx-sub")


class _Page:
    """The list, each finding in a place of its own so that a form opens without disturbing the others."""

    def __init__(
        self, view: View, known: Catalogue, asked: Asked, marks: Marks, said: tuple[str, str] | None
    ) -> None:
        self._view, self._asked, self._marks, self._said = view, asked, marks, said
        self._names: Mapping[str, str] = short_names({body.code: body.name for body in known.bodies})

    def draw(self, found: Findings) -> None:
        count = len(found.shown)
        gone = vanished(self._view, self._marks)
        lost = self._asked.marking and all(one.mark.finding != self._asked.marking for one in gone)
        if lost and all(one.finding.id != self._asked.marking for one in found.shown):
            aside((wording.MARK_GONE.format(shown=shortened(self._asked.marking)),))
        if not count:
            st.html(text("p", wording.NO_FINDINGS, "kx-lead"))
        page = min(self._asked.page, max(-(-count // _MOST), 1))
        first = (page - 1) * _MOST
        for place, one in enumerate(found.shown[first : first + _MOST]):
            with st.container(key=f"mark-slot-{place}"):
                self._found(one)
        if count > _MOST:
            st.html(self._pages(page, count))
        self._vanished(gone)

    def _found(self, one: FoundIn) -> None:
        key = one.finding.id
        about = f"{self._names.get(one.report.body_code, one.report.body)} {one.report.year} 年"
        sides = kept(self._view, ("sides", key, self._asked.chosen), lambda: self._sides(one))
        may = one.finding.verdict != "holds" or self._marks.current(key) is not None
        st.html(card_html(one.finding, about, sides, self._mark(key) if may else EMPTY))
        if key == self._asked.marking:
            mark_form(one.finding, key, self._marks, self._asked.address(page=self._asked.page))

    def _sides(self, one: FoundIn) -> Html:
        sentences = passages(self._view, one, _MOST_SENTENCES)
        shown = [(side, self._place(one, side, number)) for number, side in enumerate(sentences, start=1)]
        return sides_html(shown, len(one.finding.evidence))

    def _place(self, one: FoundIn, side: Passage, number: int) -> Html:
        place = line_text(one.report.file, (side.evidence.line_first, side.evidence.line_last))
        address = self._asked.chosen.address(SOURCE_PATH, own=one.report.body_code, report=one.report.id)
        address += f"&{urlencode({'finding': one.finding.id, 'side': number})}"
        return join([escape(place), link(address, escape(texts.SEE_IN_SOURCE))], " ")

    def _mark(self, key: str) -> Html:
        """State, the link that opens the form, the confirmation just after, the history."""
        now = self._marks.current(key)
        to_form = element(
            "a",
            escape(wording.CHANGE_MARK if now else wording.MARK_IT),
            href=self._asked.address(marking=key),
            target="_self",
            data_nav="stay",
            class_="kx-do",
        )
        parts = [mark_html(now), to_form]
        if self._said and self._said[0] == key:
            parts.append(element("span", escape(self._said[1]), class_="kx-said-now", role="status"))
        line = element("div", join(parts, " "), class_="kx-marked")
        return join([line, history_html(self._marks.histories.get(key, ()))])

    def _pages(self, page: int, count: int) -> Html:
        first, last = (page - 1) * _MOST + 1, min(page * _MOST, count)
        parts = [text("span", wording.SHOWN_RANGE.format(first=first, last=last, count=f"{count:,}"))]
        if page > 1:
            parts.insert(0, link(self._asked.address(page=page - 1), escape(wording.BEFORE_THESE)))
        if last < count:
            parts.append(link(self._asked.address(page=page + 1), escape(wording.MORE_OF_THEM)))
        return element("nav", join(parts), class_="kx-pages")

    def _vanished(self, gone: tuple[Vanished, ...]) -> None:
        if not gone:
            return
        section(wording.VANISHED, escape(wording.VANISHED_HINT))
        for place, one in enumerate(gone[:_MOST]):
            with st.container(key=f"mark-slot-gone-{place}"):
                st.html(self._gone(one.mark, one))
                if one.mark.finding == self._asked.marking:
                    close = self._asked.address(page=self._asked.page)
                    mark_form(one.mark, one.mark.finding, self._marks, close)
        if len(gone) > _MOST:
            st.html(text("p", wording.SHOWN_RANGE.format(first=1, last=_MOST, count=len(gone)), "kx-sub"))

    def _gone(self, mark: Mark, one: Vanished) -> Html:
        about = " · ".join((mark.report, mark.title, GONE_LABEL[one.why]))
        words = [
            text("p", mark.message, "kx-message"),
            text("div", about, "kx-soft"),
            self._mark(mark.finding),
        ]
        return element("div", join(words), class_="kx-gone")
