"""A sheet with one native chart: bars from zero in the bodies' colours, and the table it draws from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kexie_dash.charts import texts as shared
from kexie_dash.charts.axis import zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import MONEY, POINTS, RATE, has_value, scale_for, value_text
from kexie_dash.charts.marks import look_of
from kexie_dash.charts.names import names_of, row_words
from kexie_dash.charts.theme import THEMES
from kexie_dash.charts.titles import captions_for, title_for
from kexie_dash.exports import texts
from kexie_dash.exports import texts_workbook as wording
from kexie_dash.exports.book_sheets import Heading, Sheets, Styled
from kexie_dash.exports.notes import caveat_lines
from kexie_dash.exports.rows import ExportRow
from kexie_dash.exports.sheet_text import write_text
from kexie_dash.exports.stamp import Stamp, stamp_words
from kexie_dash.exports.workbook import FONT, IN_WAN, WAN_FROM, number_format, text_height
from kexie_dash.model.assessment import ComparedValue, Metric
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, state_of
from kexie_dash.queries.panels import Panel

_FACE = str(FONT["font_name"])
_INK, _SOFT = "#1F1E1C", "#5F5B55"
_HEADINGS: tuple[Heading, ...] = tuple(
    zip(wording.CHARTED, (18, 18, 11, 9, 13, 7, 12, 11, 13, 30, 46, 16, 34), strict=True)
)
_ROW_PIXELS, _SHEET_ROW = 30, 20
#: The column that names the bars; what is printed ends before it.
_NAMED = len(_HEADINGS) - 1
#: As wide as the table that is printed.
_TOP, _WIDTH = 3, sum(round(width * 7) + 5 for _, width in _HEADINGS[:_NAMED])
_WORDS = sum(width for _, width in _HEADINGS[:_NAMED])
#: A column of this width holds words that are broken.
_WRAPPED = 11
#: Excel draws no readable axis for more; the table has them all.
_MOST_BARS = 60


def chart_sheet(
    sheets: Sheets,
    name: str,
    panel: Panel,
    rows: Sequence[ExportRow],
    colours: BodyColours,
    stamp: Stamp,
) -> None:
    compared = panel.comparison
    words = captions_for(compared.metric, compared.bands, compared.snapshot)
    sheet = sheets.page(name, landscape=True)
    write_text(sheet, 0, 0, sheets.clean(words.title), sheets.format(bold=True, font_size=16))
    write_text(sheet, 1, 0, sheets.clean(words.subtitle), sheets.format(font_color=_SOFT))
    items = [item for band in compared.bands for item in band.values]
    bars = min(len(items), _MOST_BARS)
    height = 130 + _ROW_PIXELS * bars
    head = _TOP + -(-height // _SHEET_ROW) + 1
    table = _table(panel, items, rows)
    last = sheets.rows_into(sheet, head, _HEADINGS, table)
    for number, row in enumerate(table, start=head + 1):
        sheet.set_row(number, _height(row))
    chart = _chart(sheets, name, panel, items[:bars], head, colours)
    chart.set_size({"width": _WIDTH, "height": height})
    sheet.set_row(0, 28)
    sheet.insert_chart(_TOP, 0, chart, {"description": sheets.clean(words.title)})
    foot = (
        *words.foot,
        *caveat_lines(compared),
        texts.DEFINITION.format(definition=compared.metric.definition),
        stamp_words(stamp),
    )
    for number, line in enumerate(foot, start=last + 2):
        _across(sheets, sheet, number, line)
    sheet.autofilter(head, 0, last, len(_HEADINGS) - 1)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, last + 1 + len(foot), _NAMED - 1)


def _across(sheets: Sheets, sheet: Any, row: int, line: str) -> None:
    """A line of the foot over all columns that are printed, broken where it is longer."""
    said = sheets.clean(line)
    style = sheets.format(font_color=_SOFT, text_wrap=True)
    sheet.merge_range(row, 0, row, _NAMED - 1, "", style)
    write_text(sheet, row, 0, said, style)
    sheet.set_row(row, text_height(said, _WORDS))


def _table(panel: Panel, items: Sequence[ComparedValue], rows: Sequence[ExportRow]) -> list[list[Styled]]:
    """In the order of the bars; those asked for without a report follow and have no bar."""
    names = names_of(item.value for item in items)
    said = row_words(item.value for item in items)
    unit = panel.comparison.metric.unit
    labels = [_label(item, names, said, unit) for item in items]
    labels += [f"{row.body} {row.year or ''} {row.shown}" for row in rows[len(items) :]]
    return [
        _row(row, label, number_format(unit), panel.label) for row, label in zip(rows, labels, strict=True)
    ]


def _row(row: ExportRow, label: str, form: str, part: str) -> list[Styled]:
    """The last column names the bar: whose, and of which group, without what the whole sheet is of."""
    group = row.group.removesuffix(f"·{part}").removeprefix(f"{row.year} ")
    remarks = shared.BETWEEN_CLAUSES.join(filter(None, (row.reasons, row.caveats)))
    place = " ".join(filter(None, (row.file, row.lines)))
    texts = (row.shown, row.bound, row.basis, row.status, row.place, remarks, row.sentences, place)
    figures: list[Styled] = [(row.value, form), (row.declared, form)]
    named = shared.WITH_NOTE.format(label=label, note=group) if group else label
    return [(row.group, ""), (label, ""), *figures, *((text, "") for text in (*texts, named))]


def _height(row: Sequence[Styled]) -> float:
    """So that caveats and sentences are read whole, also where the program does not measure them."""
    wide = (column for column, (_, width) in enumerate(_HEADINGS[:_NAMED]) if width >= _WRAPPED)
    return max(text_height(str(row[column][0] or ""), _HEADINGS[column][1]) for column in wide)


def _label(item: ComparedValue, names: dict[str, str], said: dict[str, str], unit: str) -> str:
    value = item.value
    more = f" {said[value.id]}" if said[value.id] else ""
    state = state_of(item, unit)
    missing = "" if has_value(value) else f" {STATE_SIGN[state]} {STATE_LABEL[state]}"
    return f"{names[value.body_code]}{more} {value.year}{missing}"


def _chart(
    sheets: Sheets, name: str, panel: Panel, items: Sequence[ComparedValue], head: int, colours: BodyColours
) -> Any:
    metric = panel.comparison.metric
    first, last = head + 1, head + len(items)
    form = number_format(metric.unit)
    chart = sheets.book.add_chart({"type": "bar"})
    label_font = {"name": _FACE, "size": 10, "color": _INK}
    chart.add_series(
        {
            "name": sheets.clean(metric.label),
            "categories": [name, first, _NAMED, last, _NAMED],
            "values": [name, first, 2, last, 2],
            "points": [_point(item, colours) for item in items],
            "gap": 55,
            "data_labels": {
                "value": True,
                "num_format": form,
                "font": {**label_font, "bold": True},
                "custom": [_custom(item, panel, label_font) for item in items],
            },
        }
    )
    if any(item.value.declared is not None for item in items):
        chart.add_series(
            {
                "name": wording.DECLARED,
                "categories": [name, first, _NAMED, last, _NAMED],
                "values": [name, first, 3, last, 3],
                "fill": {"none": True},
                "border": {"color": _SOFT, "dash_type": "dash"},
                "data_labels": {
                    "value": True,
                    "series_name": True,
                    "separator": " ",
                    "num_format": form,
                    "font": {**label_font, "color": _SOFT, "size": 9},
                },
            }
        )
    title = sheets.clean(title_for(metric, panel.comparison.bands))
    chart.set_title({"name": title, "name_font": {"name": _FACE, "size": 14, "color": _INK}})
    chart.set_legend({"none": True})
    axis_font = {"num_font": {"name": _FACE, "size": 10, "color": _INK}}
    step = _step(items, metric)
    chart.set_x_axis(
        {
            **axis_font,
            "num_format": IN_WAN if step else form,
            "min": 0 if not any((i.value.value or 0) < 0 for i in items) else None,
            "major_unit": step,
            "major_gridlines": {"visible": True, "line": {"color": "#ECEAE6"}},
            "line": {"none": True},
        }
    )
    chart.set_y_axis(
        {
            **axis_font,
            "reverse": True,
            "crossing": "max",
            "label_position": "low",
            "line": {"color": "#8A867F"},
        }
    )
    chart.show_blanks_as("gap")
    return chart


def _step(items: Sequence[ComparedValue], metric: Metric) -> float | None:
    """Between the ticks of an axis that counts in 万, a multiple of what its format can print; else None."""
    values = [i.value.value for i in items if has_value(i.value) and i.value.value is not None]
    if metric.unit in (MONEY, RATE, POINTS) or max(values, default=0) < WAN_FROM:
        return None
    (_, *ticks) = zero_axis(values, scale_for(metric.unit)).ticks
    return max(ticks[0][0], float(WAN_FROM))


def _point(item: ComparedValue, colours: BodyColours) -> dict[str, Any] | None:
    """Filled where compared; only an outline where not, as on the pages."""
    if not has_value(item.value):
        return None
    colour = colours.of(item.value.body_code, THEMES["light"])
    if look_of(item) == "filled":
        return {"fill": {"color": colour}, "border": {"none": True}}
    return {"fill": {"none": True}, "border": {"color": colour, "width": 1.5}}


def _custom(item: ComparedValue, panel: Panel, font: dict[str, Any]) -> dict[str, Any] | None:
    """A label of its own only where the number alone would lose its bound."""
    value = item.value
    if value.value is None or not has_value(value):
        return {"delete": True}
    if value.bound == "exact":
        return None
    return {"value": value_text(value, panel.comparison.metric), "font": {**font, "bold": True}}
