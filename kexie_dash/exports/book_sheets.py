"""Sheets of a workbook: tables with filter, frozen head and print set-up; lines of a read-me."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import scale_for
from kexie_dash.charts.lines import threshold_text
from kexie_dash.exports import texts_workbook as wording
from kexie_dash.exports.clean import clean
from kexie_dash.exports.columns import COLUMNS, Cell
from kexie_dash.exports.grid_sheet import GridSheet
from kexie_dash.exports.rows import BOUND_WORD, ExportRow
from kexie_dash.exports.sheet_text import write_text
from kexie_dash.exports.workbook import (
    DIRECTION,
    FONT,
    README_WIDTH,
    number_format,
    print_wide,
    text_height,
)
from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import (
    CATEGORY_LABEL,
    CHANNEL_LABEL,
    COVERAGE_LABEL,
    DIMENSION_LABEL,
    QUARTER_LABEL,
    SCORE_LEVEL_LABEL,
    STAGE_LABEL,
)
from kexie_dash.model.observation import Observation
from kexie_dash.store.database import View

#: Heading, width in characters.
Heading = tuple[str, float]
#: A cell, and the number format where it is a figure.
Styled = tuple[Cell, str]
_PERIOD: dict[str, str] = {"year": wording.WHOLE_YEAR, **dict(QUARTER_LABEL.items())}
_PLAIN = "General"


class Sheets:
    """A workbook with its formats; each format is made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._cleaned: dict[str, str] = {}

    def format(self, **more: object) -> Any:
        key = tuple(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**FONT, **more})
        return self._formats[key]

    def clean(self, text: str) -> str:
        """Texts repeat from row to row; each is cleaned once."""
        if text not in self._cleaned:
            self._cleaned[text] = clean(text)[0]
        return self._cleaned[text]

    def page(self, name: str, *, landscape: bool, grid: bool = False) -> Any:
        """A sheet that prints on A4, as wide as the page, with its number below. grid: many rows."""
        sheet = self.book.add_worksheet(name, worksheet_class=GridSheet if grid else None)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.set_footer(wording.PAGE_FOOT)
        return sheet

    def table(
        self, name: str, headings: Sequence[Heading], rows: Iterable[Sequence[Styled]], first_column: int
    ) -> None:
        """first_column: how many columns stay when scrolling sideways."""
        sheet = self.page(name, landscape=True, grid=True)
        sheet.set_default_row(_GRID_ROW)
        last = self.rows_into(sheet, 0, headings, rows)
        sheet.freeze_panes(1, first_column)
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
        print_wide(sheet, [width for _, width in headings], first_column)

    def rows_into(
        self, sheet: Any, top: int, headings: Sequence[Heading], rows: Iterable[Sequence[Styled]]
    ) -> int:
        """Head and rows from a row on; the number of the last row."""
        head = self.format(bold=True, bottom=1, bg_color="#F6F5F2", text_wrap=True)
        # A number ends where the text of the next column begins.
        text = self.format(text_wrap=True, num_format="@", align="left", indent=1)
        for column, (heading, width) in enumerate(headings):
            sheet.set_column(column, column, width)
            sheet.write_string(top, column, heading, head)
        number = top
        cleaned = self._cleaned
        figures: dict[str, Any] = {}
        for number, row in enumerate(rows, start=top + 1):
            for column, (cell, form) in enumerate(row):
                if isinstance(cell, str):
                    if cell:
                        write_text(sheet, number, column, cleaned.get(cell) or self.clean(cell), text)
                elif cell is not None:
                    style = figures.get(form) or figures.setdefault(form, self.format(num_format=form))
                    sheet.write_number(number, column, float(cell), style)
        return number

    def lines(self, name: str, title: str, said: Sequence[tuple[str, str]]) -> None:
        sheet = self.page(name, landscape=False)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, README_WIDTH)
        sheet.write_string(0, 0, title, self.format(bold=True, font_size=16))
        label, text = self.format(bold=True, text_wrap=True), self.format(text_wrap=True)
        for row, (name_, words) in enumerate(said, start=2):
            write_text(sheet, row, 0, self.clean(name_), label)
            write_text(sheet, row, 1, self.clean(words), text)
            sheet.set_row(row, text_height(self.clean(words), README_WIDTH))


