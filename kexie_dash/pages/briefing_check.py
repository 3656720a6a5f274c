"""Is a file that was taken away earlier still of the newest data?"""

from __future__ import annotations

import streamlit as st

from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.freshness import file_freshness
from kexie_dash.pages import texts_briefing as wording
from kexie_dash.pages.frame import guarded, notice, section
from kexie_dash.pages.markup import element, escape, join, text
from kexie_dash.settings import MAX_DOCUMENT_BYTES, data_paths
from kexie_dash.store.database import View


@st.fragment
@guarded
def check_file(view: View) -> None:
    """Read where it lies in memory; its name is not used and nothing of it is kept."""
    section(wording.CHECK, escape(wording.CHECK_HINT))
    given = st.file_uploader(wording.CHECK_FILE, key="briefing-check", label_visibility="collapsed")
    if given is None:
        return
    if given.size > MAX_DOCUMENT_BYTES:
        notice(wording.CHECK, wording.CHECK_TOO_LARGE.format(most=MAX_DOCUMENT_BYTES // 1024 // 1024))
        return
    try:
        found = file_freshness(view, given.getvalue(), data_paths().manifest)
    except ExportError as error:
        notice(wording.CHECK, str(error))
        return
    says, *changes = found.lines
    items = element("ul", join(text("li", line) for line in changes)) if changes else escape("")
    words = join([text("strong", says), items])
    st.html(
        element("div", words, class_="kx-notice" if found.current else "kx-notice kx-grave", role="status")
    )
