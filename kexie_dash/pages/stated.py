"""What each report states: the items asked of every report, then the metrics by topic, opened one by one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kexie_dash.charts.format import value_text
from kexie_dash.charts.names import short_names
from kexie_dash.charts.state_words import cell_state, state_key
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue, Metric
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, State, shown_status
from kexie_dash.pages import figures, texts
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.frame import section
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import (
    BODY_PATH,
    COMPARE_PATH,
    OVERVIEW_PATH,
    Column,
    Html,
    Table,
    element,
    escape,
    join,
    link,
    text,
    with_parameters,
)
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.coverage import CoverageCell, CoverageMatrix, coverage_matrix
from kexie_dash.queries.disclosure import Disclosures, disclosures
from kexie_dash.queries.list_tables import coverage_table
from kexie_dash.store.database import View

#: More reports than this scroll inside the table's own box, and only the topic in the address is sent opened.
_LONG = 40
#: Of the address.
_TOPIC = "topic"


def disclosed(view: View, chosen: Selection) -> None:
    """Reports by the items every report is asked for."""
    found = disclosures(view, chosen.years, chosen.own)
    if found is None:
        return
    used = {shown_status(value) for value in found.values.values()}
    section(_finding(found), escape(state_key(used)))
    st.html(kept(view, ("disclosed", chosen), lambda: _disclosed(found, chosen)))


def _disclosed(found: Disclosures, chosen: Selection) -> Html:
    table = Table([Column(texts.BODY_COLUMN), *(Column(item) for item in found.items)], texts.STATED_WHAT)
    names = _names(found.reports)
    for report in found.reports:
        cells = (_item(report, item, found.values.get((report.id, item)), chosen) for item in found.items)
        table.row(who(report, names, chosen), *cells)
    return _framed(table, len(found.reports))


def _finding(found: Disclosures) -> str:
    """The items that most reports leave out."""
    silent = {item: len(found.left_out(item)) for item in found.items}
    most = max(silent.values())
    count = len(found.reports)
    if not most:
        return texts.DISCLOSED_ALL.format(count=count)
    items = "、".join(item for item in found.items if silent[item] == most)
    said = texts.DISCLOSED_BY_ALL if most == count else texts.DISCLOSED_LEAST
    return said.format(count=count, silent=most, items=items)


def _item(report: Report, item: str, value: MeasureValue | None, chosen: Selection) -> Html:
    if value is None:
        return _sign(f"{report.body} {item}", "not_applicable")
    state = shown_status(value)
    said = f"{report.body} {item}：{STATUS_LABEL[state]}"
    if not value.has_figure:
        return _sign(f"{report.body} {item}", state, *value.caveats)
    address = figures.evidence_address(chosen, "value", value.id)
    return link(address, escape(STATE_SIGN[state]), label="，".join((said, *value.caveats)))


def topics(view: View, chosen: Selection) -> None:
    """How many metrics of each topic a report states; each topic opens to its metrics."""
    section(texts.TOPICS_TITLE, escape(texts.TOPICS_HINT))

    def matrix() -> CoverageMatrix:
        return coverage_matrix(view, chosen.years, chosen.own)

    opened = st.query_params.get(_TOPIC, "")
    if opened not in {metric.topic for metric in view.metrics()}:
        opened = ""
    st.html(kept(view, ("topics", chosen, opened), lambda: _topics(matrix(), chosen, opened)))
    name = f"{texts.TOPICS_TITLE}_{view.snapshot.build}"
    table_buttons("coverage", lambda: coverage_table(name, matrix()), view)


def _topics(matrix: CoverageMatrix, chosen: Selection, wanted: str) -> Html:
    """Few reports: every topic is sent, folded. Many: the one wanted; the others are a press away."""
    by_topic: dict[str, list[Metric]] = {}
    for metric in matrix.metrics:
        by_topic.setdefault(metric.topic, []).append(metric)
    names = _names(matrix.reports)
    table = Table([Column(texts.BODY_COLUMN), *(Column(topic) for topic in by_topic)], texts.TOPICS_TITLE)
    for report in matrix.reports:
        counts = (_count(report, those, matrix, chosen) for those in by_topic.values())
        table.row(who(report, names, chosen), *counts)
    many = len(matrix.reports) > _LONG
    below = (
        _away(topic, len(those), chosen)
        if many and topic != wanted
        else _opened(topic, those, matrix, names, chosen, is_open=topic == wanted)
        for topic, those in by_topic.items()
    )
    return join([_framed(table, len(matrix.reports)), *below])


def _away(topic: str, count: int, chosen: Selection) -> Html:
    """A topic that the server opens when asked."""
    href = with_parameters(chosen.address(OVERVIEW_PATH), **{_TOPIC: topic})
    words = escape(texts.TOPIC_COLUMN.format(topic=topic, count=count))
    way = element("a", join([escape("►"), words], " "), href=href, target="_self", data_nav="stay")
    return element("div", way, class_="kx-entry")


def _count(report: Report, metrics: Sequence[Metric], matrix: CoverageMatrix, chosen: Selection) -> Html:
    """3／7, leading to the report's portrait."""
    cells = [matrix.cell(report, metric) for metric in metrics]
    asked = [cell for cell in cells if cell.status != "not_applicable"]
    if not asked:
        return text("span", texts.NONE_APPLIES, "kx-soft")
    given = sum(bool(cell.values) for cell in asked)
    address = chosen.address(BODY_PATH, own=report.body_code, report=report.id)
    return link(address, escape(f"{given}／{len(asked)}"), label=f"{report.body} {metrics[0].topic}")


