"""The widgets that change the selection: they show what the address says, and write their changes into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from kexie_dash.charts.names import short_names
from kexie_dash.measures.similarity import HEAVIEST, PARTS, PartName
from kexie_dash.model.assessment import Metric
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.rubric import Rubric
from kexie_dash.pages import texts, texts_activities
from kexie_dash.pages import texts_ruler as wording
from kexie_dash.pages.frame import aside
from kexie_dash.pages.selection import FINDING_FILTERS, Selection, shortened
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.panels import Panel
from kexie_dash.store.records import StoredReport


def panel_choice(panels: tuple[Panel, ...], chosen: Selection) -> Panel:
    """The breakdown to look at; without a choice the one most bodies state."""
    by_key = {panel.key: panel for panel in panels}
    most = max(panels, key=lambda panel: len(panel.stated))
    panel = by_key.get(chosen.by, most)
    if chosen.by and chosen.by not in by_key:
        aside((texts.UNKNOWN_BREAKDOWN.format(shown=shortened(chosen.by)) + texts.DEFAULT_VIEW,))
    if len(panels) > 1:
        key = _show("by", panel.key)
        st.selectbox(
            texts.BREAKDOWN,
            list(by_key),
            format_func=lambda one: by_key[one].label if one in by_key else one,
            key=key,
            on_change=_changed,
            args=(chosen, "by", key),
            filter_mode=None if len(by_key) < _SEARCHED else "fuzzy",
        )
    return panel


def report_choice(reports: tuple[StoredReport, ...], chosen: Selection, report: str) -> None:
    labels = {stored.report.id: _report_label(stored) for stored in reports}
    key = _show("report", report)
    st.selectbox(
        texts.ONE_REPORT,
        list(labels),
        format_func=lambda one: labels.get(one, one),
        key=key,
        on_change=_changed,
        args=(chosen, "report", key),
        filter_mode=None,
    )


def rubric_choice(rubrics: tuple[Rubric, ...], chosen: Selection, rubric: str) -> None:
    titles = {one.id: one.title for one in rubrics}
    key = _show("rubric", rubric)
    st.selectbox(
        wording.RUBRIC_CHOICE,
        list(titles),
        format_func=lambda one: titles.get(one, one),
        key=key,
        on_change=_changed,
        args=(chosen, "rubric", key),
        filter_mode=None,
    )


def coverage_choice(labels: Mapping[str, str], chosen: Selection, coverage: str) -> None:
    key = _show("coverage", coverage)
    st.pills(
        texts_activities.COVERAGE,
        list(labels),
        format_func=lambda one: labels.get(one, one),
        key=key,
        required=True,
        on_change=_changed,
        args=(chosen, "coverage", key),
    )


def against_choice(metric: Metric, variants: tuple[Metric, ...]) -> Metric | None:
    """The switch of the denominator, read from the address; None for the metric's own."""
    by_id = {one.id: one for one in variants}
    against = st.query_params.get("against", "")
    labels = {"": texts.OWN_DENOMINATOR.format(label=metric.label), **{i: m.label for i, m in by_id.items()}}
    key = _show("against", against if against in by_id else "")
    st.pills(
        texts.AGAINST,
        list(labels),
        format_func=lambda one: labels.get(one, one),
        key=key,
        required=True,
        on_change=_in_address,
        args=("against", key),
    )
    return by_id.get(against)


def page_choice(spans: list[str], default: int, name: str = "page") -> int:
    """Which part of a long picture; the number of its page from 0. name: of the address's parameter."""
    asked = st.query_params.get(name, "")
    known = asked in map(str, range(1, len(spans) + 1))
    number = int(asked) - 1 if known else default
    key = _show(name, str(number + 1))
    st.segmented_control(
        texts.PICTURE_PAGE,
        [str(one + 1) for one in range(len(spans))],
        format_func=lambda one: spans[int(one) - 1],
        key=key,
        required=True,
        on_change=_in_address,
        args=(name, key),
    )
    return number


def weight_choice(name: PartName, chosen: Selection) -> None:
    """0 leaves the part out."""
    key = _show(f"weigh-{name}", chosen.weighing[name])
    st.segmented_control(
        texts.WEIGHT.format(part=texts.PART_NAME[name]),
        list(range(HEAVIEST + 1)),
        key=key,
        required=True,
        on_change=_weight_changed,
        args=(chosen, name, key),
    )


def _weight_changed(chosen: Selection, name: PartName, key: str) -> None:
    weighing = {**chosen.weighing, name: st.session_state[key]}
    order, against = (st.query_params.get(one, "") for one in ("order", "against"))
    weights = tuple(weighing[part] for part in PARTS)
    st.query_params.from_dict(replace(chosen, weights=weights, order=order, against=against).query())


def _in_address(name: str, key: str) -> None:
    if st.session_state[key]:
        st.query_params[name] = st.session_state[key]
    else:
        st.query_params.pop(name, None)


_SEARCHED = 12


def _report_label(stored: StoredReport) -> str:
    report = stored.report
    named = f"（{report.project}）" if report.project else ""
    return f"{report.year} {KIND_LABEL[report.kind]}{named}"


def _names(known: Catalogue) -> Mapping[str, str]:
    return short_names({body.code: body.name for body in known.bodies})


def _show(name: str, value: Any) -> str:
    """Set the widget to what the address says, before it is drawn; the widget's key.

    Also where the server has it so: if a run was cut short before the widget, the browser was told nothing.
    """
    key = f"choice-{name}"
    st.session_state[key] = value
    return key


def _changed(chosen: Selection, name: str, key: str) -> None:
    """Into the address, with what a fragment may have put there since the page was drawn."""
    value = st.session_state[key]
    changes: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value} if name else {}
    changes["order"] = st.query_params.get("order", "")
    changes["against"] = st.query_params.get("against", "")
    if name == "metric":
        changes |= {"by": "", "against": "", "line": ""}
    kept = {name: st.query_params.get_all(name) for name in FINDING_FILTERS}
    asked = replace(chosen, **changes).query() | {name: said for name, said in kept.items() if said}
    st.query_params.from_dict(asked)


#: For the widgets of other modules.
show_value, change = _show, _changed
