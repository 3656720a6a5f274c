"""What can be taken away of a picture: PNG and SVG of it, its figures as CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from kexie_dash.charts.titles import about_words, snapshot_words
from kexie_dash.pages import texts
from kexie_dash.pages.frame import guarded
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.store.database import View

if TYPE_CHECKING:
    from kexie_dash.exports.image import ImageFormat
    from kexie_dash.pages.picture import Picture

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@st.fragment
@guarded
def export_buttons(picture: Picture, view: View) -> None:
    """One word under the picture; opened, it holds the buttons. Bytes are made when one is pressed."""
    key = f"export-{picture.key}"
    with st.popover(texts.EXPORT, key=key, type="tertiary", on_change="rerun") as opened:
        if not opened.open:
            return
        _button(picture, texts.EXPORT_PNG, lambda: _image(picture, "png"), "png", "image/png")
        _button(picture, texts.EXPORT_SVG, lambda: _image(picture, "svg"), "svg", "image/svg+xml")
        _button(picture, texts.EXPORT_XLSX, lambda: _xlsx(_figures(picture), view), "xlsx", _XLSX)
        _button(picture, texts.EXPORT_CSV, lambda: _csv(_figures(picture), view), "csv", "text/csv")
        st.caption(texts.EXPORT_HINT)


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


def _image(picture: Picture, form: ImageFormat) -> bytes:
    # The browser that draws, and the workbook below, are loaded by the first who takes something away.
    from kexie_dash.exports.image import style_for, to_image

    return to_image(picture.draw(style_for()), form, description=picture.alt)


@st.fragment
@guarded
def table_buttons(key: str, table: FlatTable, view: View) -> None:
    """As under a picture, for a table alone."""
    with st.popover(texts.EXPORT, key=f"export-{key}", type="tertiary", on_change="rerun") as opened:
        if opened.open:
            _take(key, table.name, texts.EXPORT_XLSX, lambda: _xlsx(table, view), "xlsx", _XLSX)
            _take(key, table.name, texts.EXPORT_CSV, lambda: _csv(table, view), "csv", "text/csv")


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

        return flat_xlsx(figures, snapshot_words(view.snapshot))
    from kexie_dash.exports.rows import comparison_rows
    from kexie_dash.exports.workbook import to_xlsx

    rows = comparison_rows(view, figures)
    return to_xlsx(figures.metric, rows, figures.snapshot, datetime.now().astimezone().date())
