"""What was found, as a reader sees it: the words marked, the place beside, the way on."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.charts.format import value_text
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.labels import by_label
from kexie_dash.pages import figures as figure_links
from kexie_dash.pages import texts
from kexie_dash.pages import texts_search as wording
from kexie_dash.pages.markup import (
    COMPARE_PATH,
    DICTIONARY_PATH,
    EMPTY,
    SEARCH,
    Column,
    Html,
    Table,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.search_address import Asked
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.search import Passage, Passages
from kexie_dash.queries.search_figures import Figures
from kexie_dash.store.database import View

_CUT = "…"
#: Further places of one passage are linked up to so many.
_PLACES = 6


def passages_html(found: Passages, names: dict[str, str], asked: Asked) -> Html:
    items = join(element("li", _passage(one, names, asked.chosen)) for one in found.shown)
    return element("ol", items, class_="kx-hits")


def _passage(one: Passage, names: dict[str, str], chosen: Selection) -> Html:
    report = one.report
    lines = "–".join(map(str, dict.fromkeys(one.lines)))
    where = [text("b", names.get(report.body_code, report.body)), figure_links.year(report.year)]
    where.append(text("span", wording.LINE.format(lines=lines), "kx-soft"))
    if one.page is not None:
        where.append(text("span", wording.PAGE.format(page=one.page), "kx-soft"))
    if one.headings:
        where.append(text("span", " › ".join(one.headings), "kx-soft"))
    where.append(link(figure_links.source_address(chosen, report, one.hits[:1]), escape(wording.SEE_SOURCE)))
    where += [
        link(figure_links.source_address(chosen, report, [hit]), escape(wording.HIT_OF.format(number=number)))
        for number, hit in enumerate(one.hits[1:_PLACES], start=2)
    ]
    words = [text("mark", part.text) if part.hit else escape(part.text) for part in one.parts]
    before, after = (escape(_CUT if cut else "") for cut in one.cut)
    said = element("p", join([before, *words, after]), class_="kx-quote")
    return join([said, element("div", join(where, " "), class_="kx-about")])


def figures_html(found: Figures, asked: Asked) -> Html:
    """A table whose figures lead to their evidence."""
    columns = [Column(texts.FIELD["label"]), Column(texts.FIELD["value_text"], numeric=True)]
    columns += [Column(texts.BODY_COLUMN), Column(texts.FIELD["family"]), Column(texts.FIELD["subject"])]
    table = Table([*columns, Column(texts.LINE)], wording.FIGURES)
    for one in found.shown:
        o = one.observation
        body = join([escape(one.report.body), figure_links.year(one.report.year)], " ")
        subject = escape(o.subject if o.subject != o.label else "")
        label = text("span", o.label)
        shown = figure_links.statement(o, asked.chosen)
        line = link(
            figure_links.source_address(asked.chosen, one.report, [o.evidence]), escape(o.evidence.line_first)
        )
        table.row(label, shown, body, escape(texts.FAMILY[o.family]), subject, line)
    return element("div", table.html(), class_="kx-targets")


def metrics_html(found: Sequence[Metric], chosen: Selection) -> Html:
    """Each entry with its definition, and the ways to it and to its comparison."""
    if not found:
        return EMPTY
    return element("ul", join(element("li", _metric(one, chosen)) for one in found), class_="kx-hits")


def _metric(metric: Metric, chosen: Selection) -> Html:
    entry = link(f"{DICTIONARY_PATH}?{SEARCH}={metric.id}", escape(wording.IN_DICTIONARY))
    comparison = link(chosen.address(COMPARE_PATH, metric=metric.id, by=""), escape(wording.COMPARE_IT))
    said = element("p", join([text("b", metric.label), escape(metric.definition)], "："), class_="kx-quote")
    return join([said, element("div", join([entry, comparison], " "), class_="kx-about")])


def values_html(view: View, found: Sequence[MeasureValue], chosen: Selection) -> Html:
    """Computed values that are the number asked for."""
    shown = [(value, view.metric(value.metric)) for value in found]
    items = join(element("li", _value(value, metric, chosen)) for value, metric in shown if metric)
    if not items:
        return EMPTY
    return join([text("h3", wording.VALUES), element("ul", items, class_="kx-hits")])


def _value(value: MeasureValue, metric: Metric, chosen: Selection) -> Html:
    address = figure_links.evidence_address(chosen, "value", value.id)
    by = "·".join(by_label(*pair) for pair in value.by)
    parts = [
        escape(value.body),
        figure_links.year(value.year),
        escape(f"{metric.label}{f'（{by}）' if by else ''}"),
        link(address, escape(value_text(value, metric)), "kx-figure", texts.SEE_EVIDENCE),
    ]
    return element("p", join(parts, " "), class_="kx-quote")
