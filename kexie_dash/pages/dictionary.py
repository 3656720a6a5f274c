"""指标词典: every metric's entry, as it was when the figures were computed, in topics and to be searched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from kexie_dash.charts.format import RATE, scale_for
from kexie_dash.model.assessment import Metric, Threshold
from kexie_dash.model.labels import DIMENSION_LABEL
from kexie_dash.pages import texts
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.frame import asset, foot, guarded, heading, opening, start
from kexie_dash.pages.markup import (
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
)
from kexie_dash.pages.selection import Selection, shortened
from kexie_dash.queries.list_tables import dictionary_table

_BOX = "dictionary-search"
_SIDE = {"at_least": "≥", "at_most": "≤"}


@guarded
def show() -> None:
    view, known, chosen = start()
    st.html(asset("dictionary.css"))
    heading(texts.DICTIONARY, escape(texts.DICTIONARY_LEAD.format(count=len(known.metrics))))
    opening(view, known, chosen)
    labels = {metric.id: metric.label for metric in known.metrics}
    asked = _search(labels)
    found = [metric for metric in known.metrics if _matches(metric, asked, labels)]
    topics = _by_topic(found)
    if asked:
        st.html(text("p", _found(asked, labels, len(found)), "kx-sub"))
    st.html(_contents(topics))
    st.html(
        join(_topic(place, name, those, known.metrics, chosen) for place, (name, those) in enumerate(topics))
    )
    name = f"{texts.DICTIONARY}_{view.snapshot.dictionary_version}"
    table_buttons("dictionary", lambda: dictionary_table(name, found), view)
    foot(view)


def _search(labels: Mapping[str, str]) -> str:
    """What is looked for; it stands in the address. A metric that is asked for by id is told by its name."""
    asked = st.query_params.get(SEARCH, "")
    st.session_state[_BOX] = labels.get(asked.strip(), asked)
    st.text_input(
        texts.DICTIONARY_SEARCH, key=_BOX, on_change=_searched, placeholder=texts.DICTIONARY_EXAMPLE
    )
    return asked.strip()


def _found(asked: str, labels: Mapping[str, str], count: int) -> str:
    if asked in labels:
        return texts.DICTIONARY_ONE.format(label=labels[asked])
    return texts.DICTIONARY_FOUND.format(asked=shortened(asked), count=count)


def _searched() -> None:
    asked = str(st.session_state[_BOX]).strip()
    if asked:
        st.query_params[SEARCH] = asked
    else:
        st.query_params.pop(SEARCH, None)


def _matches(metric: Metric, asked: str, known_ids: Collection[str]) -> bool:
    """Every word of the search stands somewhere in the entry; the id of a metric means that one alone."""
    if asked in known_ids:
        return metric.id == asked
    said = "|".join(
        (metric.id, metric.label, metric.topic, metric.definition, metric.formula, *metric.limits)
    )
    return all(word.lower() in said.lower() for word in asked.split())


def _by_topic(found: Sequence[Metric]) -> list[tuple[str, list[Metric]]]:
    topics: dict[str, list[Metric]] = {}
    for metric in found:
        topics.setdefault(metric.topic, []).append(metric)
    return list(topics.items())


def _contents(topics: Sequence[tuple[str, Sequence[Metric]]]) -> Html:
    if not topics:
        return text("p", texts.DICTIONARY_NOTHING, "kx-lead")
    entries = [
        element("a", escape(texts.COUNT_OF.format(label=name, count=len(those))), href=f"#topic-{place}")
        for place, (name, those) in enumerate(topics)
    ]
    return element("nav", join(entries), class_="kx-contents", aria_label=texts.DICTIONARY_CONTENTS)


def _topic(
    place: int, name: str, those: Sequence[Metric], all_metrics: Sequence[Metric], chosen: Selection
) -> Html:
    title = element("h2", escape(name), id=f"topic-{place}")
    return element("section", join([title, *(_entry(metric, all_metrics, chosen) for metric in those)]))


def _entry(metric: Metric, all_metrics: Sequence[Metric], chosen: Selection) -> Html:
    title = join(
        [text("h3", metric.label), text("p", metric.definition), text("p", metric.formula, "kx-soft")]
    )
    rows = join(
        join([text("dt", name), element("dd", content)])
        for name, content in _facts(metric, all_metrics)
        if content
    )
    opened = "" if metric.id == chosen.metric else None
    more = element(
        "details",
        join([text("summary", texts.DICTIONARY_MORE), element("dl", rows, class_="kx-facts")]),
        open=opened,
    )
    comparison = link(chosen.address(COMPARE_PATH, metric=metric.id, by=""), escape(texts.SEE_COMPARISON))
    body = join([title, more, element("p", comparison, class_="kx-more-of")])
    return element("article", body, class_="kx-definition", id=f"metric-{metric.id}")


def _facts(metric: Metric, all_metrics: Sequence[Metric]) -> list[tuple[str, Html]]:
    unit = "%" if metric.unit == RATE else metric.unit
    return [
        (texts.NUMERATOR, escape(metric.numerator or "")),
        (texts.DENOMINATOR, escape(metric.denominator or "")),
        (texts.UNIT, escape(unit)),
        (texts.DIRECTION_TITLE, escape(texts.DIRECTION[metric.direction])),
        (texts.THRESHOLDS, _list([_threshold(metric, line) for line in metric.thresholds])),
        (texts.BROKEN_DOWN, escape(_dimensions(metric.breakdown))),
        (texts.COMPARED_WITHIN, escape(_dimensions(metric.compared_within))),
        (texts.DECLARED_LABEL, escape(metric.declared_label or "")),
        (texts.VARIANTS, _variants(metric, all_metrics)),
        (texts.LIMITS, _list(metric.limits)),
        (texts.EXAMPLES, _list(metric.examples)),
        (texts.WHY, escape(metric.why)),
        (texts.SINCE, escape(metric.since)),
        (texts.CHECKED_BY, escape(metric.checked_by)),
        (texts.ID, text("code", metric.id)),
    ]


def _threshold(metric: Metric, line: Threshold) -> str:
    shown = scale_for(metric.unit, [line.value]).with_unit(line.value)
    return f"{line.label}：{_SIDE[line.side]}{shown}。{texts.SOURCE_OF}：{line.source}"


def _variants(metric: Metric, all_metrics: Sequence[Metric]) -> Html:
    labels = {other.id: other.label for other in all_metrics}
    entries = [
        link(f"{DICTIONARY_PATH}?{SEARCH}={other}", escape(labels[other]))
        for other in metric.variants
        if other in labels
    ]
    return join(entries, "、")


def _dimensions(names: tuple[str, ...]) -> str:
    return "、".join(DIMENSION_LABEL.get(name, name) for name in names)


def _list(sentences: Sequence[str]) -> Html:
    if not sentences:
        return EMPTY
    return element("ul", join(text("li", sentence) for sentence in sentences), class_="kx-plain")
