"""Taking a briefing away: a button a product, a bar while it is made, and the file."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from kexie_dash.charts.names import short_names
from kexie_dash.exports.briefing.content import Briefing
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.notes import today
from kexie_dash.pages import texts_briefing as wording
from kexie_dash.pages.frame import aside, guarded, notice, section
from kexie_dash.pages.made_file import MadeFile
from kexie_dash.pages.markup import escape
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.store.database import View
from kexie_dash.store.marks import Marks

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The last file of this reader; gone when anything is chosen anew.
_LAST = "briefing-file"
Tick = Callable[[float, str], None]


def take_away(view: View, known: Catalogue, chosen: Selection, made: Briefing, marks: Marks) -> None:
    section(wording.TAKE, escape(wording.TAKE_HINT))
    _buttons(view, known, chosen, made, marks)


@guarded
def _buttons(view: View, known: Catalogue, chosen: Selection, made: Briefing, marks: Marks) -> None:
    """A press on anything while a file is made stops it; nothing of it is kept.

    No fragment: a press inside one waits for it to end, and 取消 would wait for what it is to stop.
    """
    about = (view.snapshot.build, tuple(one.label for one in made.sections), repr(chosen.query()))
    first, second, third, fourth = st.columns([2, 2, 3, 3], vertical_alignment="bottom")
    with fourth:
        names = short_names({body.code: body.name for body in known.bodies})
        body = st.selectbox(
            wording.QUESTIONS_OF,
            list(names),
            index=list(names).index(chosen.own) if chosen.own in names else 0,
            format_func=lambda code: names.get(code, code),
            # Another own body begins with its own list, as for whoever opens the link.
            key=f"briefing-questions-of-{chosen.own}",
        )
    work: Callable[[Tick], MadeFile] | None = None
    with first:
        if st.button(wording.MAKE_PPTX, key="make-pptx", width="stretch"):
            work = lambda tick: _pptx(about, made, tick)  # noqa: E731
    with second:
        if st.button(wording.MAKE_DOCX, key="make-docx", width="stretch"):
            work = lambda tick: _docx(about, made, tick)  # noqa: E731
    with third:
        if st.button(wording.MAKE_QUESTIONS, key="make-questions", width="stretch"):
            work = lambda tick: _questions(view, about, body, names[body], chosen, marks, tick)  # noqa: E731
    if work is not None:
        _work(work)
    _offer(about)


def _work(work: Callable[[Tick], MadeFile]) -> None:
    st.session_state.pop(_LAST, None)
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, " ")
        st.button(wording.CANCEL, key="cancel-export", type="tertiary")

    def tick(share: float, what: str) -> None:
        bar.progress(min(share, 1.0), what)

    try:
        st.session_state[_LAST] = work(tick)
    except ExportError as error:
        notice(wording.FAILED, str(error))
    finally:
        place.empty()


def _offer(about: tuple[object, ...]) -> None:
    made: MadeFile | None = st.session_state.get(_LAST)
    if made is None or made.about != about:
        return
    aside((wording.READY, *made.remarks))
    st.download_button(
        wording.SAVE.format(name=made.name),
        made.data,
        made.name,
        made.mime,
        key="save-briefing",
        on_click="ignore",
    )


def _pptx(about: tuple[object, ...], made: Briefing, tick: Tick) -> MadeFile:
    # The libraries of the formats are loaded by the first who takes something away.
    from kexie_dash.exports.briefing.slides.deck import to_pptx

    name = wording.BRIEFING_NAME.format(build=made.stamp.build)
    return MadeFile(about, f"{name}.pptx", to_pptx(made, tick), _PPTX)


def _docx(about: tuple[object, ...], made: Briefing, tick: Tick) -> MadeFile:
    from kexie_dash.exports.briefing.document.brief import to_docx

    name = wording.BRIEFING_NAME.format(build=made.stamp.build)
    data, missing = to_docx(made, tick)
    return MadeFile(about, f"{name}.docx", data, _DOCX, missing)


def _questions(
    view: View,
    about: tuple[object, ...],
    body: str,
    name: str,
    chosen: Selection,
    marks: Marks,
    tick: Tick,
) -> MadeFile:
    from kexie_dash.exports.briefing.document.questions import to_questions

    tick(0.3, name)
    made = to_questions(view, body, today(), years=chosen.years, marks=marks)
    file = wording.QUESTIONS_NAME.format(body=name, build=view.snapshot.build)
    return MadeFile(about, f"{file}.docx", made.data, _DOCX)
