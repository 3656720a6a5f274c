"""The page of a static pack: figures as text first, then chart, table and sentences, metric by metric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import scale_for, value_text
from kexie_dash.charts.names import names_of
from kexie_dash.exports import texts_site as words
from kexie_dash.exports.html import EMPTY, Html, element, escape, join, text
from kexie_dash.exports.notes import caveat_lines
from kexie_dash.exports.rows import ExportRow, comparison_rows
from kexie_dash.exports.site_look import Look
from kexie_dash.exports.site_rows import panel_captions
from kexie_dash.model.assessment import Metric
from kexie_dash.queries.panels import Panel
from kexie_dash.store.database import View

#: More figures than this are not said before the chart; the table has them all.
_MOST_FIGURES = 12


@dataclass(frozen=True, slots=True)
class PackPanel:
    """key: of its elements. rows: its values with their sentences."""

    key: str
    panel: Panel
    rows: tuple[ExportRow, ...]


@dataclass(frozen=True, slots=True)
class PackMetric:
    metric: Metric
    panels: tuple[PackPanel, ...]


def pack_panel(view: View, key: str, panel: Panel) -> PackPanel:
    return PackPanel(key, panel, comparison_rows(view, panel.comparison))


def metric_section(found: PackMetric, look: Look) -> Html:
    metric = found.metric
    said = join(
        [
            text("h2", metric.label, id=f"m-{metric.id}", tabindex="-1"),
            text(
                "p",
                words.FORMULA.format(definition=metric.definition, formula=metric.formula),
                class_="about",
            ),
        ]
    )
    panels = join(_panel(one, look) for one in found.panels)
    return element("section", join([said, panels]), class_="metric", data_metric=metric.id)


def across_section() -> Html:
    """Where the script draws what stands across metrics."""
    parts = [
        text("h3", ""),
        text("p", "", class_="sub"),
        text("p", "", class_="filtered", hidden=""),
        element("div", EMPTY, class_="chart"),
        text("p", "", class_="foot"),
        element("details", text("summary", words.TABLE), class_="twin"),
    ]
    return element("section", element("article", join(parts)), class_="across", hidden="")


def _panel(one: PackPanel, look: Look) -> Html:
    said = panel_captions(one.panel)
    foot = " ".join((*said.foot, *caveat_lines(one.panel.comparison)))
    parts = [
        text("h3", said.title),
        text("p", said.subtitle, class_="sub"),
        text("p", "", class_="filtered", hidden=""),
        _figures(one, look),
        element("div", EMPTY, class_="chart"),
        text("p", foot, class_="foot"),
        element("details", join([text("summary", words.TWIN), _table(one)]), class_="twin"),
    ]
    return element("article", join(parts), data_panel=one.key, aria_label=one.panel.label or None)


def _figures(one: PackPanel, look: Look) -> Html:
    """First figures as text: they stand there before any chart is drawn."""
    compared = one.panel.comparison
    stated = one.panel.stated
    names = names_of(item.value for item in stated)
    items = [
        element(
            "li",
            join(
                [
                    element("span", EMPTY, class_="dot", style=look.style(item.value.body_code)),
                    text("b", names[item.value.body_code]),
                    text("span", f" {item.value.year} ", class_="soft"),
                    text("strong", value_text(item.value, compared.metric)),
                ]
            ),
            data_body=item.value.body_code,
            data_year=str(item.value.year),
        )
        for item in stated[:_MOST_FIGURES]
    ]
    more = len(stated) - _MOST_FIGURES
    rest = [text("li", words.MORE_FIGURES.format(more=more), class_="soft")] if more > 0 else []
    return element("ul", join([*items, *rest]), class_="figures")


def _table(one: PackPanel) -> Html:
    label = one.panel.comparison.metric.label
    title = shared.WITH_NOTE.format(label=label, note=one.panel.label) if one.panel.label else label
    head = element("tr", join(text("th", name, scope="col") for name in words.HEAD))
    body = join(_groups(one.rows))
    table = element("table", join([text("caption", title), element("thead", head), body]))
    return element(
        "div",
        table,
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=words.TABLE_OF.format(title=title, table=words.TABLE),
    )


def _groups(rows: Sequence[ExportRow]) -> Iterable[Html]:
    """Rows in the order of the chart, a body of the table a group."""
    groups: dict[str, list[ExportRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    for group, found in groups.items():
        heading = element(
            "tr", text("th", group or words.NO_REPORT, colspan=str(len(words.HEAD)), scope="rowgroup")
        )
        yield element("tbody", join([heading, *map(_row, found)]))


def _row(row: ExportRow) -> Html:
    project = words.OF_PROJECT.format(project=row.project) if row.project else ""
    remarks = shared.BETWEEN_CLAUSES.join(filter(None, (row.reasons, row.caveats)))
    declared = _declared(row)
    cells = [
        text("td", row.year or "", class_="number"),
        text("td", f"{row.kind}{project}"),
        text("td", row.shown, class_="number value"),
        text("td", row.breakdown),
        text("td", row.basis),
        text("td", declared),
        text("td", row.status),
        text("td", row.place),
        text("td", remarks),
        element("td", _evidence(row)),
    ]
    return element(
        "tr",
        join([text("th", row.body, scope="row"), *cells]),
        id=f"r-{row.value_id}" if row.value_id else None,
        data_body=row.body_code,
        data_year=str(row.year or ""),
    )


def _evidence(row: ExportRow) -> Html:
    """Sentences with file and line."""
    if not row.sentences and not row.declared_quote:
        return EMPTY
    place = " ".join(filter(None, (row.file, row.lines)))
    said = [text("p", row.inputs), text("blockquote", row.sentences), text("p", place, class_="soft")]
    if row.declared_quote:
        said += [
            text("p", words.DECLARED_QUOTE.format(label=row.declared_label)),
            text("blockquote", row.declared_quote),
            text("p", f"{row.file} {row.declared_lines}", class_="soft"),
        ]
    label = words.EVIDENCE_OF.format(body=row.body, year=row.year or "")
    return element("details", join([element("summary", escape(words.EVIDENCE), aria_label=label), *said]))


def _declared(row: ExportRow) -> str:
    if row.declared is None:
        return ""
    scale = scale_for(row.unit, [row.declared])
    return shared.WITH_NOTE.format(label=scale.with_unit(row.declared), note=row.declared_label)
