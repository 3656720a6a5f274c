"""A sentence in its context, highlighted; the report's text is shown as it is and can be nothing but text."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.charts.format import percent, scale_for
from kexie_dash.model.labels import (
    CATEGORY_LABEL,
    CHANNEL_LABEL,
    COVERAGE_LABEL,
    SCORE_LEVEL_LABEL,
    STAGE_LABEL,
)
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.pages import texts
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join, text
from kexie_dash.queries.evidence import Passage

_CUT = "…"


def passage_html(passage: Passage) -> Html:
    """File, lines and page; then some lines with the evidence marked."""
    words = join(
        [
            escape((_CUT if passage.cut_before else "") + passage.before),
            text("mark", passage.quote),
            escape(passage.after + (_CUT if passage.cut_after else "")),
        ]
    )
    place = element("div", escape(place_text(passage)), class_="kx-place")
    return join([place, element("div", element("pre", words), class_="kx-passage")])


def place_text(passage: Passage) -> str:
    """Body, year, file, lines, page."""
    span, report = passage.observation.evidence, passage.report
    lines = str(span.line_first)
    if span.line_last != span.line_first:
        lines += f"–{span.line_last}"
    parts = [f"{report.body} {report.year} 年", texts.SOURCE_PLACE.format(file=report.file, lines=lines)]
    if span.page is not None:
        parts.append(texts.SOURCE_PAGE.format(page=span.page))
    return "，".join(parts)


def facts_html(observation: Observation) -> Html:
    """The observation's fields in Chinese, those that say something."""
    pairs = [(texts.FIELD[name], said) for name, said in _facts(observation) if said]
    rows = join(join([text("dt", name), text("dd", said)]) for name, said in pairs)
    return element("dl", rows, class_="kx-facts") if pairs else EMPTY


def value_words(observation: Observation) -> str:
    """The value in the unit people read, with its bound."""
    if observation.value is None:
        return ""
    unit = observation.unit or ""
    shown = scale_for(unit, [observation.value]).with_unit(observation.value)
    return BOUND_SIGN[observation.bound] + shown


def _facts(o: Observation) -> list[tuple[str, str]]:
    period = texts.PERIOD.get(o.period, o.period)
    return [
        ("label", o.label),
        ("subject", o.subject if o.subject != o.label else ""),
        ("value_text", o.value_text),
        ("value", value_words(o)),
        ("bound", texts.BOUND[o.bound] if o.bound != "exact" else ""),
        ("family", texts.FAMILY[o.family]),
        ("stage", STAGE_LABEL[o.stage] if o.stage else ""),
        ("level", SCORE_LEVEL_LABEL[o.level] if o.level else ""),
        ("full_mark", f"{o.full_mark:f} 分" if o.full_mark is not None else ""),
        ("criteria", o.criteria or ""),
        ("indicator_path", " › ".join(part for part in o.indicator_path or () if part)),
        ("target_text", o.target_text or ""),
        ("actual_text", o.actual_text or ""),
        ("category", CATEGORY_LABEL[o.category] if o.category else ""),
        ("channel", CHANNEL_LABEL[o.channel] if o.channel else ""),
        ("coverage", COVERAGE_LABEL[o.coverage]),
        ("is_total", texts.IS_TOTAL if o.is_total else ""),
        ("period", period),
        ("year", str(o.year) if o.year is not None else ""),
        ("confidence", _confidence(o)),
    ]


def _confidence(observation: Observation) -> str:
    return percent(Decimal(str(observation.confidence)), 0)
