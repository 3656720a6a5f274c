"""What stands out, in plain sentences: every figure in them is a link."""

from __future__ import annotations

from collections.abc import Mapping

from kexie_dash.charts.format import bounded, scale_for
from kexie_dash.charts.lines import threshold_text
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.labels import basis_label
from kexie_dash.pages import figures
from kexie_dash.pages import texts_overview as wording
from kexie_dash.pages.markup import (
    BODY_PATH,
    COMPARE_PATH,
    DICTIONARY_PATH,
    EMPTY,
    SEARCH,
    Html,
    element,
    escape,
    join,
    link,
    text,
    with_parameters,
)
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.standouts import Standout, Why
from kexie_dash.store.database import View

#: So many sentences fill half a screen; so many bodies are named in one of them.
MOST = 7
_MOST_NAMED = 4


def points_html(view: View, found: tuple[Standout, ...], names: Mapping[str, str], chosen: Selection) -> Html:
    """The first sentences as a list."""
    if not found:
        return text("p", wording.NOTHING_STANDS_OUT, "kx-sub")
    items = join(element("li", _sentence(view, one, names, chosen)) for one in found[:MOST])
    return element("ul", items, class_="kx-points")


def _sentence(view: View, one: Standout, names: Mapping[str, str], chosen: Selection) -> Html:
    first, last = one.values[0], one.values[-1]
    metric = view.metric(first.metric) or one.metric
    group = chosen.address(
        COMPARE_PATH, metric=metric.id, by="", years=(first.year,), bodies=(), own="", report=""
    )
    said = {
        "who": who(first, names, chosen),
        "metric": dictionary_link(metric, metric.label, chosen),
        "value": figures.figure(first, metric, chosen),
        "group": link(group, escape(one.group_label)),
        "count": link(group, escape(wording.COUNT_OF_BODIES.format(count=one.count))),
        "first_body": escape(names[first.body_code]),
        "last_body": escape(names[last.body_code]),
        "first": figures.figure(first, metric, chosen),
        "last": figures.figure(last, one.metric, chosen),
        "gap": figures.figure(last, one.metric, chosen),
        "declared_label": escape(first.declared_label or ""),
        "declared": figures.declared(first, chosen),
        "list": _listed(one, metric, names, chosen, group),
        "line": _line(one, metric, chosen),
        "median": _median(one, group),
        "why": _why(one, names, chosen),
    }
    return Html(escape(wording.SENTENCE[one.kind]).format(**said))


def who(value: MeasureValue, names: Mapping[str, str], chosen: Selection) -> Html:
    """Name and year, leading to the report's portrait."""
    address = chosen.address(BODY_PATH, own=value.body_code, report=value.report)
    return link(address, escape(f"{names[value.body_code]} {value.year}"), label=value.body)


def dictionary_link(metric: Metric, words: str, chosen: Selection, class_: str | None = None) -> Html:
    """Words with the metric's entry behind them."""
    address = with_parameters(chosen.address(DICTIONARY_PATH), **{SEARCH: metric.id})
    return link(address, escape(words), class_)


def _listed(one: Standout, metric: Metric, names: Mapping[str, str], chosen: Selection, group: str) -> Html:
    """Those below the line, the lowest first; of many only some."""
    named = [
        join([escape(names[value.body_code]), figures.figure(value, metric, chosen)], " ")
        for value in one.values[:_MOST_NAMED]
    ]
    listed = join(named, "、")
    if len(one.values) <= _MOST_NAMED:
        return listed
    return join([listed, link(group, escape(wording.AND_OTHERS.format(count=len(one.values))))], " ")


def _line(one: Standout, metric: Metric, chosen: Selection) -> Html:
    if one.line is None:
        return EMPTY
    words = threshold_text(one.line, scale_for(metric.unit, [one.line.value]))
    return dictionary_link(metric, wording.LINE.format(line=words), chosen)


def _median(one: Standout, group: str) -> Html:
    if one.median is None:
        return EMPTY
    scale = scale_for(one.metric.unit, [one.median.value])
    shown = bounded(scale.with_unit(one.median.value), one.median.bound)
    return Html(escape(wording.MEDIAN).format(value=link(group, escape(shown), "kx-figure")))


def _why(one: Standout, names: Mapping[str, str], chosen: Selection) -> Html:
    parts = [_reason(why, one, chosen) for why in one.why]
    if parts and len(one.values) > 1 and one.kind == "short":
        # Said of the first of several: by name.
        lead = escape(wording.OF_BODY.format(body=names[one.values[0].body_code]))
        return join([lead, Html(parts[0].removeprefix(escape("；"))), *parts[1:]])
    return join(parts)


def _reason(why: Why, one: Standout, chosen: Selection) -> Html:
    if why.metric is None or why.value is None:
        return escape(wording.WHY[why.kind])
    said = {
        "metric": dictionary_link(why.metric, why.metric.label, chosen),
        "value": figures.figure(why.value, why.metric, chosen),
        "basis": escape(basis_label(one.values[0].basis)),
    }
    return Html(escape(wording.WHY[why.kind]).format(**said))
