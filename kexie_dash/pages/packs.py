"""Larger packs of the current selection, made with a progress bar; cancelling leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from kexie_dash.exports.choice import Choice, choose
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.progress import Progress
from kexie_dash.pages import texts_packs as words
from kexie_dash.pages.export_buttons import XLSX
from kexie_dash.pages.frame import guarded, notice, section
from kexie_dash.pages.made_file import MadeFile
from kexie_dash.pages.markup import escape
from kexie_dash.pages.selection import Selection
from kexie_dash.pages.texts import PRODUCT
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.settings import data_paths
from kexie_dash.store.database import View
from kexie_dash.store.errors import StoreError

_DONE = "pack-done"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def packs_section(view: View, known: Catalogue, chosen: Selection) -> None:
    """Workbook, static pack, evidence pack and the database, of the selection's years and bodies."""
    section(words.TITLE, escape(words.LEAD.format(scope=_scope(chosen))))
    _packs(view, known, chosen)


def _scope(chosen: Selection) -> str:
    years = [words.YEARS.format(years="、".join(map(str, sorted(chosen.years))))] if chosen.years else []
    bodies = [words.BODIES.format(count=len(chosen.bodies))] if chosen.bodies else []
    return "，".join((*years, *bodies)) or words.EVERYTHING


@guarded
def _packs(view: View, known: Catalogue, chosen: Selection) -> None:
    """No fragment: a press inside one waits for it to end, and 取消 would wait for what it is to stop."""
    left, right = st.columns(2)
    with left:
        product = st.selectbox(
            words.WHAT, tuple(words.PRODUCTS), format_func=words.PRODUCTS.__getitem__, key="pack"
        )
    with right:
        labels = {metric.id: metric.label for metric in known.metrics}
        metrics = st.multiselect(
            words.METRICS,
            tuple(labels),
            format_func=labels.__getitem__,
            key="pack-metrics",
            placeholder=words.METRICS_HELP,
            help=words.METRICS_HELP,
            disabled=product == "database",
        )
    asked = (view.snapshot.build, product, *metrics, chosen.years, chosen.bodies)
    if st.button(words.MAKE, key="pack-make", type="primary"):
        _make(view, product, Choice(tuple(metrics), chosen.years, chosen.bodies), asked)
    made = st.session_state.get(_DONE)
    if isinstance(made, MadeFile) and made.about == asked:
        _offer(made)


def _make(view: View, product: str, choice: Choice, asked: tuple[object, ...]) -> None:
    """A click on cancel ends this run at the bar's next step; all of it was only in memory."""
    st.session_state.pop(_DONE, None)
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, text=words.STARTING)
        st.button(words.CANCEL, key="pack-cancel")
    try:
        made = _MAKERS[product](view, choice, lambda done, said: _step(bar, done, said))
        st.session_state[_DONE] = MadeFile(asked, *made)
    except (ExportError, StoreError) as error:
        notice(words.CANNOT, str(error))
    place.empty()


def _step(bar: st.delta_generator.DeltaGenerator, done: float, said: str) -> None:
    bar.progress(min(max(done, 0.0), 1.0), text=said)


def _offer(made: MadeFile) -> None:
    size = f"{len(made.data) / 1_000_000:.1f} MB"
    label = words.TAKE.format(name=made.name, size=size)
    st.download_button(label, made.data, made.name, made.mime, key="pack-take", on_click="ignore")
    for remark in made.remarks:
        notice(words.REMARK, remark)


_Result = tuple[str, bytes, str, tuple[str, ...]]


def _workbook(view: View, choice: Choice, progress: Progress) -> _Result:
    from kexie_dash.exports.book import to_book
    from kexie_dash.exports.notes import today

    found = choose(view, choice)
    return _name(view, "xlsx"), to_book(view, found, today(), progress), XLSX, found.unknown


def _site(view: View, choice: Choice, progress: Progress) -> _Result:
    from kexie_dash.exports.archive import zipped
    from kexie_dash.exports.notes import today
    from kexie_dash.exports.site import make_folder

    found = choose(view, choice)
    files = make_folder(view, found, today(), progress)
    inside = {f"{PRODUCT}/{name}": data for name, data in files.items()}
    return _name(view, "zip", words.FILE_SITE), zipped(inside), "application/zip", found.unknown


def _single(view: View, choice: Choice, progress: Progress) -> _Result:
    from kexie_dash.exports.notes import today
    from kexie_dash.exports.site import make_site, single_file

    found = choose(view, choice)
    page = single_file(make_site(view, found, today(), progress))
    return _name(view, "html"), page, "text/html", found.unknown


def _evidence(view: View, choice: Choice, progress: Progress) -> _Result:
    from kexie_dash.exports.notes import today
    from kexie_dash.exports.pack import make_pack

    found = choose(view, choice)
    data, missing = make_pack(view, data_paths().reports, found, today(), progress)
    return _name(view, "zip", words.FILE_EVIDENCE), data, "application/zip", (*found.unknown, *missing)


def _database(view: View, choice: Choice, progress: Progress) -> _Result:
    from kexie_dash.store.parquet import database_bytes

    return _name(view, "duckdb"), database_bytes(data_paths(), view.snapshot), "application/octet-stream", ()


_MAKERS: dict[str, Callable[[View, Choice, Progress], _Result]] = {
    "workbook": _workbook,
    "site": _site,
    "single": _single,
    "evidence": _evidence,
    "database": _database,
}


def _name(view: View, suffix: str, word: str = "") -> str:
    return f"{PRODUCT}{word}_{view.snapshot.build}.{suffix}"


@st.fragment
@guarded
def checkup_buttons(report: str, name: str, view: View) -> None:
    """The report on one page of A4, under a word as exports of pictures are. name: of the file."""
    with st.popover(words.CHECKUP, key="export-checkup", type="tertiary", on_change="rerun") as opened:
        if not opened.open:
            return
        for label, suffix, mime in (
            (words.CHECKUP_PDF, "pdf", "application/pdf"),
            (words.CHECKUP_DOCX, "docx", _DOCX),
        ):
            st.download_button(
                label,
                partial(_checkup, view, report, suffix),
                f"{name}{words.FILE_CHECKUP}.{suffix}",
                mime,
                key=f"take-checkup-{suffix}",
                on_click="ignore",
                width="stretch",
            )
        st.caption(words.CHECKUP_HINT)


def _checkup(view: View, report: str, suffix: str) -> bytes:
    from kexie_dash.exports.checkup_docx import checkup_docx
    from kexie_dash.exports.checkup_html import checkup_pdf
    from kexie_dash.exports.checkups import checkup_of

    sheet = checkup_of(view, report)
    return checkup_pdf(sheet) if suffix == "pdf" else checkup_docx(sheet)
