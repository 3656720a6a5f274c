"""A workbook that stands alone: read-me, a sheet a chart, all values, all observations, the dictionary."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter

from kexie_dash.charts import texts as shared
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.titles import about_words
from kexie_dash.exports import texts
from kexie_dash.exports import texts_workbook as wording
from kexie_dash.exports.book_chart import chart_sheet
from kexie_dash.exports.book_sheets import Sheets, dictionary_rows, observation_rows, value_rows
from kexie_dash.exports.choice import Chosen
from kexie_dash.exports.progress import Progress, silent
from kexie_dash.exports.rows import ExportRow, comparison_rows
from kexie_dash.exports.stamp import Stamp, make_stamp, stamp_office, stamp_words
from kexie_dash.exports.workbook import STATE_MEANING
from kexie_dash.model.state import STATE_LABEL
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.queries.panels import Panel
from kexie_dash.store.database import View

README, VALUES, OBSERVATIONS, DICTIONARY = (
    wording.README,
    wording.ALL_VALUES,
    wording.ALL_OBSERVATIONS,
    wording.DICTIONARY,
)
#: More charts than this make a workbook nobody can leaf through; their values are there all the same.
MOST_CHARTS = 40
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LATIN = re.compile(rb'<a:latin typeface="([^"]*)"[^>]*/>')


def to_book(view: View, chosen: Chosen, day: date, progress: Progress = silent) -> bytes:
    """Of everything chosen; observations are those of the reports the values come from."""
    rows = _rows(view, chosen, progress)
    panels = chosen.panels[:MOST_CHARTS]
    values = [i.value for one in chosen.comparisons for band in one.bands for i in band.values]
    stamp = make_stamp(view, "workbook", day, values)
    reports = tuple(dict.fromkeys(value.report for value in values))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": texts.PRODUCT, "created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001
    sheets = Sheets(book)
    names = _names(panels)
    _readme(sheets, view, chosen, names, stamp)
    colours = BodyColours(body.code for body in catalogue(view).bodies)
    for number, (name, panel) in enumerate(zip(names, panels, strict=True)):
        progress(0.4 + 0.2 * number / len(panels), wording.DOING_CHART.format(name=name))
        chart_sheet(sheets, name, panel, comparison_rows(view, panel.comparison), colours, stamp)
    progress(0.6, VALUES)
    sheets.table(VALUES, *value_rows(rows), first_column=1)
    progress(0.75, OBSERVATIONS)
    sheets.table(OBSERVATIONS, *observation_rows(view, reports), first_column=1)
    sheets.table(DICTIONARY, *dictionary_rows(view.metrics()), first_column=2)
    progress(0.9, wording.SAVING)
    book.close()
    return stamp_office(out.getvalue(), stamp, _east_asian)


def _rows(view: View, chosen: Chosen, progress: Progress) -> tuple[ExportRow, ...]:
    made: list[ExportRow] = []
    for number, compared in enumerate(chosen.comparisons):
        progress(
            0.4 * number / len(chosen.comparisons), wording.DOING_VALUES.format(label=compared.metric.label)
        )
        made += comparison_rows(view, compared)
    return tuple(made)


def _names(panels: Sequence[Panel]) -> list[str]:
    """Names Excel takes: 31 characters, none of its own signs, none twice."""
    names: list[str] = []
    for panel in panels:
        label = f"{panel.comparison.metric.label}{f'·{panel.label}' if panel.label else ''}"
        plain = _NOT_IN_A_NAME.sub(" ", label).strip() or wording.CHART
        name, count = plain[:31], 1
        while name.lower() in {other.lower() for other in (*names, README, VALUES, OBSERVATIONS, DICTIONARY)}:
            count += 1
            name = f"{plain[: 30 - len(str(count))]} {count}"
        names.append(name)
    return names


def _readme(sheets: Sheets, view: View, chosen: Chosen, names: Sequence[str], stamp: Stamp) -> None:
    sheets.lines(README, wording.BOOK_TITLE, tuple(_said(view, chosen, names, stamp)))


def _said(view: View, chosen: Chosen, names: Sequence[str], stamp: Stamp) -> Iterable[tuple[str, str]]:
    yield wording.DATA_VERSION, stamp_words(stamp)
    if view.snapshot.notice:
        yield wording.NOTICE, view.snapshot.notice
    yield wording.SOURCE, wording.SOURCES_WITH_EVIDENCE
    yield wording.METRIC, shared.BETWEEN_NAMES.join(one.metric.label for one in chosen.comparisons)
    whole = len(chosen.panels)
    more = (
        wording.FIRST_CHARTS.format(whole=whole, count=len(names), sheet=VALUES) if whole > len(names) else ""
    )
    yield wording.CHART, wording.CHARTS_ARE_NATIVE.format(names=shared.BETWEEN_NAMES.join(names), more=more)
    yield VALUES, wording.VALUES_SAID
    yield OBSERVATIONS, wording.OBSERVATIONS_SAID
    yield DICTIONARY, wording.DICTIONARY_SAID
    yield wording.VALUES, wording.VALUES_STORED
    yield wording.BOUND, wording.BOUNDS_KEPT
    for state, said in STATE_MEANING.items():
        yield STATE_LABEL[state], said
    yield wording.COMPARING, wording.WHAT_IS_COMPARED
    for compared in chosen.comparisons:
        yield compared.metric.label, about_words(compared.metric, compared.snapshot)


def _east_asian(name: str, content: bytes) -> bytes:
    """Charts name their face for Latin letters only: the same for Chinese, or Excel takes a wrong one."""
    if not name.startswith("xl/charts/"):
        return content
    return _LATIN.sub(rb'<a:latin typeface="\1"/><a:ea typeface="\1"/>', content)
