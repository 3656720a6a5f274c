"""依据: the sentence a figure came from; for a computed value the formula and every operand's sentence."""

from __future__ import annotations

import re
from decimal import Decimal

import streamlit as st

from kexie_dash.charts.format import POINTS, RATE, has_value, percent, value_text
from kexie_dash.model.assessment import MeasureValue, Metric, Operand
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.pages import figures, texts
from kexie_dash.pages.evidence_panel import excerpt_html, facts_html, line_text, quantity_words
from kexie_dash.pages.frame import foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import (
    BODY_PATH,
    COMPARE_PATH,
    EMPTY,
    Column,
    Html,
    Table,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.evidence import (
    ObservationEvidence,
    ValueEvidence,
    observation_evidence,
    value_evidence,
)
from kexie_dash.store.database import View

#: The sign the dictionary writes between what is subtracted.
_MINUS = "−"


@guarded
def show() -> None:
    view, known, chosen = start()
    opening(view, known, chosen)
    value_id, observation_id = st.query_params.get("value", ""), st.query_params.get("obs", "")
    value = value_evidence(view, value_id) if value_id else None
    observation = observation_evidence(view, observation_id) if observation_id and not value else None
    if value:
        _value(value, chosen)
    elif observation:
        _observation(view, observation, chosen)
    else:
        heading(texts.EVIDENCE)
        asked = bool(value_id or observation_id)
        notice(
            texts.NO_SUCH_EVIDENCE if asked else texts.EVIDENCE,
            texts.NO_SUCH_EVIDENCE_REMEDY if asked else texts.PICK_A_FIGURE,
        )
    foot(view)


def _back(chosen: Selection) -> None:
    address = chosen.address(COMPARE_PATH)
    words = escape(f"← {texts.BACK}")
    st.html(element("a", words, href=address, target="_self", data_nav="back", class_="kx-noprint"))


def _value(found: ValueEvidence, chosen: Selection) -> None:
    value, metric = found.value, found.metric
    _back(chosen)
    heading(_title(value, metric), escape(metric.definition))
    st.html(join([text("div", value_text(value, metric), "kx-big"), _beside(value, metric)]))
    if value.caveats:
        st.html(figures.caveats(value.caveats))
    section(texts.HOW_COMPUTED, escape(metric.formula))
    st.html(join([_formula(found), _operands(found, chosen)]))
    section(texts.SENTENCE_OF)
    sentences = (
        excerpt_html(one, figures.source_address(chosen, one.report, one.places)) for one in found.excerpts
    )
    st.html(join(sentences) or text("p", texts.NO_SENTENCE))


def _title(value: MeasureValue, metric: Metric) -> str:
    parts = [value.body, f"{value.year} 年", KIND_LABEL[value.kind], *(by_label(*pair) for pair in value.by)]
    return f"{' '.join(parts)}：{metric.label}"


def _beside(value: MeasureValue, metric: Metric) -> Html:
    said = []
    if value.basis:
        said.append(f"{texts.BASIS}：{basis_label(value.basis)}")
    if value.declared is not None and metric.unit == RATE:
        said.append(f"{texts.DECLARED}（{value.declared_label or ''}）{percent(value.declared, 2)}")
    if value.bound != "exact":
        said.append(texts.BOUND_HINT)
    return text("p", "；".join(said), "kx-soft") if said else EMPTY


def _formula(found: ValueEvidence) -> Html:
    """The formula with this value's figures, as the report prints them: 执行数 … ÷ 预算数 … = …."""
    value, metric = found.value, found.metric
    role = {operand.role: operand for operand in reversed(value.operands)}
    if not has_value(value) or not {"numerator", "denominator"} <= role.keys():
        return EMPTY
    above, below = (f"{role[one].label} {_amount(found, role[one])}" for one in ("numerator", "denominator"))
    said = role.get("declared")
    if "÷" in metric.formula:
        times = re.search(r"× (\d+)$", metric.formula)
        sides = f"{above} ÷ {below}{f' × {int(times[1]):,}' if times else ''}"
    elif metric.unit == POINTS and said is not None and said.value is not None:
        sides = f"{texts.DECLARED} {percent(said.value, 2)} － {above} ÷ {below}"
    elif _MINUS in metric.formula:
        sides = f"{below} － {above}"
    else:
        return EMPTY
    result = text("strong", value_text(value, metric))
    return element("p", join([escape(f"{sides} = "), result]), class_="kx-formula")


def _amount(found: ValueEvidence, operand: Operand) -> str:
    """As printed; a figure that was added up, or comes from a reference table, with every digit."""
    observation = found.observations.get(operand.observation or "")
    printed = observation.value_text if observation and observation.value == operand.value else ""
    bare = printed.replace(",", "").replace("，", "")
    if not re.fullmatch(r"[\d.]+", bare):
        return printed or _exact(operand)
    # The unit of a table stands in its head: a figure in base units takes it, others are written out.
    return f"{printed}{operand.unit or ''}" if Decimal(bare) == operand.value else _exact(operand)


def _exact(operand: Operand) -> str:
    return quantity_words(operand.value, operand.unit, operand.bound) or texts.NOT_STATED


def _operands(found: ValueEvidence, chosen: Selection) -> Html:
    table = Table(
        [
            Column(texts.ROLE_COLUMN),
            Column(texts.NAME),
            Column(texts.VALUE, numeric=True),
            Column(texts.PLACE),
        ],
        texts.OPERANDS,
    )
    for operand in found.operands:
        observation = found.observations.get(operand.observation or "")
        amount, place = escape(_amount(found, operand)), escape(operand.source or texts.SUM_OF_PARTS)
        if observation is not None:
            address = figures.evidence_address(chosen, "obs", observation.id)
            amount = link(address, amount, "kx-figure", texts.AS_READ)
            lines = (observation.evidence.line_first, observation.evidence.line_last)
            place = escape(line_text(observation.report, lines))
        elif operand.evidence is not None:
            lines = (operand.evidence.line_first, operand.evidence.line_last)
            place = escape(line_text(found.value.report, lines))
        table.row(escape(texts.ROLE[operand.role]), escape(operand.label), amount, place)
    return table.html() if found.operands else text("p", texts.NO_SENTENCE)


def _observation(view: View, found: ObservationEvidence, chosen: Selection) -> None:
    observation, report = found.observation, found.report
    _back(chosen)
    heading(f"{report.body} {report.year} 年：{observation.label}")
    st.html(text("div", observation.value_text or observation.actual_text or "", "kx-big"))
    section(texts.SENTENCE_OF)
    in_text = figures.source_address(chosen, report, ()) + f"&obs={observation.id}"
    st.html(join(excerpt_html(one, in_text) for one in found.excerpts))
    section(texts.AS_READ)
    st.html(facts_html(observation))
    if found.used_in:
        section(texts.USED_IN)
        items = join(_use(view, value, chosen) for value in found.used_in)
        st.html(element("ul", items, class_="kx-plain"))
    address = chosen.address(BODY_PATH, own=report.body_code, report=report.id)
    st.html(link(address, escape(f"{report.body}：{texts.BODY}")))


def _use(view: View, value: MeasureValue, chosen: Selection) -> Html:
    metric = view.metric(value.metric)
    if metric is None:
        return EMPTY
    words = [metric.label, *(by_label(*pair) for pair in value.by)]
    return element("li", join([escape(" ".join(words) + " "), figures.figure(value, metric, chosen)]))