def _opened(
    topic: str,
    metrics: Sequence[Metric],
    matrix: CoverageMatrix,
    names: dict[str, str],
    chosen: Selection,
    *,
    is_open: bool,
) -> Html:
    title = texts.TOPIC_COLUMN.format(topic=topic, count=len(metrics))
    cells = {(r.id, m.id): matrix.cell(r, m) for r in matrix.reports for m in metrics}
    used = {cell_state(cells[r.id, m.id], m) for r in matrix.reports for m in metrics}
    table = Table([Column(texts.BODY_COLUMN), *(Column(metric.label) for metric in metrics)], title)
    for report in matrix.reports:
        row = (_cell(report, metric, cells[report.id, metric.id], chosen) for metric in metrics)
        table.row(who(report, names, chosen), *row)
    words = [text("summary", title), text("p", state_key(used), "kx-sub")]
    content = join([*words, _framed(table, len(matrix.reports))])
    return element("details", content, class_="kx-entry", open="" if is_open else None)


def _cell(report: Report, metric: Metric, cell: CoverageCell, chosen: Selection) -> Html:
    state = cell_state(cell, metric)
    what = f"{report.body} {metric.label}"
    if not cell.values:
        return _sign(what, state, *filter(None, (cell.reason,)))
    said = f"{what}：{STATE_LABEL[state]}"
    if len(cell.values) == 1:
        one = cell.values[0]
        address = figures.evidence_address(chosen, "value", one.id)
        reason = f"，{cell.reason}" if cell.reason else ""
        return link(address, escape(STATE_SIGN[state]), label=f"{said}，{value_text(one, metric)}{reason}")
    address = chosen.address(
        COMPARE_PATH, metric=metric.id, by="", years=(report.year,), bodies=(report.body_code,)
    )
    return link(address, escape(STATE_SIGN[state]), label=f"{said}，{len(cell.values)} 项")


def _sign(what: str, state: State, *reasons: str) -> Html:
    """A state that leads nowhere, with the reason."""
    said = "，".join((f"{what}：{STATE_LABEL[state]}", *reasons))
    return element("span", escape(STATE_SIGN[state]), title=said, aria_label=said, role="img")


def who(report: Report, names: dict[str, str], chosen: Selection) -> Html:
    """The body and its report, leading to its portrait."""
    address = chosen.address(BODY_PATH, own=report.body_code, report=report.id)
    kind = text("span", f"{report.year} {KIND_LABEL[report.kind]}", "kx-year")
    name = link(address, escape(names[report.body_code]), label=report.body)
    return join([name, kind, *figures.own_mark(report.body_code, chosen)], " ")


def _names(reports: Sequence[Report]) -> dict[str, str]:
    return short_names({report.body_code: report.body for report in reports})


def _framed(table: Table, rows: int) -> Html:
    return element("div", table.html(), class_="kx-matrix kx-long" if rows > _LONG else "kx-matrix")
