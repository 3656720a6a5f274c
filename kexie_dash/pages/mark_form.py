"""The small form by which a finding is marked; what it writes is on the disk before the page says so."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from kexie_dash.model.finding import Finding
from kexie_dash.model.mark import LONGEST_NAME, LONGEST_NOTE, MARK_LABEL, Mark
from kexie_dash.pages import texts_findings as wording
from kexie_dash.pages.frame import asset
from kexie_dash.pages.markup import EMPTY, element, escape, text
from kexie_dash.queries.marks import new_mark
from kexie_dash.settings import data_paths
from kexie_dash.store.errors import StoreError
from kexie_dash.store.marks import Marks, add_mark

#: What the last submission came to: the finding, whether it was written, the sentence.
_SAID = "mark-said"
_BY = "mark-by-last"


def mark_form(about: Finding | Mark, key: str, marks: Marks, close: str) -> None:
    """State, words and name; close: the address without the form."""
    now = marks.current(key)
    with st.form(f"mark-form-{key}", border=True):
        st.html(text("strong", wording.MARK_FORM))
        states = list(MARK_LABEL)
        st.radio(
            wording.MARK_STATE,
            states,
            index=states.index(now.state if now else "sent"),
            format_func=lambda state: MARK_LABEL[state],
            horizontal=True,
            key=f"mark-state-{key}",
        )
        note = (now.note or "") if now else ""
        st.text_area(wording.MARK_NOTE, value=note, max_chars=LONGEST_NOTE, height=96, key=f"mark-note-{key}")
        name = st.session_state.get(_BY, "")
        st.text_input(wording.MARK_BY, value=name, max_chars=LONGEST_NAME, key=f"mark-by-{key}")
        st.form_submit_button(wording.MARK_SAVE, type="primary", on_click=_save, args=(about, key))
        said = st.session_state.get(_SAID)
        if said and said[0] == key and not said[1]:
            st.html(element("p", escape(said[2]), class_="kx-said-wrong", role="alert"))
        cancel = element("a", escape(wording.MARK_CANCEL), href=close, target="_self", data_nav="stay")
        st.html(cancel)
    st.html(element("span", EMPTY, class_="kx-hidden") + asset("marks.js"), unsafe_allow_javascript=True)


def _save(about: Finding | Mark, key: str) -> None:
    """Into the file, then the form closes; a refusal leaves it open with what was typed."""
    state = st.session_state[f"mark-state-{key}"]
    note, by = st.session_state[f"mark-note-{key}"], st.session_state[f"mark-by-{key}"]
    if state == "explained" and not note.strip():
        st.session_state[_SAID] = (key, False, wording.WORDS_WANTED)
        return
    try:
        add_mark(data_paths().marks, new_mark(about, state, note, by, datetime.now().astimezone()))
    except StoreError as error:
        st.session_state[_SAID] = (key, False, str(error))
        return
    st.session_state[_BY] = by.strip()
    st.session_state[_SAID] = (key, True, wording.MARKED.format(state=MARK_LABEL[state]))
    st.query_params.pop("mark", None)


def just_marked() -> tuple[str, str] | None:
    """The finding marked a moment ago and the sentence that confirms it; only until the next step."""
    said = st.session_state.get(_SAID)
    if not said or not said[1]:
        return None
    del st.session_state[_SAID]
    return said[0], said[2]
