"""核查一份草稿: a file that is not built in, held against itself before it is sent; nothing of it is kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime
from typing import get_args

import streamlit as st

from kexie_dash.model.finding import Verdict
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.pages import texts
from kexie_dash.pages import texts_findings as wording
from kexie_dash.pages.finding_card import card_html, sides_html
from kexie_dash.pages.frame import aside, notice
from kexie_dash.pages.markup import Html, element, escape, join, text
from kexie_dash.pages.selection import shortened
from kexie_dash.queries.draft import Draft, DraftError, DraftFinding, check_draft
from kexie_dash.queries.findings import OPEN_VERDICTS, Passage
from kexie_dash.settings import DRAFT_WALL_SECONDS, FIRST_YEAR, MAX_DOCUMENT_BYTES, data_paths
from kexie_dash.store.database import View

_MOST, _MOST_SENTENCES = 200, 4
#: The last outcome of this reader: what was asked, what came of it. Gone with the file or the session.
_LAST = "draft-outcome"
_Asked = tuple[str, int | None, str | None, str | None]


def draft_view(view: View) -> None:
    st.html(text("p", wording.DRAFT_HINT, "kx-sub"))
    given = st.file_uploader(wording.DRAFT_FILE, key="draft-file")
    year, kind, region = _told(view)
    if given is None:
        st.session_state.pop(_LAST, None)
        return
    if given.size > MAX_DOCUMENT_BYTES:
        notice(
            wording.DRAFT_FAILED,
            wording.DRAFT_TOO_LARGE.format(most=MAX_DOCUMENT_BYTES // 1024 // 1024),
        )
        return
    data = given.getvalue()
    outcome = _checked(data, (hashlib.sha256(data).hexdigest(), year, kind, region))
    if isinstance(outcome, str):
        notice(wording.DRAFT_FAILED, outcome)
        return
    _show(view, outcome, shortened(given.name))


def _told(view: View) -> tuple[int | None, str | None, str | None]:
    """Year, kind and region as the reader gives them; None: as the head says."""
    left, middle, right = st.columns(3)
    with left:
        years = [None, *range(datetime.now().astimezone().year, FIRST_YEAR - 1, -1)]
        year = st.selectbox(wording.DRAFT_YEAR, years, format_func=_or_head, key="draft-year")
    with middle:
        kinds: dict[str | None, str] = {None: wording.FROM_HEAD}
        kinds |= dict(KIND_LABEL.items())
        kind = st.selectbox(
            wording.DRAFT_KIND, list(kinds), format_func=lambda one: kinds[one], key="draft-kind"
        )
    with right:
        names = {code: region.name for code, region in view.regions().items()}
        region = st.selectbox(
            wording.DRAFT_BODY,
            [None, *names],
            format_func=lambda code: names.get(code, wording.FROM_HEAD) if code else wording.FROM_HEAD,
            key="draft-region",
        )
    return year, kind, region


def _or_head(year: int | None) -> str:
    return wording.FROM_HEAD if year is None else str(year)


def _checked(data: bytes, asked: _Asked) -> Draft | str:
    """What came of it, asked once for the same file and choices; a sentence where it failed."""
    last = st.session_state.get(_LAST)
    if last is not None and last[0] == asked:
        kept: Draft | str = last[1]
        return kept
    told = st.empty()

    def tick(seconds: float) -> None:
        told.html(
            text(
                "p",
                wording.DRAFT_RUNNING.format(seconds=int(seconds), most=DRAFT_WALL_SECONDS),
                "kx-lead",
            )
        )

    tick(0)
    _, year, kind, region = asked
    outcome: Draft | str
    try:
        outcome = check_draft(data, data_paths().data, year=year, kind=kind, region=region, tick=tick)
    except DraftError as error:
        outcome = str(error)
    told.empty()
    st.session_state[_LAST] = (asked, outcome)
    return outcome


def _show(view: View, draft: Draft, name: str) -> None:
    if draft.notices:
        aside((wording.DRAFT_PARTS, *draft.notices))
    if not draft.findings:
        notice(texts.FINDINGS, wording.DRAFT_NOTHING)
        return
    counts = Counter(one.finding.verdict for one in draft.findings)
    counted = {verdict: counts[verdict] for verdict in get_args(Verdict)}
    lead = wording.DRAFT_LEAD.format(name=name, count=len(draft.findings), **counted)
    st.html(join([text("h2", lead), text("p", _taken(view, draft), "kx-sub")]))
    shown = [one for one in draft.findings if one.finding.verdict in OPEN_VERDICTS]
    items = join(element("li", _card(one)) for one in shown[:_MOST])
    st.html(element("ul", items, class_="kx-findings"))
    if len(shown) > _MOST:
        st.html(text("p", wording.SHOWN_RANGE.format(first=1, last=_MOST, count=len(shown)), "kx-sub"))
    if counted["holds"]:
        st.html(text("p", wording.DRAFT_HELD.format(count=counted["holds"]), "kx-sub"))


def _taken(view: View, draft: Draft) -> str:
    if draft.report is not None:
        return wording.DRAFT_KNOWN.format(report=draft.report)
    region = view.regions().get(draft.region or "")
    return wording.DRAFT_TAKEN.format(
        year=f" {draft.year} 年" if draft.year else wording.YEAR_UNKNOWN,
        kind=next((said for kind, said in KIND_LABEL.items() if kind == draft.kind), wording.KIND_UNKNOWN),
        region=region.name if region else wording.REGION_UNKNOWN,
    )


def _card(one: DraftFinding) -> Html:
    shown = [(side, escape(_place(side))) for side in one.passages[:_MOST_SENTENCES]]
    return card_html(one.finding, "", sides_html(shown, len(one.passages), opened=True))


def _place(side: Passage) -> str:
    first, last = side.evidence.line_first, side.evidence.line_last
    lines = wording.DRAFT_LINES.format(lines=first if first == last else f"{first}–{last}")
    page = side.evidence.page
    return lines if page is None else f"{wording.DRAFT_PAGE.format(page=page)}，{lines}"
