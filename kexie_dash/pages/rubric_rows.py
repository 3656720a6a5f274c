"""The indicators of a rubric for one report: printed rule, figures used, points, declared score, gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import streamlit as st

from kexie_dash.charts.format import SCORE, scale_for
from kexie_dash.charts.names import short_names
from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.model.rubric import SCORE_STATE_LABEL, IndicatorScore, PartScore, Rubric
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_ruler as wording
from kexie_dash.pages.evidence_panel import line_text, quantity_words
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.frame import section_head
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import EMPTY, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.rubric_tables import indicators_table
from kexie_dash.queries.rubrics import ScoredIndicator, inputs_behind, readable, scored_indicators
from kexie_dash.store.database import View


def show(view: View, known: Catalogue, chosen: Selection, rubric: Rubric, report: str) -> None:
    """The table, in groups as the rubric has them, and its export."""

    def rows() -> tuple[tuple[ScoredIndicator, ...], Mapping[str, Observation]]:
        scored = scored_indicators(view, rubric, report)
        return scored, inputs_behind(view, scored)

    key = ("rubric rows", chosen, rubric.id, report)
    shown = kept(view, key, lambda: _rows(known, chosen, rubric, report, *rows()))
    if shown:
        st.html(shown)
        table_buttons("indicators", lambda: indicators_table(rubric, report, *rows()), view)


def _rows(
    known: Catalogue,
    chosen: Selection,
    rubric: Rubric,
    report: str,
    rows: Sequence[ScoredIndicator],
    behind: Mapping[str, Observation],
) -> Html:
    """Nothing where nothing was scored."""
    if not rows:
        return EMPTY
    found = next(one.report for one in known.reports if one.report.id == report)
    names = short_names({body.code: body.name for body in known.bodies})
    who = f"{names[found.body_code]}{found.year}年{KIND_LABEL[found.kind]}"
    title = wording.INDICATORS_OF.format(who=who, count=len(rows))
    printing = next((s.report for s in known.reports if s.report.id == rubric.report), None)
    table = Table(
        [
            Column(wording.INDICATOR),
            Column(wording.BY_RULE, numeric=True),
            Column(wording.SELF, numeric=True),
            Column(wording.USED),
            Column(wording.WANTING),
        ],
        title,
    )
    group = None
    for row in rows:
        if row.indicator.path[:-1] != group:
            group = row.indicator.path[:-1]
            table.group(" · ".join(group))
        table.row(
            _name(row, printing, chosen),
            _by_rule(row.score),
            _declared(row.score, chosen),
            _used(row.score, behind, chosen),
            _wanting(row.score),
        )
    head = section_head(title, escape(wording.INDICATORS_HINT.format(title=rubric.title)))
    return join([head, element("div", table.html(), class_="kx-rubric")])


def _name(row: ScoredIndicator, printing: Report | None, chosen: Selection) -> Html:
    """Name, full mark, and the printed rule folded away with its place in the report that prints it."""
    mark = text("span", f"{_points(row.score.full_mark)} 分", "kx-soft")
    place = _place(row, printing, chosen) if printing is not None and row.indicator.spans else EMPTY
    rule = element("pre", escape(readable(row.indicator.printed)))
    folded = element(
        "details",
        join([text("summary", wording.RULE_TEXT), rule, element("div", place, class_="kx-place")]),
    )
    return join([escape(row.indicator.name), mark, folded], " ")


def _place(row: ScoredIndicator, printing: Report, chosen: Selection) -> Html:
    """The lines of the rule, and the way to them with every piece of it marked."""
    lines = dict.fromkeys((span.line_first, span.line_last) for span in row.indicator.spans)
    places = "、".join(line_text(printing.file, one) for one in lines)
    address = figures.source_address(chosen, printing, row.indicator.spans)
    return join([escape(places), link(address, escape(texts.SEE_SOURCE))], " ")


def _points(value: Decimal | None) -> str:
    return "" if value is None else scale_for(SCORE).number(value)


def _by_rule(score: IndicatorScore) -> Html:
    if score.low is None or score.high is None:
        return text("span", SCORE_STATE_LABEL[score.state], "kx-missing")
    if score.low == score.high:
        return text("b", _points(score.low))
    return escape(f"{_points(score.low)}–{_points(score.high)}")


def _declared(score: IndicatorScore, chosen: Selection) -> Html:
    """The report's own score, and how far it lies outside what the rule allows."""
    if score.declared is None:
        return text("span", wording.NOT_GIVEN, "kx-missing")
    shown = escape(_points(score.declared))
    if score.declared_by is not None:
        address = figures.evidence_address(chosen, "obs", score.declared_by)
        shown = link(address, shown, "kx-figure", texts.SEE_EVIDENCE)
    if not score.beyond:
        return shown
    sentence = wording.DECLARED_ABOVE if score.beyond > 0 else wording.DECLARED_BELOW
    return join([shown, text("div", sentence.format(points=_points(abs(score.beyond))), "kx-beyond")])


def _used(score: IndicatorScore, behind: Mapping[str, Observation], chosen: Selection) -> Html:
    parts = [part for part in score.parts if part.inputs]
    items = [element("li", _part(part, behind, chosen)) for part in parts]
    return element("ul", join(items), class_="kx-plain") if items else EMPTY


def _part(part: PartScore, behind: Mapping[str, Observation], chosen: Selection) -> Html:
    """政府采购执行率 89.47%：0.89 分, then the figures it was made of as links."""
    ends = _points(part.low) if part.low == part.high else f"{_points(part.low)}–{_points(part.high)}"
    links = [_input(operand, behind, chosen) for operand in part.inputs if operand.observation]
    unique = list(dict.fromkeys(links))
    return join(
        [escape(f"{part.measured}：{ends} 分 "), element("span", join(unique, " "), class_="kx-soft")]
    )


def _input(operand: Operand, behind: Mapping[str, Observation], chosen: Selection) -> Html:
    observation = behind.get(operand.observation or "")
    shown = quantity_words(operand.value, operand.unit, operand.bound) or operand.label
    if observation is None:
        return escape(shown)
    return link(
        figures.evidence_address(chosen, "obs", observation.id), escape(shown), "kx-figure", operand.label
    )


def _wanting(score: IndicatorScore) -> Html:
    """Figures that are missing, and what a person must judge with its points."""
    if score.state == "not_applicable":
        return text("span", score.note, "kx-caveat")
    judged = sum((part.points for part in score.parts if part.state == "judgement"), Decimal(0))
    said = list(score.missing)
    if judged:
        said.append(f"{wording.JUDGED} {_points(judged)} 分")
    return figures.caveats(tuple(said))
