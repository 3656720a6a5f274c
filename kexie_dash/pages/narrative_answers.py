"""What the own body names as a problem, and what others write they do about it."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.format import value_text
from kexie_dash.model.assessment import Metric
from kexie_dash.pages import figures
from kexie_dash.pages import texts_narrative as wording
from kexie_dash.pages.frame import section
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join, link, text
from kexie_dash.pages.remark import remark_html
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.narrative import THEME_LABEL, Answer, Answered, answers
from kexie_dash.store.database import View

#: Of other bodies' words so many are open; the rest is folded.
_OPEN = 3


def answers_of(view: View, chosen: Selection, names: dict[str, str]) -> None:
    """Nothing is summed up: only words of reports, in an order that is said."""
    own = chosen.own
    if own not in names:
        st.html(text("p", wording.PICK_OWN, "kx-lead"))
        return
    metric = view.metric(chosen.metric)
    order = wording.LOWER if metric is not None and metric.direction == "lower" else wording.HIGHER
    label = metric.label if metric is not None else ""
    section(
        wording.OTHERS.format(name=names[own]),
        escape(wording.OTHERS_HINT.format(metric=label, order=order)),
    )
    found = answers(view, own, chosen.metric, chosen.years)
    if not found:
        st.html(text("p", wording.NO_PROBLEMS.format(name=names[own]), "kx-lead"))
        return
    st.html(join(_theme(one, metric, names, chosen) for one in found))


def _theme(one: Answered, metric: Metric | None, names: dict[str, str], chosen: Selection) -> Html:
    own = join(remark_html(problem, names, chosen) for problem in one.problems)
    left = element("div", join([text("h4", wording.OWN_WORDS), own]))
    shown = [_answer(answer, metric, names, chosen) for answer in one.answers]
    rest = EMPTY
    if len(shown) > _OPEN:
        words = text("summary", wording.MORE_ANSWERS.format(count=len(shown) - _OPEN))
        rest = element("details", join([words, *shown[_OPEN:]]))
    none = text("p", wording.NO_ANSWER, "kx-soft") if not shown else EMPTY
    right = element("div", join([text("h4", wording.ANSWERS_NAMED), *shown[:_OPEN], rest, none]))
    title = text("h3", THEME_LABEL[one.theme])
    return element("section", join([title, element("div", join([left, right]), class_="kx-answered")]))


def _answer(one: Answer, metric: Metric | None, names: dict[str, str], chosen: Selection) -> Html:
    group = text("span", wording.COMPARABLE if one.comparable else wording.OTHER_GROUP, "kx-soft")
    if metric is None:
        return remark_html(one.remark, names, chosen, group)
    if one.value is None:
        shown = text("span", wording.NO_VALUE.format(metric=metric.label), "kx-soft")
    else:
        address = figures.evidence_address(chosen, "value", one.value.id)
        shown = link(address, escape(f"{metric.label} {value_text(one.value, metric)}"))
    return remark_html(one.remark, names, chosen, join([group, shown], " "))