def value_rows(rows: Sequence[ExportRow]) -> tuple[list[Heading], Iterable[list[Styled]]]:
    """The columns of every export of figures."""
    headings = [(column.heading, float(column.width)) for column in COLUMNS]
    fields = [(column.field, column.kind) for column in COLUMNS]

    def made() -> Iterable[list[Styled]]:
        for row in rows:
            form = number_format(row.unit)
            yield [(getattr(row, field), form if kind == "figure" else "0") for field, kind in fields]

    return headings, made()


_OBSERVED: tuple[Heading, ...] = tuple(
    zip(
        wording.OBSERVED,
        (
            26,
            10,
            7,
            14,
            9,
            26,
            20,
            16,
            9,
            18,
            7,
            10,
            10,
            8,
            14,
            14,
            10,
            9,
            9,
            8,
            9,
            16,
            48,
            18,
            7,
            7,
            5,
            6,
            14,
        ),
        strict=True,
    )
)
#: Tables of thousands of rows stay a grid: two lines a row, the rest is read in the cell.
_GRID_ROW = 30


def observation_rows(view: View, reports: Sequence[str]) -> tuple[Sequence[Heading], Iterable[list[Styled]]]:
    """Every statement of these reports in the order of the text."""
    labels = {metric.id: metric.label for metric in view.metrics()}
    known = {stored.report.id: stored.report for stored in view.reports()}

    def made() -> Iterable[list[Styled]]:
        for key in reports:
            report = known[key]
            about: list[Styled] = [(report.body, ""), (report.body_code, ""), (report.year, "0"), (key, "")]
            for one in view.observations(report=key):
                yield [*about, *_observed(one, labels, report.file)]

    return _OBSERVED, made()


def _observed(one: Observation, labels: Mapping[str, str], file: str) -> list[Styled]:
    place = one.evidence
    form = number_format(one.unit or "")
    texts: tuple[str | None, ...] = (
        STAGE_LABEL[one.stage] if one.stage else None,
        SCORE_LEVEL_LABEL[one.level] if one.level else None,
    )
    target = one.target_text if one.target_text else None
    actual = one.actual_text if one.actual_text else None
    period = _PERIOD.get(one.period, one.period)
    return [
        (wording.FAMILY[one.family], ""), (one.label, ""), (one.subject, ""), (one.value, form),
        (one.unit, ""), (one.value_text, ""), (BOUND_WORD[one.bound], ""), *((said, "") for said in texts),
        (one.full_mark, _PLAIN), (target, ""), (actual, ""),
        (CATEGORY_LABEL[one.category] if one.category else None, ""),
        (CHANNEL_LABEL[one.channel] if one.channel else None, ""), (COVERAGE_LABEL[one.coverage], ""),
        (wording.YES if one.is_total else "", ""), (period, ""), (labels.get(one.metric or "", ""), ""),
        (place.quote, ""), (file, ""), (place.line_first, "0"), (place.line_last, "0"), (place.page, "0"),
        (Decimal(repr(one.confidence)), "0.00"), (one.id, ""),
    ]  # fmt: skip


_DICTIONARY: tuple[Heading, ...] = tuple(
    zip(wording.DEFINED, (24, 18, 12, 9, 9, 44, 36, 20, 20, 14, 20, 30, 44, 36, 12), strict=True)
)


def dictionary_rows(metrics: Sequence[Metric]) -> tuple[Sequence[Heading], Iterable[list[Styled]]]:
    def said(names: Sequence[str]) -> str:
        return shared.BETWEEN_NAMES.join(DIMENSION_LABEL.get(name, name) for name in names)

    def made() -> Iterable[list[Styled]]:
        for metric in metrics:
            scale = scale_for(metric.unit, [line.value for line in metric.thresholds])
            lines = shared.BETWEEN_CLAUSES.join(
                shared.WITH_NOTE.format(label=threshold_text(line, scale), note=line.source)
                for line in metric.thresholds
            )
            texts = (
                metric.id, metric.label, metric.topic, metric.unit, DIRECTION[metric.direction],
                metric.definition, metric.formula, metric.numerator, metric.denominator,
                said(metric.breakdown), said(metric.compared_within),
                lines, shared.BETWEEN_CLAUSES.join(metric.limits), metric.why, metric.since,
            )  # fmt: skip
            yield [(text, "") for text in texts]

    return _DICTIONARY, made()
