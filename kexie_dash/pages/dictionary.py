"""指标词典: every metric's entry, as it was when the figures were computed."""

from __future__ import annotations

import streamlit as st

from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import DIMENSION_LABEL
from kexie_dash.pages import texts
from kexie_dash.pages.frame import foot, guarded, heading, opening, start
from kexie_dash.pages.markup import COMPARE_PATH, EMPTY, Html, element, escape, join, link, text
from kexie_dash.pages.selection import Selection


@guarded
def show() -> None:
    view, known, chosen = start()
    heading(texts.DICTIONARY, escape(texts.DICTIONARY_LEAD.format(count=len(known.metrics))))
    opening(view, known, chosen)
    st.html(join(_entry(metric, chosen) for metric in known.metrics) or text("p", texts.NO_DATABASE))
    foot(view)


def _entry(metric: Metric, chosen: Selection) -> Html:
    title = element("summary", join([text("strong", metric.label), text("span", f"　{metric.definition}")]))
    rows = join(
        join([text("dt", name), element("dd", content)]) for name, content in _facts(metric) if content
    )
    more = link(chosen.address(COMPARE_PATH, metric=metric.id, by=""), escape(texts.SEE_COMPARISON))
    body = join([element("dl", rows, class_="kx-facts"), element("p", more)])
    opened = "" if metric.id == chosen.metric else None
    return element("details", join([title, body]), class_="kx-entry", open=opened)


def _facts(metric: Metric) -> list[tuple[str, Html]]:
    unit = "%" if metric.unit == "比率" else metric.unit
    return [
        (texts.FORMULA, escape(metric.formula)),
        (texts.NUMERATOR, escape(metric.numerator or "")),
        (texts.DENOMINATOR, escape(metric.denominator or "")),
        (texts.UNIT, escape(unit)),
        (texts.DIRECTION_TITLE, escape(texts.DIRECTION[metric.direction])),
        (texts.BROKEN_DOWN, escape(_dimensions(metric.breakdown))),
        (texts.COMPARED_WITHIN, escape(_dimensions(metric.compared_within))),
        (texts.DECLARED_LABEL, escape(metric.declared_label or "")),
        (texts.LIMITS, _list(metric.limits)),
        (texts.WHY, escape(metric.why)),
        (texts.SINCE, escape(metric.since)),
        (texts.CHECKED_BY, escape(metric.checked_by)),
        (texts.ID, text("code", metric.id)),
    ]


def _dimensions(names: tuple[str, ...]) -> str:
    return "、".join(DIMENSION_LABEL.get(name, name) for name in names)


def _list(sentences: tuple[str, ...]) -> Html:
    if not sentences:
        return EMPTY
    return element("ul", join(text("li", sentence) for sentence in sentences), class_="kx-plain")
