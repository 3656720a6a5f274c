"""Figures as links to their sentence, the same on every page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from kexie_dash.charts.format import Scale, has_value, percent, value_label, value_text
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue, Metric
from kexie_dash.model.observation import Evidence, Observation
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.report import Report
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.pages import texts, texts_frame
from kexie_dash.pages.markup import (
    EMPTY,
    EVIDENCE_PATH,
    MOST_SPANS,
    SOURCE_PATH,
    SPAN,
    SPANS_BETWEEN,
    Html,
    element,
    escape,
    join,
    link,
    text,
    with_parameters,
)
from kexie_dash.pages.selection import Selection


def evidence_address(chosen: Selection, name: str, key: str) -> str:
    """name: value or obs. The selection goes along, so that the way back shows the same view."""
    return with_parameters(chosen.address(EVIDENCE_PATH), **{name: key})


def source_address(chosen: Selection, report: Report, places: Sequence[Evidence]) -> str:
    """报告原文 with these stretches marked, the first of them in view."""
    address = chosen.address(SOURCE_PATH, own=report.body_code, report=report.id)
    spans = SPANS_BETWEEN.join(f"{one.start}-{one.end}" for one in places[:MOST_SPANS])
    return f"{address}&{urlencode({SPAN: spans})}" if spans else address


def figure(value: MeasureValue, metric: Metric, chosen: Selection, scale: Scale | None = None) -> Html:
    """The value as a link; where there is none the word for it, with the reason as its tooltip."""
    if not has_value(value):
        reason = "；".join(value.caveats)
        said = f"{STATE_SIGN[value.status]} {STATUS_LABEL[value.status]}"
        # What is not asked of a report is no gap in it, so nothing is underlined there.
        look = "kx-soft" if value.status == "not_applicable" else "kx-missing"
        return element("span", escape(said), class_=look, title=reason or None)
    shown = value_label(value, scale) if scale else value_text(value, metric)
    linked = link(evidence_address(chosen, "value", value.id), escape(shown), "kx-figure", texts.SEE_EVIDENCE)
    if value.status != "pending_review":
        return linked
    word = f"{STATE_SIGN[value.status]} {STATUS_LABEL[value.status]}"
    return join([linked, text("span", word, "kx-soft")], " ")


def declared(value: MeasureValue, chosen: Selection) -> Html:
    """What the body itself says of the same thing; leads to the sentence that says it."""
    if value.declared is None:
        return text("span", texts.NOT_DECLARED, "kx-missing")
    said = next((o.observation for o in value.operands if o.role == "declared" and o.observation), None)
    shown = escape(percent(value.declared))
    if said is None:
        return shown
    return link(evidence_address(chosen, "obs", said), shown, "kx-figure", value.declared_label)


def statement(observation: Observation, chosen: Selection) -> Html:
    """What the report printed, as a link to its sentence."""
    shown = observation.value_text or observation.actual_text or observation.label
    address = evidence_address(chosen, "obs", observation.id)
    return link(address, escape(shown), "kx-figure", texts.SEE_EVIDENCE)


def signed(observation: Observation, shown: str) -> str:
    """The number with the sign of its bound."""
    return f"{BOUND_SIGN[observation.bound]}{shown}"


def year(number: int) -> Html:
    """Small and grey, near its value."""
    return text("span", number, "kx-year")


def own_mark(code: str, chosen: Selection) -> list[Html]:
    """The word that tells the reader's own body from the others in a table; nothing for the others."""
    return [text("span", texts_frame.OWN, "kx-year")] if code == chosen.own else []


def caveats(sentences: tuple[str, ...]) -> Html:
    """What to mind with a figure; one is a line, several are a list."""
    if not sentences:
        return EMPTY
    if len(sentences) == 1:
        return text("span", sentences[0], "kx-caveat")
    items = join(text("li", sentence) for sentence in sentences)
    return element("div", element("ul", items), class_="kx-caveat")
