"""What can be taken away of a picture: PNG, SVG, PDF in a size; its figures as XLSX, CSV, JSON, Parquet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from kexie_dash.charts.titles import about_words, snapshot_words
from kexie_dash.pages import texts
from kexie_dash.pages import texts_packs as words
from kexie_dash.pages.frame import guarded
from kexie_dash.pages.markup import TAKE, Html, element, escape, join
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import View

if TYPE_CHECKING:
    from kexie_dash.exports.image import ImageFormat, SizeName
    from kexie_dash.pages.picture import Picture

_PARQUET = "application/vnd.apache.parquet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_word(key: str, about: str) -> Html:
    """One word under a picture or table, which take.js writes into the address to open its buttons.

    Without a press nothing of them is sent: a page has a dozen of these words.

    key: unique on the page. about: what is taken, for who does not see it.
    """
    opened = st.query_params.get(TAKE) == key
    named = element("span", escape(about), class_="kx-hidden")
    word = join([escape(words.CLOSE if opened else texts.EXPORT), named])
    return element(
        "button", word, type="button", class_="kx-take", data_take=key, aria_expanded=str(opened).lower()
    )


def export_buttons(picture: Picture, view: View) -> None:
    """What the word under the picture opens. Bytes are made when a button is pressed."""
    if st.query_params.get(TAKE) == picture.key:
        with st.container(key=f"taking-{picture.key}", border=True):
            _picture_buttons(picture, view)


@st.fragment
@guarded
def _picture_buttons(picture: Picture, view: View) -> None:
    _pictures(picture, view)
    _data(picture, view)
    st.caption(texts.EXPORT_HINT)


def _pictures(picture: Picture, view: View) -> None:
    from kexie_dash.exports.browser import warm_soon
    from kexie_dash.exports.image import SIZES

    warm_soon()
    size = st.selectbox(
        words.SIZE,
        tuple(SIZES),
        format_func=lambda name: SIZES[name].label,
        key=f"size-{picture.key}",
        help=words.SIZE_HELP,
    )
    _button(picture, texts.EXPORT_PNG, lambda: _image(picture, view, "png", size), "png", "image/png")
    _take(
        f"print-{picture.key}",
        picture.name,
        words.PRINT_PNG,
        lambda: _image(picture, view, "png", size, for_print=True),
        "png",
        "image/png",
    )
    _button(picture, texts.EXPORT_SVG, lambda: _image(picture, view, "svg", size), "svg", "image/svg+xml")
    _button(picture, words.PDF, lambda: _image(picture, view, "pdf", size), "pdf", "application/pdf")


def _data(picture: Picture, view: View) -> None:
    _button(picture, texts.EXPORT_XLSX, lambda: _xlsx(_figures(picture), view), "xlsx", XLSX)
    _button(picture, texts.EXPORT_CSV, lambda: _csv(_figures(picture), view), "csv", "text/csv")
    _button(picture, words.JSON, lambda: _json(_figures(picture), view), "json", "application/json")
    _button(picture, words.PARQUET, lambda: _parquet(_figures(picture), view), "parquet", _PARQUET)


def _figures(picture: Picture) -> Comparison | FlatTable:
    return picture.figures() if callable(picture.figures) else picture.figures


def _button(picture: Picture, label: str, made: Callable[[], bytes], suffix: str, mime: str) -> None:
    _take(picture.key, picture.name, label, made, suffix, mime)


def _take(key: str, name: str, label: str, made: Callable[[], bytes], suffix: str, mime: str) -> None:
    st.download_button(
        label,
        made,
        f"{name}.{suffix}",
        mime,
        key=f"take-{suffix}-{key}",
        on_click="ignore",
        width="stretch",
    )


def _image(
    picture: Picture, view: View, form: ImageFormat, size: SizeName, *, for_print: bool = False
) -> bytes:
    # The browser that draws, and the workbook below, are loaded by the first who takes something away.
    from kexie_dash.exports.image import fitted, to_image
    from kexie_dash.exports.notes import today
    from kexie_dash.exports.stamp import figures_stamp

    figure = fitted(picture.draw, size, notes=_notes(picture))
    stamp = figures_stamp(view, picture.figures, today())
    return to_image(figure, form, size, picture.alt(), for_print=for_print, stamp=stamp)


def _notes(picture: Picture) -> tuple[str, ...]:
    """Definition, caveats and day, for the foot of a picture that leaves the page."""
    from kexie_dash.exports.notes import day_line, picture_notes, today

    if isinstance(picture.figures, Comparison):
        return picture_notes(picture.figures, today())
    said = (words.DEFINITION.format(said=picture.definition),) if picture.definition else ()
    return (*said, day_line(today()))


def table_buttons(key: str, made: Callable[[], FlatTable], view: View) -> None:
    """As under a picture, for a table alone. made: the table, when it is asked for."""
    st.html(export_word(key, words.OF_TABLE))
    if st.query_params.get(TAKE) == key:
        with st.container(key=f"taking-{key}", border=True):
            _table_buttons(key, made(), view)


@st.fragment
@guarded
def _table_buttons(key: str, table: FlatTable, view: View) -> None:
    _take(key, table.name, texts.EXPORT_XLSX, lambda: _xlsx(table, view), "xlsx", XLSX)
    _take(key, table.name, texts.EXPORT_CSV, lambda: _csv(table, view), "csv", "text/csv")
    _take(key, table.name, words.JSON, lambda: _json(table, view), "json", "application/json")
    _take(key, table.name, words.PARQUET, lambda: _parquet(table, view), "parquet", _PARQUET)


def _csv(figures: Comparison | FlatTable, view: View) -> bytes:
    if isinstance(figures, FlatTable):
        from kexie_dash.exports.flat import flat_csv

        return flat_csv(figures, snapshot_words(view.snapshot))
    from kexie_dash.exports.rows import comparison_rows
    from kexie_dash.exports.table import to_csv

    about = about_words(figures.metric, figures.snapshot)
    return to_csv(comparison_rows(view, figures), about)


def _xlsx(figures: Comparison | FlatTable, view: View) -> bytes:
    if isinstance(figures, FlatTable):
        from kexie_dash.exports.flat import flat_xlsx

        return _stamped(flat_xlsx(figures, snapshot_words(view.snapshot)), figures, view)
    from kexie_dash.exports.rows import comparison_rows
    from kexie_dash.exports.workbook import to_xlsx

    rows = comparison_rows(view, figures)
    today = datetime.now().astimezone().date()
    return _stamped(to_xlsx(figures.metric, rows, figures.snapshot, today), figures, view)


def _stamped(data: bytes, figures: Comparison | FlatTable, view: View) -> bytes:
    from kexie_dash.exports.stamp import figures_stamp, stamp_office

    return stamp_office(data, figures_stamp(view, figures, datetime.now().astimezone().date(), "data"))


def _json(figures: Comparison | FlatTable, view: View) -> bytes:
    from kexie_dash.exports.json_data import flat_json, to_json_file

    if isinstance(figures, FlatTable):
        return flat_json(figures, view.snapshot)
    return to_json_file(view, figures)


def _parquet(figures: Comparison | FlatTable, view: View) -> bytes:
    from kexie_dash.exports.parquet import flat_parquet, to_parquet

    if isinstance(figures, FlatTable):
        return flat_parquet(figures, view.snapshot)
    return to_parquet(view, figures)
