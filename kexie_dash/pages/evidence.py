"""依据: the sentence a figure came from, and for a computed value its formula with every operand's sentence."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.format import has_value, percent, scale_for, value_text
from kexie_dash.model.assessment import MeasureValue, Metric, Operand
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.pages import figures, texts
from kexie_dash.pages.evidence_panel import facts_html, passage_html
from kexie_dash.pages.frame import foot as page_foot
from kexie_dash.pages.frame import guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import (
    BODY_PATH,
    COMPARE_PATH,
    EMPTY,
    Html,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.evidence import (
    OperandEvidence,
    Passage,
    ValueEvidence,
    observation_evidence,
    value_evidence,
    values_using,
)
from kexie_dash.store.database import View


@guarded
def show() -> None:
    view, known, chosen = start()
    opening(view, known, chosen)
    value_id, observation_id = st.query_params.get("value", ""), st.query_params.get("obs", "")
    found = value_evidence(view, value_id) if value_id else None
    passage = observation_evidence(view, observation_id) if observation_id and not found else None
    if found:
        _value(found, chosen)
    elif passage:
        _observation(view, passage, chosen)
    else:
        heading(texts.EVIDENCE)
        asked = bool(value_id or observation_id)
        notice(
            texts.NO_SUCH_EVIDENCE if asked else texts.EVIDENCE,
            texts.NO_SUCH_EVIDENCE_REMEDY if asked else texts.PICK_A_FIGURE,
        )
    page_foot(view)


def _back(chosen: Selection) -> None:
    address = chosen.address(COMPARE_PATH)
    st.html(element("a", escape(f"← {texts.BACK}"), href=address, target="_self", data_nav="back"))


def _value(found: ValueEvidence, chosen: Selection) -> None:
    value, metric = found.value, found.metric
    _back(chosen)
    heading(_title(value, metric), escape(metric.definition))
    st.html(
        join([element("div", escape(value_text(value, metric)), class_="kx-big"), _beside(value, metric)])
    )
    if value.caveats:
        st.html(figures.caveats(value.caveats))
    section(texts.HOW_COMPUTED, escape(metric.formula))
    formula = _formula(found)
    if formula:
        st.html(formula)
    section(texts.OPERANDS)
    st.html(join(_operand(item, chosen) for item in found.operands) or text("p", texts.NOT_STATED))


def _title(value: MeasureValue, metric: Metric) -> str:
    parts = [value.body, f"{value.year} 年", KIND_LABEL[value.kind], *(by_label(*pair) for pair in value.by)]
    return f"{' '.join(parts)}：{metric.label}"


def _beside(value: MeasureValue, metric: Metric) -> Html:
    said = []
    if value.basis:
        said.append(f"{texts.BASIS}：{basis_label(value.basis)}")
    if value.declared is not None and metric.unit == "比率":
        said.append(f"{texts.DECLARED}（{value.declared_label or ''}）：{percent(value.declared, 2)}")
    if value.bound != "exact":
        said.append(texts.BOUND_HINT)
    return text("p", "；".join(said), "kx-soft") if said else EMPTY


def _formula(found: ValueEvidence) -> Html:
    """The formula with this value's figures: 执行数 … ÷ 预算数 … = …."""
    top = [item.operand for item in found.operands if item.operand.role == "numerator"]
    bottom = [item.operand for item in found.operands if item.operand.role == "denominator"]
    terms = [item.operand for item in found.operands if item.operand.role == "term"]
    result = element("strong", escape(value_text(found.value, found.metric)))
    if not has_value(found.value):
        return EMPTY
    if top and bottom:
        parts = [escape(f"{_named(top[0])} ÷ {_named(bottom[0])} = "), result]
    elif len(terms) > 1 and not top:
        parts = [escape(" + ".join(_named(term) for term in terms) + " → "), result]
    else:
        return EMPTY
    return element("p", join(parts), class_="kx-formula")


def _named(operand: Operand) -> str:
    return f"{operand.label} {_operand_value(operand)}"


def _operand_value(operand: Operand) -> str:
    if operand.value is None:
        return texts.NOT_STATED
    shown = scale_for(operand.unit or "", [operand.value]).with_unit(operand.value)
    return BOUND_SIGN[operand.bound] + shown


def _operand(item: OperandEvidence, chosen: Selection) -> Html:
    operand = item.operand
    name = text("h3", f"{texts.ROLE[operand.role]}：{operand.label} {_operand_value(operand)}")
    if item.passage is None:
        said = texts.REFERENCE_SOURCE.format(source=operand.source) if operand.source else texts.SUM_OF_PARTS
        return join([name, text("p", said, "kx-soft")])
    more = link(figures.evidence_address(chosen, "obs", item.passage.observation.id), escape(texts.AS_READ))
    return join([name, passage_html(item.passage), element("p", more, class_="kx-soft")])


def _observation(view: View, passage: Passage, chosen: Selection) -> None:
    observation = passage.observation
    _back(chosen)
    heading(f"{passage.report.body} {passage.report.year} 年：{observation.label}")
    st.html(text("div", observation.value_text, "kx-big"))
    section(texts.SENTENCE_OF)
    st.html(passage_html(passage))
    section(texts.AS_READ)
    st.html(facts_html(observation))
    used = values_using(view, observation.id)
    if used:
        section(texts.USED_IN)
        st.html(element("ul", join(_use(view, value, chosen) for value in used), class_="kx-plain"))
    st.html(
        link(
            chosen.address(BODY_PATH, own=passage.report.body_code),
            escape(f"{passage.report.body}：{texts.BODY}"),
        )
    )


def _use(view: View, value: MeasureValue, chosen: Selection) -> Html:
    metric = view.metric(value.metric)
    if metric is None:
        return EMPTY
    words = [metric.label, *(by_label(*pair) for pair in value.by)]
    return element("li", join([escape(" ".join(words) + " "), figures.figure(value, metric, chosen)]))
