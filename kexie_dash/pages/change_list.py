"""What changed since the build before: reports, values with old and new and why, findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from kexie_dash.charts.format import value_text
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.finding import VERDICT_LABEL
from kexie_dash.model.labels import by_label
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_overview as wording
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.frame import section
from kexie_dash.pages.gravest_list import mark_html
from kexie_dash.pages.markup import BODY_PATH, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.changes import Changes, ReportChange, ValueChange, changes
from kexie_dash.queries.findings import FoundIn
from kexie_dash.queries.rubric_tables import Cell, FlatTable
from kexie_dash.store.database import View

#: So many of a kind are shown; the table to take away has all.
_MOST = 20


def changed(view: View, before: View | None, names: Mapping[str, str], chosen: Selection) -> None:
    """A section; it says so where there is nothing to compare with, or nothing changed."""
    if before is None:
        section(wording.CHANGED)
        st.html(text("p", wording.NO_BEFORE, "kx-sub"))
        return
    found = changes(view, before)
    section(
        wording.CHANGED,
        escape(wording.CHANGED_LEAD.format(before=found.before.number, now=found.now.number)),
    )
    if found.nothing:
        st.html(text("p", wording.NO_CHANGE, "kx-sub"))
        return
    st.html(join(_parts(found, names, chosen)))
    table_buttons("changes", lambda: changes_table(found), view)


def _parts(found: Changes, names: Mapping[str, str], chosen: Selection) -> Iterable[Html]:
    yield from _reports(found.reports, names, chosen)
    for sentence, metrics in (
        (wording.METRICS_ADDED, found.metrics_added),
        (wording.METRICS_GONE, found.metrics_removed),
    ):
        if metrics:
            yield text("p", sentence.format(names="、".join(one.label for one in metrics)))
    if found.values:
        yield _folded(
            wording.VALUES_CHANGED.format(count=len(found.values)), _values(found.values, names, chosen)
        )
    for sentence, those in ((wording.FINDINGS_NEW, found.found), (wording.FINDINGS_GONE, found.gone)):
        if those:
            here = sentence == wording.FINDINGS_NEW
            yield _folded(sentence.format(count=len(those)), _findings(those, names, chosen, linked=here))


def _folded(title: str, content: Html) -> Html:
    return element("details", join([text("summary", title), content]), class_="kx-entry", open="")


def _kind(change: ReportChange) -> str:
    if change.before is None:
        return "new"
    return "gone" if change.now is None else "replaced"


def _reports(
    reports: tuple[ReportChange, ...], names: Mapping[str, str], chosen: Selection
) -> Iterable[Html]:
    for kind, word in wording.REPORT_CHANGE.items():
        those = [one for one in reports if _kind(one) == kind]
        if those:
            named = join(
                (_who(one.report, names, chosen, linked=one.now is not None) for one in those[:_MOST]), "、"
            )
            more = texts.AND_MORE.format(count=len(those)) if len(those) > _MOST else ""
            yield element("p", join([escape(f"{word} {len(those)}："), named, escape(more)]))


def _who(report: Report, names: Mapping[str, str], chosen: Selection, *, linked: bool) -> Html:
    words = escape(f"{names.get(report.body_code, report.body)} {report.year} {KIND_LABEL[report.kind]}")
    if not linked:
        return words
    return link(chosen.address(BODY_PATH, own=report.body_code, report=report.id), words)


def _values(values: tuple[ValueChange, ...], names: Mapping[str, str], chosen: Selection) -> Html:
    columns = wording.VALUE_COLUMNS
    table = Table(
        [
            Column(columns[0]),
            Column(columns[1], numeric=True),
            Column(columns[2], numeric=True),
            Column(columns[3]),
        ],
        wording.CHANGED,
    )
    for one in values[:_MOST]:
        value = one.value
        what = (
            f"{names.get(value.body_code, value.body)} {value.year} {one.metric.label} {_by(value)}".strip()
        )
        new = figures.figure(one.new, one.metric, chosen) if one.new else escape(texts.NOT_STATED)
        table.row(escape(what), escape(_old(one)), new, escape(wording.REASON[one.reason]))
    left = len(values) - _MOST
    more = text("p", wording.AND_MORE.format(count=left), "kx-sub") if left > 0 else escape("")
    return join([table.html(), more])


def _old(one: ValueChange) -> str:
    return value_text(one.old, one.metric) if one.old is not None else texts.NOT_STATED


def _by(value: MeasureValue) -> str:
    return "·".join(by_label(*pair) for pair in value.by)


def _findings(
    those: tuple[FoundIn, ...], names: Mapping[str, str], chosen: Selection, *, linked: bool
) -> Html:
    """A finding that is gone has no sentences to lead to any more."""
    items = []
    for one in those[:_MOST]:
        verdict = (
            mark_html(one.finding, one.report, chosen)
            if linked
            else text("span", VERDICT_LABEL[one.finding.verdict], "kx-soft")
        )
        about = escape(f"{names.get(one.report.body_code, one.report.body)} {one.report.year}")
        items.append(element("li", join([verdict, about, escape(one.finding.message)], " ")))
    if len(those) > _MOST:
        items.append(text("li", wording.AND_MORE.format(count=len(those) - _MOST), "kx-soft"))
    return element("ul", join(items), class_="kx-plain")


def changes_table(found: Changes) -> FlatTable:
    """All of it as rows to take away."""
    rows: list[tuple[Cell, ...]] = []
    for change in found.reports:
        old, new = (one.sha256[:12] if one else None for one in (change.before, change.now))
        rows.append(
            (wording.REPORT_CHANGE[_kind(change)], *_of(change.report), change.report.file, "", old, new, "")
        )
    for metric in found.metrics_added:
        rows.append((wording.METRICS_ADDED[:4], "", None, "", metric.label, "", None, None, ""))
    for metric in found.metrics_removed:
        rows.append((wording.METRICS_GONE[:4], "", None, "", metric.label, "", None, None, ""))
    for one in found.values:
        value, by = one.value, _by(one.value)
        new_text = value_text(one.new, one.metric) if one.new else texts.NOT_STATED
        place = (value.body, value.year, KIND_LABEL[value.kind])
        told = (one.metric.label, by, _old(one), new_text, wording.REASON[one.reason])
        rows.append((wording.KIND_VALUE, *place, *told))
    for word, those in ((wording.KIND_FOUND, found.found), (wording.KIND_GONE, found.gone)):
        for item in those:
            rows.append((word, *_of(item.report), item.finding.message, "", None, None, ""))
    about = wording.CHANGE_ABOUT.format(
        before=found.before.number,
        before_build=found.before.build,
        now=found.now.number,
        now_build=found.now.build,
    )
    name = wording.EXPORT_NAME.format(build=found.now.build)
    return FlatTable(name, wording.CHANGE_HEADINGS, tuple(rows), (about,))


def _of(report: Report) -> tuple[Cell, ...]:
    return report.body, report.year, KIND_LABEL[report.kind]
